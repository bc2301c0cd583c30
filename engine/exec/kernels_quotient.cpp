// Quotients of integers by a guess in floating point, which integers correct. The only file with floating point: no result depends on it.
#include "exec/kernels.h"

#include "exec/clones.h"

#include <algorithm>

namespace assay::exec::kernels {

ASSAY_KERNEL void divide_half_up(const std::int64_t* x, std::int64_t by, std::size_t n, std::int64_t* out) {
  // The guess is off by one at most; what is left of the magnitude, a half added, says which way.
  const double inverse = 1.0 / static_cast<double>(by);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t sign = x[i] < 0 ? -1 : 0;
    const std::int64_t lifted = (x[i] ^ sign) - sign + by / 2;
    std::int64_t quotient = static_cast<std::int64_t>(static_cast<double>(lifted) * inverse);
    const auto left = static_cast<std::int64_t>(ASSAY_WRAP(lifted) - ASSAY_WRAP(quotient) * ASSAY_WRAP(by));
    quotient += (left >= by ? 1 : 0) - (left < 0 ? 1 : 0);
    out[i] = (quotient ^ sign) - sign;
  }
}

namespace {

constexpr std::uint64_t kOne = 1'000'000'000;

// What is right of a guess, off by one at most, at x / y for positive x, y below 2^61: 2*10^9*x - (2q - 1)*y lies within [0, 2y) of the
// right q, and wraps back to itself in 64 bits for its neighbours. Far above `most` what is left has wrapped, and does not matter.
inline std::int64_t corrected(double guess, std::int64_t x, std::int64_t y, std::int64_t most) {
  constexpr double kFar = 8e9;
  std::int64_t q = static_cast<std::int64_t>(std::min(std::max(guess, 0.0), kFar));
  const auto left = static_cast<std::int64_t>(2 * kOne * ASSAY_WRAP(x) - (2 * ASSAY_WRAP(q) - 1) * ASSAY_WRAP(y));
  q += (left >= 2 * y ? 1 : 0) - (left < 0 ? 1 : 0);
  return guess >= static_cast<double>(most + 1) ? most : std::min(q, most);
}

inline std::int64_t nearest_ratio(std::int64_t x, std::int64_t y, std::int64_t most) {
  const std::int64_t below = std::max<std::int64_t>(y, 1);
  const std::int64_t q = corrected(static_cast<double>(x) / static_cast<double>(below) * 1e9 + 0.5, x, below, most);
  return x > 0 && y > 0 ? q : 0;
}

inline std::int64_t times(std::int64_t x, std::int64_t by) { return static_cast<std::int64_t>(ASSAY_WRAP(x) * ASSAY_WRAP(by)); }

}  // namespace

ASSAY_KERNEL void ratio(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = nearest_ratio(times(x[i], by_x), times(y[i], by_y), most);
}

ASSAY_KERNEL void ratio(const std::int64_t* x, std::int64_t by_x, std::int64_t y, std::int64_t most, std::size_t n, std::int64_t* out) {
  if (y <= 0) {
    std::fill_n(out, n, 0);
    return;
  }
  // A product for the quotient: the divisor is the same for all.
  const double per = 1e9 / static_cast<double>(y);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t above = times(x[i], by_x);
    const std::int64_t q = corrected(static_cast<double>(above) * per + 0.5, above, y, most);
    out[i] = above > 0 ? q : 0;
  }
}

ASSAY_KERNEL void ratio(std::int64_t x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = nearest_ratio(x, times(y[i], by_y), most);
}

ASSAY_KERNEL void lesser_over_greater(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n,
                                      std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t a = times(x[i], by_x);
    const std::int64_t b = times(y[i], by_y);
    out[i] = nearest_ratio(std::min(a, b), std::max(a, b), most);
  }
}

}  // namespace assay::exec::kernels
