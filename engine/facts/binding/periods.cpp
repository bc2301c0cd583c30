#include "facts/binding/periods.h"

#include "facts/binding/month_first.h"

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
    if (base::civil(base::first_day(period)).month == first && base::civil(base::last_day(period)).month == last) return {period, false, false, {}};
  }
  if (first != 1) return {};
  return {Period{Step::month, year, last}, true, false, {}};
}

// What follows the year: `-6`, `1-9月`, `1月-9月`, `1至9月`, `截至9月`, `前三季度`, `全年`, `Q4`.
NamedPeriod read_rest(std::string_view text, int year) {
  if (text.empty() || text == "全年") return {Period{Step::year, year, 0}, false, false, {}};
  for (const auto& [words, last] : {std::pair("前三季度", 9), std::pair("前3季度", 9), std::pair("前二季度", 6), std::pair("前两季度", 6)})
    if (text == words) return months(year, 1, last);
  if (text.size() == 2 && (text[0] == 'Q' || text[0] == 'q' || text[0] == 'H' || text[0] == 'h'))
    return {base::parse_period(std::to_string(year) + std::string(text)), false, false, {}};
  std::string_view rest = text;
  if (take(rest, "-") || take(rest, "/")) {
    const auto month = take_number(rest, 2);
    return month && *month >= 1 && *month <= 12 && rest.empty() ? NamedPeriod{Period{Step::month, year, *month}, false, false, {}} : NamedPeriod{};
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

std::string month_text(int year, int month) { return to_string(Period{Step::month, year, month}); }

NamedPeriod month_of(int year, int month) {
  return month >= 1 && month <= 12 ? NamedPeriod{Period{Step::month, year, month}, false, false, {}} : NamedPeriod{};
}

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

// 202306, 20230630, 2023.6. A spreadsheet writes 2023.10 as 2023.1, so that this one may be either.
NamedPeriod read_digits(std::string_view text) {
  if ((text.size() == 6 || text.size() == 8) && all_digits(text)) {
    const std::string dashed = std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2));
    const auto period = base::parse_period(text.size() == 6 ? dashed : dashed + "-" + std::string(text.substr(6)));
    return {period, false, false, {}};
  }
  std::string_view rest = text;
  const auto year = take_year(rest);
  if (!year || !take(rest, ".") || rest.empty() || rest.size() > 2 || !all_digits(rest)) return {};
  if (rest == "1") return {std::nullopt, false, false, month_text(*year, 1) + "`, `" + month_text(*year, 10)};
  return month_of(*year, *take_number(rest, 2));
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The month at the front of a text: Jun, June.
std::optional<int> take_month_name(std::string_view& text) {
  constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                        "july",    "august",   "september", "october", "november", "december"};
  constexpr std::size_t kShort = 3;
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (take(text, kMonths[i]) || take(text, kMonths[i].substr(0, kShort))) return static_cast<int>(i) + 1;
  return std::nullopt;
}

// What stands before the year: Q2 2023, Q2-2023, June 2023, Jun-2023. Of two digits it is not said whether they are a year: Jun-23, Q2-23.
NamedPeriod read_before_year(std::string_view text) {
  constexpr int kCentury = 2000;
  const std::string folded = lower_case(text);
  std::string_view rest = folded;
  std::optional<Period> found;
  int index = 0;
  if (rest.size() > 2 && (rest[0] == 'q' || rest[0] == 'h') && rest[1] >= '1' && rest[1] <= '4') {
    index = rest[1] - '0';
    found = Period{rest[0] == 'q' ? Step::quarter : Step::half, 0, index};
    rest.remove_prefix(2);
    if (found->step == Step::half && index > 2) return {};
  } else if (const auto month = take_month_name(rest)) {
    found = Period{Step::month, 0, *month};
  } else {
    return {};
  }
  while (take(rest, ".") || take(rest, "-") || take(rest, "/") || take(rest, " ") || take(rest, "'")) {}
  if ((rest.size() != 2 && rest.size() != 4) || !all_digits(rest)) return {};
  const bool whole = rest.size() == 4;
  found->year = *take_number(rest, 4) + (whole ? 0 : kCentury);
  if (found->year < 1) return {};
  if (!whole) return {std::nullopt, false, false, to_string(*found)};
  return {found, false, false, {}};
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ') out += c;
  return out;
}

// Without its year, or as it is.
NamedPeriod read_compact(std::string_view text) {
  if (const auto period = base::parse_period(text)) return {period, false, false, {}};
  std::string_view rest = text;
  const auto year = take_year(rest);
  if (!year) return {};
  const auto period = base::parse_period(std::string(text.substr(0, 4)) + "年" + std::string(rest));
  if (period) return {period, false, false, {}};
  // 2023-Q2, 2023/Q2
  std::string_view letter = rest;
  if ((take(letter, "-") || take(letter, "/") || take(letter, ".")) && letter.size() == 2 && !all_digits(letter.substr(0, 1))) return read_rest(letter, *year);
  return read_rest(rest, *year);
}

}  // namespace

NamedPeriod read_period(std::string_view text) {
  // 2023/6/30 0:00, as a spreadsheet writes a day that it keeps as a time.
  for (const std::string_view midnight : {" 00:00:00", " 0:00:00", " 00:00", " 0:00"})
    if (text.ends_with(midnight)) text.remove_suffix(midnight.size());
  if (text.empty()) return {};
  if (std::string day = month_first_day(text); !day.empty()) return {std::nullopt, false, false, std::move(day)};
  if (NamedPeriod found = read_digits(text); found.period || !found.meant.empty()) return found;
  if (NamedPeriod found = read_before_year(text); found.period || !found.meant.empty()) return found;
  const std::string compact = without_spaces(text);
  if (NamedPeriod found = read_compact(compact); found.period) return found;
  std::string_view rest = text;
  if (take_year(rest)) return {};
  constexpr int kAnyYear = 2023;
  return {std::nullopt, false, read_compact(with_year(compact, kAnyYear)).period.has_value(), {}};
}

std::string with_year(std::string_view text, int year) {
  const bool letter = !text.empty() && static_cast<unsigned char>(text.front()) < 0x80 && (text.front() < '0' || text.front() > '9');
  return std::to_string(year) + (letter ? "" : "年") + std::string(text);
}

}  // namespace assay::facts::binding
