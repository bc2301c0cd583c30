// Scores of targets and of their department: where it is not known whether a target applies, one case after the other.
#include "plan/lowering.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace assay::plan {

using semantics::Target;

RegisterId Lowering::case_hull(std::vector<RegisterId> values, const std::vector<RegisterId>& counts, RegisterId undecided) {
  Step step;
  step.op = Op::case_hull;
  step.in = std::move(values);
  step.in.insert(step.in.end(), counts.begin(), counts.end());
  step.in.push_back(undecided);
  return builder_.number(std::move(step), {});
}

void Lowering::score_targets(const semantics::Department& department, DepartmentPlan& plan, std::vector<Quantities>& targets) {
  const semantics::Scoring& scoring = model().scoring;
  const base::Date end = model().schema.season.to;
  const Moment today = moment_now(model().schema.season, builder_.as_of(), end);
  const RegisterId always = builder_.constant(types::Truth::true_);
  const std::size_t count = department.targets.size();

  std::vector<RegisterId> applies;
  std::vector<base::Number> weights;
  std::size_t conditional = 0;
  for (std::size_t i = 0; i < count; ++i) {
    weights.push_back(department.targets[i].weight);
    applies.push_back(plan.targets[i].applies.valid() ? plan.targets[i].applies : always);
    if (plan.targets[i].applies.valid()) ++conditional;
  }
  const std::size_t cases = std::size_t{1} << std::min(conditional, kCaseTargets);
  RegisterId undecided;
  std::vector<RegisterId> undecided_before(count);  // of a conditional target: how many of those before it
  if (conditional > 0) {
    undecided = condition(Op::is_undecided, applies);
    plan.scored = condition(Op::or_, applies);
    RegisterId so_far = builder_.constant(base::Number(0));
    for (std::size_t i = 0; i < count; ++i) {
      if (!plan.targets[i].applies.valid()) continue;
      undecided_before[i] = so_far;
      Step counting;
      counting.op = Op::count_undecided;
      counting.in = {so_far, applies[i]};
      so_far = builder_.number(std::move(counting), {});
    }
  }
  const std::optional<base::Number> all_weights = base::sum(weights);

  // Of each case: the targets' weights and scores, whether they apply, the department's score, whether it has one.
  std::vector<std::vector<RegisterId>> case_weights(count), case_scores(count), case_applies(count);
  std::vector<RegisterId> department_scores, department_scored;
  for (std::size_t which = 0; which < cases; ++which) {
    if (which > 0) builder_.guard(undecided);
    Quantities q;
    q.difficulty = targets.empty() ? builder_.constant(plan.difficulty) : targets.front().difficulty;
    q.weights = weights;
    for (std::size_t i = 0; i < count && conditional > 0; ++i) {
      if (!plan.targets[i].applies.valid()) {
        q.applies.push_back(always);
        continue;
      }
      Step assume;
      assume.op = Op::assume;
      assume.in = {applies[i], undecided_before[i]};
      assume.number = base::Number(static_cast<std::int64_t>(which));
      q.applies.push_back(builder_.truth(std::move(assume), {}));
    }
    RegisterId applying;  // the sum of the weights of those that apply
    if (conditional > 0) {
      Step adding;
      adding.op = Op::sum_weights;
      adding.in = q.applies;
      adding.numbers = weights;
      applying = builder_.number(std::move(adding), {});
    }
    for (std::size_t i = 0; i < count; ++i) {
      Quantities& own = targets[i];
      if (conditional > 0) {
        Step share;
        share.op = Op::share_weight;
        share.in = {q.applies[i], applying};
        share.number = weights[i];
        if (all_weights) share.numbers = {*all_weights};
        own.weight = builder_.number(std::move(share), {});
      } else {
        own.weight = builder_.constant(weights[i]);
      }
      RegisterId score = rounded(value(scoring.target, {today, {}, &own}), scoring.places);
      if (plan.targets[i].applies.valid()) score = gated(score, q.applies[i]);
      q.scores.push_back(score);
      q.members.push_back(own);
      case_weights[i].push_back(own.weight);
      case_scores[i].push_back(score);
      case_applies[i].push_back(conditional > 0 ? q.applies[i] : always);
    }
    q.attainment = q.met = q.stretch = builder_.constant(base::Number(0));
    q.weight = builder_.constant(base::Number(1));
    department_scores.push_back(rounded(value(scoring.department, {today, {}, &q}), scoring.places));
    department_scored.push_back(conditional > 0 ? condition(Op::or_, q.applies) : always);
  }
  builder_.guard({});

  const std::vector<RegisterId> all(cases, always);
  for (std::size_t i = 0; i < count; ++i) {
    plan.targets[i].weight = cases == 1 ? case_weights[i][0] : case_hull(case_weights[i], case_applies[i], undecided);
    plan.targets[i].score = cases == 1 ? case_scores[i][0] : case_hull(case_scores[i], all, undecided);
  }
  plan.score = cases == 1 ? department_scores[0] : case_hull(department_scores, department_scored, undecided);
}

}  // namespace assay::plan
