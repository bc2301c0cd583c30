#include "types/unit.h"

#include <doctest/doctest.h>

using assay::base::Number;
using namespace assay::types;

namespace {

Units sample() {
  Units units;
  CHECK(units.add_base("人", "people"));
  CHECK(units.add_base("个", ""));
  CHECK(units.add_base("元", ""));
  CHECK(units.add_base("平方米", ""));
  const auto scaled = [&](const char* name, const char* of, const Number& factor) {
    Unit unit = *units.find(of);
    unit.name = name;
    unit.factor = factor;
    CHECK(units.add(name, unit));
  };
  scaled("家", "个", 1);
  scaled("万元", "元", 10'000);
  scaled("亿元", "元", 100'000'000);
  scaled("亩", "平方米", *Number::fraction(2000, 3));
  return units;
}

Quantity quantity(std::string_view text, bool cell = false) {
  const auto read = parse_quantity(text, sample(), cell);
  REQUIRE_MESSAGE(std::holds_alternative<Quantity>(read), text);
  return std::get<Quantity>(read);
}

QuantityProblem problem(std::string_view text, bool cell = false, const Units& units = sample()) {
  const auto read = parse_quantity(text, units, cell);
  REQUIRE_MESSAGE(std::holds_alternative<QuantityProblem>(read), text);
  return std::get<QuantityProblem>(read);
}

Number decimal(std::string_view text) { return *Number::parse(text); }

}  // namespace

TEST_CASE("powers multiply and divide and print") {
  const Units units = sample();
  const Powers person = units.find("人")->powers;
  const Powers yuan = units.find("元")->powers;
  const Powers per = divide(yuan, person);
  CHECK(units.print(per) == "元/人");
  CHECK(multiply(per, person) == yuan);
  CHECK(divide(yuan, yuan).empty());
  CHECK(units.print({}) == "1");
  CHECK(units.print(divide({}, person)) == "1/人");
  CHECK(units.print(multiply(yuan, yuan)) == "元²");
}

TEST_CASE("units are found by name and label, and a name is taken once") {
  Units units = sample();
  CHECK(units.find("people") == units.find("人"));
  CHECK(units.find("%")->percent);
  CHECK(units.find("‰")->factor == *Number::fraction(1, 1000));
  CHECK(units.find("个百分点")->points);
  CHECK(units.find("吨") == nullptr);
  CHECK_FALSE(units.add_base("人", ""));
  CHECK_FALSE(units.add_base("%", ""));
  CHECK_FALSE(units.add("people", Unit{}));
  CHECK(units.names().back() == "亩");
  CHECK(units.base_name(0) == "人");
}

TEST_CASE("multipliers and their products") {
  CHECK(leading_multiplier("万人") == std::pair(Number{10'000}, std::size_t{3}));
  CHECK(leading_multiplier("百万元") == std::pair(Number{1'000'000}, std::size_t{6}));
  CHECK(leading_multiplier("万亿") == std::pair(decimal("1000000000000"), std::size_t{6}));
  CHECK(leading_multiplier("人") == std::pair(Number{1}, std::size_t{0}));
  CHECK(leading_multiplier("") == std::pair(Number{1}, std::size_t{0}));
}

TEST_CASE("literals") {
  CHECK(quantity("166000").number == Number{166'000});
  CHECK(quantity("166000").bare);
  CHECK(quantity("166_000").number == Number{166'000});
  CHECK(quantity("16.6万").number == Number{166'000});
  CHECK(quantity("16.6万").bare);
  CHECK(quantity("16.6万人").number == Number{166'000});
  CHECK(quantity("16.6万人").unit.name == "人");
  CHECK(quantity("16.6万人").place == Number{1000});
  CHECK(quantity("2050亿元").number == Number{2050});
  CHECK(quantity("2050亿元").unit.name == "亿元");
  CHECK(quantity("1.2万平方米").number == Number{12'000});
  CHECK(quantity("100%").unit.percent);
  CHECK(quantity("0.3‰").place == decimal("0.1"));
  CHECK(quantity("3个百分点").unit.points);
  CHECK(quantity("3百分点").number == Number{3});
  CHECK(quantity("3pp").unit.points);
  CHECK(quantity("5千万元").number == Number{5000});
  CHECK(quantity("0").number == Number{0});
  CHECK(quantity("0.50").place == decimal("0.01"));
}

TEST_CASE("literals that are none") {
  CHECK(problem("007").kind == QuantityProblem::Kind::leading_zero);
  CHECK(problem("00").kind == QuantityProblem::Kind::leading_zero);
  CHECK(problem("1_").kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1__0").kind == QuantityProblem::Kind::malformed);
  CHECK(problem("").kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1.").kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1.5.").kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1e5").kind == QuantityProblem::Kind::unknown_unit);
  CHECK(problem("123456789012345678901234567890123456789").kind == QuantityProblem::Kind::too_long);
  CHECK(problem("99999999999999999999999999999999999999万").kind == QuantityProblem::Kind::too_long);
}

TEST_CASE("an unknown unit names the known one that it begins with") {
  CHECK(problem("10亿元以上").kind == QuantityProblem::Kind::unknown_unit);
  CHECK(problem("10亿元以上").text == "亿元以上");
  CHECK(problem("10亿元以上").other == "亿元");
  CHECK(problem("10万人次").other == "万人");
  CHECK(problem("10万以上").other == "万");
  CHECK(problem("10头").other.empty());
}

TEST_CASE("two readings that differ are an error, two that agree are one") {
  Units units = sample();
  CHECK(quantity("3亿元").unit.name == "亿元");  // 亿元 and 亿 times 元 are the same
  REQUIRE(units.add_base("千克", ""));
  REQUIRE(units.add_base("克", ""));
  const QuantityProblem both = problem("5千克", false, units);
  CHECK(both.kind == QuantityProblem::Kind::ambiguous);
  CHECK(both.text == "千克");
  CHECK(both.other == "千 克");
  Units weights;
  REQUIRE(weights.add_base("千克", ""));
  const auto read = parse_quantity("5万千克", weights, false);
  REQUIRE(std::holds_alternative<Quantity>(read));
  CHECK(std::get<Quantity>(read).number == Number{50'000});
}

TEST_CASE("a multiplier before a unit that is a lesser multiple itself has two readings") {
  for (const bool cell : {false, true}) {
    const QuantityProblem both = problem("30亿万元", cell);
    CHECK(both.kind == QuantityProblem::Kind::ambiguous);
    CHECK(both.text == "亿元");
    CHECK(both.other == "万元");
    CHECK(problem("3万万元", cell).text == "万元");
    CHECK(problem("3亿亿元", cell).other == "亿元");
    CHECK(problem("30亿万人", cell).text == "亿人");
    CHECK(problem("30亿万", cell).other == "万");
    CHECK(quantity("3百万亿", cell).bare);
    CHECK(quantity("3千万人", cell).number == Number{30'000'000});
    CHECK(quantity("5千万元", cell).number == Number{5000});
    CHECK(quantity("5万亿元", cell).number == Number{50'000});
  }
  CHECK(problem("30亿 万元", true).kind == QuantityProblem::Kind::ambiguous);
}

TEST_CASE("cells") {
  CHECK(quantity("1,200.5元", true).number == decimal("1200.5"));
  CHECK(quantity("1,234,567", true).number == Number{1'234'567});
  CHECK(quantity("1.66E+05", true).number == Number{166'000});
  CHECK(quantity("1.66E+05", true).place == Number{1000});
  CHECK(quantity("1.5e-3", true).number == decimal("0.0015"));
  CHECK(quantity("-3.5%", true).number == decimal("-3.5"));
  CHECK(quantity("+3", true).number == Number{3});
  CHECK(quantity("007", true).number == Number{7});
  CHECK(quantity(".5", true).number == decimal("0.5"));
  CHECK(quantity("16.6 万 人", true).number == Number{166'000});
  CHECK(quantity("12.5元/人", true).unit.powers.size() == 2);
  CHECK(problem("1,2000", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1,20", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1234,567", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1_000", true).kind == QuantityProblem::Kind::unknown_unit);
  CHECK(problem("1.2.3人", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("2023-06-30", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("--1", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("-", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("abc", true).kind == QuantityProblem::Kind::malformed);
  CHECK(problem("1e999", true).kind == QuantityProblem::Kind::too_long);
  CHECK(problem("1e99999999999999999999", true).kind == QuantityProblem::Kind::too_long);
}
