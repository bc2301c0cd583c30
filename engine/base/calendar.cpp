#include "base/calendar.h"

#include <fmt/format.h>

#include <chrono>

namespace assay::base {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;

Date from_chrono(year_month_day date) { return {static_cast<std::int32_t>(sys_days(date).time_since_epoch().count())}; }

year_month_day to_chrono(Date date) { return year_month_day(sys_days(std::chrono::days(date.days))); }

year_month_day ymd(int y, int m, int d) {
  return {year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
}

// A month, quarter, half or year as its first month and how many months it has.
struct Months {
  int first;
  int count;
};

Months months_of(Period period) {
  switch (period.step) {
    case Step::month: return {period.index, 1};
    case Step::quarter: return {period.index * 3 - 2, 3};
    case Step::half: return {period.index * 6 - 5, 6};
    case Step::day:
    case Step::year: break;
  }
  return {1, 12};
}

int periods_in_year(Step step) {
  switch (step) {
    case Step::month: return 12;
    case Step::quarter: return 4;
    case Step::half: return 2;
    case Step::day:
    case Step::year: break;
  }
  return 1;
}

}  // namespace

std::optional<Date> make_date(int y, int m, int d) {
  if (y < kFirstYear || y > kLastYear || m < 1 || m > 12 || d < 1 || d > 31) return std::nullopt;
  const auto date = ymd(y, m, d);
  return date.ok() ? std::optional(from_chrono(date)) : std::nullopt;
}

Civil civil(Date date) {
  const auto parts = to_chrono(date);
  return {static_cast<int>(parts.year()), static_cast<int>(static_cast<unsigned>(parts.month())),
          static_cast<int>(static_cast<unsigned>(parts.day()))};
}

std::string to_string(Date date) {
  const auto [y, m, d] = civil(date);
  return fmt::format("{:04}-{:02}-{:02}", y, m, d);
}

Date first_day(Period period) {
  if (period.step == Step::day) return {period.index};
  return from_chrono(ymd(period.year, months_of(period).first, 1));
}

Date last_day(Period period) {
  if (period.step == Step::day) return {period.index};
  const Months months = months_of(period);
  const auto last = month(static_cast<unsigned>(months.first + months.count - 1));
  return from_chrono(year_month_day(year(period.year) / last / std::chrono::last));
}

Period period_of(Date date, Step step) {
  const auto [y, m, d] = civil(date);
  switch (step) {
    case Step::day: return {step, y, date.days};
    case Step::month: return {step, y, m};
    case Step::quarter: return {step, y, (m + 2) / 3};
    case Step::half: return {step, y, (m + 5) / 6};
    case Step::year: break;
  }
  return {Step::year, y, 0};
}

Period next(Period period) {
  if (period.step == Step::day) return period_of({period.index + 1}, Step::day);
  if (period.step == Step::year) return {Step::year, period.year + 1, 0};
  if (period.index == periods_in_year(period.step)) return {period.step, period.year + 1, 1};
  return {period.step, period.year, period.index + 1};
}

std::string_view step_name(Step step) {
  switch (step) {
    case Step::day: return "day";
    case Step::month: return "month";
    case Step::quarter: return "quarter";
    case Step::half: return "half";
    case Step::year: break;
  }
  return "year";
}

std::optional<Step> step_named(std::string_view name) {
  for (const Step step : {Step::month, Step::quarter, Step::half, Step::year})
    if (name == step_name(step)) return step;
  return std::nullopt;
}

Period year_before(Period period) {
  if (period.step != Step::day) return {period.step, period.year - 1, period.index};
  const auto [y, m, d] = civil({period.index});
  auto date = ymd(y - 1, m, d);
  if (!date.ok()) date = ymd(y - 1, m, d - 1);
  return {Step::day, y - 1, from_chrono(date).days};
}

bool contains(Period outer, Period inner) {
  return first_day(outer) <= first_day(inner) && last_day(inner) <= last_day(outer);
}

std::string to_string(Period period) {
  switch (period.step) {
    case Step::day: return to_string(Date{period.index});
    case Step::month: return fmt::format("{:04}-{:02}", period.year, period.index);
    case Step::quarter: return fmt::format("{:04}Q{}", period.year, period.index);
    case Step::half: return fmt::format("{:04}H{}", period.year, period.index);
    case Step::year: break;
  }
  return fmt::format("{:04}", period.year);
}

}  // namespace assay::base
