#include "base/number.h"

#include "base/powers.h"
#include "random.h"
#include "written.h"

#include <doctest/doctest.h>

namespace assay::base {
namespace {

const Number kThird = *Number::fraction(1, 3);

TEST_CASE("rounding: floor, ceiling, absolute") {
  CHECK(floor(n("2.5")) == Number(2));
  CHECK(floor(n("-2.5")) == Number(-3));
  CHECK(floor(n("-3")) == Number(-3));
  CHECK(ceiling(n("2.5")) == Number(3));
  CHECK(ceiling(n("-2.5")) == Number(-2));
  CHECK(absolute(n("-2.5")) == n("2.5"));
}

TEST_CASE("rounding: half goes away from zero") {
  CHECK(rounded(n("2.5"), 0) == Number(3));
  CHECK(rounded(n("-2.5"), 0) == Number(-3));
  CHECK(rounded(n("2.4999999999"), 0) == Number(2));
  CHECK(rounded(n("1.005"), 2) == n("1.01"));
  CHECK(rounded(n("-1.005"), 2) == n("-1.01"));
  CHECK(rounded(n("0.4"), 0) == Number(0));
  CHECK(rounded(kThird, 3) == n("0.333"));
  CHECK(rounded(*Number::fraction(2, 3), 3) == n("0.667"));
  CHECK(rounded(*Number::fraction(-2, 3), 37) == n("-0.6666666666666666666666666666666666667"));
}

TEST_CASE("rounding: tens and hundreds") {
  CHECK(rounded(Number(150), -2) == Number(200));
  CHECK(rounded(Number(149), -2) == Number(100));
  CHECK(rounded(n("149.999"), -2) == Number(100));
  CHECK(rounded(Number(-150), -2) == Number(-200));
  CHECK(rounded(Number(5), -1) == Number(10));
  CHECK(rounded(n("4.9"), -1) == Number(0));
  CHECK(rounded(Number(7), -39) == Number(0));
  CHECK(rounded(Number(7), -2'000'000'000) == Number(0));
  const Number half = *Number::fraction(5 * pow10(37), 1);
  CHECK_FALSE(rounded(half, -38));
  CHECK(rounded(*subtract(half, Number(1)), -38) == Number(0));
}

TEST_CASE("rounding: nothing where the result does not fit") {
  CHECK_FALSE(rounded(*add(Number(100), kThird), 36));
  CHECK(rounded(*add(Number(100), kThird), 35));
  CHECK_FALSE(rounded(kThird, 38));
  CHECK(rounded(n("0.25"), 1'000'000) == n("0.25"));
  CHECK(rounded(Number(12), 37) == Number(12));
}

TEST_CASE("rounding: the result is within half a unit, on the side away from zero when just half") {
  testing::Random random(7);
  for (int i = 0; i < testing::rounds(20'000); ++i) {
    const Number a = random.number();
    const int places = random.between(-10, 20);
    const auto result = rounded(a, places);
    if (!result) continue;
    const auto distance = subtract(absolute(*result), absolute(a));
    if (!distance) continue;
    const Number half_unit = *Number::scaled(5, places + 1);
    REQUIRE(*distance <= half_unit);
    REQUIRE(*distance > -half_unit);
    const auto needed = result->decimal_places();
    REQUIRE(needed.has_value());
    REQUIRE(*needed <= (places < 0 ? 0 : places));
    REQUIRE(rounded(*result, places) == result);
  }
}

}  // namespace
}  // namespace assay::base
