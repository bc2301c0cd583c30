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
  // What may still turn out otherwise is for now: whether it applies, too.
  const bool for_now = result.will_apply != result.applies || undecided(result.applies);
  if (for_now)
    for (CriterionResult& c : result.criteria)
      if (c.status == Status::met || c.status == Status::missed) c.provisional = true;
  if (result.applies == Truth::false_) {
    result.status = Status::not_applicable;
    result.provisional = for_now;
    for (CriterionResult& c : result.criteria) {
      c.status = Status::not_applicable;
      c.provisional = for_now;
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
    if (s != Status::missed) return;
    // Missed for good if one of them is.
    result.provisional = true;
    for (std::size_t i = 0; i < target.criteria.size(); ++i)
      if (target.criteria[i].decides && result.criteria[i].status == s && !result.criteria[i].provisional) result.provisional = false;
    return;
  }
  result.provisional = for_now;
  for (std::size_t i = 0; i < target.criteria.size(); ++i)
    if (target.criteria[i].decides && result.criteria[i].provisional) result.provisional = true;
}

// Weights as parts of the whole: what does not apply leaves its weight to the others in proportion.
std::vector<Value> shared_weights(const Department& department, const std::vector<Truth>& applies) {
  Exact all;
  Exact certain;   // of the targets that certainly apply
  Exact possible;  // and of those that may
  for (std::size_t i = 0; i < applies.size(); ++i) {
    const Exact weight = department.targets[i].weight;
    all = all + weight;
    if (applies[i] == Truth::true_) certain = certain + weight;
    if (applies[i] != Truth::false_) possible = possible + weight;
  }
  std::vector<Value> weights;
  for (std::size_t i = 0; i < applies.size(); ++i) {
    const Exact weight = department.targets[i].weight;
    if (applies[i] == Truth::false_ || weight.sign() == 0) {
      weights.push_back(Value::point(0));
      continue;
    }
    const Exact fewest = applies[i] == Truth::true_ ? certain : certain + weight;
    weights.push_back(between(End{0, weight * all / possible}, End{0, weight * all / fewest}, false, false));
  }
  return weights;
}

// What stands for the mean of a target's criteria.
Value combined(const Scores& target, const std::vector<Value>& values) {
  if (target.combine == semantics::Combine::min) return least_of(values);
  std::vector<Value> counted = values;
  if (target.combine == semantics::Combine::share_met)
    for (std::size_t i = 0; i < counted.size(); ++i) counted[i] = target.members[i].met;
  const Value mean = weighted_mean(counted, target.weights);
  return target.combine == semantics::Combine::all_or_nothing ? multiply(mean, target.all_met) : mean;
}

TargetResult evaluate_target(const Target& target, const Facts& facts, std::size_t row, base::Date as_of) {
  TargetResult result;
  const base::Date end = facts.model.schema.season.to;
  if (target.applies_when.valid()) result.applies = condition(target.applies_when, at_moment(facts, row, as_of, std::min(as_of, end), end));
  if (target.applies_when.valid()) {
    Context future = at_moment(facts, row, as_of, end, end);
    future.later = future.rows_may_come = as_of < end;
    result.will_apply = condition(target.applies_when, future);
    if (!undecided(result.will_apply)) result.applies = result.will_apply;
  }
  for (const Criterion& c : target.criteria) result.criteria.push_back(evaluate_criterion(c, facts, row, as_of));
  decide(target, result);
  return result;
}

// All that a target's formula reads but its weight.
Scores score_criteria(const Target& target, TargetResult& result, const base::Number& difficulty, const Facts& facts, std::size_t row,
                      base::Date as_of) {
  Scores of_target;
  of_target.combine = target.combine;
  of_target.difficulty = difficulty;
  std::vector<Value> attainments;
  std::vector<Truth> now;
  std::vector<Truth> future;
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
    now.push_back(c.now);
    future.push_back(c.future);
    of_target.folded.push_back(c.score);
    of_target.weights.push_back(of_criterion.weight);
    of_target.applies.push_back(Truth::true_);
    of_target.members.push_back(of_criterion);
  }
  of_target.all_met = one_or_zero(and_(now), and_(future));
  result.attainment = combined(of_target, attainments);
  of_target.attainment = result.attainment;
  of_target.met = met(target, result);
  of_target.stretch = Value::point(0);
  return of_target;
}

// One choice of which targets apply.
struct Case {
  std::vector<Value> targets;  // their scores, 0 where one does not apply
  std::optional<Value> department;
};

Case score_case(const Department& department, const std::vector<Truth>& applies, const std::vector<Scores>& targets, const base::Number& difficulty,
                const Facts& facts, std::size_t row, base::Date as_of) {
  const int places = facts.model.scoring.places;
  const std::vector<Value> weights = shared_weights(department, applies);
  Case made;
  Scores of_department;
  of_department.difficulty = difficulty;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (applies[i] == Truth::false_) {
      made.targets.push_back(Value::point(0));
      continue;
    }
    Scores own = targets[i];
    own.weight = weights[i];
    Value score = rounded_ends(formula(facts.model.scoring.target, facts, row, as_of, own), places);
    if (undecided(applies[i])) score = hull(Value::point(0), score);
    made.targets.push_back(score);
    of_department.folded.push_back(score);
    of_department.weights.push_back(Value::point(department.targets[i].weight));
    of_department.applies.push_back(applies[i]);
    of_department.members.push_back(own);
  }
  if (!of_department.folded.empty())
    made.department = rounded_ends(formula(facts.model.scoring.department, facts, row, as_of, of_department), places);
  return made;
}

