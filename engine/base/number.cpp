#include "base/number.h"

#include "base/gcd.h"
#include "base/number_parts.h"
#include "base/powers.h"
#include "base/wide.h"

#include <limits>

namespace assay::base {
namespace {

constexpr bool fits_int64(Int128 v) { return v == static_cast<std::int64_t>(v); }

// value with its sign, where the magnitude is within the limit.
std::optional<Int128> within_limit(UInt128 value, bool negative) {
  if (value > static_cast<UInt128>(Number::kLimit)) return std::nullopt;
  return negative ? -static_cast<Int128>(value) : static_cast<Int128>(value);
}

std::optional<UInt128> checked_multiply(UInt128 a, UInt128 b) {
  UInt128 product = 0;
  if (__builtin_mul_overflow(a, b, &product) || product > static_cast<UInt128>(Number::kLimit)) return std::nullopt;
  return product;
}

std::optional<UInt128> checked_power(UInt128 base, int exponent) {
  UInt128 power = 1;
  for (int i = 0; i < exponent; ++i) {
    const auto next = checked_multiply(power, base);
    if (!next) return std::nullopt;
    power = *next;
  }
  return power;
}

// 2^twos * 5^fives, where it is within the limit.
std::optional<UInt128> twos_and_fives(int twos, int fives) {
  if (twos < 0 || fives < 0) return std::nullopt;
  const int tens = twos < fives ? twos : fives;
  if (tens > kMaxPow10) return std::nullopt;
  const auto rest = twos > fives ? checked_power(2, twos - tens) : checked_power(5, fives - tens);
  return rest ? checked_multiply(static_cast<UInt128>(pow10(tens)), *rest) : std::nullopt;
}

// How often `factor` divides value (not 0), at most `most` times; value is left without those.
template <class Integer>
int take_factor(Integer& value, Integer factor, int most) {
  int count = 0;
  while (count < most && value % factor == 0) {
    value /= factor;
    ++count;
  }
  return count;
}

}  // namespace

std::optional<TwosAndFives> factor_denominator(const Number& a) {
  auto rest = static_cast<UInt128>(a.denominator());
  TwosAndFives found;
  found.twos = count_trailing_zeros(rest);
  rest >>= found.twos;
  found.fives = take_factor<UInt128>(rest, 5, std::numeric_limits<int>::max());
  if (rest != 1) return std::nullopt;
  return found;
}

std::optional<Number> Number::fraction(Int128 numerator, Int128 denominator) {
  if (denominator == 0) return std::nullopt;
  UInt128 above = magnitude(numerator);
  UInt128 below = magnitude(denominator);
  const UInt128 shared = gcd(above, below);
  const auto reduced_above = within_limit(above / shared, (numerator < 0) != (denominator < 0));
  const auto reduced_below = within_limit(below / shared, false);
  if (!reduced_above || !reduced_below) return std::nullopt;
  return Number(*reduced_above, *reduced_below);
}

std::optional<Number> Number::scaled(Int128 unscaled, int scale) {
  if (unscaled == 0) return Number();
  const bool negative = unscaled < 0;
  UInt128 above = magnitude(unscaled);
  if (scale <= 0) {
    if (scale < -kMaxPow10) return std::nullopt;
    const auto value = checked_multiply(above, static_cast<UInt128>(pow10(-scale)));
    if (!value) return std::nullopt;
    return Number(*within_limit(*value, negative), 1);
  }
  // Only 2 and 5 can be common to a whole number and a power of ten.
  const int zeros = count_trailing_zeros(above);
  const int twos = zeros < scale ? zeros : scale;
  above >>= twos;
  int fives = 0;
  if ((above >> 64) == 0) {
    auto small = static_cast<std::uint64_t>(above);
    fives = take_factor<std::uint64_t>(small, 5, scale);
    above = small;
  } else {
    fives = take_factor<UInt128>(above, 5, scale);
  }
  const auto numerator = within_limit(above, negative);
  const auto below = twos_and_fives(scale - twos, scale - fives);
  if (!numerator || !below) return std::nullopt;
  return Number(*numerator, static_cast<Int128>(*below));
}

std::optional<int> Number::decimal_places() const {
  const auto factors = factor_denominator(*this);
  if (!factors) return std::nullopt;
  return factors->twos > factors->fives ? factors->twos : factors->fives;
}

std::optional<std::int64_t> Number::to_scaled(int scale) const {
  if (numerator_ == 0) return 0;
  UInt128 value = magnitude(numerator_);
  if (scale < 0) {
    if (denominator_ != 1 || scale < -kMaxPow10) return std::nullopt;
    const auto unit = static_cast<UInt128>(pow10(-scale));
    if (value % unit != 0) return std::nullopt;
    value /= unit;
  } else {
    UInt128 factor = 0;
    if (scale <= kMaxPow10) {
      const auto unit = static_cast<UInt128>(pow10(scale));
      if (unit % static_cast<UInt128>(denominator_) != 0) return std::nullopt;
      factor = unit / static_cast<UInt128>(denominator_);
    } else {
      const auto factors = factor_denominator(*this);
      if (!factors) return std::nullopt;
      const auto rest = twos_and_fives(scale - factors->twos, scale - factors->fives);
      if (!rest) return std::nullopt;
      factor = *rest;
    }
    const auto product = checked_multiply(value, factor);
    if (!product) return std::nullopt;
    value = *product;
  }
  const Int128 result = sign() < 0 ? -static_cast<Int128>(value) : static_cast<Int128>(value);
  if (!fits_int64(result)) return std::nullopt;
  return static_cast<std::int64_t>(result);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  if (fits_int64(a.numerator_) && fits_int64(b.numerator_) && fits_int64(a.denominator_) &&
      fits_int64(b.denominator_)) {
    return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
  }
  const auto left = wide_multiply(magnitude(a.numerator_), static_cast<UInt128>(b.denominator_));
  const auto right = wide_multiply(magnitude(b.numerator_), static_cast<UInt128>(a.denominator_));
  return a.sign() < 0 ? right <=> left : left <=> right;
}

Number Number::operator-() const { return Number(-numerator_, denominator_); }

// Knuth, The Art of Computer Programming 4.5.1: dividing by the greatest common divisors before multiplying
// keeps the operands small and the results reduced.
std::optional<Number> Arithmetic::add(const Number& a, const Number& b) {
  const auto a_below = static_cast<UInt128>(a.denominator_);
  const auto b_below = static_cast<UInt128>(b.denominator_);
  if (a_below == b_below && a_below == 1) {
    Int128 sum = 0;
    if (__builtin_add_overflow(a.numerator_, b.numerator_, &sum)) return std::nullopt;
    const auto numerator = within_limit(magnitude(sum), sum < 0);
    if (!numerator) return std::nullopt;
    return Number(*numerator, 1);
  }
  const UInt128 shared = gcd(a_below, b_below);
  const UInt128 a_factor = b_below / shared;
  const UInt128 b_factor = a_below / shared;

  UInt256 sum;
  bool negative = false;
  if (fits_int64(a.numerator_) && fits_int64(b.numerator_) && (a_factor >> 62) == 0 && (b_factor >> 62) == 0) {
    const Int128 narrow = a.numerator_ * static_cast<Int128>(a_factor) + b.numerator_ * static_cast<Int128>(b_factor);
    sum.low = magnitude(narrow);
    negative = narrow < 0;
  } else {
    const UInt256 left = wide_multiply(magnitude(a.numerator_), a_factor);
    const UInt256 right = wide_multiply(magnitude(b.numerator_), b_factor);
    if ((a.numerator_ < 0) == (b.numerator_ < 0)) {
      sum = wide_add(left, right);
      negative = a.numerator_ < 0;
    } else {
      const bool left_wins = left >= right;
      sum = left_wins ? wide_subtract(left, right) : wide_subtract(right, left);
      negative = (left_wins ? a : b).numerator_ < 0;
    }
  }
  if (sum == UInt256{}) return Number();

  // Whatever the sum has in common with the common denominator, it has in common with `shared`.
  UInt128 left_over = 1;
  if (shared != 1) {
    left_over = gcd(wide_divide(sum, shared).remainder, shared);
    if (left_over != 1) sum = wide_divide(sum, left_over).quotient;
  }
  if (sum.high != 0) return std::nullopt;
  const auto numerator = within_limit(sum.low, negative);
  const auto denominator = checked_multiply(b_factor, b_below / left_over);
  if (!numerator || !denominator) return std::nullopt;
  return Number(*numerator, static_cast<Int128>(*denominator));
}

std::optional<Number> Arithmetic::multiply(Int128 a_above, Int128 a_below, Int128 b_above, Int128 b_below) {
  if (a_above == 0 || b_above == 0) return Number();
  UInt128 above_1 = magnitude(a_above);
  UInt128 above_2 = magnitude(b_above);
  auto below_1 = static_cast<UInt128>(a_below);
  auto below_2 = static_cast<UInt128>(b_below);
  if (below_2 != 1) {
    const UInt128 shared = gcd(above_1, below_2);
    above_1 /= shared;
    below_2 /= shared;
  }
  if (below_1 != 1) {
    const UInt128 shared = gcd(above_2, below_1);
    above_2 /= shared;
    below_1 /= shared;
  }
  const auto above = checked_multiply(above_1, above_2);
  const auto below = checked_multiply(below_1, below_2);
  if (!above || !below) return std::nullopt;
  return Number(*within_limit(*above, (a_above < 0) != (b_above < 0)), static_cast<Int128>(*below));
}

std::optional<Number> add(const Number& a, const Number& b) { return Arithmetic::add(a, b); }
std::optional<Number> subtract(const Number& a, const Number& b) { return Arithmetic::add(a, -b); }

std::optional<Number> multiply(const Number& a, const Number& b) {
  return Arithmetic::multiply(a.numerator(), a.denominator(), b.numerator(), b.denominator());
}

std::optional<Number> divide(const Number& a, const Number& b) {
  if (b.sign() == 0) return std::nullopt;
  const Int128 above = b.sign() < 0 ? -b.denominator() : b.denominator();
  return Arithmetic::multiply(a.numerator(), a.denominator(), above, b.sign() < 0 ? -b.numerator() : b.numerator());
}

}  // namespace assay::base
