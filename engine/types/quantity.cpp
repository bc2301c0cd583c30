// The reading of quantities: a number, a multiplier, a unit.
#include "base/text.h"
#include "types/unit.h"

#include <algorithm>

namespace assay::types {

namespace {

using base::Number;
using Problem = QuantityProblem;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

// The multiplier that one character stands for; 1 for any other.
std::int64_t multiplier_of(std::string_view character) {
  if (character == "百") return 100;
  if (character == "千") return 1000;
  if (character == "万") return 10'000;
  if (character == "亿") return 100'000'000;
  return 1;
}
constexpr std::size_t kHanBytes = 3;  // of each multiplier in UTF-8

struct Digits {
  std::string plain;      // for Number::parse
  std::size_t end = 0;    // where the suffix begins
  int decimals = 0;       // written behind the point
  int exponent = 0;
  bool exponent_fits = true;
};

// "1,200" of a cell and "1_200" of a literal, as plain digits; false where the groups are wrong.
bool read_whole_part(std::string_view text, bool cell, Digits& out) {
  std::size_t at = out.end;
  const std::size_t first = digits_at(text, at);
  out.plain.append(text.substr(at, first));
  at += first;
  const char separator = cell ? ',' : '_';
  while (at < text.size() && text[at] == separator) {
    const std::size_t group = digits_at(text, at + 1);
    if (group == 0 || (cell && (group != 3 || first > 3 || first == 0))) return false;
    out.plain.append(text.substr(at + 1, group));
    at += group + 1;
  }
  out.end = at;
  return true;
}

std::variant<Digits, Problem> read_digits(std::string_view text, bool cell) {
  const auto malformed = [&] { return Problem{Problem::Kind::malformed, std::string(text), {}}; };
  Digits out;
  if (cell && !text.empty() && (text[0] == '-' || text[0] == '+')) {
    if (text[0] == '-') out.plain = '-';
    out.end = 1;
  }
  const std::size_t sign = out.plain.size();
  if (!read_whole_part(text, cell, out)) return malformed();
  const std::size_t whole = out.plain.size() - sign;
  if (!cell && whole > 1 && out.plain[sign] == '0') {
    return Problem{Problem::Kind::leading_zero, std::string(text.substr(0, out.end)), {}};
  }
  if (whole == 0) {
    if (!cell) return malformed();
    out.plain += '0';
  }
  if (out.end < text.size() && text[out.end] == '.') {
    const std::size_t decimals = digits_at(text, out.end + 1);
    if (decimals == 0) return malformed();
    out.plain.append(text.substr(out.end, decimals + 1));
    out.end += decimals + 1;
    if (decimals > 1000) return Problem{Problem::Kind::too_long, std::string(text.substr(0, out.end)), {}};
    out.decimals = static_cast<int>(decimals);
  } else if (whole == 0) {
    return malformed();
  }
  if (cell && out.end < text.size() && (text[out.end] == 'e' || text[out.end] == 'E')) {
    std::size_t at = out.end + 1;
    const bool negative = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (const std::size_t digits = digits_at(text, at); digits > 0) {
      int exponent = 0;
      for (const char c : text.substr(at, digits)) exponent = std::min(exponent * 10 + (c - '0'), 1000);
      out.exponent = negative ? -exponent : exponent;
      out.end = at + digits;
    }
  }
  return out;
}

// A unit's name, or in a cell a quotient of them.
std::optional<Unit> find_unit(std::string_view text, const Units& units, bool cell) {
  if (const Unit* unit = units.find(text)) return *unit;
  const std::size_t slash = text.rfind('/');
  if (!cell || slash == std::string_view::npos) return std::nullopt;
  const std::optional<Unit> above = find_unit(text.substr(0, slash), units, cell);
  const Unit* below = units.find(text.substr(slash + 1));
  if (!above || !below) return std::nullopt;
  const std::optional<Number> factor = divide(above->factor, below->factor);
  if (!factor) return std::nullopt;
  return Unit{std::string(text), *factor, divide(above->powers, below->powers), false, false};
}

struct Reading {
  Number multiplier{1};
  Unit unit;
  bool bare = false;
  std::string text;  // "万 人"
  std::size_t length = 0;  // of the multiplier in bytes
};

bool mean_the_same(const Reading& a, const Reading& b) {
  if (a.bare != b.bare) return false;
  const auto x = multiply(a.multiplier, a.unit.factor);
  const auto y = multiply(b.multiplier, b.unit.factor);
  return x && y && *x == *y && a.unit.powers == b.unit.powers && a.unit.points == b.unit.points;
}

// Every way to read a suffix as a multiplier (or none) and a unit (or none), the whole name first.
std::vector<Reading> readings(std::string_view suffix, const Units& units, bool cell) {
  std::vector<Reading> out;
  Number multiplier{1};
  for (std::size_t at = 0; at <= suffix.size();) {
    const std::string_view rest = suffix.substr(at);
    std::string text(suffix.substr(0, at));
    if (!text.empty() && !rest.empty()) text += ' ';
    text += rest;
    if (rest.empty()) out.push_back({multiplier, {}, true, text, at});
    else if (auto unit = find_unit(rest, units, cell)) out.push_back({multiplier, *std::move(unit), false, text, at});
    const std::int64_t step = multiplier_of(rest.substr(0, kHanBytes));
    if (step == 1) break;
    const auto product = multiply(multiplier, Number{step});
    if (!product) break;
    multiplier = *product;
    at += kHanBytes;
  }
  return out;
}

// 亿万元: a multiplier before a lesser one, be it a word or of the unit. Nobody counts so; the two amounts of which one was left standing. 千 and 百 behind
// another are part of a name, as in 万千瓦.
std::optional<std::pair<std::string, std::string>> doubled(std::string_view suffix, const Reading& reading, const Units& units) {
  const Number kCounted{10'000};
  const std::string_view unit = suffix.substr(reading.length);
  Number product{1};
  for (std::size_t at = 0; at < reading.length; at += kHanBytes) {
    const Number step{multiplier_of(suffix.substr(at, kHanBytes))};
    if (at > 0 && product >= step && step >= kCounted) return std::pair(std::string(suffix.substr(0, at)) + std::string(unit), std::string(suffix.substr(at)));
    product = multiply(product, step).value_or(product);
  }
  const auto [multiple, length] = leading_multiplier(unit);
  const Unit* one = reading.length == 0 || length == 0 ? nullptr : units.find(unit.substr(length));
  const auto factor = one == nullptr ? std::nullopt : multiply(multiple, one->factor);
  if (!factor || multiple < kCounted || *factor != reading.unit.factor || one->powers != reading.unit.powers || product < multiple) return std::nullopt;
  return std::pair(std::string(suffix.substr(0, reading.length)) + one->name, std::string(unit));
}

// The longest beginning of an unknown suffix that can be read.
std::string known_beginning(std::string_view suffix, const Units& units, bool cell) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < suffix.size();) {
    base::next_code_point(suffix, at);
    if (at < suffix.size()) ends.push_back(at);
  }
  for (auto end = ends.rbegin(); end != ends.rend(); ++end)
    if (!readings(suffix.substr(0, *end), units, cell).empty()) return std::string(suffix.substr(0, *end));
  return {};
}

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\t') out += c;
  return out;
}

