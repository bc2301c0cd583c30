// Quotients of integers by a guess in floating point, which integers correct: those of columns, and those of tiles, portable and with AVX-512. The only
// file with floating point: no result depends on it.
#include "exec/clones.h"
#include "exec/kernels.h"
#include "exec/tiles/lanes.h"
#include "exec/tiles/quotients.h"

#include <algorithm>
#include <bit>

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

#if defined(__x86_64__)

ASSAY_WIDE_BEGIN

namespace assay::exec::tiles {

namespace {

// x / y at 9 places of eight rows, half up, of what is below 2^31, and below 2^31 itself; the guess of their quotient times 10^9, a half more, is off by one at most.
ASSAY_WIDE_INLINE __m256i quotient_of(Lanes twice_x, __m256i y, __m512d guess) {
  const Lanes q = _mm512_cvtepu32_epi64(_mm512_cvttpd_epi32(guess)), below = _mm512_cvtepu32_epi64(y), one = all_of(std::int64_t{1});
  const Lanes left = _mm512_sub_epi64(_mm512_add_epi64(twice_x, below), _mm512_mul_epu32(_mm512_add_epi64(q, q), below));
  const Lanes more = _mm512_mask_add_epi64(q, _mm512_cmpge_epi64_mask(left, _mm512_add_epi64(below, below)), q, one);
  return _mm512_cvtepi64_epi32(_mm512_mask_sub_epi64(more, _mm512_movepi64_mask(left), more, one));
}

}  // namespace

namespace wide {

ASSAY_WIDE void descend(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside) {
  const Lanes foot = all_of(how.foot), top = all_of(how.top), most = all_of(how.most), cap = all_of(how.cap), value = all_of(beside.value);
  // Rows that have reached the top are looked at as if they stood at it, so that no quotient exceeds 32 bits.
  const std::int32_t least = std::max<std::int32_t>(how.top, 1);
  if (static_cast<double>(how.goal) * 1e9 / (static_cast<double>(least) * static_cast<double>(how.by)) > 2e9) return kPortableLoops.descend(x, how, n, out, beside);
  const Lanes from = all_of(least), by = all_of(static_cast<std::int32_t>(how.by)), twice = all_of(kTwiceOne * how.goal);
  const __m512d above = _mm512_set1_pd(1e9 * static_cast<double>(how.goal)), half = _mm512_set1_pd(0.5);
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes v = at(x, i);
    Lanes y = _mm512_max_epi32(v, from);
    if (how.by != 1) y = _mm512_mullo_epi32(y, by);
    const auto eight = [&](__m256i below) ASSAY_WIDE_LAMBDA {
      return quotient_of(twice, below, _mm512_add_pd(_mm512_div_pd(above, _mm512_cvtepi32_pd(below)), half));
    };
    const Lanes q = joined(eight(_mm512_castsi512_si256(y)), eight(_mm512_extracti64x4_epi64(y, 1)));
    const Lanes share = _mm512_maskz_min_epi32(_mm512_cmple_epi32_mask(v, foot), q, cap);
    const __mmask16 reached = _mm512_cmple_epi32_mask(v, top);
    put_earned(out, i, _mm512_mask_mov_epi32(share, reached, most), reached, beside, value);
  }
}

ASSAY_WIDE void ratio(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::int32_t* out) {
  const Lanes by_x = all_of(how.by_x), by_y = all_of(how.by_y), more = all_of(how.more), none = _mm512_setzero_si512(), one = all_of(1);
  const Lanes whole = all_of(1'000'000'000), cap = all_of(999'999'999), twice = all_of(kTwiceOne);
  const __m512d nine = _mm512_set1_pd(1e9), half = _mm512_set1_pd(0.5);
  const auto eight = [&](__m256i a, __m256i b) ASSAY_WIDE_LAMBDA {
    const __m512d over = _mm512_div_pd(_mm512_cvtepi32_pd(a), _mm512_cvtepi32_pd(b));
    const __m512d guess = _mm512_min_pd(_mm512_add_pd(_mm512_mul_pd(over, nine), half), nine);
    return quotient_of(_mm512_mul_epu32(_mm512_cvtepu32_epi64(a), twice), b, guess);
  };
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes above = _mm512_mullo_epi32(_mm512_max_epi32(at(x, i), none), by_x), below = _mm512_mullo_epi32(at(y, i), by_y);
    const Lanes positive = _mm512_max_epi32(below, one);
    const Lanes q = joined(eight(_mm512_castsi512_si256(above), _mm512_castsi512_si256(positive)),
                           eight(_mm512_extracti64x4_epi64(above, 1), _mm512_extracti64x4_epi64(positive, 1)));
    const __mmask16 reached = _mm512_cmpge_epi32_mask(above, _mm512_add_epi32(below, more));
    put(out, i, _mm512_mask_mov_epi32(_mm512_min_epi32(q, cap), reached, whole));
  }
}

}  // namespace wide

}  // namespace assay::exec::tiles

ASSAY_WIDE_END

#endif
