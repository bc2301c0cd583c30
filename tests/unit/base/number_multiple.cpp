#include "base/number.h"

#include "written.h"

#include <doctest/doctest.h>

#include <string>

using namespace assay::base;

namespace {

Number ratio(int above, int below) { return *Number::fraction(above, below); }

std::string rounded(const char* value, const char* step, Towards towards) { return to_string(*rounded_to(n(value), n(step), towards)); }

}  // namespace

TEST_CASE("a number is rounded to multiples, a half away from zero") {
  CHECK(rounded("2.5", "1", Towards::nearest) == "3");
  CHECK(rounded("-2.5", "1", Towards::nearest) == "-3");
  CHECK(rounded("2.4", "1", Towards::nearest) == "2");
  CHECK(rounded("-2.4", "1", Towards::nearest) == "-2");
  CHECK(rounded("0.9754", "0.001", Towards::nearest) == "0.975");
  CHECK(rounded("149", "100", Towards::nearest) == "100");
  CHECK(rounded("-2.1", "1", Towards::below) == "-3");
  CHECK(rounded("-2.1", "1", Towards::above) == "-2");
  CHECK(rounded("2.1", "1", Towards::above) == "3");
  CHECK(rounded("7", "1", Towards::above) == "7");
  CHECK(*rounded_to(ratio(2, 3), Number(1), Towards::nearest) == Number(1));
  // The count of steps has more than 38 digits, the result has not.
  CHECK(rounded("12345678901234567890123456789012345678", "0.000000000000000001", Towards::below) == "12345678901234567890123456789012345678");
}

TEST_CASE("what is left over has the sign of the divisor") {
  CHECK(*modulo(Number(7), Number(3)) == Number(1));
  CHECK(*modulo(Number(-7), Number(3)) == Number(2));
  CHECK(*modulo(Number(7), Number(-3)) == Number(-2));
  CHECK(*modulo(Number(-7), Number(-3)) == Number(-1));
  CHECK(*modulo(Number(6), Number(3)) == Number(0));
  CHECK(*modulo(n("7.5"), n("2")) == n("1.5"));
  CHECK(*modulo(ratio(1, 2), ratio(1, 3)) == ratio(1, 6));
  CHECK_FALSE(modulo(Number(1), Number(0)));
}

TEST_CASE("whole powers") {
  CHECK(*power(Number(2), 10) == Number(1024));
  CHECK(*power(ratio(-2, 3), 3) == ratio(-8, 27));
  CHECK(*power(Number(0), 0) == Number(1));
  CHECK(*power(Number(10), 37) == n("1e37"));
  CHECK_FALSE(power(Number(10), 38));
  CHECK(*power(Number(-1), 1'000'001) == Number(-1));
}
