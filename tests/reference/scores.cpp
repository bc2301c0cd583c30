#include "reference/evaluate.h"
#include "reference/reference.h"

#include <algorithm>

namespace assay::reference {
namespace {

using semantics::Aggregate;
using semantics::Criterion;
using semantics::Department;
using semantics::Target;

constexpr int kMeanPlaces = 9;

Value rounded_ends(const Value& v, int places) {
  End low = low_end(v);
  End high = high_end(v);
  if (low.infinite == 0) low.value = rounded(low.value, places);
  if (high.infinite == 0) high.value = rounded(high.value, places);
  return between(low, high, v.invalid, v.lacks);
}

Value weighted_mean(const std::vector<Value>& values, const std::vector<Value>& weights) {
  std::vector<Value> parts;
  for (std::size_t i = 0; i < values.size(); ++i) parts.push_back(multiply(values[i], weights[i]));
  return rounded_ends(divide(sum_of(parts), sum_of(weights)), kMeanPlaces);
}

Value formula(semantics::ExprId id, const Facts& facts, std::size_t row, base::Date as_of, const Scores& scores) {
  Context c = at_moment(facts, row, as_of, as_of, facts.model.schema.season.to);
  c.scores = &scores;
  return number(id, c);
}

// Of a target: of all that decides it.
Value met(const Target& target, const TargetResult& result) {
  std::vector<Truth> now;
  std::vector<Truth> future;
  for (std::size_t i = 0; i < target.criteria.size(); ++i) {
    if (!target.criteria[i].decides) continue;
    now.push_back(result.criteria[i].now);
    future.push_back(result.criteria[i].future);
  }
  return one_or_zero(and_(now), and_(future));
}

base::Number difficulty_at(const Department& department, base::Date as_of) {
  if (department.difficulty.empty()) return 1;
  const semantics::DatedNumber* found = &department.difficulty.front();
  for (const semantics::DatedNumber& d : department.difficulty)
    if (d.from <= as_of) found = &d;
  return found->value;
}

// Missed if any deciding criterion is, else invalid, unknown, open if any is, else met.
void decide(const Target& target, TargetResult& result) {
  if (result.applies == Truth::false_) {
    result.status = Status::not_applicable;
    for (CriterionResult& c : result.criteria) {
      c.status = Status::not_applicable;
      c.provisional = false;
      if (c.stretch) c.stretch = Status::not_applicable;
    }
    return;
  }
  if (undecided(result.applies)) {
    result.status = result.applies == Truth::invalid ? Status::invalid : Status::unknown;
    return;
  }
  const auto any = [&](Status s) {
    for (std::size_t i = 0; i < target.criteria.size(); ++i)
      if (target.criteria[i].decides && result.criteria[i].status == s) return true;
    return false;
  };
  result.status = Status::met;
  for (const Status s : {Status::missed, Status::invalid, Status::unknown, Status::open}) {
    if (!any(s)) continue;
    result.status = s;
    return;
  }
  for (std::size_t i = 0; i < target.criteria.size(); ++i)
    if (target.criteria[i].decides && result.criteria[i].provisional) result.provisional = true;
}

// Weights as parts of the whole: what does not apply leaves its weight to the others in proportion.
std::vector<Value> shared_weights(const Department& department, const std::vector<TargetResult>& results) {
  Exact all;
  Exact certain;   // of the targets that certainly apply
  Exact possible;  // and of those that may
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Exact weight = department.targets[i].weight;
    all = all + weight;
    if (results[i].applies == Truth::true_) certain = certain + weight;
    if (results[i].applies != Truth::false_) possible = possible + weight;
  }
  std::vector<Value> weights;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Exact weight = department.targets[i].weight;
    if (results[i].applies == Truth::false_ || weight.sign() == 0) {
      weights.push_back(Value::point(0));
      continue;
    }
    const Exact fewest = results[i].applies == Truth::true_ ? certain : certain + weight;
    weights.push_back(between(End{0, weight * all / possible}, End{0, weight * all / fewest}, false, false));
  }
  return weights;
}

