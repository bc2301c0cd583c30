// An exact rational number: a reduced fraction of at most 38 digits above and below the line.
//
// Every operation gives the exact result, or nothing where the reduced result does not fit 38 digits
// (or the divisor is zero). Nothing is ever rounded but by `rounded`, and nothing wraps.
#pragma once

#include "base/int128.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay::base {

struct Arithmetic;  // add and multiply, which build results they know to be reduced

class Number {
 public:
  // The largest magnitude of numerator and denominator: 10^38 - 1.
  static constexpr Int128 kLimit =
      (static_cast<Int128>(10'000'000'000'000'000'000ULL) * static_cast<Int128>(10'000'000'000'000'000'000ULL)) - 1;

  constexpr Number() = default;                                // 0
  constexpr Number(std::int64_t value) : numerator_(value) {}  // NOLINT(*-explicit-*): whole numbers are numbers

  // The reduced fraction numerator/denominator; nothing if denominator is 0 or the result has more than 38 digits.
  static std::optional<Number> fraction(Int128 numerator, Int128 denominator);
  // What a Number's own numerator and denominator make, taken to be reduced; nothing where they are out of their range.
  static constexpr std::optional<Number> reduced(Int128 numerator, Int128 denominator) {
    if (denominator <= 0 || denominator > kLimit || numerator > kLimit || numerator < -kLimit) return std::nullopt;
    return Number(numerator, denominator);
  }
  // unscaled * 10^-scale (scale may be negative); nothing if it does not fit.
  static std::optional<Number> scaled(Int128 unscaled, int scale);
  // Plain ASCII decimal: [+-]digits[.digits][(e|E)[+-]digits]. Nothing for any other text or one that does not fit.
  static std::optional<Number> parse(std::string_view text);

  constexpr Int128 numerator() const { return numerator_; }
  constexpr Int128 denominator() const { return denominator_; }
  constexpr bool is_whole() const { return denominator_ == 1; }
  constexpr int sign() const { return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0; }
  // How many decimal places an exact decimal needs; nothing where no decimal ends (1/3).
  std::optional<int> decimal_places() const;
  // value * 10^scale as an int64, where that is whole and fits.
  std::optional<std::int64_t> to_scaled(int scale) const;

  friend constexpr bool operator==(const Number&, const Number&) = default;   // reduced, so equal means equal
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);  // exact, 256-bit intermediates
  Number operator-() const;

 private:
  friend struct Arithmetic;
  constexpr Number(Int128 n, Int128 d) : numerator_(n), denominator_(d) {}
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;  // > 0
};

std::optional<Number> add(const Number& a, const Number& b);
std::optional<Number> subtract(const Number& a, const Number& b);
std::optional<Number> multiply(const Number& a, const Number& b);
std::optional<Number> divide(const Number& a, const Number& b);  // nothing for b == 0 too: ask b.sign() first
// Exact whatever the order and however long the partial sums: only the reduced result must fit.
std::optional<Number> sum(std::span<const Number> numbers);
// Their sum over `count` > 0, likewise: the sum itself need not fit.
std::optional<Number> mean(std::span<const Number> numbers, std::int64_t count);
Number absolute(const Number& a);
Number floor(const Number& a);
Number ceiling(const Number& a);
// a / b half up to 0..18 places, for positive a and b: exact however long the quotient is. Nothing where the result does not fit.
std::optional<Number> rounded_ratio(const Number& a, const Number& b, int places);
// Half away from zero, to `places` decimals (negative: tens, hundreds; 0..37). Nothing if the result does not fit.
std::optional<Number> rounded(const Number& a, int places);
// The multiple of `step` (> 0) that is nearest (half away from zero), or next below or above. Nothing if it does not fit.
enum class Towards : std::uint8_t { nearest, below, above };
std::optional<Number> rounded_to(const Number& a, const Number& step, Towards towards);
// a - b * floor(a / b), with the sign of b. Nothing for b == 0 or if it does not fit.
std::optional<Number> modulo(const Number& a, const Number& b);
// a to a whole power; 1 for the power 0. Nothing if it does not fit.
std::optional<Number> power(const Number& a, std::uint32_t exponent);

// The exact value: a plain decimal ("-0.025", "166000"), or a reduced fraction ("2/3") where no decimal ends.
std::string to_string(const Number& a);
// Rounded half away from zero and padded to exactly `places` >= 0 decimals ("28.50"). For display only.
std::string to_fixed(const Number& a, int places);

}  // namespace assay::base
