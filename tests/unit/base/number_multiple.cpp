#include "base/number.h"

#include "big.h"
#include "random.h"
#include "written.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

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

TEST_CASE("what is left over, and the multiple next below, agree with fractions of any length") {
  using testing::Big;
  testing::Random random(11);
  for (int i = 0; i < testing::rounds(5'000); ++i) {
    const Number a = random.number();
    const Number b = random.number();
    if (b.sign() == 0) continue;
    const Big above = Big::of(a.numerator()) * Big::of(b.denominator());
    const Big below = Big::of(a.denominator()) * Big::of(b.numerator());
    Big steps = above / below;  // cut off
    if (steps * below != above && above.is_negative() != below.is_negative()) steps = steps - Big::of(1);
    const Big over = Big::of(a.denominator()) * Big::of(b.denominator());
    REQUIRE(testing::fraction_text(modulo(a, b)) == testing::reduced_text(above - steps * below, over));
    if (b.sign() > 0)
      REQUIRE(testing::fraction_text(rounded_to(a, b, Towards::below)) == testing::reduced_text(steps * Big::of(b.numerator()), Big::of(b.denominator())));
  }
}

TEST_CASE("nothing comes of a division by zero") {
  CHECK_FALSE(rounded_to(Number(1), Number(0), Towards::nearest));
  CHECK_FALSE(rounded_ratio(Number(1), Number(0), 9));
  CHECK_FALSE(mean(std::vector<Number>{*Number::fraction(Number::kLimit, 1), *Number::fraction(Number::kLimit, 1)}, 0));
}

TEST_CASE("a ratio is rounded however long it is") {
  using testing::Big;
  testing::Random random(12);
  for (int i = 0; i < testing::rounds(5'000); ++i) {
    const Number a = absolute(random.number());
    const Number b = absolute(random.number());
    if (a.sign() == 0 || b.sign() == 0) continue;
    const Big top = Big::of(a.numerator()) * Big::of(b.denominator()) * Big::of(2'000'000'000);
    const Big below = Big::of(a.denominator()) * Big::of(b.numerator());
    const Big scaled = (top + below) / (below + below);
    if (!scaled.fits_limit()) continue;
    REQUIRE(testing::fraction_text(rounded_ratio(a, b, 9)) == testing::reduced_text(scaled, Big::of(1'000'000'000)));
  }
}

TEST_CASE("whole powers") {
  CHECK(*power(Number(2), 10) == Number(1024));
  CHECK(*power(ratio(-2, 3), 3) == ratio(-8, 27));
  CHECK(*power(Number(0), 0) == Number(1));
  CHECK(*power(Number(10), 37) == n("1e37"));
  CHECK_FALSE(power(Number(10), 38));
  CHECK(*power(Number(-1), 1'000'001) == Number(-1));
}