TargetResult evaluate_target(const Target& target, const Facts& facts, std::size_t row, base::Date as_of) {
  TargetResult result;
  const base::Date end = facts.model.schema.season.to;
  if (target.applies_when.valid()) result.applies = condition(target.applies_when, at_moment(facts, row, as_of, std::min(as_of, end), end));
  for (const Criterion& c : target.criteria) result.criteria.push_back(evaluate_criterion(c, facts, row, as_of));
  decide(target, result);
  return result;
}

void score_target(const Target& target, TargetResult& result, const Value& weight, const base::Number& difficulty, const Facts& facts,
                  std::size_t row, base::Date as_of) {
  Scores of_target;
  std::vector<Value> attainments;
  for (std::size_t i = 0; i < target.criteria.size(); ++i) {
    CriterionResult& c = result.criteria[i];
    Scores of_criterion;
    of_criterion.attainment = c.attainment;
    of_criterion.stretch = c.stretch_value;
    of_criterion.met = c.met;
    of_criterion.weight = Value::point(target.criteria[i].weight);
    of_criterion.difficulty = difficulty;
    c.score = formula(facts.model.scoring.criterion, facts, row, as_of, of_criterion);
    attainments.push_back(c.attainment);
    of_target.folded.push_back(c.score);
    of_target.weights.push_back(of_criterion.weight);
  }
  result.attainment = weighted_mean(attainments, of_target.weights);
  of_target.attainment = result.attainment;
  of_target.met = met(target, result);
  of_target.weight = weight;
  of_target.difficulty = difficulty;
  result.score = rounded_ends(formula(facts.model.scoring.target, facts, row, as_of, of_target), facts.model.scoring.places);
  if (undecided(result.applies)) result.score = hull(Value::point(0), result.score);
}

DepartmentResult evaluate_department(const Department& department, const Facts& facts, std::size_t row, base::Date as_of) {
  DepartmentResult result;
  result.difficulty = difficulty_at(department, as_of);
  for (const Target& t : department.targets) result.targets.push_back(evaluate_target(t, facts, row, as_of));
  const std::vector<Value> weights = shared_weights(department, result.targets);
  Scores scores;
  scores.difficulty = result.difficulty;
  for (std::size_t i = 0; i < result.targets.size(); ++i) {
    if (result.targets[i].applies == Truth::false_) continue;
    result.scored = true;
    score_target(department.targets[i], result.targets[i], weights[i], result.difficulty, facts, row, as_of);
    scores.folded.push_back(result.targets[i].score);
    scores.weights.push_back(weights[i]);
  }
  if (result.scored)
    result.score = rounded_ends(formula(facts.model.scoring.department, facts, row, as_of, scores), facts.model.scoring.places);
  return result;
}

void rank(std::vector<DepartmentResult>& departments) {
  for (DepartmentResult& d : departments) {
    if (!d.scored) continue;
    d.rank_low = d.rank_high = 1;
    for (const DepartmentResult& other : departments) {
      if (&other == &d || !other.scored) continue;
      if (compare(low_end(other.score), high_end(d.score)) > 0) ++d.rank_low;
      if (compare(high_end(other.score), low_end(d.score)) > 0) ++d.rank_high;
    }
  }
}

// Where it is undecided whether any of its targets applies, a department may have no score at all.
bool certainly_scored(const DepartmentResult& department) {
  return std::any_of(department.targets.begin(), department.targets.end(), [](const TargetResult& t) { return t.applies == Truth::true_; });
}

}  // namespace

Value fold(const semantics::Expr& expr, const Scores& scores) {
  switch (expr.aggregate) {
    case Aggregate::sum: return sum_of(scores.folded);
    case Aggregate::avg: return weighted_mean(scores.folded, scores.weights);
    case Aggregate::min: return least_of(scores.folded);
    case Aggregate::max: return greatest_of(scores.folded);
    default: return Value::none();
  }
}

Result evaluate(const Facts& facts, std::size_t row, base::Date as_of) {
  Result result;
  for (const Department& d : facts.model.departments) result.departments.push_back(evaluate_department(d, facts, row, as_of));
  rank(result.departments);
  std::vector<Value> scores;
  for (const DepartmentResult& d : result.departments)
    if (d.scored) scores.push_back(certainly_scored(d) ? d.score : hull(Value::point(0), d.score));
  result.scored = !scores.empty();
  result.total = sum_of(scores);
  return result;
}

}  // namespace assay::reference
