#include "reference/evaluate.h"
#include "reference/reference.h"
#include "reference/time.h"

#include <algorithm>

namespace assay::reference {
namespace {

using semantics::Criterion;

Status status_of(Truth now, Truth future, bool due, bool& provisional) {
  provisional = false;
  if (future == Truth::true_) return Status::met;
  if (future == Truth::false_) return Status::missed;
  switch (now) {
    case Truth::true_: provisional = true; return Status::met;
    case Truth::invalid: return Status::invalid;
    case Truth::false_:
      // Only rows that may still come can turn it.
      provisional = due;
      return due ? Status::missed : Status::open;
    case Truth::unknown: return Status::unknown;
    case Truth::open_: return Status::open;
  }
  return Status::invalid;
}

// The value of the reported grade on its scale; of any grade of the scale where there is none.
Value judged(const Criterion& criterion, const Context& now) {
  semantics::Expr grade;
  grade.kind = semantics::Kind::fact;
  grade.type = semantics::Type::grade;
  grade.fact = criterion.judged;
  const Value v = value_to_date(grade, now);
  const types::Scale& scale = now.schema()[now.schema()[criterion.judged].scale];
  constexpr int kWorthPlaces = 9;
  const auto worth = [&](const types::Grade& of) { return End{0, rounded(Exact(of.value), kWorthPlaces)}; };
  if (v.is_point()) {
    const End its = worth(scale.grades[static_cast<std::size_t>(v.range.low->numerator())]);
    return between(its, its, false, false);
  }
  End least = worth(scale.grades.front());
  End greatest = least;
  for (const types::Grade& each : scale.grades) {
    if (compare(worth(each), least) < 0) least = worth(each);
    if (compare(worth(each), greatest) > 0) greatest = worth(each);
  }
  return between(least, greatest, false, false);
}

}  // namespace

Value one_or_zero(Truth now, Truth future) {
  for (const Truth t : {future, now})
    if (!undecided(t)) return Value::point(t == Truth::true_ ? 1 : 0);
  return {{base::Number(0), base::Number(1)}, false, false};
}

Context at_moment(const Facts& facts, std::size_t row, base::Date as_of, base::Date at, base::Date due) {
  Context c;
  c.facts = &facts;
  c.row = row;
  c.as_of = as_of;
  c.at = at;
  c.due = due;
  c.from = facts.model.schema.season.from;
  c.to = facts.model.schema.season.to;
  return c;
}

CriterionResult evaluate_criterion(const Criterion& criterion, const Facts& facts, std::size_t row, base::Date as_of) {
  const Context now = at_moment(facts, row, as_of, std::min(as_of, criterion.due), criterion.due);
  Context future = at_moment(facts, row, as_of, criterion.due, criterion.due);
  future.later = as_of < criterion.due;
  future.rows_may_come = as_of < facts.model.schema.season.to;
  const bool due = as_of >= criterion.due;
  CriterionResult r;
  r.now = condition(criterion.condition, now);
  r.future = condition(criterion.condition, future);
  r.status = status_of(r.now, r.future, due, r.provisional);
  r.met = one_or_zero(r.now, r.future);
  if (criterion.kind == Criterion::Kind::judge) {
    r.attainment = judged(criterion, now);
  } else if (criterion.scheme) {
    const bool all_or_nothing = criterion.scheme->kind == semantics::Scheme::Kind::all_or_nothing;
    r.attainment = all_or_nothing ? r.met : scheme_attainment(*criterion.scheme, r.now, now);
  } else {
    const bool only_then = r.future == Truth::false_ && r.now != Truth::false_;
    r.attainment = r.future == Truth::true_ ? Value::point(1) : attainment(criterion.condition, only_then ? future : now);
  }
  r.stretch_value = Value::point(0);
  if (criterion.stretch) {
    const Truth stretch_now = condition(criterion.stretch->condition, now);
    const Truth stretch_future = condition(criterion.stretch->condition, future);
    bool provisional = false;
    r.stretch = status_of(stretch_now, stretch_future, due, provisional);
    r.stretch_value = one_or_zero(stretch_now, stretch_future);
  }
  return r;
}

}  // namespace assay::reference
