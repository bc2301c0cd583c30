// Random numbers that are the same on every machine, and that need no state: a number belongs to its place.
#pragma once

#include <cstdint>

namespace bench {

// The finaliser of SplitMix64.
constexpr std::uint64_t mixed(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

// From low to high, from the 32 high bits of `random`.
constexpr int between(std::uint64_t random, int low, int high) {
  return low + static_cast<int>(((random >> 32U) * static_cast<std::uint64_t>(high - low + 1)) >> 32U);
}

}  // namespace bench