// Every choice for the first of those that are undecided.
std::vector<std::vector<Truth>> choices(const std::vector<TargetResult>& targets) {
  constexpr int kMost = 4;
  std::vector<std::vector<Truth>> all{{}};
  int chosen = 0;
  for (const TargetResult& t : targets) {
    const bool choose = undecided(t.applies) && chosen++ < kMost;
    std::vector<std::vector<Truth>> longer;
    for (const std::vector<Truth>& each : all) {
      for (const Truth truth : choose ? std::vector<Truth>{Truth::false_, Truth::true_} : std::vector<Truth>{t.applies}) {
        longer.push_back(each);
        longer.back().push_back(truth);
      }
    }
    all = std::move(longer);
  }
  return all;
}

DepartmentResult evaluate_department(const Department& department, const Facts& facts, std::size_t row, base::Date as_of) {
  DepartmentResult result;
  result.difficulty = difficulty_at(department, as_of);
  std::vector<Scores> targets;
  for (const Target& t : department.targets) {
    result.targets.push_back(evaluate_target(t, facts, row, as_of));
    targets.push_back(score_criteria(t, result.targets.back(), result.difficulty, facts, row, as_of));
  }
  bool first = true;
  for (const std::vector<Truth>& choice : choices(result.targets)) {
    const Case made = score_case(department, choice, targets, result.difficulty, facts, row, as_of);
    for (std::size_t i = 0; i < made.targets.size(); ++i)
      result.targets[i].score = first ? made.targets[i] : hull(result.targets[i].score, made.targets[i]);
    if (made.department) {
      result.score = result.scored ? hull(result.score, *made.department) : *made.department;
      result.scored = true;
    }
    first = false;
  }
  return result;
}

// Whether one that ends at `high` is behind one that ends at `low`, or equal and behind by the rule for ties.
bool ahead(const End& a, const DepartmentResult& of_a, std::size_t place_a, const End& b, const DepartmentResult& of_b, std::size_t place_b,
           semantics::Ties ties) {
  const int order = compare(a, b);
  if (order != 0) return order > 0;
  if (ties == semantics::Ties::difficulty) return of_b.difficulty < of_a.difficulty;
  return ties == semantics::Ties::order && place_a < place_b;
}

// Where it is undecided whether any of its targets applies, a department may have no score at all.
bool certainly_scored(const DepartmentResult& department) {
  return std::any_of(department.targets.begin(), department.targets.end(), [](const TargetResult& t) { return t.applies == Truth::true_; });
}

void rank(std::vector<DepartmentResult>& departments, semantics::Ties ties) {
  for (std::size_t i = 0; i < departments.size(); ++i) {
    DepartmentResult& d = departments[i];
    if (!d.scored) continue;
    d.rank_low = d.rank_high = 1;
    for (std::size_t o = 0; o < departments.size(); ++o) {
      const DepartmentResult& other = departments[o];
      if (o == i || !other.scored) continue;
      if (certainly_scored(other) && ahead(low_end(other.score), other, o, high_end(d.score), d, i, ties)) ++d.rank_low;
      if (ahead(high_end(other.score), other, o, low_end(d.score), d, i, ties)) ++d.rank_high;
    }
  }
}

}  // namespace

Value fold(const semantics::Expr& expr, const Context& context) {
  const Scores& scores = *context.scores;
  const bool chosen = !expr.children.empty() || expr.aggregate == Aggregate::count;
  if (!chosen && !expr.of_targets && expr.aggregate == Aggregate::avg) return combined(scores, scores.folded);
  std::vector<Value> certain, certain_weights, possible, summands;
  bool invalid = false;
  for (std::size_t i = 0; i < scores.folded.size(); ++i) {
    Truth in = Truth::true_;
    if (chosen) {
      Context of_member = context;
      of_member.scores = &scores.members[i];
      in = and_({scores.applies[i], expr.children.empty() ? Truth::true_ : condition(expr.children[0], of_member)});
    }
    const Value value = expr.aggregate == Aggregate::count ? Value::point(1) : scores.folded[i];
    if (in == Truth::false_) continue;
    invalid = invalid || in == Truth::invalid;
    possible.push_back(value);
    summands.push_back(in == Truth::true_ ? value : hull(Value::point(0), value));
    if (in != Truth::true_) continue;
    certain.push_back(value);
    certain_weights.push_back(scores.weights[i]);
  }
  const auto marked = [&](Value v) {
    v.invalid = v.invalid || (invalid && !v.is_point());
    return v;
  };
  const bool sure = certain.size() == possible.size();
  switch (expr.aggregate) {
    case Aggregate::avg: {
      if (possible.empty()) return Value::none();
      if (sure) return weighted_mean(certain, certain_weights);
      Value all = possible.front();
      for (const Value& v : possible) all = hull(all, v);
      return rounded_ends(all, kMeanPlaces);
    }
    case Aggregate::min:
    case Aggregate::max: {
      const auto pick = expr.aggregate == Aggregate::min ? least_of : greatest_of;
      if (certain.empty()) return Value::none();
      return marked(hull(pick(certain), pick(possible)));
    }
    default: break;
  }
  return marked(sum_of(summands));
}

Result evaluate(const Facts& facts, std::size_t row, base::Date as_of) {
  Result result;
  for (const Department& d : facts.model.departments) result.departments.push_back(evaluate_department(d, facts, row, as_of));
  rank(result.departments, facts.model.scoring.ties);
  std::vector<Value> scores;
  for (const DepartmentResult& d : result.departments)
    if (d.scored) scores.push_back(certainly_scored(d) ? d.score : hull(Value::point(0), d.score));
  result.scored = !scores.empty();
  result.total = sum_of(scores);
  return result;
}

}  // namespace assay::reference
