// Random numbers for the tests of base: the same on every run, more of them when ASSAY_TEST_LONG is set.
#pragma once

#include "base/int128.h"
#include "base/number.h"

#include <cstdint>
#include <cstdlib>
#include <random>

namespace assay::base::testing {

inline int rounds(int usual) { return std::getenv("ASSAY_TEST_LONG") != nullptr ? usual * 20 : usual; }

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t bits64() { return engine_(); }
  UInt128 bits128() { return (static_cast<UInt128>(engine_()) << 64U) | engine_(); }
  int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }

  // A magnitude of any length of bits up to 127, so that small ones are as frequent as large ones, within the limit.
  Int128 magnitude() {
    const auto value = static_cast<Int128>(bits128() >> static_cast<unsigned>(between(1, 127)));
    return value > Number::kLimit ? Number::kLimit - value % 1000 : value;
  }
  Int128 integer() { return between(0, 1) == 0 ? magnitude() : -magnitude(); }

  // Whole numbers, decimals and fractions, short and long.
  Number number() {
    for (;;) {
      switch (between(0, 3)) {
        case 0: return Number(static_cast<std::int64_t>(bits64() >> static_cast<unsigned>(between(1, 63))));
        case 1: return Number(between(-20, 20));
        case 2:
          if (const auto decimal = Number::scaled(integer(), between(0, 40))) return *decimal;
          break;
        default:
          if (const auto fraction = Number::fraction(integer(), magnitude() + 1)) return *fraction;
          break;
      }
    }
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace assay::base::testing
