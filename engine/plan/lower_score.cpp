#include "plan/lowering.h"

#include <algorithm>
#include <utility>

namespace assay::plan {

using semantics::Aggregate;
using semantics::Criterion;
using semantics::Department;
using semantics::Expr;
using semantics::Target;

RegisterId Lowering::rounded(RegisterId in, int places) {
  Step step;
  step.op = Op::round;
  step.in = {in};
  step.small = static_cast<std::uint32_t>(places);
  return builder_.number(std::move(step), builder_.grain(in));
}

RegisterId Lowering::score_fold(const Expr& e, const Scope& scope) {
  const Quantities& q = *scope.quantities;
  Step step;
  step.in = e.of_targets ? q.targets : q.criteria;
  if (e.aggregate == Aggregate::sum) {
    step.op = Op::score_sum;  // what does not apply was gated to 0
    return builder_.number(std::move(step), {});
  }
  if (e.aggregate == Aggregate::avg) {
    step.op = Op::score_mean;
    step.numbers = e.of_targets ? q.target_weights : q.criteria_weights;
  } else {
    step.op = e.aggregate == Aggregate::min ? Op::score_least : Op::score_greatest;
  }
  if (e.of_targets && !q.applies.empty()) {
    step.in.insert(step.in.end(), q.applies.begin(), q.applies.end());
    step.small = 1;
  }
  return builder_.number(std::move(step), {});
}

CriterionPlan Lowering::criterion(const Criterion& c, RegisterId& plain, Quantities& target) {
  const base::Date as_of = builder_.as_of();
  CriterionPlan plan;
  const types::Season& season = model().schema.season;
  plan.now_moment = moment_at(season, std::min(as_of, c.due), c.due, false);
  plan.future_moment = moment_at(season, c.due, c.due, as_of < c.due);
  const Scope now{plan.now_moment, {}, nullptr};
  const Scope future{plan.future_moment, {}, nullptr};
  plan.now = value(c.condition, now);
  plan.future = value(c.condition, future);

  if (c.kind == Criterion::Kind::judge) {
    semantics::Expr grade;
    grade.kind = semantics::Kind::fact;
    grade.type = semantics::Type::grade;
    grade.fact = c.judged;
    Step step;
    step.op = Op::grade_value;
    step.in = {fact(grade, now, c.due)};
    for (const types::Grade& g : model().schema[model().schema[c.judged].scale].grades) step.numbers.push_back(g.value);
    plan.attainment = builder_.number(std::move(step), {});
  } else {
    plan.attainment = attain(Op::attain_final, {plan.future, attainment(c.condition, now)});
  }
  plain = plan.attainment;

  Quantities q;
  q.attainment = plan.attainment;
  q.met = attain(Op::decided, {plan.now, plan.future});
  q.weight = builder_.constant(c.weight);
  q.difficulty = target.difficulty;
  q.stretch = builder_.constant(base::Number(0));
  if (c.stretch) {
    plan.stretch_now = value(c.stretch->condition, now);
    plan.stretch_future = value(c.stretch->condition, future);
    plan.stretch_value = attain(Op::decided, {plan.stretch_now, plan.stretch_future});
    q.stretch = plan.stretch_value;
  }
  Scope scope{now.moment, {}, &q};
  plan.score = value(model().scoring.criterion, scope);
  target.criteria.push_back(plan.score);
  target.criteria_weights.push_back(c.weight);
  return plan;
}

void Lowering::department(const Department& department) {
  const semantics::Scoring& scoring = model().scoring;
  const base::Date as_of = builder_.as_of();
  const base::Date end = model().schema.season.to;
  const Moment today = moment_at(model().schema.season, std::min(as_of, end), end, false);

  DepartmentPlan plan;
  plan.difficulty = value_at(department.difficulty, as_of);
  Quantities q;
  q.difficulty = builder_.constant(plan.difficulty);

  bool conditional = false;
  std::vector<base::Number> weights;
  for (const Target& t : department.targets) {
    TargetPlan target;
    weights.push_back(t.weight);
    if (t.applies_when.valid()) {
      conditional = true;
      target.applies_moment = today;
      target.applies = value(t.applies_when, {today, {}, nullptr});
    }
    plan.targets.push_back(target);
  }
  const RegisterId always = builder_.constant(types::Truth::true_);
  std::vector<RegisterId> applies;
  for (const TargetPlan& t : plan.targets) applies.push_back(t.applies.valid() ? t.applies : always);

  for (std::size_t i = 0; i < plan.targets.size(); ++i) {
    const Target& t = department.targets[i];
    TargetPlan& target = plan.targets[i];
    Quantities inner;
    inner.difficulty = q.difficulty;
    inner.stretch = builder_.constant(base::Number(0));
    std::vector<RegisterId> attainments;
    std::vector<RegisterId> deciding_now;
    std::vector<RegisterId> deciding_future;
    for (const Criterion& c : t.criteria) {
      RegisterId plain;
      target.criteria.push_back(criterion(c, plain, inner));
      attainments.push_back(plain);
      if (!c.decides) continue;
      deciding_now.push_back(target.criteria.back().now);
      deciding_future.push_back(target.criteria.back().future);
    }
    Step mean;
    mean.op = Op::score_mean;
    mean.in = std::move(attainments);
    mean.numbers = inner.criteria_weights;
    target.attainment = builder_.number(std::move(mean), {});
    inner.attainment = target.attainment;
    inner.met = attain(Op::decided, {condition(Op::and_, std::move(deciding_now)), condition(Op::and_, std::move(deciding_future))});
    if (conditional) {
      Step share;
      share.op = Op::share_weight;
      share.in = applies;
      share.numbers = weights;
      share.small = static_cast<std::uint32_t>(i);
      inner.weight = builder_.number(std::move(share), {});
    } else {
      inner.weight = builder_.constant(t.weight);
    }
    target.score = rounded(value(scoring.target, {today, {}, &inner}), scoring.places);
    if (target.applies.valid()) {
      Step gate;
      gate.op = Op::gate;
      gate.in = {target.score, target.applies};
      target.score = builder_.number(std::move(gate), {});
    }
    q.targets.push_back(target.score);
  }
  q.target_weights = std::move(weights);
  if (conditional) {
    q.applies = applies;
    plan.scored = condition(Op::or_, applies);
  }
  q.attainment = q.met = q.stretch = builder_.constant(base::Number(0));
  q.weight = builder_.constant(base::Number(1));
  plan.score = rounded(value(scoring.department, {today, {}, &q}), scoring.places);
  builder_.program().departments.push_back(std::move(plan));
}

void Lowering::total() {
  Step step;
  step.op = Op::score_sum;
  std::vector<RegisterId> gated;
  for (const DepartmentPlan& d : builder_.program().departments) {
    RegisterId score = d.score;
    if (d.scored.valid()) {
      Step gate;
      gate.op = Op::gate;
      gate.in = {score, d.scored};
      score = builder_.number(std::move(gate), {});
    }
    gated.push_back(score);
  }
  step.in = std::move(gated);
  builder_.program().total = builder_.number(std::move(step), {});
}

}  // namespace assay::plan
