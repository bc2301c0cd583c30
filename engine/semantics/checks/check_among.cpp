#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

namespace {

// Of the words that the grammar has there.
Aggregate aggregate_named(const std::string& word) {
  if (word == "sum") return Aggregate::sum;
  if (word == "avg" || word == "mean") return Aggregate::avg;
  if (word == "min") return Aggregate::min;
  if (word == "max") return Aggregate::max;
  return Aggregate::median;
}

}  // namespace

// `rank of x among units`, `avg of x among units`: x of every unit of the run, at the same date.
Checked Checker::check_among(const syntax::Expr& e) {
  const syntax::Expr& argument = (*file_)[e.children[0]];
  if (e.axis.name.text != "units") {
    report(Problem::among_what, e.axis.name.span, {e.axis.name.text});
    return {};
  }
  if (formula_ != Formula::none) {
    report(Problem::facts_in_formula, e.span, {words(e)});
    return {};
  }
  for (const Frame& frame : frames_) {
    const auto goes_through_list = [](const Axis& axis) { return axis.kind == Axis::Kind::list; };
    if ((!frame.collects && goes_through_list(frame.axis)) || std::any_of(frame.collected.begin(), frame.collected.end(), goes_through_list)) {
      report(Problem::among_in_list, e.span, {words(e)});
      return {};
    }
  }
  const Checked value = number(e.children[0]);
  if (!value) return {};
  if (!reads_fact(value.id)) {
    report(Problem::among_needs_fact, argument.span, {words(argument)});
    return {};
  }
  Expr made;
  made.children = {value.id};
  if (e.kind == syntax::ExprKind::rank_among) {
    made.kind = Kind::rank_among;
    return make(std::move(made), e, Flavour::count);
  }
  made.kind = Kind::aggregate_among;
  made.aggregate = aggregate_named(e.text);
  made.unit = at(value.id).unit;
  return make(std::move(made), e, value.flavour);
}

}  // namespace assay::semantics
