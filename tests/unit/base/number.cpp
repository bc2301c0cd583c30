#include "base/number.h"

#include "base/powers.h"
#include "big.h"
#include "random.h"
#include "written.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace assay::base {
namespace {

using testing::Big;
using testing::fraction_text;
using testing::Random;
using testing::reduced_text;
using testing::rounds;

Number ratio(Int128 above, Int128 below) { return *Number::fraction(above, below); }

const Number kLargest = *Number::fraction(Number::kLimit, 1);
const Number kSmallest = *Number::fraction(1, Number::kLimit);

TEST_CASE("number: fractions are reduced and their denominators positive") {
  CHECK(fraction_text(Number::fraction(6, -4)) == "-3/2");
  CHECK(fraction_text(Number::fraction(-6, -4)) == "3/2");
  CHECK(fraction_text(Number::fraction(0, -4)) == "0/1");
  CHECK_FALSE(Number::fraction(1, 0));
  CHECK_FALSE(Number::fraction(0, 0));
}

TEST_CASE("number: 38 digits fit on either side of the line, 10^38 does not") {
  CHECK(Number::fraction(Number::kLimit, 1));
  CHECK(Number::fraction(-Number::kLimit, 1));
  CHECK_FALSE(Number::fraction(Number::kLimit + 1, 1));
  CHECK_FALSE(Number::fraction(-Number::kLimit - 1, 1));
  CHECK(Number::fraction(1, Number::kLimit));
  CHECK_FALSE(Number::fraction(1, Number::kLimit + 1));
  CHECK(fraction_text(Number::fraction(Number::kLimit + 1, 2)) == "50000000000000000000000000000000000000/1");
  const Int128 least = std::numeric_limits<Int128>::min();
  CHECK(fraction_text(Number::fraction(least, least)) == "1/1");
  CHECK(fraction_text(Number::fraction(least, 4)) == "-42535295865117307932921825928971026432/1");
  CHECK_FALSE(Number::fraction(least, 1));
  CHECK_FALSE(Number::fraction(1, least));
}

TEST_CASE("number: arithmetic at the limit is exact or nothing") {
  CHECK_FALSE(add(kLargest, Number(1)));
  CHECK(add(kLargest, Number(0)) == kLargest);
  CHECK(subtract(kLargest, Number(1)) == ratio(Number::kLimit - 1, 1));
  CHECK_FALSE(subtract(-kLargest, Number(1)));
  CHECK(subtract(kLargest, kLargest) == Number(0));
  CHECK_FALSE(add(kLargest, kLargest));
  CHECK_FALSE(add(-kLargest, -kLargest));
  CHECK_FALSE(multiply(kLargest, Number(2)));
  CHECK(multiply(kLargest, kSmallest) == Number(1));
  CHECK(divide(kLargest, kLargest) == Number(1));
  CHECK_FALSE(divide(kLargest, kSmallest));
  CHECK_FALSE(add(kLargest, kSmallest));
  CHECK_FALSE(divide(Number(1), Number(0)));
  CHECK_FALSE(divide(Number(0), Number(0)));
  CHECK(divide(Number(1), Number(-3)) == ratio(-1, 3));
}

TEST_CASE("number: arithmetic agrees with fractions of any length") {
  Random random(4);
  int fitting = 0;
  const int total = rounds(40'000);
  for (int i = 0; i < total; ++i) {
    const Number a = random.number();
    // Every other pair shares a factor below the line.
    Number b = random.number();
    if (i % 2 == 0) {
      if (const auto close = Number::fraction(random.integer() % 1'000'000, a.denominator())) b = *close;
    }
    const Big an = Big::of(a.numerator());
    const Big ad = Big::of(a.denominator());
    const Big bn = Big::of(b.numerator());
    const Big bd = Big::of(b.denominator());
    REQUIRE(fraction_text(add(a, b)) == reduced_text(an * bd + bn * ad, ad * bd));
    REQUIRE(fraction_text(subtract(a, b)) == reduced_text(an * bd - bn * ad, ad * bd));
    REQUIRE(fraction_text(multiply(a, b)) == reduced_text(an * bn, ad * bd));
    REQUIRE(fraction_text(divide(a, b)) == reduced_text(an * bd, ad * bn));
    const int order = compare(an * bd, bn * ad);
    REQUIRE((a <=> b) == (order <=> 0));
    REQUIRE((b <=> a) == (0 <=> order));
    if (add(a, b)) ++fitting;
  }
  CHECK(fitting > total / 4);
}

TEST_CASE("number: laws") {
  Random random(5);
  for (int i = 0; i < rounds(20'000); ++i) {
    const Number a = random.number();
    const Number b = random.number();
    const Number c = random.number();
    if (const auto sum = add(a, b)) {
      REQUIRE(subtract(*sum, b) == a);
      REQUIRE(add(b, a) == sum);
      REQUIRE(((*sum > a) == (b.sign() > 0)));
    }
    if (const auto product = multiply(a, b)) {
      REQUIRE(multiply(b, a) == product);
      if (b.sign() != 0) REQUIRE(divide(*product, b) == a);
    }
    REQUIRE(subtract(a, a) == Number(0));
    REQUIRE(-(-a) == a);
    REQUIRE(absolute(a).sign() >= 0);
    if (a <= b && b <= c) REQUIRE(a <= c);
    REQUIRE(((a < b) + (a == b) + (a > b)) == 1);
    const Number below = floor(a);
    const Number above = ceiling(a);
    REQUIRE((below.is_whole() && above.is_whole()));
    REQUIRE((below <= a && a <= above));
    REQUIRE(subtract(above, below) == Number(a.is_whole() ? 0 : 1));
  }
}

TEST_CASE("number: a sum is exact in any order, however long its partial sums") {
  const std::vector<Number> beyond = {kLargest, kLargest, -kLargest, Number(-1)};
  CHECK(sum(beyond) == ratio(Number::kLimit - 1, 1));
  CHECK_FALSE(sum(std::vector<Number>{kLargest, Number(1)}));
  CHECK(sum(std::vector<Number>{}) == Number(0));
  // Nor need the sum of a mean fit.
  CHECK(mean(std::vector<Number>{kLargest, kLargest, kLargest}, 3) == kLargest);
  CHECK(mean(std::vector<Number>{Number(1), Number(2)}, 2) == ratio(3, 2));
  Random random(10);
  for (int i = 0; i < rounds(2'000); ++i) {
    std::vector<Number> numbers;
    for (int count = random.between(0, 5); count > 0; --count) {
      const Number a = random.number();
      numbers.push_back(a);
      if (random.between(0, 1) == 0) numbers.push_back(-a);  // so that long ones cancel
    }
    Big above(0);
    Big below(1);
    for (const Number& a : numbers) {
      above = above * Big::of(a.denominator()) + Big::of(a.numerator()) * below;
      below = below * Big::of(a.denominator());
    }
    REQUIRE(fraction_text(sum(numbers)) == reduced_text(above, below));
    std::reverse(numbers.begin(), numbers.end());
    REQUIRE(fraction_text(sum(numbers)) == reduced_text(above, below));
  }
}

TEST_CASE("number: scaled") {
  CHECK(Number::scaled(250, 2) == ratio(5, 2));
  CHECK(Number::scaled(-25, 3) == ratio(-1, 40));
  CHECK(Number::scaled(25, -3) == Number(25'000));
  CHECK(Number::scaled(0, 1'000'000'000) == Number(0));
  CHECK(Number::scaled(0, -1'000'000'000) == Number(0));
  CHECK_FALSE(Number::scaled(1, 1'000'000'000));
  CHECK_FALSE(Number::scaled(1, -1'000'000'000));
  CHECK_FALSE(Number::scaled(1, std::numeric_limits<int>::min()));
  CHECK(Number::scaled(1, 37) == ratio(1, pow10(37)));
  CHECK_FALSE(Number::scaled(1, 38));
  CHECK(Number::scaled(2, 38) == ratio(1, pow10(38) / 2));
  CHECK(Number::scaled(1, -37) == ratio(pow10(37), 1));
  CHECK_FALSE(Number::scaled(1, -38));
  CHECK_FALSE(Number::scaled(10, -37));
  // 2^126 / 10^54 = 2^72 / 5^54
  const Int128 power = static_cast<Int128>(1) << 126U;
  const auto long_one = Number::scaled(power, 54);
  REQUIRE(long_one.has_value());
  CHECK(long_one->numerator() == static_cast<Int128>(1) << 72U);
}

TEST_CASE("number: scaled agrees with fraction") {
  Random random(6);
  for (int i = 0; i < rounds(20'000); ++i) {
    const Int128 unscaled = random.integer();
    const int scale = random.between(-5, 38);
    const Int128 unit = pow10(scale < 0 ? -scale : scale);
    const auto expected = scale < 0 ? reduced_text(Big::of(unscaled) * Big::of(unit), Big::of(1))
                                    : reduced_text(Big::of(unscaled), Big::of(unit));
    REQUIRE(fraction_text(Number::scaled(unscaled, scale)) == expected);
  }
}

TEST_CASE("number: decimal places") {
  CHECK(Number(7).decimal_places() == 0);
  CHECK(n("0.025").decimal_places() == 3);
  CHECK(ratio(1, 8).decimal_places() == 3);
  CHECK_FALSE(ratio(1, 3).decimal_places());
  CHECK_FALSE(ratio(1, 30).decimal_places());
  CHECK(ratio(1, static_cast<Int128>(1) << 126U).decimal_places() == 126);
}

TEST_CASE("number: to_scaled") {
  CHECK(n("1.25").to_scaled(2) == 125);
  CHECK(n("1.25").to_scaled(18) == 1'250'000'000'000'000'000);
  CHECK_FALSE(n("12.5").to_scaled(18));
  CHECK_FALSE(n("1.25").to_scaled(1));
  CHECK_FALSE(ratio(1, 3).to_scaled(18));
  CHECK(Number(1200).to_scaled(-2) == 12);
  CHECK_FALSE(Number(1250).to_scaled(-2));
  CHECK(Number(0).to_scaled(-1000) == 0);
  CHECK(Number(0).to_scaled(1000) == 0);
  CHECK_FALSE(Number(5).to_scaled(-1000));
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  CHECK(Number(kMost).to_scaled(0) == kMost);
  CHECK(Number(kLeast).to_scaled(0) == kLeast);
  CHECK_FALSE(add(Number(kMost), Number(1))->to_scaled(0));
  CHECK_FALSE(subtract(Number(kLeast), Number(1))->to_scaled(0));
  CHECK(ratio(1, static_cast<Int128>(1) << 20U).to_scaled(20) == 95'367'431'640'625);
  // 5^50 = 10^50 / 2^50 does not fit; 10^53/5^53 = 2^53 does.
  Number fifth_power = Number(1);
  for (int i = 0; i < 53; ++i) fifth_power = *divide(fifth_power, Number(5));
  CHECK(fifth_power.to_scaled(53) == std::int64_t{1} << 53U);
}

}  // namespace
}  // namespace assay::base
