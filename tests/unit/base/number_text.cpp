#include "base/number.h"

#include "random.h"

#include <doctest/doctest.h>

#include <string>

namespace assay::base {
namespace {

std::string reparsed(std::string_view text) {
  const auto value = Number::parse(text);
  return value ? to_string(*value) : "nothing";
}

TEST_CASE("number text: what is read") {
  CHECK(reparsed("0") == "0");
  CHECK(reparsed("-0") == "0");
  CHECK(reparsed("+12") == "12");
  CHECK(reparsed("-0.0250") == "-0.025");
  CHECK(reparsed("1.66e5") == "166000");
  CHECK(reparsed("1E-2") == "0.01");
  CHECK(reparsed("1e+2") == "100");
  CHECK(reparsed("007") == "7");
}

TEST_CASE("number text: what is not") {
  for (const auto* text : {"",   "-",  "+",   ".",   "1.",   ".5",    "1e",  "1e+", "1e-", "e5",  "1.2.3", "1,000",
                           " 1", "1 ", "--1", "+-1", "0x10", "1_000", "inf", "nan", "１",  "1/2", "1e5.0", "12a"}) {
    CAPTURE(text);
    CHECK_FALSE(Number::parse(text));
  }
  CHECK_FALSE(Number::parse(std::string_view("1\0", 2)));
}

TEST_CASE("number text: 38 digits and one more") {
  const std::string longest(38, '9');
  CHECK(reparsed(longest) == longest);
  CHECK(reparsed("-" + longest) == "-" + longest);
  CHECK(reparsed("1" + std::string(38, '0')) == "nothing");
  CHECK(reparsed(longest + "9") == "nothing");
  CHECK(reparsed("0." + longest) == "nothing");  // over 10^38
  CHECK(reparsed("0." + std::string(37, '9')) == "0." + std::string(37, '9'));
  CHECK(reparsed("1e37") == "1" + std::string(37, '0'));
  CHECK(reparsed("1e38") == "nothing");
  CHECK(reparsed("1e-37") == "0." + std::string(36, '0') + "1");
  CHECK(reparsed("1e-38") == "nothing");
}

TEST_CASE("number text: zeros and exponents of any size") {
  const std::string zeros(1'000'000, '0');
  CHECK(reparsed(zeros + "5") == "5");
  CHECK(reparsed("5." + zeros) == "5");
  CHECK(reparsed("1" + zeros + "e-1000000") == "1");
  CHECK(reparsed("0." + zeros + "1e1000001") == "1");
  CHECK(reparsed("0e999999999999999999999999") == "0");
  CHECK(reparsed("1e999999999999999999999999") == "nothing");
  CHECK(reparsed("1e-999999999999999999999999") == "nothing");
  CHECK(reparsed("1e-99999999999999999999" + zeros) == "nothing");
  CHECK(reparsed("1." + std::string(1'000'000, '3')) == "nothing");
}

TEST_CASE("number text: long decimals of short fractions are exact") {
  const Number smallest = *Number::fraction(1, static_cast<Int128>(1) << 126U);
  const std::string text = to_string(smallest);
  CHECK(text.size() == 128);
  CHECK(Number::parse(text) == smallest);
  CHECK(Number::parse("-" + text) == -smallest);
  CHECK_FALSE(Number::parse(text + "5"));
}

TEST_CASE("number text: a fraction where no decimal ends") {
  CHECK(to_string(*Number::fraction(2, 3)) == "2/3");
  CHECK(to_string(*Number::fraction(-22, 7)) == "-22/7");
}

TEST_CASE("number text: every decimal is read back") {
  testing::Random random(8);
  for (int i = 0; i < testing::rounds(20'000); ++i) {
    const Number a = random.number();
    if (a.decimal_places()) REQUIRE(Number::parse(to_string(a)) == a);
  }
}

TEST_CASE("number text: fixed places") {
  CHECK(to_fixed(*Number::parse("28.5"), 2) == "28.50");
  CHECK(to_fixed(*Number::parse("28.5"), 0) == "29");
  CHECK(to_fixed(*Number::parse("-28.5"), 0) == "-29");
  CHECK(to_fixed(*Number::parse("99.995"), 2) == "100.00");
  CHECK(to_fixed(*Number::parse("0.999"), 1) == "1.0");
  CHECK(to_fixed(*Number::parse("-0.001"), 2) == "0.00");
  CHECK(to_fixed(*Number::fraction(2, 3), 4) == "0.6667");
  CHECK(to_fixed(*Number::fraction(1, 3), 60) == "0." + std::string(60, '3'));
  CHECK(to_fixed(Number(0), 3) == "0.000");
  CHECK(to_fixed(*Number::fraction(Number::kLimit - 1, Number::kLimit), 2) == "1.00");
}

TEST_CASE("number text: fixed places agree with rounding") {
  testing::Random random(9);
  for (int i = 0; i < testing::rounds(5'000); ++i) {
    const Number a = random.number();
    const int places = random.between(0, 20);
    if (const auto expected = rounded(a, places)) REQUIRE(Number::parse(to_fixed(a, places)) == expected);
  }
}

}  // namespace
}  // namespace assay::base
