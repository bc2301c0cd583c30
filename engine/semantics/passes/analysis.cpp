#include "semantics/passes/analysis.h"

#include "base/nearest.h"
#include "diagnostics/kinds.h"
#include "types/unit.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::semantics {

namespace {

constexpr std::size_t kSuggestions = 200;

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& each : names) all += (all.empty() ? "`" : ", `") + each + "`";
  return all;
}

}  // namespace

Analysis::Analysis(const std::vector<syntax::File>& files_, const source::Files& sources_, Model& model_, diagnostics::Sink& sink_,
                   const Limits& limits_)
    : files(files_), sources(sources_), model(model_), sink(sink_), limits(limits_), incomplete(sink_.has_errors()) {}

diagnostics::Diagnostic& Analysis::report(Problem problem, Span span, std::vector<std::string> arguments) {
  const Span place = calls.empty() ? span : calls.front();
  if (!reported_.emplace(problem, place, arguments).second) {
    discarded_ = {};
    return discarded_;
  }
  diagnostics::Diagnostic& made = sink.report(problem, place, std::move(arguments));
  if (place != span) made.related.push_back({span, {}, kInDefinition});
  return made;
}


void Analysis::unknown(Problem problem, Span span, std::vector<std::string> arguments, const std::vector<std::string>& candidates) {
  if (incomplete) return;
  auto near = suggest(arguments.front(), candidates);
  report(problem, span, std::move(arguments)).suggestion = std::move(near);
}

void Analysis::unknown_grade(Span span, const std::string& name, const std::string& scale, const std::vector<std::string>& grades) {
  unknown(Problem::unknown_grade, span, {name, scale, listed(grades)}, grades);
}

void Analysis::unknown_asked_grade(Span span, const std::string& name, const std::string& scale, const std::vector<std::string>& grades) {
  // at least 良好以上
  std::vector<std::string> meant;
  for (const std::string& each : grades)
    if (name == each + "以上" || name == each + "及以上") meant.assign(1, each);
  if (meant.empty() || incomplete) return unknown_grade(span, name, scale, grades);
  report(Problem::unknown_grade, span, {name, scale, listed(grades)}).suggestion = meant.front();
}

void Analysis::unknown_unit(Span span, const std::string& name) {
  constexpr std::string_view kTen = "十";
  const bool tens = name.starts_with(kTen);
  const std::size_t begin = tens ? kTen.size() : 0;
  const std::size_t end = begin + types::leading_multiplier(std::string_view(name).substr(begin)).second;
  const std::string unit = name.substr(end);
  const bool multiple = end > 0 && !unit.empty() && model.schema.units.find(unit) != nullptr;
  const std::string many = (tens ? "10" : "1") + name.substr(begin, end - begin);
  if (incomplete) return;
  // 时点 百分比
  for (const std::string_view percent : {"百分比", "百分率", "百分数", "比率", "percent", "百分之"}) {
    if (name != percent) continue;
    report(Problem::unknown_unit, span, {name, "write `%`"}).arguments_zh = {name, "请写`%`"};
    return;
  }
  // 监测 <= 3名
  if (name == "名" || name == "位") {
    report(Problem::unknown_unit, span, {name, "a place is a number alone; if it is a unit, declare it: `unit " + name + "`"}).arguments_zh = {name, "名次只写数，不写`" + name + "`；若是计量单位，请声明它：`计量单位 " + name + "`"};
    return;
  }
  const std::string declared = multiple ? name + " = " + many + " " + unit : name;
  auto near = suggest(name, model.schema.units.names());
  auto& made = report(Problem::unknown_unit, span, {name, "declare it: `unit " + declared + "`"});
  made.arguments_zh = {name, "请声明它：`计量单位 " + declared + "`"};
  made.suggestion = std::move(near);
}

std::optional<std::string> Analysis::suggest(const std::string& name, const std::vector<std::string>& candidates) {
  if (++suggested_ > kSuggestions) return std::nullopt;
  return base::nearest(name, candidates);
}

std::string Analysis::year() const { return std::to_string(season_known ? types::whole_season(model.schema.season).year : 2023); }

std::string Analysis::words(Span span) const { return sources.words(span); }

bool Analysis::declare(Scope& scope, const syntax::Name& name, Symbol symbol) {
  symbol.span = name.span;
  if (const Symbol* first = scope.find(name.text)) {
    report(Problem::duplicate_name, name.span, {name.text}).related.push_back({first->span, {}, kFirstDeclared});
    return false;
  }
  scope.symbols.emplace(name.text, symbol);
  return true;
}

const Symbol* Analysis::look_up(const Scope& scope, const syntax::Name& name, Symbol::Kind kind, Problem problem) {
  const Symbol* found = scope.find(name.text);
  if (found != nullptr && found->kind == kind) return found->broken ? nullptr : found;
  std::vector<std::string> candidates;
  for (const std::string& each : scope.names())
    if (scope.find(each)->kind == kind) candidates.push_back(each);
  unknown(problem, name.span, {name.text}, candidates);
  return nullptr;
}

ExprId Analysis::add(Expr expression) {
  const ExprId id(model.expressions.size());
  model.expressions.push_back(std::move(expression));
  return id;
}

}  // namespace assay::semantics
