#include "exec/scheme.h"

#include <algorithm>
#include <vector>

namespace assay::exec {

using base::Number;
using plan::Compare;
using plan::Scheme;
using types::Interval;

namespace {

// A number, or minus or plus infinity, or what lies just beside a number.
struct Spot {
  int infinite = 0;
  Number number;
  int beside = 0;
};

Spot low_spot(const Interval& i) { return i.low ? Spot{0, *i.low, 0} : Spot{-1, {}, 0}; }
Spot high_spot(const Interval& i) { return i.high ? Spot{0, *i.high, 0} : Spot{1, {}, 0}; }
bool positive(const Spot& s) { return s.infinite != 0 ? s.infinite > 0 : s.number.sign() > 0; }

// Below, at or above a bound.
int against(const Spot& s, const Number& bound) {
  if (s.infinite != 0) return s.infinite;
  if (s.number == bound) return s.beside;
  return s.number < bound ? -1 : 1;
}

bool is_strict(Compare c) { return c == Compare::gt || c == Compare::lt; }
bool lower_is_better(Compare c) { return c == Compare::le || c == Compare::lt; }

// above / below, which rises with `above` and falls with `below`; infinite where only `below` is not positive.
Spot ratio_end(const Spot& above, const Spot& below, bool strict) {
  if (positive(below)) {
    if (!positive(above) || below.infinite > 0) return {};
    if (above.infinite > 0) return {1, {}, 0};
    const auto exact = base::divide(above.number, below.number);
    const auto near = exact ? exact : base::rounded_ratio(above.number, below.number, kAttainmentPlaces);
    return near ? Spot{0, *near, 0} : Spot{1, {}, 0};
  }
  if (positive(above)) return {1, {}, 0};
  // Neither is positive: all or nothing.
  bool reached = false;
  if (below.infinite < 0) reached = above.infinite == 0 || !strict;
  else if (above.infinite == 0) reached = strict ? above.number > below.number : above.number >= below.number;
  return {0, Number(reached ? 1 : 0), 0};
}

struct Ratio {
  Spot low, high;
};

Ratio ratio(Compare compare, const Interval& value, const Interval& goal) {
  const auto ends = [](const Interval& above, const Interval& below, bool strict) {
    return Ratio{ratio_end(low_spot(above), high_spot(below), strict), ratio_end(high_spot(above), low_spot(below), strict)};
  };
  if (compare != Compare::eq) return lower_is_better(compare) ? ends(goal, value, is_strict(compare)) : ends(value, goal, is_strict(compare));
  // The smaller over the greater.
  const Ratio a = ends(value, goal, false);
  const Ratio b = ends(goal, value, false);
  const auto least = [](const Spot& x, const Spot& y) {
    if (x.infinite != 0) return y;
    return y.infinite != 0 || x.number < y.number ? x : y;
  };
  Ratio out{least(a.low, b.low), least(a.high, b.high)};
  if (against(out.high, Number(1)) > 0) out.high = {0, Number(1), 0};
  return out;
}

Number nine_places(const Number& n) { return base::rounded(n, kAttainmentPlaces).value_or(n); }

Number proportional(const Scheme& s, const Spot& r) {
  if (against(r, s.numbers[0]) < 0) return {};
  return against(r, s.numbers[1]) >= 0 ? nine_places(s.numbers[1]) : nine_places(r.number);
}

// Nothing where the difference has too many digits.
std::optional<Number> linear(const Scheme& s, const Spot& x) {
  const Number& from = s.numbers[0];
  const Number& to = s.numbers[1];
  const bool rising = from < to;
  if (rising ? against(x, from) <= 0 : against(x, from) >= 0) return Number(0);
  if (rising ? against(x, to) >= 0 : against(x, to) <= 0) return Number(1);
  const auto done = base::subtract(x.number, from);
  const auto all = base::subtract(to, from);
  if (!done || !all) return std::nullopt;
  return base::rounded_ratio(base::absolute(*done), base::absolute(*all), kAttainmentPlaces);
}

bool holds(const Scheme::Row& row, const Spot& at) {
  const int side = against(at, row.bound);
  if (row.last) return side >= 0 && against(at, *row.last) <= 0;
  return semantics::holds(row.compare, side);
}

Number of_first_row(const Scheme& s, const Spot& at) {
  for (const Scheme::Row& row : s.rows)
    if (holds(row, at)) return row.value;
  return s.otherwise;
}

// Between two spots only what lies at and beside the bounds can make a difference.
Interval table(const Scheme& s, const Spot& low, const Spot& high) {
  std::vector<Spot> spots{low, high};
  const bool whole = s.kind == Scheme::Kind::places;
  const auto within = [&](const Number& n) { return against(low, n) <= 0 && against(high, n) >= 0; };
  const auto look_at = [&](const Number& bound) {
    if (whole) {
      for (const int beside : {-1, 0, 1})
        if (const auto n = base::add(bound, Number(beside)); n && within(*n)) spots.push_back({0, *n, 0});
      return;
    }
    if (!within(bound)) return;
    spots.push_back({0, bound, 0});
    if (against(low, bound) < 0) spots.push_back({0, bound, -1});
    if (against(high, bound) > 0) spots.push_back({0, bound, 1});
  };
  for (const Scheme::Row& row : s.rows) {
    look_at(row.bound);
    if (row.last) look_at(*row.last);
  }
  Interval out = Interval::point(of_first_row(s, low));
  for (const Spot& each : spots) {
    const Number n = of_first_row(s, each);
    out.low = std::min(*out.low, n);
    out.high = std::max(*out.high, n);
  }
  return {nine_places(*out.low), nine_places(*out.high)};
}

// How many full or begun units; nothing where that has too many digits.
std::optional<Number> units(const Number& amount, const Number& unit, bool begun) {
  const auto exact = base::divide(amount, unit);
  if (!exact) return std::nullopt;
  return begun ? base::ceiling(*exact) : base::floor(*exact);
}

// What is left of 1; nothing where it is not known.
std::optional<Number> after_deduction(const Scheme& s, const Spot& is_short) {
  if (!positive(is_short)) return Number(1);
  if (is_short.infinite != 0) return Number(0);
  const auto count = units(is_short.number, s.numbers[1], true);
  if (!count) return std::nullopt;
  const auto off = base::multiply(*count, s.numbers[0]);
  const auto left = off ? base::subtract(Number(1), *off) : std::nullopt;
  return left && left->sign() > 0 ? nine_places(*left) : Number(0);
}

std::optional<Number> limit(const Scheme& s) { return s.numbers.size() > 2 ? std::optional(s.numbers[2]) : std::nullopt; }

// 1 and what is on top of it; nothing where that has no end. `otherwise`: what is on top where it is not known.
std::optional<Number> with_bonus(const Scheme& s, const Spot& over, const std::optional<Number>& otherwise) {
  std::optional<Number> more = Number(0);
  if (positive(over)) {
    const auto count = over.infinite != 0 ? std::nullopt : units(over.number, s.numbers[1], false);
    const auto earned = count ? base::multiply(*count, s.numbers[0]) : std::nullopt;
    more = earned ? earned : over.infinite != 0 ? limit(s) : otherwise;
    if (more && limit(s)) more = std::min(*more, *limit(s));
  }
  const auto all = more ? base::add(Number(1), *more) : std::nullopt;
  return all ? base::rounded(*all, kAttainmentPlaces) : std::nullopt;
}

Interval bonus(const Scheme& s, const Value& value, const Value& goal, Truth own) {
  const Value over = scheme_reads(s, value, goal);
  const bool lower = lower_is_better(s.compare);
  const Interval& above = lower ? goal.range : value.range;
  const Interval& below = lower ? value.range : goal.range;
  // The least that one which fails may come to: the farthest apart.
  const bool apart = above.low && below.high;
  Interval out;
  if (own == Truth::true_) out.low = with_bonus(s, low_spot(over.range), Number(0));
  else out.low = apart ? closeness(Interval::point(*above.low), Interval::point(*below.high)).low : Number(0);
  out.high = own == Truth::false_ ? closeness(above, below).high : with_bonus(s, high_spot(over.range), limit(s));
  return out;
}

}  // namespace

Value scheme_reads(const Scheme& s, const Value& value, const Value& goal) {
  const bool lower = lower_is_better(s.compare);
  switch (s.kind) {
    case Scheme::Kind::proportional:
    case Scheme::Kind::steps: {
      const Ratio r = ratio(s.compare, value.range, goal.range);
      const auto end = [](const Spot& spot) { return spot.infinite != 0 ? std::nullopt : std::optional(spot.number); };
      return settled({{end(r.low), end(r.high)}, false, value.lacks || goal.lacks});
    }
    case Scheme::Kind::deduct: return lower ? subtract(value, goal) : subtract(goal, value);
    case Scheme::Kind::bonus: {
      if (!s.of_goal) return lower ? subtract(goal, value) : subtract(value, goal);
      const Value share = divide(value, goal);
      return lower ? subtract(Value::point(Number(1)), share) : subtract(share, Value::point(Number(1)));
    }
    default: return value;
  }
}

Interval scheme_gives(const Scheme& s, const Value& value, const Value& goal, Truth own) {
  switch (s.kind) {
    case Scheme::Kind::all_or_nothing: break;
    case Scheme::Kind::proportional: {
      const Ratio r = ratio(s.compare, value.range, goal.range);
      return {proportional(s, r.low), proportional(s, r.high)};
    }
    case Scheme::Kind::steps: {
      const Ratio r = ratio(s.compare, value.range, goal.range);
      return table(s, r.low, r.high);
    }
    case Scheme::Kind::places: {
      Interval whole = value.range;
      if (!whole.is_point()) {
        if (whole.low) whole.low = base::ceiling(*whole.low);
        if (whole.high) whole.high = base::floor(*whole.high);
      }
      return table(s, low_spot(whole), high_spot(whole));
    }
    case Scheme::Kind::linear: {
      const auto a = linear(s, low_spot(value.range));
      const auto b = linear(s, high_spot(value.range));
      if (!a || !b) return {Number(0), Number(1)};
      return {std::min(*a, *b), std::max(*a, *b)};
    }
    case Scheme::Kind::deduct: {
      const Value is_short = scheme_reads(s, value, goal);
      return {after_deduction(s, high_spot(is_short.range)).value_or(Number(0)), after_deduction(s, low_spot(is_short.range)).value_or(Number(1))};
    }
    case Scheme::Kind::bonus: return bonus(s, value, goal, own);
  }
  return {Number(0), Number(1)};
}

Number scheme_gives_at_worst(const Scheme& s) {
  if (s.kind == Scheme::Kind::places) return nine_places(s.otherwise);
  return s.kind == Scheme::Kind::steps ? nine_places(of_first_row(s, {})) : Number(0);
}

std::optional<std::size_t> tier_reached(const plan::Scheme& scheme, const Value& value, const Value& goal) {
  Scheme numbered = scheme;
  std::int64_t next = 0;
  for (Scheme::Row& row : numbered.rows) row.value = Number(next++);
  numbered.otherwise = Number(next);
  const Interval reached = scheme_gives(numbered, value, goal, Truth::unknown);
  return reached.is_point() ? std::optional(static_cast<std::size_t>(reached.low->numerator())) : std::nullopt;
}

}  // namespace assay::exec
