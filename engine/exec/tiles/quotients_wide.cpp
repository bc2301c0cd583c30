// The loops of quotients with AVX-512. They are guessed in floating point and put right by integers: no result depends on the guess.
#include "exec/tiles/lanes.h"
#include "exec/tiles/quotients.h"

#if defined(__x86_64__)

#include <algorithm>

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
