#include "report/amount.h"

#include <doctest/doctest.h>

namespace assay::report {
namespace {

base::Number number(std::string_view text) { return *base::Number::parse(text); }
Range between(std::string_view low, std::string_view high) { return types::Interval{number(low), number(high)}; }

types::Unit percent() {
  types::Unit unit;
  unit.name = "%";
  unit.factor = *base::Number::fraction(1, 100);
  unit.percent = true;
  return unit;
}

TEST_CASE("amount: in the unit it was written in") {
  types::Unit unit;
  unit.name = "万元";
  unit.factor = base::Number(10000);
  CHECK(amount(number("12000000"), unit) == "1200万元");
  CHECK(amount(number("0.975"), percent()) == "97.5%");
  CHECK(amount(*base::Number::fraction(2, 3), types::Unit{}) == "≈0.6667");
}

TEST_CASE("amount: a difference of percentages is in points") {
  CHECK(difference(number("0.025"), percent(), Language::en) == "2.5 pp");
  CHECK(difference(number("0.025"), percent(), Language::zh) == "2.5 个百分点");
}

TEST_CASE("amount: what is known of a value") {
  CHECK(amount(between("1", "2"), types::Unit{}, Language::en) == "between 1 and 2");
  CHECK(amount(types::Interval{number("1"), std::nullopt}, types::Unit{}, Language::en) == "at least 1");
  CHECK(amount(types::Interval{std::nullopt, number("1")}, types::Unit{}, Language::en) == "at most 1");
  CHECK(amount(Range(), types::Unit{}, Language::zh) == "未知");
}

TEST_CASE("percentage: never 100 % from below") {
  CHECK(percentage(between("1", "1")) == "100.00%");
  CHECK(percentage(between("0.999999999", "0.999999999")) == "99.99%");
  CHECK(percentage(between("0", "0.5")) == "[0.00%, 50.00%]");
  CHECK(percentage(Range()) == "–");
}

TEST_CASE("score: the stated places, so that people can add them up") {
  CHECK(score(between("28.5", "28.5"), 4) == "28.5000");
  CHECK(score(between("81.2", "93.4"), 2) == "[81.20, 93.40]");
  CHECK(score(Range(), 4) == "–");
}

TEST_CASE("amount: told from what it stands beside, and never rounded across it") {
  const auto beside = [](const char* value, const char* goal) {
    return amount(types::Interval::point(number(value)), types::Unit{}, Language::en, types::Interval::point(number(goal)));
  };
  CHECK(beside("9.99999999", "10") == "9.99999999");
  CHECK(beside("10.0000000000001", "10") == "10.0000000000001");
  CHECK(beside("9.9949999999", "10") == "≈9.995");
  CHECK(beside("10", "9.99999999") == "10");
  CHECK(amount(types::Interval::point(*base::Number::fraction(29999999999, 3000000000)), types::Unit{}, Language::en, types::Interval::point(number("10"))) ==
        "≈9.9999999997");
  CHECK(amount(number("0.00000001"), types::Unit{}) == "0.00000001");
  CHECK(amount(*base::Number::fraction(1, 300000), types::Unit{}) == "≈0.000003");
}

}  // namespace
}  // namespace assay::report
