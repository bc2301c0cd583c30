// What the files that implement Number share.
#pragma once

#include "base/int128.h"
#include "base/number.h"

#include <optional>

namespace assay::base {

constexpr UInt128 magnitude(Int128 v) { return v < 0 ? -static_cast<UInt128>(v) : static_cast<UInt128>(v); }

struct TwosAndFives {
  int twos = 0;
  int fives = 0;
};
// The denominator as 2^twos * 5^fives: nothing where another prime divides it, so that no decimal ends.
std::optional<TwosAndFives> factor_denominator(const Number& a);

struct Arithmetic {
  static std::optional<Number> add(const Number& a, const Number& b);
  // Of two reduced fractions with denominators above 0.
  static std::optional<Number> multiply(Int128 a_above, Int128 a_below, Int128 b_above, Int128 b_below);
};

}  // namespace assay::base
