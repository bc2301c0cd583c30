#include "report/csv_field.h"

#include "base/powers.h"

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

// 00 to 99 behind each other.
constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> out{};
  for (std::size_t n = 0; n < 100; ++n) {
    out[2 * n] = static_cast<char>('0' + n / 10);
    out[2 * n + 1] = static_cast<char>('0' + n % 10);
  }
  return out;
}();

// The last so many digits, with zeros before them.
void put_digits(char* to, std::uint64_t value, std::size_t digits) {
  for (; digits >= 2; digits -= 2, value /= 100) std::memcpy(to + digits - 2, kPairs.data() + 2 * (value % 100), 2);
  if (digits == 1) *to = static_cast<char>('0' + value % 10);
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
  std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  constexpr std::size_t kDigits = 20;
  for (; scale > 0 && magnitude % 10 == 0 && value != 0; --scale) magnitude /= 10;
  if (scale <= 0 || value == 0) {
    to = std::to_chars(to, to + kDigits, magnitude).ptr;
    return value == 0 ? to : std::fill_n(to, -scale, '0');
  }
  const auto places = static_cast<std::size_t>(scale);
  const std::uint64_t one = scale <= base::kMaxPow10Int64 ? static_cast<std::uint64_t>(base::kPowersOfTenInt64[places]) : 0;  // 0: more than there can be
  to = std::to_chars(to, to + kDigits, one == 0 ? 0 : magnitude / one).ptr;
  *to++ = '.';
  put_digits(to, one == 0 ? magnitude : magnitude % one, places);
  return to + places;
}

void append_scaled(std::string& line, std::int64_t value, int scale) {
  const std::size_t before = line.size();
  line.resize(before + room_for_scaled(scale));
  line.resize(static_cast<std::size_t>(put_scaled(line.data() + before, value, scale) - line.data()));
}

}  // namespace assay::report
