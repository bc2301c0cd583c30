#include "report/csv_field.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace assay::report {

namespace {

// What a spreadsheet takes for the beginning of a formula, or drops before it looks for one.
constexpr std::array<std::string_view, 11> kFormulas{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

// Bytes that need a look: they end a field, or may begin a formula where they stand first.
constexpr std::array<bool, 256> kEnding = [] {
  std::array<bool, 256> out{};
  for (const char c : {',', '"', '\r', '\n'}) out[static_cast<unsigned char>(c)] = true;
  return out;
}();
constexpr std::array<bool, 256> kBeginning = [] {
  std::array<bool, 256> out = kEnding;
  for (const std::string_view begin : kFormulas) out[static_cast<unsigned char>(begin.front())] = true;
  return out;
}();

bool is_bare(std::string_view text) {
  if (text.empty()) return true;
  if (kBeginning[static_cast<unsigned char>(text.front())]) return false;
  return std::none_of(text.begin() + 1, text.end(), [](char c) { return kEnding[static_cast<unsigned char>(c)]; });
}

}  // namespace

char* put_text(char* to, std::string_view text) {
  if (is_bare(text)) return std::copy(text.begin(), text.end(), to);
  const bool formula = std::any_of(kFormulas.begin(), kFormulas.end(), [&](std::string_view begin) { return text.starts_with(begin); });
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) *to++ = '"';
  if (formula) *to++ = '\'';
  for (const char c : text) {
    if (quoted && c == '"') *to++ = '"';
    *to++ = c;
  }
  if (quoted) *to++ = '"';
  return to;
}

void append_text(std::string& line, std::string_view text) {
  if (is_bare(text)) {
    line += text;
    return;
  }
  const std::size_t before = line.size();
  line.resize(before + room_for_text(text.size()));
  line.resize(static_cast<std::size_t>(put_text(line.data() + before, text) - line.data()));
}

char* put_scaled(char* to, std::int64_t value, int scale) {
  if (value < 0) *to++ = '-';
  const std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  constexpr std::size_t kDigits = 20;
  char* end = std::to_chars(to, to + kDigits, magnitude).ptr;
  if (value == 0) return end;
  for (; scale > 0 && end[-1] == '0'; --scale) --end;
  if (scale <= 0) return std::fill_n(end, -scale, '0');
  const auto size = static_cast<std::size_t>(end - to), places = static_cast<std::size_t>(scale);
  std::array<char, kDigits> digits;  // as many as there may be, so that they are moved at once
  if (size > places) {
    std::memcpy(digits.data(), end - places, digits.size());
    end[-scale] = '.';
    std::memcpy(end - places + 1, digits.data(), digits.size());
    return end + 1;
  }
  std::memcpy(digits.data(), to, digits.size());
  *to++ = '0';
  *to++ = '.';
  to = std::fill_n(to, places - size, '0');
  return std::copy_n(digits.data(), size, to);
}

void append_scaled(std::string& line, std::int64_t value, int scale) {
  const std::size_t before = line.size();
  line.resize(before + room_for_scaled(scale));
  line.resize(static_cast<std::size_t>(put_scaled(line.data() + before, value, scale) - line.data()));
}

}  // namespace assay::report
