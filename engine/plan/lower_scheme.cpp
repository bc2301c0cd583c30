#include "plan/lowering.h"

#include <utility>

namespace assay::plan {

RegisterId Lowering::scheme_attainment(const semantics::Scheme& scheme, const CriterionPlan& plan, const Scope& now) {
  if (scheme.kind == semantics::Scheme::Kind::all_or_nothing) return attain(Op::decided, {plan.now, plan.future});
  Step step;
  step.op = Op::attain_scheme;
  step.in = {plan.now, value(scheme.value, now), value(scheme.goal, now)};
  // Days of what may still come are without bound; of what never came, when that is certain, they are as many as can be.
  if (builder_.as_of() >= now.moment.due) {
    semantics::Expr sides;
    sides.children = {scheme.value, scheme.goal};
    if (const auto there = all_happened(sides, now)) step.in.push_back(*there);
  }
  step.scheme = scheme;
  // Two criteria that score alike share the step, wherever they stand.
  step.scheme->value = step.scheme->goal = {};
  step.scheme->span = {};
  for (semantics::Scheme::Row& row : step.scheme->rows) row.span = {};
  return builder_.number(std::move(step), {});
}

}  // namespace assay::plan
