#include "report/csv_field.h"

#include <array>
#include <charconv>

namespace assay::report {

void append_text(std::string& line, std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
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
  while (scale > 0 && value % 10 == 0) {
    value /= 10;
    --scale;
  }
  std::array<char, 24> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  std::string_view text(digits.data(), static_cast<std::size_t>(written.ptr - digits.data()));
  if (text.starts_with('-')) {
    line += '-';
    text.remove_prefix(1);
  }
  if (scale <= 0) {
    line += text;
    if (value != 0) line.append(static_cast<std::size_t>(-scale), '0');
    return;
  }
  const auto places = static_cast<std::size_t>(scale);
  if (text.size() > places) {
    line += text.substr(0, text.size() - places);
  } else {
    line += '0';
  }
  line += '.';
  if (text.size() < places) line.append(places - text.size(), '0');
  line += text.substr(text.size() > places ? text.size() - places : 0);
}

}  // namespace assay::report
