#include "base/gcd.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace assay::base {
namespace {

constexpr bool fits_64(UInt128 v) { return (v >> 64) == 0; }

}  // namespace

int count_trailing_zeros(UInt128 v) {
  const auto low = static_cast<std::uint64_t>(v);
  return low != 0 ? std::countr_zero(low) : 64 + std::countr_zero(static_cast<std::uint64_t>(v >> 64));
}

std::uint64_t gcd(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return a | b;
  const int shared = std::countr_zero(a | b);
  a >>= std::countr_zero(a);
  while (b != 0) {
    b >>= std::countr_zero(b);
    if (a > b) std::swap(a, b);
    b -= a;
  }
  return a << shared;
}

UInt128 gcd(UInt128 a, UInt128 b) {
  if (fits_64(a) && fits_64(b)) return gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
  if (a == 0 || b == 0) return a | b;
  // One division brings numbers of very different size together; then Stein's steps without division.
  if (a < b) std::swap(a, b);
  a %= b;
  if (a == 0) return b;
  const int shared = count_trailing_zeros(a | b);
  a >>= count_trailing_zeros(a);
  b >>= count_trailing_zeros(b);
  while (a != b) {
    if (fits_64(a) && fits_64(b)) {
      return static_cast<UInt128>(gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b))) << shared;
    }
    if (a > b) std::swap(a, b);
    b -= a;
    b >>= count_trailing_zeros(b);
  }
  return a << shared;
}

}  // namespace assay::base
