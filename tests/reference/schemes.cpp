#include "reference/evaluate.h"

#include <algorithm>

namespace assay::reference {
namespace {

using semantics::Compare;
using semantics::Scheme;

constexpr int kPlaces = 9;
const Exact kNone = base::Number(0);
const Exact kWhole = base::Number(1);

End end(const Exact& e) { return {0, e}; }
bool is_positive(const End& e) { return e.infinite > 0 || (e.infinite == 0 && e.value.sign() > 0); }
bool strict(Compare c) { return c == Compare::gt || c == Compare::lt; }
bool lower_is_better(Compare c) { return c == Compare::le || c == Compare::lt; }
End lesser(const End& a, const End& b) { return compare(a, b) < 0 ? a : b; }
End greater(const End& a, const End& b) { return compare(a, b) < 0 ? b : a; }

struct Span {
  End low, high;
};

Span span_of(const Value& v) { return {low_end(v), high_end(v)}; }

// One end of above / below.
End ratio(const End& above, const End& below, bool more) {
  if (!is_positive(above) && !is_positive(below)) {
    const int order = compare(above, below);
    return end((more ? order > 0 : order >= 0) ? kWhole : kNone);
  }
  if (!is_positive(above) || (is_positive(below) && below.infinite != 0)) return end(kNone);
  if (!is_positive(below) || above.infinite != 0) return {1, {}};
  Exact quotient = above.value / below.value;
  if (!quotient.number()) quotient = rounded(quotient, kPlaces);
  return quotient.number() ? end(quotient) : End{1, {}};
}

Span ratio(const Span& above, const Span& below, bool more) {
  return {ratio(above.low, below.high, more), ratio(above.high, below.low, more)};
}

Span ratio(const Scheme& s, const Span& x, const Span& g) {
  if (s.compare == Compare::eq) {
    const Span a = ratio(x, g, false);
    const Span b = ratio(g, x, false);
    return {lesser(a.low, b.low), lesser(lesser(a.high, b.high), end(kWhole))};
  }
  return lower_is_better(s.compare) ? ratio(g, x, strict(s.compare)) : ratio(x, g, strict(s.compare));
}

Exact proportional(const Scheme& s, const End& r) {
  if (compare(r, end(s.numbers[0])) < 0) return kNone;
  return lesser(r, end(s.numbers[1])).value;
}

bool row_holds(const Scheme::Row& row, const End& at) {
  const int order = compare(at, end(row.bound));
  if (row.last) return order >= 0 && compare(at, end(*row.last)) <= 0;
  switch (row.compare) {
    case Compare::ge: return order >= 0;
    case Compare::gt: return order > 0;
    case Compare::le: return order <= 0;
    case Compare::lt: return order < 0;
    case Compare::eq: return order == 0;
    case Compare::ne: return order != 0;
  }
  return false;
}

Exact row_value(const Scheme& s, const End& at) {
  for (const Scheme::Row& row : s.rows)
    if (row_holds(row, at)) return row.value;
  return s.otherwise;
}

// Looks at both ends, at every bound between them, and once within each gap between two of these.
Value of_rows(const Scheme& s, const Span& x, bool whole) {
  std::vector<Exact> marks;
  for (const Scheme::Row& row : s.rows) {
    std::vector<base::Number> bounds{row.bound};
    if (row.last) bounds.push_back(*row.last);
    for (const base::Number& b : bounds) {
      marks.push_back(b);
      if (!whole) continue;
      marks.push_back(Exact(b) + kWhole);
      marks.push_back(Exact(b) - kWhole);
    }
  }
  std::erase_if(marks, [&](const Exact& m) { return compare(end(m), x.low) < 0 || compare(end(m), x.high) > 0; });
  std::sort(marks.begin(), marks.end(), [](const Exact& a, const Exact& b) { return compare(a, b) < 0; });
  std::vector<End> looks{x.low, x.high};
  for (const Exact& m : marks) looks.push_back(end(m));
  if (!whole) {
    std::vector<End> path{x.low};
    for (const Exact& m : marks) path.push_back(end(m));
    path.push_back(x.high);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      if (compare(path[i], path[i + 1]) == 0) continue;
      if (path[i].infinite != 0 && path[i + 1].infinite != 0) looks.push_back(end(kNone));
      else if (path[i].infinite != 0) looks.push_back(end(path[i + 1].value - kWhole));
      else if (path[i + 1].infinite != 0) looks.push_back(end(path[i].value + kWhole));
      else looks.push_back(end((path[i].value + path[i + 1].value) / Exact(base::Number(2))));
    }
  }
  End low = end(row_value(s, looks.front()));
  End high = low;
  for (const End& look : looks) {
    low = lesser(low, end(row_value(s, look)));
    high = greater(high, end(row_value(s, look)));
  }
  return between(end(rounded(low.value, kPlaces)), end(rounded(high.value, kPlaces)), false, false);
}

// The way from the worst to the best; nothing where it has too many digits.
std::optional<Exact> way(const Scheme& s, const End& x) {
  const Exact worst = s.numbers[0];
  const Exact best = s.numbers[1];
  const bool up = compare(worst, best) < 0;
  const int from_worst = compare(x, end(worst));
  const int from_best = compare(x, end(best));
  if (up ? from_worst <= 0 : from_worst >= 0) return kNone;
  if (up ? from_best >= 0 : from_best <= 0) return kWhole;
  const Exact done = x.value - worst;
  const Exact all = best - worst;
  if (!done.number() || !all.number()) return std::nullopt;
  return rounded(done / all, kPlaces);
}

Value linear(const Scheme& s, const Span& x) {
  const auto a = way(s, x.low);
  const auto b = way(s, x.high);
  if (!a || !b) return between(end(kNone), end(kWhole), false, false);
  return between(lesser(end(*a), end(*b)), greater(end(*a), end(*b)), false, false);
}

Exact steps_of(const Exact& quotient, bool begun) {
  const base::Number n = *quotient.number();
  return begun ? base::ceiling(n) : base::floor(n);
}

std::optional<Exact> deducted(const Scheme& s, const End& is_short) {
  if (!is_positive(is_short)) return kWhole;
  if (is_short.infinite != 0) return kNone;
  const Exact quotient = is_short.value / s.numbers[1];
  if (!quotient.number()) return std::nullopt;
  const Exact left = kWhole - steps_of(quotient, true) * s.numbers[0];
  return left.sign() > 0 ? rounded(left, kPlaces) : kNone;
}

End at_most(const Scheme& s, const End& more) { return s.numbers.size() > 2 ? lesser(more, end(s.numbers[2])) : more; }

// 1 and the bonus for what is over; `open` where that has too many digits.
End with_bonus(const Scheme& s, const End& over, const End& open) {
  End more = end(kNone);
  if (over.infinite > 0) {
    more = {1, {}};
  } else if (is_positive(over)) {
    const Exact quotient = over.value / s.numbers[1];
    more = open;
    if (quotient.number()) {
      const Exact earned = steps_of(quotient, false) * s.numbers[0];
      if (earned.number()) more = end(earned);
    }
  }
  more = at_most(s, more);
  return more.infinite != 0 ? more : end(rounded(kWhole + more.value, kPlaces));
}

Value over_goal(const Scheme& s, const Value& x, const Value& g) {
  const bool lower = lower_is_better(s.compare);
  if (!s.of_goal) return lower ? subtract(g, x) : subtract(x, g);
  return lower ? subtract(Value::point(1), divide(x, g)) : subtract(divide(x, g), Value::point(1));
}

// The default attainment of a comparison that may be false.
Value falling_short(const Scheme& s, const Value& x, const Value& g) {
  const Exact most = *base::Number::scaled(999'999'999, kPlaces);
  const Value& above = lower_is_better(s.compare) ? g : x;
  const Value& below = lower_is_better(s.compare) ? x : g;
  const auto quotient = [&](const End& a, const End& b) {
    if (!is_positive(a) || !is_positive(b)) return end(kNone);
    if (b.infinite != 0) return end(kNone);
    if (a.infinite != 0) return end(most);
    return lesser(end(rounded(a.value / b.value, kPlaces)), end(most));
  };
  const End high_below = high_end(below);
  const End low_below = low_end(below);
  const End low = quotient(low_end(above), high_below);
  End high = quotient(high_end(above), low_below);
  if (is_positive(high_end(above)) && is_positive(high_below) && !is_positive(low_below)) high = end(most);
  return between(low, high, false, false);
}

Value bonus(const Scheme& s, const Value& x, const Value& g, Truth holds) {
  const Value over = over_goal(s, x, g);
  const Value close = falling_short(s, x, g);
  const End low = holds == Truth::true_ ? with_bonus(s, low_end(over), end(kNone)) : low_end(close);
  const End high = holds == Truth::false_ ? high_end(close) : with_bonus(s, high_end(over), End{1, {}});
  return between(low, high, false, false);
}

// Of days until what never happened: more than any number of them, and on the side that misses the goal.
Value of_never(const Scheme& s) {
  Exact out = kNone;
  if (s.kind == Scheme::Kind::steps) out = row_value(s, end(kNone));
  if (s.kind == Scheme::Kind::places) out = s.otherwise;
  const End given = end(rounded(out, kPlaces));
  return between(given, given, false, false);
}

}  // namespace

