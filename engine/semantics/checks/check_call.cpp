#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"
#include "functions/functions.h"
#include "syntax/keywords.h"
#include "syntax/spoken.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::semantics {

namespace {

using functions::Function;

bool goes_through(Function function) {
  switch (function) {
    case Function::sum:
    case Function::avg:
    case Function::mean:
    case Function::min:
    case Function::max:
    case Function::median:
    case Function::count: return true;
    default: return false;
  }
}

bool may_count_years(Function function) { return function == Function::count || function == Function::share || function == Function::streak; }

}  // namespace

// 药占比(东院): one member of what is declared per dimension.
std::optional<std::string> Checker::member_of(const std::string& fact, const std::string& member) const {
  const Symbol* symbol = scope_->find(fact);
  if (symbol == nullptr || symbol->kind != Symbol::Kind::fact || symbol->broken) return std::nullopt;
  for (const DimensionId dimension : a_.model.schema[FactId(symbol->index)].dimensions)
    for (const std::string& each : a_.model.schema[dimension].members)
      if (each == member) return fact + "[" + member + "]";
  return std::nullopt;
}

// 东院药占比, 药占比东院
std::optional<std::string> Checker::glued_member(const std::string& name) const {
  for (const types::Dimension& dimension : a_.model.schema.dimensions)
    for (const std::string& member : dimension.members) {
      if (name.size() <= member.size()) continue;
      std::string rest;
      if (name.starts_with(member)) rest = name.substr(member.size());
      else if (name.ends_with(member)) rest = name.substr(0, name.size() - member.size());
      else continue;
      if (auto meant = member_of(rest, member)) return meant;
    }
  return std::nullopt;
}

// 同比(x) is growth(x), AND(a, b) is a and b; in English and in Chinese.
std::optional<std::pair<std::string, std::string>> Checker::spoken_call(const syntax::Expr& e) const {
  if (e.children.empty()) return std::nullopt;
  const auto joined = [&](const std::string& joint) {
    std::string out;
    for (const syntax::ExprId each : e.children) out += (out.empty() ? "" : joint) + words((*file_)[each]);
    return out;
  };
  if (const syntax::Expr& argument = (*file_)[e.children.front()]; e.children.size() == 1 && argument.kind == syntax::ExprKind::name)
    if (const auto member = member_of(e.text, argument.text)) return std::pair(*member, *member);
  if (const auto function = syntax::function_meant(e.text)) {
    const std::string values = "(" + joined(", ") + ")";
    return std::pair(std::string(function->en) + values, std::string(function->zh) + values);
  }
  struct SpokenFold { std::string_view word, en, zh; };
  constexpr std::array<SpokenFold, 9> kFolds{{{"合计", "sum", "求和"}, {"总和", "sum", "求和"}, {"总计", "sum", "求和"}, {"汇总", "sum", "求和"}, {"平均值", "avg", "均值"},
                                              {"平均数", "avg", "均值"}, {"最大值", "max", "最大"}, {"最小值", "min", "最小"}, {"个数", "count", "计数"}}};
  for (const SpokenFold& each : kFolds)
    if (e.text == each.word) return std::pair(std::string(each.en) + "(" + joined(", ") + ")", std::string(each.zh) + "(" + joined(", ") + ")");
  if (e.text == "环比" && e.children.size() == 1) {
    const std::string of = joined(""), last = of + "@" + a_.year();
    return std::pair(last + "Q2 / " + last + "Q1 - 1", last + "Q2 / " + last + "Q1 - 1");
  }
  // SUM(…), IF(…) of a spreadsheet.
  for (const SpokenFold& each : {SpokenFold{"SUM", "sum", "求和"}, {"AVERAGE", "avg", "均值"}, {"MAX", "max", "最大"}, {"MIN", "min", "最小"}, {"ABS", "abs", "绝对值"}, {"MEDIAN", "median", "中位数"}})
    if (e.text == each.word) return std::pair(std::string(each.en) + "(" + joined(", ") + ")", std::string(each.zh) + "(" + joined(", ") + ")");
  if (e.text == "IF" && e.children.size() == 3) {
    const auto part = [&](std::size_t i) { return words((*file_)[e.children[i]]); };
    return std::pair("if " + part(0) + " then " + part(1) + " else " + part(2), "如果 " + part(0) + " 那么 " + part(1) + " 否则 " + part(2));
  }
  const auto word = syntax::connective_meant(e.text);
  if (!word) return std::nullopt;
  const auto written = [&](const std::string& joint) { return *word == "not" ? joint + " " + joined(" and ") : joined(" " + joint + " "); };
  return std::pair(written(*word), written(syntax::chinese_words(*word)));
}

