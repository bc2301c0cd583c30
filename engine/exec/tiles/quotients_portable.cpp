// The portable loops of quotients. They are guessed in floating point and put right by integers: no result depends on the guess.
#include "exec/clones.h"
#include "exec/tiles/quotients.h"

#include <algorithm>
#include <bit>

namespace assay::exec::tiles {

namespace {

using Ints = std::int32_t;

constexpr int kShareShift = 34;
constexpr std::uint64_t kShareHalf = std::uint64_t{1} << (kShareShift - 1);
constexpr std::uint64_t kTwiceWhole = 2'000'000'000;

// x / y at 9 places, half up, of positive numbers below 2^31. The guess is off by one at most, and no more than `most`; twice what is left of the quotient, a
// half taken off, lies within [0, 2y) of the right one.
inline std::int64_t quotient(std::int64_t x, std::int64_t y, double guess, double most) {
  auto q = static_cast<std::int64_t>(std::min(guess, most));
  const auto left = static_cast<std::int64_t>(ASSAY_WRAP(x) * kTwiceWhole - ASSAY_WRAP(2 * q - 1) * ASSAY_WRAP(y));
  q += (left >= 2 * y ? 1 : 0) - (left < 0 ? 1 : 0);
  return q;
}

ASSAY_KERNEL void climb_exactly(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out) {
  const std::uint64_t multiplier = how.share.multiplier;
  const std::int64_t start = how.start, foot = how.foot, top = how.top, most = how.most, cap = how.cap;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t v = x[i] - start;
    const auto guess = static_cast<std::int64_t>((ASSAY_WRAP(std::max<std::int64_t>(v, 0)) * multiplier + kShareHalf) >> kShareShift);
    const std::int64_t share = v >= foot ? std::min(guess, cap) : 0;
    out[i] = static_cast<Ints>(v >= top ? most : share);
  }
}

ASSAY_KERNEL void climb_corrected(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out) {
  const std::uint64_t multiplier = how.share.multiplier;
  const std::int64_t start = how.start, foot = how.foot, top = how.top, most = how.most, cap = how.cap;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t v = x[i] - start;
    const std::uint64_t above = ASSAY_WRAP(std::max<std::int64_t>(v, 0));
    const std::uint64_t guess = (above * multiplier + kShareHalf) >> kShareShift;
    const auto left = static_cast<std::int64_t>(kTwiceWhole * ASSAY_WRAP(how.by) * above - (2 * guess - 1) * ASSAY_WRAP(how.goal));
    const std::int64_t right = static_cast<std::int64_t>(guess) - (left < 0 ? 1 : 0);
    const std::int64_t share = v >= foot ? std::min(right, cap) : 0;
    out[i] = static_cast<Ints>(v >= top ? most : share);
  }
}

ASSAY_KERNEL void climb_by_division(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out) {
  const std::int64_t start = how.start, foot = how.foot, top = how.top, most = how.most, cap = how.cap;
  const double per = 1e9 * static_cast<double>(how.by) / static_cast<double>(how.goal), limit = static_cast<double>(cap) + 1;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t v = x[i] - start;
    const std::int64_t above = std::max<std::int64_t>(v, 0);
    const std::int64_t q = quotient(above * how.by, how.goal, static_cast<double>(above) * per + 0.5, limit);
    const std::int64_t share = v >= foot ? std::min(q, cap) : 0;
    out[i] = static_cast<Ints>(v >= top ? most : share);
  }
}

void put_beside(const std::int32_t* from, std::size_t n, const Beside& beside) {
  if (beside.out == nullptr) return;
  std::copy_n(from, n, beside.out);
  for (std::size_t w = 0; w < n / 64; ++w)
    for (std::uint64_t gone = ~beside.valid[w]; gone != 0; gone &= gone - 1) beside.out[w * 64 + static_cast<std::size_t>(std::countr_zero(gone))] = beside.value;
}

Ints reached_from(std::int64_t top) { return static_cast<Ints>(std::clamp<std::int64_t>(top, -std::int64_t{kOpen}, kOpen)); }

ASSAY_KERNEL void descend_by_division(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out) {
  const std::int64_t foot = how.foot, top = how.top, most = how.most, cap = how.cap, by = how.by, goal = how.goal;
  const double above = 1e9 * static_cast<double>(goal), limit = static_cast<double>(cap) + 1;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t v = x[i];
    const std::int64_t below = std::max<std::int64_t>(v, 1) * by;
    const std::int64_t q = quotient(goal, below, above / static_cast<double>(below) + 0.5, limit);
    const std::int64_t share = v <= foot ? std::min(q, cap) : 0;
    out[i] = static_cast<Ints>(v <= top ? most : share);
  }
}

}  // namespace

namespace portable {

ASSAY_KERNEL void divide_by_guess(const std::int64_t* sum, const Weighed& how, std::size_t n, std::int32_t* out) {
  const std::int64_t by = how.divisor;
  const double inverse = 1.0 / static_cast<double>(by);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t v = sum[i] + how.half;
    std::int64_t q = static_cast<std::int64_t>(static_cast<double>(v) * inverse);
    const std::int64_t left = v - q * by;
    q += (left >= by ? 1 : 0) - (left < 0 ? 1 : 0);
    out[i] = static_cast<Ints>(q);
  }
}

void climb(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside) {
  if (how.share.multiplier == 0) climb_by_division(x, how, n, out);
  else if (how.share.exact) climb_exactly(x, how, n, out);
  else climb_corrected(x, how, n, out);
  put_beside(out, n, beside);
  if (beside.reached != nullptr) kPortableLoops.reaches(x, reached_from(std::int64_t{how.top} + how.start), n, beside.reached);
}

void descend(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside) {
  descend_by_division(x, how, n, out);
  put_beside(out, n, beside);
  if (beside.reached == nullptr) return;
  kPortableLoops.reaches(x, reached_from(std::int64_t{how.top} + 1), n, beside.reached);
  for (std::size_t w = 0; w < n / 64; ++w) beside.reached[w] = ~beside.reached[w];
}

ASSAY_KERNEL void ratio(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::int32_t* out) {
  const std::int64_t by_x = how.by_x, by_y = how.by_y, more = how.more;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t above = std::max<std::int64_t>(x[i], 0) * by_x, below = y[i] * by_y;
    const std::int64_t positive = std::max<std::int64_t>(below, 1);
    const std::int64_t q = quotient(above, positive, static_cast<double>(above) / static_cast<double>(positive) * 1e9 + 0.5, 1e9);
    const std::int64_t share = std::min<std::int64_t>(q, 999'999'999);
    out[i] = static_cast<Ints>(above >= below + more ? 1'000'000'000 : share);
  }
}

}  // namespace portable

}  // namespace assay::exec::tiles
