#include "base/calendar.h"

#include <doctest/doctest.h>

#include <string>

namespace assay::base {
namespace {

Date date(int y, int m, int d) {
  const auto value = make_date(y, m, d);
  REQUIRE(value.has_value());
  return *value;
}

std::string reread_date(std::string_view text) {
  const auto value = parse_date(text);
  return value ? to_string(*value) : "nothing";
}

std::string reread(std::string_view text) {
  const auto value = parse_period(text);
  return value ? to_string(*value) : "nothing";
}

constexpr Step kSteps[] = {Step::day, Step::month, Step::quarter, Step::half, Step::year};

TEST_CASE("calendar: days that exist and days that do not") {
  CHECK(date(1970, 1, 1).days == 0);
  CHECK(date(2000, 2, 29).days == 11'016);
  CHECK(date(1, 1, 1).days == -719'162);
  CHECK(date(9999, 12, 31).days == 2'932'896);
  CHECK_FALSE(make_date(2023, 2, 29));
  CHECK_FALSE(make_date(1900, 2, 29));
  CHECK_FALSE(make_date(2023, 4, 31));
  CHECK_FALSE(make_date(2023, 13, 1));
  CHECK_FALSE(make_date(2023, 0, 1));
  CHECK_FALSE(make_date(2023, 1, 0));
  CHECK_FALSE(make_date(0, 1, 1));
  CHECK_FALSE(make_date(10'000, 1, 1));
  CHECK_FALSE(make_date(2023, 257, 257));
}

TEST_CASE("calendar: the forms of a date") {
  for (const auto* text :
       {"2023-06-30", "2023-6-30", "2023/6/30", "2023/06/30", "2023.6.30", "2023年6月30日", "2023年06月30日"}) {
    CAPTURE(text);
    CHECK(reread_date(text) == "2023-06-30");
  }
  for (const auto* text :
       {"", "2023", "2023-06", "2023-06-31", "2023-06/30", "23-06-30", "2023-06-30 ", " 2023-06-30", "2023-006-30",
        "2023-06-030", "2023年6月30", "2023-06-30日", "0000-01-01", "12023-06-30", "2023--6-30", "20230630"}) {
    CAPTURE(text);
    CHECK(reread_date(text) == "nothing");
  }
}

TEST_CASE("calendar: the forms of a period") {
  CHECK(reread("2023") == "2023");
  CHECK(reread("2023年") == "2023");
  for (const auto* text : {"2023H1", "2023h1", "2023年上半年"}) CHECK(reread(text) == "2023H1");
  CHECK(reread("2023年下半年") == "2023H2");
  for (const auto* text : {"2023Q3", "2023q3", "2023年第3季度", "2023年3季度", "2023年三季度", "2023年第三季度"}) {
    CHECK(reread(text) == "2023Q3");
  }
  for (const auto* text : {"2023-01", "2023年1月", "2023年01月"}) CHECK(reread(text) == "2023-01");
  for (const auto* text : {"2023-01-31", "2023-1-31", "2023年1月31日"}) CHECK(reread(text) == "2023-01-31");
  for (const auto* text :
       {"",           "0000",    "202",     "20233",   "2023H0",     "2023H3",       "2023Q0",        "2023Q5",
        "2023Q12",    "2023-00", "2023-13", "2023-1",  "2023年13月", "2023年五季度", "2023年第5季度", "2023年0季度",
        "2023年上半", "2023 ",   "2023H",   "2023Q1 ", "2023-02-30"}) {
    CAPTURE(text);
    CHECK(reread(text) == "nothing");
  }
}

TEST_CASE("calendar: first and last days") {
  const auto span = [](const char* text) {
    const auto period = parse_period(text);
    REQUIRE(period.has_value());
    return to_string(first_day(*period)) + " " + to_string(last_day(*period));
  };
  CHECK(span("2023") == "2023-01-01 2023-12-31");
  CHECK(span("2023H1") == "2023-01-01 2023-06-30");
  CHECK(span("2023H2") == "2023-07-01 2023-12-31");
  CHECK(span("2023Q1") == "2023-01-01 2023-03-31");
  CHECK(span("2023Q4") == "2023-10-01 2023-12-31");
  CHECK(span("2024-02") == "2024-02-01 2024-02-29");
  CHECK(span("2023-02-03") == "2023-02-03 2023-02-03");
}

TEST_CASE("calendar: year before") {
  const auto before = [](const char* text) { return to_string(year_before(*parse_period(text))); };
  CHECK(before("2023") == "2022");
  CHECK(before("2023Q2") == "2022Q2");
  CHECK(before("2024-02-29") == "2023-02-28");
  CHECK(before("2025-02-28") == "2024-02-28");
  CHECK(before("2024-03-01") == "2023-03-01");
}

TEST_CASE("calendar: every day of four centuries") {
  for (std::int32_t days = date(1900, 1, 1).days; days <= date(2300, 1, 1).days; ++days) {
    const Date today{days};
    const auto [y, m, d] = civil(today);
    REQUIRE(make_date(y, m, d) == today);
    REQUIRE(parse_date(to_string(today)) == today);
    for (const Step step : kSteps) {
      const Period period = period_of(today, step);
      REQUIRE(first_day(period) <= today);
      REQUIRE(today <= last_day(period));
      REQUIRE(period_of(first_day(period), step) == period);
      REQUIRE(first_day(next(period)).days == last_day(period).days + 1);
      REQUIRE(contains(period, period_of(today, Step::day)));
      REQUIRE(contains(period_of(today, Step::year), period));
      REQUIRE_FALSE(contains(period, next(period)));
      if (d == 1) REQUIRE(parse_period(to_string(period)) == period);
    }
  }
}

TEST_CASE("calendar: a quarter holds its months and no half") {
  const Period quarter = *parse_period("2023Q2");
  CHECK(contains(quarter, *parse_period("2023-04")));
  CHECK(contains(quarter, quarter));
  CHECK_FALSE(contains(quarter, *parse_period("2023-03")));
  CHECK_FALSE(contains(quarter, *parse_period("2023H1")));
}

}  // namespace
}  // namespace assay::base
