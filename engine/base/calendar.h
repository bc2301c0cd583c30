// Days and reporting periods of the proleptic Gregorian calendar; no clocks and no time zones.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::base {

// A day, as days since 1970-01-01. Years 0001 to 9999.
struct Date {
  std::int32_t days = 0;
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

std::optional<Date> make_date(int year, int month, int day);  // nothing for a day that does not exist
struct Civil {
  int year;
  int month;
  int day;
};
Civil civil(Date date);
std::string to_string(Date date);  // 2023-06-30
// 2023-06-30, 2023-6-30, 2023/6/30, 2023.6.30, 2023年6月30日 (ASCII digits); nothing for other text or a day that does
// not exist.
std::optional<Date> parse_date(std::string_view text);

// How often something is reported. `once` stands for the whole season.
enum class Step : std::uint8_t { day, month, quarter, half, year };

std::string_view step_name(Step step);  // month, quarter, half, year
std::optional<Step> step_named(std::string_view name);

// A calendar period: year 2023; half 1..2; quarter 1..4; month 1..12; day = days since 1970 in `index`.
struct Period {
  Step step = Step::year;
  std::int32_t year = 0;
  std::int32_t index = 0;  // 0 for a year
  friend constexpr auto operator<=>(const Period&, const Period&) = default;
};

Date first_day(Period period);
Date last_day(Period period);
Period period_of(Date date, Step step);  // the period of that step that contains the date
Period next(Period period);
Period year_before(Period period);  // the same part of the year before; a day keeps its month and day (Feb 29: Feb 28)
bool contains(Period outer, Period inner);
std::string to_string(Period period);  // 2023, 2023H1, 2023Q1, 2023-01, 2023-01-31
// The forms to_string gives, any letter case, and 2023年, 2023年上半年, 2023年下半年, 2023年第1季度, 2023年1季度,
// 2023年一季度, 2023年1月, and every form of a date.
std::optional<Period> parse_period(std::string_view text);

}  // namespace assay::base