constexpr std::size_t kLongestSuffix = 256;

}  // namespace

std::pair<Number, std::size_t> leading_multiplier(std::string_view suffix) {
  Number product{1};
  std::size_t at = 0;
  while (at < suffix.size()) {
    const std::int64_t step = multiplier_of(suffix.substr(at, kHanBytes));
    const auto larger = step == 1 ? std::nullopt : multiply(product, Number{step});
    if (!larger) break;
    product = *larger;
    at += kHanBytes;
  }
  return {product, at};
}

std::variant<Quantity, QuantityProblem> parse_quantity(std::string_view text, const Units& units, bool cell) {
  auto scanned = read_digits(text, cell);
  if (auto* problem = std::get_if<Problem>(&scanned)) return *problem;
  const Digits& digits = std::get<Digits>(scanned);
  const auto too_long = [&] { return Problem{Problem::Kind::too_long, std::string(text.substr(0, digits.end)), {}}; };

  std::string plain = digits.plain;
  if (digits.exponent != 0) plain += "e" + std::to_string(digits.exponent);
  const std::optional<Number> number = Number::parse(plain);
  const std::optional<Number> place = Number::scaled(1, digits.decimals - digits.exponent);
  if (!number) return too_long();

  const std::string suffix = cell ? without_space(text.substr(digits.end)) : std::string(text.substr(digits.end));
  // What goes on like a number is a wrong number and not a unit: 1.2.3, 12:30.
  if (!suffix.empty() && std::string_view(".,:+-0123456789").find(suffix.front()) != std::string_view::npos)
    return Problem{Problem::Kind::malformed, std::string(text), {}};
  if (suffix.size() > kLongestSuffix) return Problem{Problem::Kind::unknown_unit, suffix, {}};
  std::vector<Reading> found = readings(suffix, units, cell);
  if (found.empty()) return Problem{Problem::Kind::unknown_unit, suffix, known_beginning(suffix, units, cell)};
  for (const Reading& other : found)
    if (!mean_the_same(found.front(), other)) return Problem{Problem::Kind::ambiguous, found.front().text, other.text};

  Reading& reading = found.front();
  if (auto units_left = doubled(suffix, reading, units)) return Problem{Problem::Kind::ambiguous, std::move(units_left->first), std::move(units_left->second)};
  Quantity out;
  const auto multiplied = multiply(*number, reading.multiplier);
  if (!multiplied) return too_long();
  out.number = *multiplied;
  // A place too small for a number is far below anything that is compared with it.
  out.place = place ? multiply(*place, reading.multiplier).value_or(Number{0}) : Number{0};
  out.multiplier = reading.multiplier;
  out.unit = std::move(reading.unit);
  out.bare = reading.bare;
  return out;
}

}  // namespace assay::types
