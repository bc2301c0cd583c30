#include "plan/lowering.h"

#include <algorithm>
#include <utility>

namespace assay::plan {

using semantics::Aggregate;
using semantics::Combine;
using semantics::Criterion;
using semantics::Department;
using semantics::Expr;
using semantics::Target;

namespace {

Op score_op(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::avg: return Op::score_mean;
    case Aggregate::min: return Op::score_least;
    case Aggregate::max: return Op::score_greatest;
    default: return Op::score_sum;
  }
}

}  // namespace

RegisterId Lowering::rounded(RegisterId in, int places) {
  Step step;
  step.op = Op::round;
  step.in = {in};
  step.small = static_cast<std::uint32_t>(places);
  return builder_.number(std::move(step), builder_.grain(in));
}

RegisterId Lowering::gated(RegisterId score, RegisterId applies) {
  Step step;
  step.op = Op::gate;
  step.in = {score, applies};
  return builder_.number(std::move(step), {});
}

// What stands for the mean of a target's criteria, of their scores or of their attainments.
RegisterId Lowering::combined(const Quantities& q, std::vector<RegisterId> values) {
  Step step;
  step.op = q.combine == Combine::min ? Op::score_least : Op::score_mean;
  step.in = std::move(values);
  if (q.combine == Combine::share_met)
    for (std::size_t i = 0; i < step.in.size(); ++i) step.in[i] = q.members[i].met;
  if (step.op == Op::score_mean) step.numbers = q.weights;
  const RegisterId made = builder_.number(std::move(step), {});
  return q.combine == Combine::all_or_nothing ? arithmetic(Op::multiply, {made, q.all_met}) : made;
}

RegisterId Lowering::score_fold(const Expr& e, const Scope& scope) {
  const Quantities& q = *scope.quantities;
  if (!e.children.empty() || e.aggregate == Aggregate::count) return filtered_fold(e, scope);
  if (e.aggregate == Aggregate::avg && !e.of_targets) return combined(q, q.scores);
  Step step;
  step.op = score_op(e.aggregate);
  step.in = q.scores;
  if (step.op == Op::score_mean) step.numbers = q.weights;
  if (!q.applies.empty() && step.op != Op::score_sum) {  // of a sum: what does not apply was gated to 0
    step.in.insert(step.in.end(), q.applies.begin(), q.applies.end());
    step.small = 1;
  }
  return builder_.number(std::move(step), {});
}

RegisterId Lowering::filtered_fold(const Expr& e, const Scope& scope) {
  const Quantities& q = *scope.quantities;
  Step step;
  step.op = score_op(e.aggregate);
  step.in = q.scores;
  if (e.aggregate == Aggregate::count)
    for (RegisterId& each : step.in) each = builder_.constant(base::Number(1));
  if (step.op == Op::score_mean) step.numbers = q.weights;
  step.small = 2;
  for (std::size_t i = 0; i < q.scores.size(); ++i) {
    RegisterId in = builder_.constant(types::Truth::true_);
    if (!e.children.empty()) in = value(e.children[0], {scope.moment, {}, &q.members[i]});
    if (!q.applies.empty()) in = condition(Op::and_, {q.applies[i], in});
    step.in.push_back(in);
  }
  return builder_.number(std::move(step), {});
}

