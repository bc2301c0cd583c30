#include "base/big.h"
#include "base/number.h"

namespace assay::base {
namespace {

// The partial sums did not fit: as one fraction of unlimited length, reduced at the end.
std::optional<Number> long_sum(std::span<const Number> numbers, std::int64_t over) {
  const BigContext context(BN_CTX_new());
  Big numerator = to_big(0);
  Big denominator = to_big(1);
  const Big common(BN_new());
  const Big product(BN_new());
  // Each is added over as much.
  const Big by = to_big(over);
  for (const Number& n : numbers) {
    Big d = to_big(n.denominator());
    BN_mul(d.get(), d.get(), by.get(), context.get());
    BN_mul(numerator.get(), numerator.get(), d.get(), context.get());
    BN_mul(product.get(), to_big(n.numerator()).get(), denominator.get(), context.get());
    BN_add(numerator.get(), numerator.get(), product.get());
    BN_mul(denominator.get(), denominator.get(), d.get(), context.get());
    BN_gcd(common.get(), numerator.get(), denominator.get(), context.get());
    BN_div(numerator.get(), nullptr, numerator.get(), common.get(), context.get());
    BN_div(denominator.get(), nullptr, denominator.get(), common.get(), context.get());
  }
  const std::optional<Int128> n = from_big(numerator.get());
  const std::optional<Int128> d = from_big(denominator.get());
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
