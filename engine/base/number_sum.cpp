#include "base/number.h"

#include <openssl/bn.h>

#include <algorithm>
#include <memory>
#include <string>

namespace assay::base {
namespace {

struct FreeBig {
  void operator()(BIGNUM* b) const { BN_free(b); }
};
struct FreeContext {
  void operator()(BN_CTX* c) const { BN_CTX_free(c); }
};
using Big = std::unique_ptr<BIGNUM, FreeBig>;

Big make(Int128 value) {
  unsigned char bytes[16];
  UInt128 magnitude = value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
  for (std::size_t i = sizeof bytes; i-- > 0; magnitude >>= 8U) bytes[i] = static_cast<unsigned char>(magnitude & 0xFFU);
  Big out(BN_bin2bn(bytes, sizeof bytes, nullptr));
  BN_set_negative(out.get(), value < 0 ? 1 : 0);
  return out;
}

std::optional<Int128> take(const BIGNUM* value) {
  if (BN_num_bytes(value) > 16) return std::nullopt;
  unsigned char bytes[16];
  BN_bn2binpad(value, bytes, sizeof bytes);
  UInt128 magnitude = 0;
  for (const unsigned char b : bytes) magnitude = (magnitude << 8U) | b;
  if (magnitude > static_cast<UInt128>(Number::kLimit)) return std::nullopt;
  return BN_is_negative(value) != 0 ? -static_cast<Int128>(magnitude) : static_cast<Int128>(magnitude);
}

// The partial sums did not fit: as one fraction of unlimited length, reduced at the end.
std::optional<Number> long_sum(std::span<const Number> numbers) {
  const std::unique_ptr<BN_CTX, FreeContext> context(BN_CTX_new());
  Big numerator = make(0);
  Big denominator = make(1);
  const Big common(BN_new());
  const Big product(BN_new());
  for (const Number& n : numbers) {
    const Big d = make(n.denominator());
    BN_mul(numerator.get(), numerator.get(), d.get(), context.get());
    BN_mul(product.get(), make(n.numerator()).get(), denominator.get(), context.get());
    BN_add(numerator.get(), numerator.get(), product.get());
    BN_mul(denominator.get(), denominator.get(), d.get(), context.get());
    BN_gcd(common.get(), numerator.get(), denominator.get(), context.get());
    BN_div(numerator.get(), nullptr, numerator.get(), common.get(), context.get());
    BN_div(denominator.get(), nullptr, denominator.get(), common.get(), context.get());
  }
  const std::optional<Int128> n = take(numerator.get());
  const std::optional<Int128> d = take(denominator.get());
  return n && d ? Number::fraction(*n, *d) : std::nullopt;
}

}  // namespace

std::optional<Number> sum(std::span<const Number> numbers) {
  Number total;
  for (const Number& n : numbers) {
    const std::optional<Number> next = add(total, n);
    if (!next) return long_sum(numbers);
    total = *next;
  }
  return total;
}

}  // namespace assay::base
