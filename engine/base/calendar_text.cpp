#include "base/calendar.h"

#include <array>
#include <cstddef>

namespace assay::base {
namespace {

// A text that is consumed from the front.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  // Between `fewest` and `most` digits, and no digit after them.
  std::optional<int> number(std::size_t fewest, std::size_t most) {
    std::size_t count = 0;
    int value = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      if (count == most) return std::nullopt;
      value = value * 10 + (rest_[count] - '0');
      ++count;
    }
    if (count < fewest) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<Period> period_in(int year, Step step, std::optional<int> index, int most) {
  if (!index || *index < 1 || *index > most) return std::nullopt;
  return Period{step, year, *index};
}

// What follows the Q or the H: one digit.
std::optional<Period> parse_letter_period(Reader text, int year) {
  const bool quarter = text.take("Q") || text.take("q");
  if (!quarter && !text.take("H") && !text.take("h")) return std::nullopt;
  const auto index = text.number(1, 1);
  if (!text.done()) return std::nullopt;
  return quarter ? period_in(year, Step::quarter, index, 4) : period_in(year, Step::half, index, 2);
}

std::optional<Period> parse_chinese_quarter(Reader text, int year) {
  constexpr std::array<std::string_view, 4> kNumerals = {"一", "二", "三", "四"};
  text.take("第");
  std::optional<int> index;
  for (std::size_t i = 0; i < kNumerals.size() && !index; ++i) {
    if (text.take(kNumerals[i])) index = static_cast<int>(i) + 1;
  }
  if (!index) index = text.number(1, 1);
  if (!text.take("季度") || !text.done()) return std::nullopt;
  return period_in(year, Step::quarter, index, 4);
}

std::optional<Period> parse_chinese_month(Reader text, int year) {
  const auto index = text.number(1, 2);
  if (!text.take("月") || !text.done()) return std::nullopt;
  return period_in(year, Step::month, index, 12);
}

// What follows 2023年.
std::optional<Period> parse_chinese_period(Reader text, int year) {
  if (text.done()) return Period{Step::year, year, 0};
  if (Reader half = text; half.take("上半年") && half.done()) return Period{Step::half, year, 1};
  if (Reader half = text; half.take("下半年") && half.done()) return Period{Step::half, year, 2};
  if (const auto quarter = parse_chinese_quarter(text, year)) return quarter;
  return parse_chinese_month(text, year);
}

std::optional<Period> parse_iso_month(Reader text, int year) {
  if (!text.take("-")) return std::nullopt;
  const auto index = text.number(2, 2);
  if (!text.done()) return std::nullopt;
  return period_in(year, Step::month, index, 12);
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Reader reader(text);
  const auto year = reader.number(4, 4);
  if (!year) return std::nullopt;
  struct Separators {
    std::string_view after_year;
    std::string_view after_month;
    std::string_view after_day;
  };
  constexpr std::array<Separators, 4> kForms = {{{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}}};
  for (const auto& form : kForms) {
    Reader rest = reader;
    if (!rest.take(form.after_year)) continue;
    const auto month = rest.number(1, 2);
    if (!month || !rest.take(form.after_month)) return std::nullopt;
    const auto day = rest.number(1, 2);
    if (!day || !rest.take(form.after_day) || !rest.done()) return std::nullopt;
    return make_date(*year, *month, *day);
  }
  return std::nullopt;
}

std::optional<Period> parse_period(std::string_view text) {
  Reader reader(text);
  const auto year = reader.number(4, 4);
  if (!year || *year < 1) return std::nullopt;
  if (reader.done()) return Period{Step::year, *year, 0};
  if (Reader rest = reader; rest.take("年")) {
    if (const auto period = parse_chinese_period(rest, *year)) return period;
  }
  if (const auto period = parse_letter_period(reader, *year)) return period;
  if (const auto period = parse_iso_month(reader, *year)) return period;
  if (const auto date = parse_date(text)) return period_of(*date, Step::day);
  return std::nullopt;
}

}  // namespace assay::base
