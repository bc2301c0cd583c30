#include "base/big.h"
#include "base/number.h"
#include "base/powers.h"

namespace assay::base {
namespace {

// The quotient itself has more than 38 digits above or below the line.
std::optional<Number> long_ratio(const Number& a, const Number& b, int places) {
  Big top(a.numerator());
  Big below(a.denominator());
  mpz_mul(top, top, Big(b.denominator()));
  mpz_mul(below, below, Big(b.numerator()));
  // (2 * top * 10^places + below) / (2 * below), cut off.
  mpz_mul(top, top, Big(2 * pow10(places)));
  mpz_add(top, top, below);
  mpz_mul_2exp(below, below, 1);
  mpz_tdiv_q(top, top, below);
  const std::optional<Int128> unscaled = from_big(top);
  return unscaled ? Number::scaled(*unscaled, places) : std::nullopt;
}

}  // namespace

std::optional<Number> rounded_ratio(const Number& a, const Number& b, int places) {
  if (b.sign() == 0) return std::nullopt;
  if (const std::optional<Number> quotient = divide(a, b))
    if (const std::optional<Number> result = rounded(*quotient, places)) return result;
  return long_ratio(a, b, places);
}

}  // namespace assay::base
