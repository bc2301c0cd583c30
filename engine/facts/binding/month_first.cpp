#include "facts/binding/month_first.h"

#include "base/calendar.h"

#include <charconv>
#include <optional>

namespace assay::facts::binding {

namespace {

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size() && !digits.empty() && digits.front() != '-';
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string month_first_day(std::string_view text) {
  constexpr std::size_t kYear = 4;
  const std::size_t gap = text.find(' ');
  const std::string_view day = text.substr(0, gap);
  const std::size_t one = day.find('/'), two = one == std::string_view::npos ? one : day.find('/', one + 1);
  if (two == std::string_view::npos || day.size() != two + 1 + kYear) return {};
  const auto first = number_of(day.substr(0, one)), second = number_of(day.substr(one + 1, two - one - 1)), year = number_of(day.substr(two + 1));
  if (!first || !second || !year || *year < 1900) return {};
  const std::string rest = gap == std::string_view::npos ? "" : std::string(text.substr(gap));
  std::string out;
  const auto add = [&](int month, int of_month) {
    const auto date = base::make_date(*year, month, of_month);
    if (!date) return;
    out += (out.empty() ? "" : "`, `") + base::to_string(*date) + rest;
  };
  add(*first, *second);
  if (*first != *second) add(*second, *first);
  return out;
}

}  // namespace assay::facts::binding
