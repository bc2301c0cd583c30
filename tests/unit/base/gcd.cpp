#include "base/gcd.h"

#include "big.h"
#include "random.h"

#include <doctest/doctest.h>

namespace assay::base {
namespace {

TEST_CASE("gcd: edges") {
  CHECK(gcd(std::uint64_t{0}, std::uint64_t{0}) == 0);
  CHECK(gcd(std::uint64_t{0}, std::uint64_t{6}) == 6);
  CHECK(gcd(std::uint64_t{12}, std::uint64_t{18}) == 6);
  CHECK(gcd(static_cast<UInt128>(0), static_cast<UInt128>(7) << 90U) == static_cast<UInt128>(7) << 90U);
  CHECK(count_trailing_zeros(static_cast<UInt128>(1) << 100U) == 100);
  CHECK(count_trailing_zeros(12) == 2);
}

TEST_CASE("gcd: agrees with big numbers") {
  testing::Random random(3);
  for (int i = 0; i < testing::rounds(20'000); ++i) {
    const UInt128 shared = random.bits128() >> static_cast<unsigned>(random.between(60, 127));
    const UInt128 a = (random.bits128() >> static_cast<unsigned>(random.between(60, 127))) * shared;
    const UInt128 b = (random.bits128() >> static_cast<unsigned>(random.between(60, 127))) * shared;
    REQUIRE(testing::Big(gcd(a, b)) == gcd_of(testing::Big(a), testing::Big(b)));
  }
}

}  // namespace
}  // namespace assay::base
