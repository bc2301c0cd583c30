// The powers of ten that fit 64 and 128 bits, in one place.
#pragma once

#include "base/int128.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace assay::base {

inline constexpr int kMaxPow10Int64 = 18;
inline constexpr int kMaxPow10 = 38;

inline constexpr auto kPowersOfTen = [] {
  std::array<Int128, kMaxPow10 + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

inline constexpr auto kPowersOfTenInt64 = [] {
  std::array<std::int64_t, kMaxPow10Int64 + 1> powers{};
  for (std::size_t i = 0; i < powers.size(); ++i) powers[i] = static_cast<std::int64_t>(kPowersOfTen[i]);
  return powers;
}();

// 10^exponent for an exponent of 0..38.
constexpr Int128 pow10(int exponent) { return kPowersOfTen[static_cast<std::size_t>(exponent)]; }
// 10^exponent for an exponent of 0..18.
constexpr std::int64_t pow10_int64(int exponent) { return kPowersOfTenInt64[static_cast<std::size_t>(exponent)]; }

}  // namespace assay::base
