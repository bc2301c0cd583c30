#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"
#include "functions/functions.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay::semantics {

namespace {

constexpr std::array<std::string_view, 9> kNotYet{
    "median", "abs", "round", "floor", "ceiling", "mod", "power", "days", "default",
};

}  // namespace

Checked Checker::check_call(const syntax::Expr& e) {
  const Span name_span = e.op_span.valid() ? e.op_span : e.span;
  const functions::Entry* entry = functions::find(e.text);
  if (entry == nullptr) {
    if (std::find(kNotYet.begin(), kNotYet.end(), e.text) != kNotYet.end()) {
      a_.not_supported(name_span, e.text + "(…)");
      return {};
    }
    if (const Symbol* symbol = scope_->find(e.text); symbol != nullptr && symbol->kind == Symbol::Kind::function)
      return use_function(e, symbol->index);
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
    a_.not_supported(name_span, e.text + " distinct(…)");
    return {};
  }
  if (e.children.empty()) {
    report(Problem::argument_count, name_span, {e.text});
    return {};
  }
  if (e.children.size() > 1) {
    if (entry->function == functions::Function::previous || entry->function == functions::Function::growth ||
        entry->function == functions::Function::reduction || entry->function == functions::Function::share ||
        entry->function == functions::Function::streak) {
      report(Problem::argument_count, (*file_)[e.children[1]].span, {e.text});
    } else {
      a_.not_supported(e.span, e.text + "(a, b)");
    }
    return {};
  }
  switch (entry->function) {
    case functions::Function::sum: return check_aggregate(e, Aggregate::sum);
    case functions::Function::avg:
    case functions::Function::mean: return check_aggregate(e, Aggregate::avg);
    case functions::Function::min: return check_aggregate(e, Aggregate::min);
    case functions::Function::max: return check_aggregate(e, Aggregate::max);
    case functions::Function::count: return check_count(e, Aggregate::count);
    case functions::Function::share: return check_count(e, Aggregate::share);
    case functions::Function::streak: return check_count(e, Aggregate::streak);
    case functions::Function::previous: return check_previous(e, Kind::previous);
    case functions::Function::growth: return check_previous(e, Kind::growth);
    case functions::Function::reduction: return check_previous(e, Kind::reduction);
  }
  return {};
}

}  // namespace assay::semantics
