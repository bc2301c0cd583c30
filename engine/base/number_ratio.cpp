#include "base/big.h"
#include "base/number.h"
#include "base/powers.h"

namespace assay::base {
namespace {

// The quotient itself has more than 38 digits above or below the line.
std::optional<Number> long_ratio(const Number& a, const Number& b, int places) {
  const BigContext context(BN_CTX_new());
  Big top = to_big(a.numerator());
  Big below = to_big(a.denominator());
  BN_mul(top.get(), top.get(), to_big(b.denominator()).get(), context.get());
  BN_mul(below.get(), below.get(), to_big(b.numerator()).get(), context.get());
  // (2 * top * 10^places + below) / (2 * below), cut off.
  BN_mul(top.get(), top.get(), to_big(2 * pow10(places)).get(), context.get());
  BN_add(top.get(), top.get(), below.get());
  BN_lshift1(below.get(), below.get());
  BN_div(top.get(), nullptr, top.get(), below.get(), context.get());
  const std::optional<Int128> unscaled = from_big(top.get());
  return unscaled ? Number::scaled(*unscaled, places) : std::nullopt;
}

}  // namespace

std::optional<Number> rounded_ratio(const Number& a, const Number& b, int places) {
  if (const std::optional<Number> quotient = divide(a, b))
    if (const std::optional<Number> result = rounded(*quotient, places)) return result;
  return long_ratio(a, b, places);
}

}  // namespace assay::base
