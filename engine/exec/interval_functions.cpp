// Functions of single values, on intervals (grammar/meaning.md, "Functions").
#include "exec/interval.h"

#include <algorithm>

namespace assay::exec {

using base::Number;
using base::Towards;

namespace {

// An end that does not fit is infinite, a point that does not fit invalid.
Value of_ends(const std::optional<Number>& low, const std::optional<Number>& high, const Value& a, const Value& b, bool point) {
  if (point && !low) return Value::none();
  return settled({{low, high}, a.invalid || b.invalid, a.lacks || b.lacks});
}

}  // namespace

Value absolute(const Value& a) {
  if (a.range.is_unbounded()) return a;
  if (a.range.low && a.range.low->sign() >= 0) return a;
  if (a.range.high && a.range.high->sign() <= 0) return negate(a);
  Value out = a;
  out.range.low = Number(0);
  out.range.high.reset();
  if (a.range.low && a.range.high) out.range.high = std::max(-*a.range.low, *a.range.high);
  return settled(out);
}

Value rounded_to(const Value& a, const Number& step, Towards towards) {
  const auto end = [&](const std::optional<Number>& n) { return n ? base::rounded_to(*n, step, towards) : std::nullopt; };
  return of_ends(end(a.range.low), end(a.range.high), a, a, a.is_point());
}

Value modulo(const Value& a, const Value& b) {
  if (b.is_point() && b.range.low->sign() == 0) return Value::none();
  const bool point = a.is_point() && b.is_point();
  if (point) {
    const auto rest = base::modulo(*a.range.low, *b.range.low);
    return of_ends(rest, rest, a, b, true);
  }
  const bool may_be_zero = (!b.range.low || b.range.low->sign() <= 0) && (!b.range.high || b.range.high->sign() >= 0);
  if (a.range.is_unbounded() || b.range.is_unbounded() || may_be_zero) return {{}, a.invalid || b.invalid, a.lacks || b.lacks};
  // Between 0 and b.
  if (b.range.low && b.range.low->sign() > 0) return of_ends(Number(0), b.range.high, a, b, false);
  return of_ends(b.range.low, Number(0), a, b, false);
}

Value raised(const Value& a, std::uint32_t exponent) {
  if (a.range.is_unbounded()) return a;
  if (exponent == 0) return Value::point(Number(1));
  const Value from = exponent % 2 == 0 ? absolute(a) : a;
  const auto end = [&](const std::optional<Number>& n) { return n ? base::power(*n, exponent) : std::nullopt; };
  return of_ends(end(from.range.low), end(from.range.high), a, a, a.is_point());
}

}  // namespace assay::exec