CriterionPlan Lowering::criterion(const Criterion& c, Quantities& target) {
  const base::Date as_of = builder_.as_of();
  CriterionPlan plan;
  const types::Season& season = model().schema.season;
  plan.now_moment = moment_now(season, as_of, c.due);
  plan.future_moment = moment_in_future(season, as_of, c.due);
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
  } else if (c.scheme) {
    plan.attainment = scheme_attainment(*c.scheme, plan, now);
  } else {
    plan.attainment = attainment(c.condition, now);
    // Where both moments are one it says what is final already.
    if (plan.future != plan.now) {
      plan.attainment = attain(Op::attain_final, {plan.future, plan.attainment});
      // What fails only in future falls short by what it will be.
      const RegisterId will_fail = condition(Op::will_fail, {plan.now, plan.future});
      builder_.guard(will_fail);
      const RegisterId then = attainment(c.condition, future);
      builder_.guard({});
      plan.attainment = attain(Op::attain_then, {will_fail, plan.attainment, then});
    }
  }
  plan.met = attain(Op::decided, {plan.now, plan.future});

  Quantities q;
  q.attainment = plan.attainment;
  q.met = plan.met;
  q.weight = builder_.constant(c.weight);
  q.difficulty = target.difficulty;
  q.stretch = builder_.constant(base::Number(0));
  if (c.stretch) {
    plan.stretch_now = value(c.stretch->condition, now);
    plan.stretch_future = value(c.stretch->condition, future);
    plan.stretch_value = attain(Op::decided, {plan.stretch_now, plan.stretch_future});
    q.stretch = plan.stretch_value;
  }
  plan.score = value(model().scoring.criterion, {now.moment, {}, &q});
  target.scores.push_back(plan.score);
  target.weights.push_back(c.weight);
  target.members.push_back(std::move(q));
  return plan;
}

// All of a target but its weight and its score, which rest on the other targets.
TargetPlan Lowering::target(const Target& t, RegisterId difficulty, Quantities& q) {
  TargetPlan plan;
  q.difficulty = difficulty;
  q.stretch = builder_.constant(base::Number(0));
  q.combine = t.combine;
  std::vector<RegisterId> attainments;
  std::vector<RegisterId> now, future, deciding_now, deciding_future;
  for (const Criterion& c : t.criteria) {
    plan.criteria.push_back(criterion(c, q));
    const CriterionPlan& made = plan.criteria.back();
    attainments.push_back(made.attainment);
    now.push_back(made.now);
    future.push_back(made.future);
    if (!c.decides) continue;
    deciding_now.push_back(made.now);
    deciding_future.push_back(made.future);
  }
  q.all_met = attain(Op::decided, {condition(Op::and_, std::move(now)), condition(Op::and_, std::move(future))});
  plan.met = attain(Op::decided, {condition(Op::and_, std::move(deciding_now)), condition(Op::and_, std::move(deciding_future))});
  plan.attainment = combined(q, std::move(attainments));
  q.met = plan.met;
  q.attainment = plan.attainment;
  return plan;
}

void Lowering::department(const Department& department) {
  const base::Date end = model().schema.season.to;
  const Moment today = moment_now(model().schema.season, builder_.as_of(), end);

  DepartmentPlan plan;
  plan.difficulty = semantics::value_at(department.difficulty, builder_.as_of());
  const RegisterId difficulty = builder_.constant(plan.difficulty);
  std::vector<Quantities> quantities(department.targets.size());
  for (std::size_t i = 0; i < department.targets.size(); ++i) {
    const Target& t = department.targets[i];
    plan.targets.push_back(target(t, difficulty, quantities[i]));
    if (!t.applies_when.valid()) continue;
    TargetPlan& made = plan.targets.back();
    made.applies_moment = today;
    made.will_apply_moment = moment_in_future(model().schema.season, builder_.as_of(), end);
    made.applies_now = value(t.applies_when, {today, {}, nullptr});
    made.will_apply = value(t.applies_when, {made.will_apply_moment, {}, nullptr});
    // What is certain of the season's end is settled.
    made.applies = condition(Op::choose_truth, {condition(Op::is_undecided, {made.will_apply}), made.applies_now, made.will_apply});
  }
  score_targets(department, plan, quantities);
  builder_.program().departments.push_back(std::move(plan));
}

void Lowering::total() {
  Step step;
  step.op = Op::score_sum;
  std::vector<RegisterId> scores;
  for (const DepartmentPlan& d : builder_.program().departments) scores.push_back(d.scored.valid() ? gated(d.score, d.scored) : d.score);
  step.in = std::move(scores);
  builder_.program().total = builder_.number(std::move(step), {});
}

}  // namespace assay::plan
