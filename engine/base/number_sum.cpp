#include "base/big.h"
#include "base/number.h"

namespace assay::base {
namespace {

// The partial sums did not fit: as one fraction of unlimited length, reduced at the end.
std::optional<Number> long_sum(std::span<const Number> numbers, std::int64_t over) {
  if (over == 0) return std::nullopt;
  Big numerator;
  Big denominator(1);
  Big common;
  Big product;
  // Each is added over as much.
  const Big by(over);
  for (const Number& n : numbers) {
    Big d(n.denominator());
    mpz_mul(d, d, by);
    mpz_mul(numerator, numerator, d);
    mpz_mul(product, Big(n.numerator()), denominator);
    mpz_add(numerator, numerator, product);
    mpz_mul(denominator, denominator, d);
    mpz_gcd(common, numerator, denominator);
    mpz_divexact(numerator, numerator, common);
    mpz_divexact(denominator, denominator, common);
  }
  const std::optional<Int128> n = from_big(numerator);
  const std::optional<Int128> d = from_big(denominator);
  return n && d ? Number::fraction(*n, *d) : std::nullopt;
}

}  // namespace

std::optional<Number> sum(std::span<const Number> numbers) {
  Number total;
  for (const Number& n : numbers) {
    const std::optional<Number> next = add(total, n);
    if (!next) return long_sum(numbers, 1);
    total = *next;
  }
  return total;
}

std::optional<Number> mean(std::span<const Number> numbers, std::int64_t count) {
  const std::optional<Number> total = sum(numbers);
  return total ? divide(*total, Number(count)) : long_sum(numbers, count);
}

}  // namespace assay::base
