#include "exec/interval.h"

#include <algorithm>
#include <array>
#include <optional>

namespace assay::exec {

using base::Number;
using types::Interval;

namespace {

// An end of an interval: a number, or minus or plus infinity.
struct End {
  int infinite = 0;
  Number number;
};

End low_end(const Interval& i) { return i.low ? End{0, *i.low} : End{-1, {}}; }
End high_end(const Interval& i) { return i.high ? End{0, *i.high} : End{1, {}}; }
int sign(const End& e) { return e.infinite != 0 ? e.infinite : e.number.sign(); }

bool less(const End& a, const End& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite;
  return a.infinite == 0 && a.number < b.number;
}

std::optional<Number> as_bound(const End& e) { return e.infinite != 0 ? std::nullopt : std::optional<Number>(e.number); }

// The hull of the corners; a corner that does not fit has made both ends infinite.
Interval hull_of(const std::array<std::optional<End>, 4>& corners) {
  End low{1, {}};
  End high{-1, {}};
  for (const std::optional<End>& c : corners) {
    if (!c) return {};
    if (less(*c, low)) low = *c;
    if (less(high, *c)) high = *c;
  }
  return {as_bound(low), as_bound(high)};
}

std::optional<End> times(const End& a, const End& b) {
  if (sign(a) == 0 || sign(b) == 0) return End{};
  if (a.infinite != 0 || b.infinite != 0) return End{sign(a) * sign(b), {}};
  const std::optional<Number> product = base::multiply(a.number, b.number);
  return product ? std::optional<End>(End{0, *product}) : std::nullopt;
}

std::optional<End> over(const End& a, const End& b) {
  if (b.infinite != 0) return End{};
  if (a.infinite != 0) return End{a.infinite * sign(b), {}};
  const std::optional<Number> quotient = base::divide(a.number, b.number);
  return quotient ? std::optional<End>(End{0, *quotient}) : std::nullopt;
}

Value marked(Interval range, const Value& a, const Value& b) {
  return settled({std::move(range), a.invalid || b.invalid, a.lacks || b.lacks});
}

Value point_or_invalid(const std::optional<Number>& n) { return n ? Value::point(*n) : Value::none(); }

bool without_bound(const Value& a, const Value& b) { return a.range.is_unbounded() || b.range.is_unbounded(); }

}  // namespace

Value settled(Value v) {
  if (v.is_point()) v.invalid = v.lacks = false;
  return v;
}

Value negate(const Value& a) {
  Value out = a;
  out.range.low = a.range.high ? std::optional<Number>(-*a.range.high) : std::nullopt;
  out.range.high = a.range.low ? std::optional<Number>(-*a.range.low) : std::nullopt;
  return out;
}

Value add(const Value& a, const Value& b) {
  if (a.is_point() && b.is_point()) return point_or_invalid(base::add(*a.range.low, *b.range.low));
  if (without_bound(a, b)) return marked({}, a, b);
  Interval range;
  if (a.range.low && b.range.low) range.low = base::add(*a.range.low, *b.range.low);
  if (a.range.high && b.range.high) range.high = base::add(*a.range.high, *b.range.high);
  return marked(range, a, b);
}

Value subtract(const Value& a, const Value& b) { return add(a, negate(b)); }

Value multiply(const Value& a, const Value& b) {
  if (a.is_point() && b.is_point()) return point_or_invalid(base::multiply(*a.range.low, *b.range.low));
  if (without_bound(a, b)) return marked({}, a, b);
  const End al = low_end(a.range), ah = high_end(a.range), bl = low_end(b.range), bh = high_end(b.range);
  return marked(hull_of({times(al, bl), times(al, bh), times(ah, bl), times(ah, bh)}), a, b);
}

Value divide(const Value& a, const Value& b) {
  if (b.is_point() && b.range.low->sign() == 0) return Value::none();
  if (a.is_point() && b.is_point()) return point_or_invalid(base::divide(*a.range.low, *b.range.low));
  const End bl = low_end(b.range), bh = high_end(b.range);
  if (without_bound(a, b) || (sign(bl) <= 0 && sign(bh) >= 0)) return marked({}, a, b);
  const End al = low_end(a.range), ah = high_end(a.range);
  return marked(hull_of({over(al, bl), over(al, bh), over(ah, bl), over(ah, bh)}), a, b);
}

Value of_base(const Value& a, const Value& b) {
  if (b.range.high && b.range.high->sign() <= 0) return Value::none();
  if (!b.range.low || b.range.low->sign() <= 0) return marked({}, a, b);
  return divide(a, b);
}

Value hull(const Value& a, const Value& b) {
  if (a.invalid || b.invalid) {
    if (a.range.is_unbounded() || b.range.is_unbounded()) return {{}, true, a.lacks || b.lacks};
  }
  Interval range;
  if (a.range.low && b.range.low) range.low = std::min(*a.range.low, *b.range.low);
  if (a.range.high && b.range.high) range.high = std::max(*a.range.high, *b.range.high);
  return marked(range, a, b);
}

Value rounded(const Value& a, int places) {
  Value out = a;
  if (out.range.low) out.range.low = base::rounded(*out.range.low, places);
  if (out.range.high) out.range.high = base::rounded(*out.range.high, places);
  return settled(out);
}

Truth compare(plan::Compare op, const Value& a, const Value& b) {
  using plan::Compare;
  const auto undecided = [&] {
    if (a.invalid || b.invalid) return Truth::invalid;
    return a.lacks || b.lacks ? Truth::unknown : Truth::open_;
  };
  const Interval& x = a.range;
  const Interval& y = b.range;
  const auto truth = [](bool t) { return t ? Truth::true_ : Truth::false_; };
  switch (op) {
    case Compare::ge:
      if (x.low && y.high && *x.low >= *y.high) return Truth::true_;
      if (x.high && y.low && *x.high < *y.low) return Truth::false_;
      return undecided();
    case Compare::gt:
      if (x.low && y.high && *x.low > *y.high) return Truth::true_;
      if (x.high && y.low && *x.high <= *y.low) return Truth::false_;
      return undecided();
    case Compare::le: return compare(Compare::ge, b, a);
    case Compare::lt: return compare(Compare::gt, b, a);
    case Compare::eq:
    case Compare::ne:
      if (a.is_point() && b.is_point()) return truth((*x.low == *y.low) == (op == Compare::eq));
      if ((x.high && y.low && *x.high < *y.low) || (y.high && x.low && *y.high < *x.low)) return truth(op == Compare::ne);
      return undecided();
  }
  return Truth::invalid;
}

Interval closeness(const Interval& a, const Interval& b) {
  static const Number kMost = *Number::scaled(999'999'999, kAttainmentPlaces);
  const auto positive = [](const std::optional<Number>& n) { return n && n->sign() > 0; };
  const auto quotient = [&](const Number& x, const Number& y) {
    const std::optional<Number> r = base::rounded_ratio(x, y, kAttainmentPlaces);
    return r ? std::min(*r, kMost) : kMost;
  };
  Number low(0);
  if (positive(a.low) && positive(b.low) && b.high) low = quotient(*a.low, *b.high);
  Number high(0);
  const bool may_be_positive = (!a.high || a.high->sign() > 0) && (!b.high || b.high->sign() > 0);
  if (may_be_positive) high = a.high && positive(b.low) ? quotient(*a.high, *b.low) : kMost;
  return {low, high};
}

Value anything(bool invalid, bool lacks) { return {{Number(0), Number(1)}, invalid, lacks}; }

}  // namespace assay::exec
