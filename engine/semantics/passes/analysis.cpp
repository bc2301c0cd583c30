#include "semantics/passes/analysis.h"

#include "base/nearest.h"
#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

namespace {

constexpr std::size_t kSuggestions = 200;

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
  std::string all;
  for (const std::string& each : grades) all += (all.empty() ? "`" : ", `") + each + "`";
  unknown(Problem::unknown_grade, span, {name, scale, all}, grades);
}

std::optional<std::string> Analysis::suggest(const std::string& name, const std::vector<std::string>& candidates) {
  if (++suggested_ > kSuggestions) return std::nullopt;
  return base::nearest(name, candidates);
}

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
