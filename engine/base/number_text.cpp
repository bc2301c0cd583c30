#include "base/number.h"
#include "base/number_parts.h"
#include "base/powers.h"
#include "base/wide.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace assay::base {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string whole_text(UInt128 value) {
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

// The decimal digits of a proper fraction rest/below, one after another.
class FractionDigits {
 public:
  FractionDigits(UInt128 rest, UInt128 below) : rest_(rest), below_(below) {}

  char next() {
    const auto division = wide_divide(wide_multiply(rest_, 10), below_);
    rest_ = division.remainder;
    return static_cast<char>('0' + static_cast<int>(division.quotient.low));
  }
  // Whether what is left is half of the last place or more.
  bool at_least_half() const { return rest_ >= below_ - rest_; }

 private:
  UInt128 rest_;
  UInt128 below_;
};

// Adds one to the last digit of a decimal without a sign.
void increment(std::string& decimal) {
  for (auto digit = decimal.rbegin(); digit != decimal.rend(); ++digit) {
    if (*digit == '.') continue;
    if (*digit != '9') {
      ++*digit;
      return;
    }
    *digit = '0';
  }
  decimal.insert(decimal.begin(), '1');
}

// A decimal number's text, taken apart: digits (no zeros at either end) * 10^-scale.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t scale = 0;
};

// Far more than any scale that matters, far less than what could overflow.
constexpr std::int64_t kHugeExponent = std::numeric_limits<std::int64_t>::max() / 4;

std::optional<std::int64_t> parse_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  std::int64_t exponent = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    if (exponent < kHugeExponent / 10) exponent = exponent * 10 + (c - '0');
  }
  return negative ? -exponent : exponent;
}

// Appends the digits that `text` starts with to `digits` and removes them; nothing if there are none.
bool take_digits(std::string_view& text, std::string& digits) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  digits.append(text.substr(0, count));
  text.remove_prefix(count);
  return count > 0;
}

std::optional<Decimal> take_apart(std::string_view text) {
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  if (decimal.negative || text.starts_with('+')) text.remove_prefix(1);
  if (!take_digits(text, decimal.digits)) return std::nullopt;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto whole_digits = decimal.digits.size();
    if (!take_digits(text, decimal.digits)) return std::nullopt;
    decimal.scale = static_cast<std::int64_t>(decimal.digits.size() - whole_digits);
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    const auto exponent = parse_exponent(text.substr(1));
    if (!exponent) return std::nullopt;
    decimal.scale -= *exponent;
    text = {};
  }
  if (!text.empty()) return std::nullopt;

  const auto significant_end = decimal.digits.find_last_not_of('0') + 1;  // 0 where all are zeros
  decimal.scale -= static_cast<std::int64_t>(decimal.digits.size() - significant_end);
  decimal.digits.resize(significant_end);
  decimal.digits.erase(0, std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size()));
  return decimal;
}

// 10^38 * 5^126: the longest whole part of a fraction of 38 digits a side, before it is reduced, has 127 digits.
constexpr std::size_t kMaxSignificantDigits = 127;
constexpr std::int64_t kMaxScale = 126;  // 2^126 is the largest power of two below the limit

// digits / divisor, where that is whole.
std::optional<std::string> divide_exactly(const std::string& digits, int divisor) {
  std::string quotient;
  int rest = 0;
  for (const char c : digits) {
    rest = rest * 10 + (c - '0');
    if (!quotient.empty() || rest >= divisor) quotient.push_back(static_cast<char>('0' + rest / divisor));
    rest %= divisor;
  }
  return rest == 0 ? std::optional(quotient) : std::nullopt;
}

// value of at most 38 digits
UInt128 whole_value(std::string_view digits) {
  UInt128 value = 0;
  for (const char c : digits) value = value * 10 + static_cast<UInt128>(c - '0');
  return value;
}

// More than 38 significant digits, and still perhaps a short fraction: 2^-100 has 70 of them.
std::optional<Number> reduce_long_decimal(std::string digits, int scale) {
  int twos = scale;
  int fives = scale;
  while (twos > 0) {
    const auto half = divide_exactly(digits, 2);
    if (!half) break;
    digits = *half;
    --twos;
  }
  while (fives > 0) {
    const auto fifth = divide_exactly(digits, 5);
    if (!fifth) break;
    digits = *fifth;
    --fives;
  }
  if (digits.size() > static_cast<std::size_t>(kMaxPow10)) return std::nullopt;
  // One over the denominator, in two steps that each cancel nothing.
  const int tens = std::min(twos, fives);
  auto value = Number::scaled(static_cast<Int128>(whole_value(digits)), tens);
  const Number divisor(twos > fives ? 2 : 5);
  for (int i = tens; value && i < std::max(twos, fives); ++i) value = divide(*value, divisor);
  return value;
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
  const auto decimal = take_apart(text);
  if (!decimal) return std::nullopt;
  if (decimal->digits.empty()) return Number();
  if (decimal->digits.size() > kMaxSignificantDigits || decimal->scale > kMaxScale || decimal->scale < -kMaxPow10) {
    return std::nullopt;
  }
  const int scale = static_cast<int>(decimal->scale);
  if (decimal->digits.size() <= static_cast<std::size_t>(kMaxPow10)) {
    const auto value = static_cast<Int128>(whole_value(decimal->digits));
    return Number::scaled(decimal->negative ? -value : value, scale);
  }
  const auto value = reduce_long_decimal(decimal->digits, scale);
  if (!value) return std::nullopt;
  return decimal->negative ? -*value : *value;
}

std::string to_string(const Number& a) {
  const UInt128 above = magnitude(a.numerator());
  const auto below = static_cast<UInt128>(a.denominator());
  std::string text = a.sign() < 0 ? "-" : "";
  const auto places = a.decimal_places();
  if (!places) return text + whole_text(above) + "/" + whole_text(below);
  text += whole_text(above / below);
  if (*places == 0) return text;
  text.push_back('.');
  FractionDigits digits(above % below, below);
  for (int i = 0; i < *places; ++i) text.push_back(digits.next());
  return text;
}

std::string to_fixed(const Number& a, int places) {
  const UInt128 above = magnitude(a.numerator());
  const auto below = static_cast<UInt128>(a.denominator());
  std::string text = whole_text(above / below);
  FractionDigits digits(above % below, below);
  if (places > 0) text.push_back('.');
  for (int i = 0; i < places; ++i) text.push_back(digits.next());
  if (digits.at_least_half()) increment(text);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  return a.sign() < 0 && !is_zero ? "-" + text : text;
}

}  // namespace assay::base
