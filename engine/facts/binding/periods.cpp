#include "facts/binding/periods.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace assay::facts::binding {

namespace {

using base::Period;
using base::Step;

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

std::optional<int> take_number(std::string_view& text, std::size_t most_digits) {
  int value = 0;
  const char* const end = text.data() + std::min(text.size(), most_digits);
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || text.front() == '-') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(at - text.data()));
  return value;
}

// The year at the front of a text: 2023年, 2023年度, 2023.
std::optional<int> take_year(std::string_view& text) {
  std::string_view rest = text;
  const auto year = take_number(rest, 4);
  if (!year || text.size() - rest.size() != 4 || *year < 1) return std::nullopt;
  if (take(rest, "年")) take(rest, "度");
  text = rest;
  return year;
}

// Months first to last of a year: the period of the calendar that they are, or up to date at the last.
NamedPeriod months(int year, int first, int last) {
  if (first < 1 || last > 12 || first >= last) return {};
  for (const Step step : {Step::quarter, Step::half, Step::year}) {
    const Period period = base::period_of(*base::make_date(year, last, 1), step);
    if (base::civil(base::first_day(period)).month == first && base::civil(base::last_day(period)).month == last) return {period, false, false};
  }
  if (first != 1) return {};
  return {Period{Step::month, year, last}, true, false};
}

// What follows the year: `-6`, `1-9月`, `1月-9月`, `1至9月`, `截至9月`, `前三季度`, `全年`, `Q4`.
NamedPeriod read_rest(std::string_view text, int year) {
  if (text.empty() || text == "全年") return {Period{Step::year, year, 0}, false, false};
  for (const auto& [words, last] : {std::pair("前三季度", 9), std::pair("前3季度", 9), std::pair("前二季度", 6), std::pair("前两季度", 6)})
    if (text == words) return months(year, 1, last);
  if (text.size() == 2 && (text[0] == 'Q' || text[0] == 'q' || text[0] == 'H' || text[0] == 'h'))
    return {base::parse_period(std::to_string(year) + std::string(text)), false, false};
  std::string_view rest = text;
  if (take(rest, "-") || take(rest, "/")) {
    const auto month = take_number(rest, 2);
    return month && *month >= 1 && *month <= 12 && rest.empty() ? NamedPeriod{Period{Step::month, year, *month}, false, false} : NamedPeriod{};
  }
  if (take(rest, "截至") || take(rest, "截止")) {
    const auto last = take_number(rest, 2);
    const bool whole = last && take(rest, "月") && (rest.empty() || rest == "底" || rest == "末");
    return whole ? months(year, 1, *last) : NamedPeriod{};
  }
  const auto first = take_number(rest, 2);
  if (!first) return {};
  take(rest, "月");
  constexpr std::array<std::string_view, 6> kDashes = {"-", "~", "至", "到", "—", "–"};
  const bool dash = std::any_of(kDashes.begin(), kDashes.end(), [&](std::string_view each) { return take(rest, each); });
  if (!dash) return {};
  const auto last = take_number(rest, 2);
  return last && rest == "月" ? months(year, *first, *last) : NamedPeriod{};
}

}  // namespace

NamedPeriod read_period(std::string_view text) {
  if (const auto period = base::parse_period(text)) return {period, false, false};
  std::string_view rest = text;
  if (const auto year = take_year(rest)) {
    const auto period = base::parse_period(std::string(text.substr(0, 4)) + "年" + std::string(rest));
    return period ? NamedPeriod{period, false, false} : read_rest(rest, *year);
  }
  if (text.empty()) return {};
  constexpr int kAnyYear = 2023;
  return {std::nullopt, false, read_period(with_year(text, kAnyYear)).period.has_value()};
}

std::string with_year(std::string_view text, int year) {
  const bool letter = !text.empty() && static_cast<unsigned char>(text.front()) < 0x80 && (text.front() < '0' || text.front() > '9');
  return std::to_string(year) + (letter ? "" : "年") + std::string(text);
}

}  // namespace assay::facts::binding
