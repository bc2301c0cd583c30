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
  const auto goes_through_list = [](const Axis& axis) { return axis.kind == Axis::Kind::list; };
  const std::vector<Axis> here = axes_here();
  if (std::any_of(here.begin(), here.end(), goes_through_list)) {
    report(Problem::among_in_list, e.span, {words(e)});
    return {};
  }
  const std::uint32_t first_variable = a_.variables;
  const Checked value = number(e.children[0]);
  if (!value) return {};
  if (!reads_fact(value.id)) {
    report(Problem::among_needs_fact, argument.span, {words(argument)});
    return {};
  }
  Expr made;
  made.children = {value.id};
  const std::vector<Axis> around = axes_around();
  if (!set_apart(made, first_variable, e.span)) return {};
  if (!made.apart && std::any_of(around.begin(), around.end(), goes_through_list)) {
    report(Problem::among_in_list, e.span, {words(e)});
    return {};
  }
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