Value scheme_attainment(const Scheme& s, Truth holds, const Context& now) {
  if (now.as_of >= now.due) {
    semantics::Expr sides;
    sides.children = {s.value, s.goal};
    if (days_are_there(sides, now) == Truth::false_) return of_never(s);
  }
  const Value x = number(s.value, now);
  const Value g = number(s.goal, now);
  switch (s.kind) {
    case Scheme::Kind::all_or_nothing: break;
    case Scheme::Kind::proportional: {
      const Span r = ratio(s, span_of(x), span_of(g));
      return between(end(rounded(proportional(s, r.low), kPlaces)), end(rounded(proportional(s, r.high), kPlaces)), false, false);
    }
    case Scheme::Kind::steps: return of_rows(s, ratio(s, span_of(x), span_of(g)), false);
    case Scheme::Kind::linear: return linear(s, span_of(x));
    case Scheme::Kind::places: return of_rows(s, span_of(x), true);
    case Scheme::Kind::deduct: {
      const Value is_short = lower_is_better(s.compare) ? subtract(x, g) : subtract(g, x);
      return between(end(deducted(s, high_end(is_short)).value_or(kNone)), end(deducted(s, low_end(is_short)).value_or(kWhole)), false, false);
    }
    case Scheme::Kind::bonus: return bonus(s, x, g, holds);
  }
  return between(end(kNone), end(kWhole), false, false);
}

}  // namespace assay::reference
