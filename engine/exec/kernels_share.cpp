// Quotients by what is the same for all rows, as a product and a shift.
#include "exec/kernels.h"

#include "exec/clones.h"

#include <algorithm>
#include <bit>

namespace assay::exec::kernels {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr int kShift = 34;
constexpr std::uint64_t kOneWhole = 1'000'000'000;  // times 2^34, and a half, is within 64 bits
constexpr std::uint64_t kHalfShifted = std::uint64_t{1} << (kShift - 1);

}  // namespace

// With m = ceil(2^s / d) it is v * m / 2^s = v / d + v * e / (d * 2^s), e = m * d - 2^s. What is added reaches no whole number where v * e < 2^s.
std::optional<Divisor> divisor(std::uint64_t by, std::uint64_t most) {
  if (by == 0) return std::nullopt;
  Divisor out;
  out.first = std::countr_zero(by);
  const std::uint64_t odd = by >> out.first, left = most >> out.first;
  if (odd == 1) return out;
  for (out.then = static_cast<int>(std::bit_width(odd)) - 1; out.then < 64; ++out.then) {
    const Wide one = Wide{1} << out.then;
    const Wide multiplier = (one + odd - 1) / odd;
    const Wide excess = multiplier * odd - one;
    if (multiplier * left >= Wide{1} << 64U) return std::nullopt;
    if (excess * left >= one) continue;
    out.multiplier = static_cast<std::uint64_t>(multiplier);
    return out;
  }
  return std::nullopt;
}

ASSAY_KERNEL void weighed(const std::int64_t* x, std::int64_t weight, std::int64_t half, Divisor by, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t v = ASSAY_WRAP(x[i]) * ASSAY_WRAP(weight) + ASSAY_WRAP(half);
    out[i] = static_cast<std::int64_t>((v >> by.first) * by.multiplier >> by.then);
  }
}

// With m = ceil(2^34 * 10^9 * by / goal) the guess is too great by less than x / 2^34, x being at most goal / by. That reaches no other number
// where it is less than 1 / (2 * goal), of which all quotients and a half are multiples; elsewhere it reaches the next one at most.
std::optional<Share> share(std::int64_t from, std::int64_t by, std::int64_t goal) {
  if (goal <= 0 || by <= 0) return std::nullopt;
  const std::uint64_t most = static_cast<std::uint64_t>(goal) / static_cast<std::uint64_t>(by) + 1;
  if (most >= std::uint64_t{1} << kShift) return std::nullopt;
  Share out{from, by, goal, 0, true};
  const Wide above = (Wide{kOneWhole} << kShift) * static_cast<std::uint64_t>(by);
  const Wide multiplier = (above + static_cast<std::uint64_t>(goal) - 1) / static_cast<std::uint64_t>(goal);
  if (multiplier * most + kHalfShifted >= Wide{1} << 64U) return from <= 1 ? std::optional(out) : std::nullopt;  // nothing lies between 0 and the goal
  out.multiplier = static_cast<std::uint64_t>(multiplier);
  out.exact = Wide{2} * static_cast<std::uint64_t>(goal) * most < (Wide{1} << kShift);
  return out;
}

namespace {

ASSAY_KERNEL void attained_exactly(const std::int64_t* x, std::int64_t from, std::uint64_t multiplier, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    const auto guess = static_cast<std::int64_t>((ASSAY_WRAP(std::max<std::int64_t>(x[i], 0)) * multiplier + kHalfShifted) >> kShift);
    const std::int64_t share = std::min<std::int64_t>(guess, kOneWhole - 1);
    out[i] = x[i] >= from ? static_cast<std::int64_t>(kOneWhole) : share;
  }
}

ASSAY_KERNEL void attained_corrected(const std::int64_t* x, std::int64_t from, std::uint64_t multiplier, std::int64_t by, std::int64_t goal, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t above = ASSAY_WRAP(std::max<std::int64_t>(x[i], 0));
    const std::uint64_t guess = (above * multiplier + kHalfShifted) >> kShift;
    // Twice what is left of the rounded quotient: negative where it is too great.
    const auto left = static_cast<std::int64_t>(2 * kOneWhole * ASSAY_WRAP(by) * above - (2 * guess - 1) * ASSAY_WRAP(goal));
    const std::int64_t share = std::min<std::int64_t>(static_cast<std::int64_t>(guess) - (left < 0 ? 1 : 0), kOneWhole - 1);
    out[i] = x[i] >= from ? static_cast<std::int64_t>(kOneWhole) : share;
  }
}

}  // namespace

void attained(const std::int64_t* x, const Share& share, std::size_t n, std::int64_t* out) {
  if (share.exact) attained_exactly(x, share.from, share.multiplier, n, out);
  else attained_corrected(x, share.from, share.multiplier, share.by, share.goal, n, out);
}

}  // namespace assay::exec::kernels
