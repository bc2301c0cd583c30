#include "base/wide.h"

#include <bit>

namespace assay::base {
namespace {

constexpr int kLimbBits = 64;

constexpr std::uint64_t low_limb(UInt128 v) { return static_cast<std::uint64_t>(v); }
constexpr std::uint64_t high_limb(UInt128 v) { return static_cast<std::uint64_t>(v >> kLimbBits); }
constexpr UInt128 join(std::uint64_t high, std::uint64_t low) {
  return (static_cast<UInt128>(high) << kLimbBits) | low;
}

// One digit of Knuth's algorithm D in base 2^64: (remainder, limb) / divisor, leaving the new remainder.
// The divisor's top bit is set and remainder < divisor, so the quotient is one limb.
std::uint64_t divide_step(UInt128& remainder, std::uint64_t limb, UInt128 divisor) {
  const std::uint64_t divisor_high = high_limb(divisor);
  const std::uint64_t divisor_low = low_limb(divisor);

  // The estimate from the leading limbs is at most two too large.
  UInt128 digit = remainder / divisor_high;
  UInt128 rest = remainder % divisor_high;
  while (high_limb(digit) != 0 || digit * divisor_low > join(low_limb(rest), limb)) {
    --digit;
    rest += divisor_high;
    if (high_limb(rest) != 0) break;
  }
  // Exact modulo 2^128, and the true remainder is below that.
  remainder = join(low_limb(remainder), limb) - digit * divisor;
  return low_limb(digit);
}

WideQuotient divide_by_limb(const UInt256& dividend, std::uint64_t divisor) {
  const std::uint64_t limbs[] = {high_limb(dividend.high), low_limb(dividend.high), high_limb(dividend.low),
                                 low_limb(dividend.low)};
  std::uint64_t digits[4];
  std::uint64_t remainder = 0;
  for (int i = 0; i < 4; ++i) {
    const UInt128 part = join(remainder, limbs[i]);
    digits[i] = low_limb(part / divisor);
    remainder = low_limb(part % divisor);
  }
  return {{join(digits[0], digits[1]), join(digits[2], digits[3])}, remainder};
}

}  // namespace

UInt256 wide_multiply(UInt128 a, UInt128 b) {
  const UInt128 low = static_cast<UInt128>(low_limb(a)) * low_limb(b);
  const UInt128 cross_a = static_cast<UInt128>(high_limb(a)) * low_limb(b);
  const UInt128 cross_b = static_cast<UInt128>(low_limb(a)) * high_limb(b);
  const UInt128 high = static_cast<UInt128>(high_limb(a)) * high_limb(b);
  const UInt128 middle = static_cast<UInt128>(high_limb(low)) + low_limb(cross_a) + low_limb(cross_b);
  return {high + high_limb(cross_a) + high_limb(cross_b) + high_limb(middle), join(low_limb(middle), low_limb(low))};
}

UInt256 wide_add(const UInt256& a, const UInt256& b) {
  const UInt128 low = a.low + b.low;
  return {a.high + b.high + (low < a.low ? 1U : 0U), low};
}

UInt256 wide_subtract(const UInt256& a, const UInt256& b) {
  return {a.high - b.high - (a.low < b.low ? 1U : 0U), a.low - b.low};
}

WideQuotient wide_divide(const UInt256& dividend, UInt128 divisor) {
  if (dividend.high == 0) return {{0, dividend.low / divisor}, dividend.low % divisor};
  if (high_limb(divisor) == 0) return divide_by_limb(dividend, low_limb(divisor));

  // The upper half first, by the compiler's own division; its remainder then leads the lower half.
  const UInt128 quotient_high = dividend.high / divisor;
  UInt256 rest{dividend.high % divisor, dividend.low};

  const int shift = std::countl_zero(high_limb(divisor));
  if (shift > 0) {
    divisor <<= shift;
    rest.high = (rest.high << shift) | (rest.low >> (2 * kLimbBits - shift));
    rest.low <<= shift;
  }
  UInt128 remainder = rest.high;
  const std::uint64_t first = divide_step(remainder, high_limb(rest.low), divisor);
  const std::uint64_t second = divide_step(remainder, low_limb(rest.low), divisor);
  return {{quotient_high, join(first, second)}, remainder >> shift};
}

}  // namespace assay::base
