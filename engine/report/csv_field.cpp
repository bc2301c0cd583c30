#include "report/csv_field.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace assay::report {

namespace {

// What a spreadsheet takes for the beginning of a formula, or drops before it looks for one.
constexpr std::array<std::string_view, 11> kFormulas{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

}  // namespace

void append_text(std::string& line, std::string_view text) {
  const bool formula = std::any_of(kFormulas.begin(), kFormulas.end(), [&](std::string_view begin) { return text.starts_with(begin); });
  if (text.find_first_of(",\"\r\n") == std::string_view::npos && !formula) {
    line += text;
    return;
  }
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) line += '"';
  if (formula) line += '\'';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  if (quoted) line += '"';
}

void append_scaled(std::string& line, std::int64_t value, int scale) {
  std::array<char, 24> digits{};
  char* const begin = digits.data() + (value < 0 ? 1 : 0);
  char* end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  for (; scale > 0 && value != 0 && end[-1] == '0'; --scale) --end;
  if (value < 0) line += '-';
  const auto size = static_cast<std::size_t>(end - begin);
  if (scale <= 0 || value == 0) {
    line.append(begin, size);
    if (scale < 0 && value != 0) line.append(static_cast<std::size_t>(-scale), '0');
    return;
  }
  const auto places = static_cast<std::size_t>(scale);
  if (size > places) {
    line.append(begin, size - places);
    line += '.';
    line.append(end - places, places);
  } else {
    line += "0.";
    line.append(places - size, '0');
    line.append(begin, size);
  }
}

}  // namespace assay::report
