#include "base/number.h"
#include "base/number_parts.h"
#include "base/powers.h"
#include "base/wide.h"

namespace assay::base {
namespace {

// A whole number has at most 38 digits and a fraction less, so whole results of the magnitude of `a` always fit.
Number whole(Int128 v) { return *Number::fraction(v, 1); }

std::optional<Number> rounded_to_unit(Int128 value, int zeros) {
  if (zeros > kMaxPow10) return Number();
  const Int128 unit = pow10(zeros);
  const UInt128 size = magnitude(value);
  UInt128 count = size / static_cast<UInt128>(unit);
  // The unit is even, so what follows the decimal point cannot decide.
  if (size % static_cast<UInt128>(unit) >= static_cast<UInt128>(unit) / 2) ++count;
  const auto signed_count = static_cast<Int128>(count);
  return Number::scaled(value < 0 ? -signed_count : signed_count, -zeros);
}

}  // namespace

Number absolute(const Number& a) { return a.sign() < 0 ? -a : a; }

Number floor(const Number& a) {
  if (a.is_whole()) return a;
  const Int128 towards_zero = a.numerator() / a.denominator();
  return whole(a.sign() < 0 ? towards_zero - 1 : towards_zero);
}

Number ceiling(const Number& a) { return a.is_whole() ? a : -floor(-a); }

std::optional<Number> rounded(const Number& a, int places) {
  const Int128 towards_zero = a.numerator() / a.denominator();
  if (places < 0) return rounded_to_unit(towards_zero, -places);
  if (a.is_whole()) return a;
  if (places >= kMaxPow10) {
    // Only what is already that short: a fraction of 10^38 and beyond does not fit.
    const auto needed = a.decimal_places();
    return needed && *needed <= places ? std::optional(a) : std::nullopt;
  }
  const auto below = static_cast<UInt128>(a.denominator());
  const UInt128 rest = magnitude(a.numerator()) % below;
  const auto division = wide_divide(wide_multiply(rest, static_cast<UInt128>(pow10(places))), below);
  auto units = static_cast<Int128>(division.quotient.low);  // at most 10^places
  if (division.remainder >= below - division.remainder) ++units;
  const auto fraction = Number::scaled(a.sign() < 0 ? -units : units, places);
  return fraction ? add(whole(towards_zero), *fraction) : std::nullopt;
}

}  // namespace assay::base
