// Multiples: rounding to them, and what is left over.
#include "base/big.h"
#include "base/number.h"

namespace assay::base {
namespace {

// a / b towards minus infinity, and what is left over of a fraction whose bottom is `below` (> 0).
struct Division {
  Big quotient, rest, below;
};

Division divide_down(const Number& a, const Number& b, BN_CTX* context) {
  // a / b = (an * bd) / (ad * bn); the sign goes above the line.
  Big above = to_big(a.numerator());
  BN_mul(above.get(), above.get(), to_big(b.denominator()).get(), context);
  Big below = to_big(a.denominator());
  BN_mul(below.get(), below.get(), to_big(b.numerator()).get(), context);
  if (BN_is_negative(below.get()) != 0) {
    BN_set_negative(below.get(), 0);
    BN_set_negative(above.get(), BN_is_negative(above.get()) != 0 ? 0 : 1);
  }
  Division out{Big(BN_new()), Big(BN_new()), std::move(below)};
  BN_div(out.quotient.get(), out.rest.get(), above.get(), out.below.get(), context);
  if (BN_is_negative(out.rest.get()) != 0) {
    BN_sub_word(out.quotient.get(), 1);
    BN_add(out.rest.get(), out.rest.get(), out.below.get());
  }
  return out;
}

std::optional<Number> reduced(Big above, Big below, BN_CTX* context) {
  const Big common(BN_new());
  BN_gcd(common.get(), above.get(), below.get(), context);
  BN_div(above.get(), nullptr, above.get(), common.get(), context);
  BN_div(below.get(), nullptr, below.get(), common.get(), context);
  const std::optional<Int128> n = from_big(above.get());
  const std::optional<Int128> d = from_big(below.get());
  return n && d ? Number::fraction(*n, *d) : std::nullopt;
}

}  // namespace

std::optional<Number> rounded_to(const Number& a, const Number& step, Towards towards) {
  const BigContext context(BN_CTX_new());
  Division by = divide_down(a, step, context.get());
  bool up = towards == Towards::above && BN_is_zero(by.rest.get()) == 0;
  if (towards == Towards::nearest) {
    const Big twice(BN_dup(by.rest.get()));
    BN_lshift1(twice.get(), twice.get());
    const int half = BN_cmp(twice.get(), by.below.get());
    up = half > 0 || (half == 0 && a.sign() > 0);  // away from zero
  }
  if (up) BN_add_word(by.quotient.get(), 1);
  BN_mul(by.quotient.get(), by.quotient.get(), to_big(step.numerator()).get(), context.get());
  return reduced(std::move(by.quotient), to_big(step.denominator()), context.get());
}

std::optional<Number> modulo(const Number& a, const Number& b) {
  if (b.sign() == 0) return std::nullopt;
  const BigContext context(BN_CTX_new());
  Division by = divide_down(a, b, context.get());
  // The rest is that of a / b in parts of `below`: times b it is what is left of a.
  BN_mul(by.rest.get(), by.rest.get(), to_big(b.numerator()).get(), context.get());
  BN_mul(by.below.get(), by.below.get(), to_big(b.denominator()).get(), context.get());
  return reduced(std::move(by.rest), std::move(by.below), context.get());
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
