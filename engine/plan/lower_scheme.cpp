#include "plan/lowering.h"

#include <utility>
#include <vector>

namespace assay::plan {

RegisterId Lowering::scheme_attainment(const semantics::Scheme& scheme, const CriterionPlan& plan, const Scope& now, const Scope& future) {
  if (scheme.kind == semantics::Scheme::Kind::all_or_nothing) return attain(Op::decided, {plan.now, plan.future});
  Step step;
  step.op = Op::attain_scheme;
  // Days of what has not happened: it comes on a day that is still to come, or never.
  const auto scope_of = [&](semantics::ExprId id) -> const Scope& {
    const semantics::Expr& e = model()[id];
    return e.kind == semantics::Kind::function && e.function == functions::Function::days ? future : now;
  };
  step.in = {plan.now, value(scheme.value, scope_of(scheme.value)), value(scheme.goal, scope_of(scheme.goal))};
  // Of what never came, when that is certain, they are as many as can be; what has not certainly come may earn what that earns.
  std::vector<RegisterId> there;
  for (const semantics::ExprId id : {scheme.value, scheme.goal}) {
    semantics::Expr side;
    side.children = {id};
    if (const auto happened = all_happened(side, scope_of(id))) there.push_back(*happened);
  }
  if (!there.empty()) step.in.push_back(there.size() == 1 ? there.front() : condition(Op::and_, there));
  step.lacks = builder_.as_of() >= now.moment.due;
  step.scheme = scheme;
  // Two criteria that score alike share the step, wherever they stand.
  step.scheme->value = step.scheme->goal = {};
  step.scheme->span = {};
  for (semantics::Scheme::Row& row : step.scheme->rows) row.span = {};
  return builder_.number(std::move(step), {});
}

}  // namespace assay::plan
