#include "reference/among.h"
#include "reference/evaluate.h"
#include "reference/time.h"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>
#include <vector>

namespace assay::reference {
namespace {

using semantics::Aggregate;
using semantics::Expr;
using semantics::Kind;
using semantics::Quantity;

base::Date years_before(base::Date date, int years) {
  for (; years > 0; --years) date = base::first_day(base::year_before(base::period_of(date, base::Step::day)));
  return date;
}

Value param_at(const semantics::Param& param, base::Date at) {
  const semantics::DatedNumber* found = &param.values.front();
  for (const semantics::DatedNumber& v : param.values)
    if (v.from <= at) found = &v;
  return Value::point(found->value);
}

Value elapsed(const Context& context) {
  const types::Season& season = context.schema().season;
  std::int64_t ended = 0;
  std::int64_t all = 0;
  for (const base::Period& p : types::periods(season, season.step)) {
    ++all;
    if (last_day(p) <= context.at) ++ended;
  }
  return Value::point(*base::Number::fraction(ended, all));
}

// A member of an aggregate, and whether it is in.
struct Member {
  Value value;
  Truth filter = Truth::true_;
};

bool some(const std::vector<Member>& all, Truth filter) {
  for (const Member& m : all)
    if (m.filter == filter) return true;
  return false;
}

// From the number of those certainly in, to that plus the undecided ones.
Value count(const std::vector<Member>& all) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  for (const Member& m : all) {
    if (m.filter == Truth::true_) ++certain;
    if (m.filter != Truth::false_) ++possible;
  }
  return between(End{0, base::Number(certain)}, End{0, base::Number(possible)}, some(all, Truth::invalid), some(all, Truth::unknown));
}

// The longest run of members one after another.
std::int64_t longest_run(const std::vector<Member>& all, bool certain) {
  std::int64_t longest = 0;
  std::int64_t run = 0;
  for (const Member& m : all) {
    const bool in = certain ? m.filter == Truth::true_ : m.filter != Truth::false_;
    run = in ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

Value streak(const std::vector<Member>& all) {
  return between(End{0, base::Number(longest_run(all, true))}, End{0, base::Number(longest_run(all, false))}, some(all, Truth::invalid),
                 some(all, Truth::unknown));
}

Value share(const std::vector<Member>& all) {
  if (all.empty()) return Value::none();
  return divide(count(all), Value::point(static_cast<std::int64_t>(all.size())));
}

Value marked(Value v, bool invalid, bool lacking) {
  if (v.is_point()) return v;
  v.invalid = v.invalid || invalid;
  v.lacks = v.lacks || lacking;
  return v;
}

std::size_t different(const std::vector<base::Number>& values) { return std::set<base::Number>(values.begin(), values.end()).size(); }

// From the different values known of those certainly in, to those of all that may be in and one more for each that is not known.
Value distinct(const std::vector<Member>& all) {
  std::vector<base::Number> certain, possible;
  std::int64_t unknown = 0;
  bool invalid = some(all, Truth::invalid);
  bool lacking = some(all, Truth::unknown);
  for (const Member& m : all) {
    if (m.filter == Truth::false_) continue;
    invalid = invalid || m.value.invalid;
    lacking = lacking || m.value.lacks;
    if (!m.value.is_point()) {
      ++unknown;
      continue;
    }
    possible.push_back(*m.value.range.low);
    if (m.filter == Truth::true_) certain.push_back(*m.value.range.low);
  }
  return between(End{0, base::Number(static_cast<std::int64_t>(different(certain)))},
                 End{0, base::Number(static_cast<std::int64_t>(different(possible)) + unknown)}, invalid, lacking);
}

// A member that may be in counts as anything from 0 to itself.
Value sum(const std::vector<Member>& all) {
  std::vector<Value> parts;
  for (const Member& m : all) {
    if (m.filter == Truth::false_) continue;
    if (m.filter == Truth::true_) parts.push_back(m.value);
    else parts.push_back(marked(hull(Value::point(0), m.value), m.filter == Truth::invalid, m.filter == Truth::unknown));
  }
  return sum_of(parts);
}

std::vector<Value> values(const std::vector<Member>& all, bool also_undecided) {
  std::vector<Value> found;
  for (const Member& m : all)
    if (m.filter == Truth::true_ || (also_undecided && undecided(m.filter))) found.push_back(m.value);
  return found;
}

// With the marks of everything that may be in, and of what says whether it is.
Value marked_by_all(const Value& value, const std::vector<Member>& all) {
  bool invalid = some(all, Truth::invalid);
  bool lacking = some(all, Truth::unknown);
  for (const Value& v : values(all, true)) {
    invalid = invalid || v.invalid;
    lacking = lacking || v.lacks;
  }
  return marked(value, invalid, lacking);
}

// No member is certainly in: there may be none, of which nothing is the mean, the least or the greatest.
Value of_none_for_certain(const std::vector<Member>& all) { return marked_by_all(unbounded(values(all, true).empty(), false), all); }

// The mean or the median: where it is not decided who is in, the hull of the members that may be.
Value middle(const std::vector<Member>& all, Value of(const std::vector<Value>&)) {
  if (!some(all, Truth::true_)) return of_none_for_certain(all);
  const std::vector<Value> possible = values(all, true);
  if (possible.size() == values(all, false).size()) return of(possible);
  Value result = possible.front();
  for (const Value& v : possible) result = hull(result, v);
  return marked(result, some(all, Truth::invalid), some(all, Truth::unknown));
}

// From the least possible to the greatest possible over every choice of the undecided.
Value extreme(const std::vector<Member>& all, bool least) {
  if (!some(all, Truth::true_)) return of_none_for_certain(all);
  const auto pick = least ? least_of : greatest_of;
  const Value certain = pick(values(all, false));
  const Value possible = pick(values(all, true));
  return marked_by_all(hull(certain, possible), all);
}

// A row that is not there: it may hold or not; a bare field of it lies in its range, all else is without bound.
Member absent_member(const Expr& expr, const Absent& more, const Context& context) {
  const bool lacking = context.as_of >= context.due;
  const Truth undecided = undecided_by(false, lacking);
  if (semantics::counts(expr.aggregate)) return {{}, undecided};
  const Expr& x = context.model()[expr.children[0]];
  const bool bare = x.kind == Kind::field && x.variable == expr.axes[0].variable && context.schema()[x.fact].kind != types::FactKind::event;
  const Value field = bare ? multiply(field_range(x, context), Value::point(context.schema()[x.fact].unit.factor)) : unbounded(false, lacking);
  return {field, more.partial || expr.children.size() > 1 ? undecided : Truth::true_};
}

Value aggregate(const Expr& expr, const Context& context) {
  const auto around = members(expr.axes, context);
  if (!around) return unbounded(false, context.as_of >= context.due);
  // No period has ended yet.
  for (const semantics::Axis& axis : expr.axes)
    if (axis.kind == semantics::Axis::Kind::period && members(axis, context)->empty()) return unbounded(false, false);
  const bool counts = semantics::counts(expr.aggregate);
  const std::size_t filter = counts ? 0 : 1;
  std::vector<Member> all;
  for (const Context& c : *around) {
    Member m;
    if (expr.children.size() > filter) m.filter = condition(expr.children[filter], c);
    if (!counts && m.filter != Truth::false_) m.value = number(expr.children[0], c);
    all.push_back(m);
  }
  const Absent more = absent(expr.axes, context);
  const bool lacking = context.as_of >= context.due;
  if (more.endless) {
    if (expr.aggregate != Aggregate::count) return unbounded(false, lacking);
    return between(low_end(count(all)), End{1, {}}, some(all, Truth::invalid), lacking || some(all, Truth::unknown));
  }
  if (expr.aggregate == Aggregate::share && !more.none() && more.partial && all.empty()) return unbounded(false, lacking);
  for (std::size_t i = 0; i < more.count; ++i) all.push_back(absent_member(expr, more, context));
  switch (expr.aggregate) {
    case Aggregate::count: return count(all);
    case Aggregate::share: return share(all);
    case Aggregate::streak: return streak(all);
    case Aggregate::distinct: return distinct(all);
    case Aggregate::sum: return sum(all);
    case Aggregate::avg: return middle(all, mean_of);
    case Aggregate::median: return middle(all, median_of);
    case Aggregate::min: return extreme(all, true);
    case Aggregate::max: return extreme(all, false);
  }
  return Value::none();
}

Value quantity(Quantity q, const Scores& scores) {
  switch (q) {
    case Quantity::attainment: return scores.attainment;
    case Quantity::stretch: return scores.stretch;
    case Quantity::met: return scores.met;
    case Quantity::weight: return scores.weight;
    case Quantity::difficulty: return Value::point(scores.difficulty);
  }
  return Value::none();
}

}  // namespace

Value number(semantics::ExprId id, const Context& context) {
  if (stands_apart(id, context)) return number(id, outside(context));
  const Expr& e = context.model()[id];
  const auto child = [&](std::size_t i) { return number(e.children[i], context); };
  switch (e.kind) {
    case Kind::number: return Value::point(e.number);
    case Kind::grade: return Value::point(static_cast<std::int64_t>(e.grade));
    case Kind::param: return param_at(context.model().params[e.param], years_before(context.at, context.shift));
    case Kind::elapsed: return elapsed(context);
    case Kind::fact:
    case Kind::field: return value_to_date(e, context);
    case Kind::negate: return negate(child(0));
    case Kind::add: return add(child(0), child(1));
    case Kind::subtract: return subtract(child(0), child(1));
    case Kind::multiply: return multiply(child(0), child(1));
    case Kind::divide: return divide(child(0), child(1));
    case Kind::unknown: return unbounded(false, true);
    case Kind::function: return function_value(e, context);
    case Kind::if_: return choose(condition(e.children[0], context), child(1), child(2));
    case Kind::previous: return number(e.children[0], season_before(context));
    case Kind::at_period: return number(e.children[0], over(e, context));
    case Kind::growth: return growth(child(0), number(e.children[0], season_before(context)));
    case Kind::reduction: return reduction(child(0), number(e.children[0], season_before(context)));
    case Kind::aggregate: return aggregate(e, context);
    case Kind::rank_among: return rank_among(e, context);
    case Kind::aggregate_among: return aggregate_among(e, context);
    case Kind::quantity: return quantity(e.quantity, *context.scores);
    case Kind::fold: return fold(e, context);
    default: throw std::logic_error("a condition stands where a number belongs");
  }
}

}  // namespace assay::reference