Checked Checker::check_call(const syntax::Expr& e) {
  const Span name_span = e.op_span.valid() ? e.op_span : e.span;
  const functions::Entry* entry = functions::find(e.text);
  if (e.axis.from.valid() && !(entry != nullptr && may_count_years(entry->function) && !e.flag)) {
    report(Problem::only_years_from, (*file_)[e.children[0]].span, {words((*file_)[e.children[0]])});
    return {};
  }
  if (entry == nullptr) {
    if (const Symbol* symbol = scope_->find(e.text); symbol != nullptr && symbol->kind == Symbol::Kind::function)
      return use_function(e, symbol->index);
    if (a_.incomplete) return {};
    if (const auto meant = spoken_call(e)) {
      report(Problem::unknown_function, name_span, {e.text, "write `" + meant->first + "`"}).arguments_zh = {e.text, "请写`" + meant->second + "`"};
      return {};
    }
    std::vector<std::string> candidates;
    for (const FunctionEntry& each : a_.functions) candidates.push_back(each.function->name.text);
    for (const functions::Entry& each : functions::all()) {
      candidates.emplace_back(each.name);
      candidates.emplace_back(each.chinese);
    }
    a_.unknown(Problem::unknown_function, name_span, {e.text}, candidates);
    return {};
  }
  if (e.flag) {
    if (entry->function == Function::count && e.children.size() == 1) return check_aggregate(e, Aggregate::distinct);
    report(Problem::distinct_needs_field, e.span, {words(e)});
    return {};
  }
  if (e.children.empty()) {
    report(Problem::argument_count, name_span, {a_.words(name_span)});
    return {};
  }
  if (e.children.size() < entry->least || e.children.size() > entry->most) {
    const Span extra = e.children.size() > entry->most ? (*file_)[e.children[entry->most]].span : name_span;
    if (entry->most == 1) {
      report(Problem::argument_count, extra, {a_.words(name_span)});
    } else {
      const std::string takes = entry->least == entry->most ? std::to_string(entry->least) : std::to_string(entry->least) + "–" + std::to_string(entry->most);
      const std::string given = std::to_string(e.children.size());
      report(Problem::wrong_arguments, extra, {a_.words(name_span), takes, given, std::string(entry->signature)}).arguments_zh = {a_.words(name_span), takes, given, syntax::chinese_words(entry->signature)};
    }
    return {};
  }
  if (goes_through(entry->function)) {
    const syntax::Expr& first = (*file_)[e.children[0]];
    const Function function = entry->function == Function::mean ? Function::avg : entry->function;
    if (e.children.size() > 1) return check_several(e, function, e.children);
    if (first.kind == syntax::ExprKind::set) return check_several(e, function, first.children);
  }
  switch (entry->function) {
    case Function::sum: return check_aggregate(e, Aggregate::sum);
    case Function::avg:
    case Function::mean: return check_aggregate(e, Aggregate::avg);
    case Function::min: return check_aggregate(e, Aggregate::min);
    case Function::max: return check_aggregate(e, Aggregate::max);
    case Function::median: return check_aggregate(e, Aggregate::median);
    case Function::count: return check_count(e, Aggregate::count);
    case Function::share: return check_count(e, Aggregate::share);
    case Function::streak: return check_count(e, Aggregate::streak);
    case Function::previous: return check_previous(e, Kind::previous);
    case Function::growth: return check_previous(e, Kind::growth);
    case Function::reduction: return check_previous(e, Kind::reduction);
    default: return check_builtin(e, entry->function);
  }
}

}  // namespace assay::semantics
