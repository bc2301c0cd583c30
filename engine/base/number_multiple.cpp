// Multiples: rounding to them, and what is left over.
#include "base/big.h"
#include "base/number.h"

#include <utility>

namespace assay::base {
namespace {

// a / b towards minus infinity, and what is left over of a fraction whose bottom is `below` (> 0).
struct Division {
  Big quotient, rest, below;
};

// b is not 0.
Division divide_down(const Number& a, const Number& b) {
  // a / b = (an * bd) / (ad * bn); the sign goes above the line.
  Big above(a.numerator());
  mpz_mul(above, above, Big(b.denominator()));
  Division out{{}, {}, Big(a.denominator())};
  mpz_mul(out.below, out.below, Big(b.numerator()));
  if (b.sign() < 0) {
    mpz_neg(out.below, out.below);
    mpz_neg(above, above);
  }
  mpz_fdiv_qr(out.quotient, out.rest, above, out.below);
  return out;
}

// below > 0
std::optional<Number> reduced(Big above, Big below) {
  Big common;
  mpz_gcd(common, above, below);
  mpz_divexact(above, above, common);
  mpz_divexact(below, below, common);
  const std::optional<Int128> n = from_big(above);
  const std::optional<Int128> d = from_big(below);
  return n && d ? Number::fraction(*n, *d) : std::nullopt;
}

}  // namespace

std::optional<Number> rounded_to(const Number& a, const Number& step, Towards towards) {
  if (step.sign() == 0) return std::nullopt;
  Division by = divide_down(a, step);
  bool up = towards == Towards::above && by.rest.sign() != 0;
  if (towards == Towards::nearest) {
    mpz_mul_2exp(by.rest, by.rest, 1);
    const int half = mpz_cmp(by.rest, by.below);
    up = half > 0 || (half == 0 && a.sign() > 0);  // away from zero
  }
  if (up) mpz_add_ui(by.quotient, by.quotient, 1);
  mpz_mul(by.quotient, by.quotient, Big(step.numerator()));
  return reduced(std::move(by.quotient), Big(step.denominator()));
}

std::optional<Number> modulo(const Number& a, const Number& b) {
  if (b.sign() == 0) return std::nullopt;
  Division by = divide_down(a, b);
  // The rest is that of a / b in parts of `below`: times b it is what is left of a.
  mpz_mul(by.rest, by.rest, Big(b.numerator()));
  mpz_mul(by.below, by.below, Big(b.denominator()));
  return reduced(std::move(by.rest), std::move(by.below));
}

std::optional<Number> power(const Number& a, std::uint32_t exponent) {
  std::optional<Number> result(Number(1));
  Number base = a;
  for (bool first = true; exponent != 0; exponent >>= 1U, first = false) {
    if (!first) {
      const std::optional<Number> square = multiply(base, base);
      if (!square) return std::nullopt;
      base = *square;
    }
    if ((exponent & 1U) != 0) result = multiply(*result, base);
    if (!result) return std::nullopt;
  }
  return result;
}

}  // namespace assay::base
