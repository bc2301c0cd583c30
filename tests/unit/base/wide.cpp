#include "base/wide.h"

#include "big.h"
#include "random.h"

#include <doctest/doctest.h>

namespace assay::base {
namespace {

using testing::Big;
using testing::Random;
using testing::rounds;

TEST_CASE("wide: products, sums and differences agree with big numbers") {
  Random random(1);
  for (int i = 0; i < rounds(20'000); ++i) {
    const UInt128 a = random.bits128() >> static_cast<unsigned>(random.between(0, 127));
    const UInt128 b = random.bits128() >> static_cast<unsigned>(random.between(0, 127));
    const UInt256 product = wide_multiply(a, b);
    REQUIRE(Big::of(product) == Big(a) * Big(b));
    const UInt256 other = wide_multiply(b >> 1U, a >> 1U);
    REQUIRE(Big::of(wide_add({product.high >> 1U, product.low}, other)) ==
            Big::of(UInt256{product.high >> 1U, product.low}) + Big::of(other));
    REQUIRE(Big::of(wide_subtract(product, other)) == Big::of(product) - Big::of(other));
  }
}

TEST_CASE("wide: a quotient times its divisor and the remainder is the dividend") {
  Random random(2);
  for (int i = 0; i < rounds(50'000); ++i) {
    UInt256 dividend{random.bits128() >> static_cast<unsigned>(random.between(0, 127)), random.bits128()};
    UInt128 divisor = (random.bits128() >> static_cast<unsigned>(random.between(0, 127))) | 1U;
    // Runs of ones and zeros are where estimates of a digit go wrong.
    if (random.between(0, 3) == 0) divisor = ~static_cast<UInt128>(0) << static_cast<unsigned>(random.between(0, 127));
    if (random.between(0, 3) == 0)
      dividend.low = ~static_cast<UInt128>(0) << static_cast<unsigned>(random.between(0, 127));
    if (random.between(0, 3) == 0) dividend.high = divisor - (divisor > 1 ? 1U : 0U);
    const auto [quotient, remainder] = wide_divide(dividend, divisor);
    REQUIRE(remainder < divisor);
    REQUIRE(Big::of(quotient) * Big(divisor) + Big(remainder) == Big::of(dividend));
  }
}

TEST_CASE("wide: the order is the numeric one") {
  CHECK(UInt256{1, 0} > UInt256{0, ~static_cast<UInt128>(0)});
  CHECK(UInt256{0, 2} > UInt256{0, 1});
}

}  // namespace
}  // namespace assay::base
