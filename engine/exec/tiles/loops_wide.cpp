// The loops with AVX-512.
#include "exec/tiles/lanes.h"
#include "exec/tiles/quotients.h"

#if defined(__x86_64__)

#include <algorithm>

ASSAY_WIDE_BEGIN

namespace assay::exec::tiles {

namespace {

constexpr std::int64_t kShareHalfWide = std::int64_t{1} << 33;

ASSAY_WIDE bool read_wide(const Reading& from, std::size_t n, std::int32_t* low, std::int32_t* high) {
  if (from.factor != 1) return kPortableLoops.read(from, n, low, high);
  // What leaves 32 bits comes to their ends, and is out of bounds.
  const Lanes least = all_of(static_cast<std::int32_t>(from.least)), most = all_of(static_cast<std::int32_t>(from.most));
  const Lanes of_missing = all_of(from.low), more_of_missing = all_of(from.high);
  __mmask16 outside = 0;
  const std::int64_t* ahead = from.ahead == nullptr ? from.x : from.ahead;
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes x = joined(_mm512_cvtsepi64_epi32(_mm512_loadu_si512(from.x + i)), _mm512_cvtsepi64_epi32(_mm512_loadu_si512(from.x + i + 8)));
    const __mmask16 there = bits_at(from.valid, i);
    _mm_prefetch(reinterpret_cast<const char*>(ahead + i), _MM_HINT_T0);
    _mm_prefetch(reinterpret_cast<const char*>(ahead + i + 8), _MM_HINT_T0);
    outside |= static_cast<__mmask16>(_mm512_mask_cmplt_epi32_mask(there, x, least) | _mm512_mask_cmpgt_epi32_mask(there, x, most));
    put(low, i, _mm512_mask_mov_epi32(of_missing, there, x));
    if (high != nullptr) put(high, i, _mm512_mask_mov_epi32(more_of_missing, there, x));
  }
  return outside == 0;
}

ASSAY_WIDE void put_where_wide(const std::uint64_t* bits, std::int32_t value, std::size_t n, std::int32_t* out) {
  const Lanes to = all_of(value);
  for (std::size_t i = 0; i < n; i += 16) _mm512_mask_storeu_epi32(out + i, bits_at(bits, i), to);
}

ASSAY_WIDE void cap_where_wide(const std::uint64_t* bits, std::int32_t most, std::size_t n, std::int32_t* out) {
  const Lanes cap = all_of(most);
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes x = at(out, i);
    put(out, i, _mm512_mask_min_epi32(x, bits_at(bits, i), x, cap));
  }
}

ASSAY_WIDE void value_where_wide(const std::uint64_t* bits, std::int32_t value, std::size_t n, std::int32_t* out) {
  const Lanes to = all_of(value);
  for (std::size_t i = 0; i < n; i += 16) put(out, i, _mm512_maskz_mov_epi32(bits_at(bits, i), to));
}

ASSAY_WIDE void take_where_wide(const std::uint64_t* bits, const std::int32_t* x, std::int32_t most, std::size_t n, std::int32_t* out) {
  const Lanes cap = all_of(most);
  for (std::size_t i = 0; i < n; i += 16) _mm512_mask_storeu_epi32(out + i, bits_at(bits, i), _mm512_min_epi32(at(x, i), cap));
}

ASSAY_WIDE void sum_wide(const std::int32_t* x, std::int32_t by_x, const std::int32_t* y, std::int32_t by_y, std::size_t n, std::int32_t* out) {
  if (by_x == 1 && by_y == 1) {
    for (std::size_t i = 0; i < n; i += 16) put(out, i, _mm512_add_epi32(at(x, i), at(y, i)));
  } else if (by_x == 1 && by_y == -1) {
    for (std::size_t i = 0; i < n; i += 16) put(out, i, _mm512_sub_epi32(at(x, i), at(y, i)));
  } else {
    const Lanes a = all_of(by_x), b = all_of(by_y);
    for (std::size_t i = 0; i < n; i += 16) put(out, i, _mm512_add_epi32(_mm512_mullo_epi32(at(x, i), a), _mm512_mullo_epi32(at(y, i), b)));
  }
}

ASSAY_WIDE void sum_open_wide(const std::int32_t* x, std::int32_t by_x, const std::int32_t* y, std::int32_t by_y, std::size_t n, std::int32_t* out) {
  if (by_x != 1 || by_y != 1) return kPortableLoops.sum_open(x, by_x, y, by_y, n, out);
  const Lanes open = all_of(kOpen);
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes a = at(x, i), b = at(y, i);
    const Lanes of_b = _mm512_mask_mov_epi32(_mm512_add_epi32(a, b), _mm512_cmpeq_epi32_mask(_mm512_abs_epi32(b), open), b);
    put(out, i, _mm512_mask_mov_epi32(of_b, _mm512_cmpeq_epi32_mask(_mm512_abs_epi32(a), open), a));
  }
}

ASSAY_WIDE void scaled_wide(const std::int32_t* x, std::int32_t by, std::size_t n, std::int32_t* out) {
  const Lanes factor = all_of(by);
  for (std::size_t i = 0; i < n; i += 16) put(out, i, _mm512_mullo_epi32(at(x, i), factor));
}

ASSAY_WIDE void accumulate_wide(const std::int32_t* x, std::int32_t by, std::size_t n, std::int32_t* sum) {
  const Lanes factor = all_of(by);
  if (by == 1)
    for (std::size_t i = 0; i < n; i += 16) put(sum, i, _mm512_add_epi32(at(sum, i), at(x, i)));
  else
    for (std::size_t i = 0; i < n; i += 16) put(sum, i, _mm512_add_epi32(at(sum, i), _mm512_mullo_epi32(at(x, i), factor)));
}

ASSAY_WIDE void lesser_wide(const std::int32_t* x, std::size_t n, std::int32_t* of) {
  for (std::size_t i = 0; i < n; i += 16) put(of, i, _mm512_min_epi32(at(of, i), at(x, i)));
}

ASSAY_WIDE void greater_wide(const std::int32_t* x, std::size_t n, std::int32_t* of) {
  for (std::size_t i = 0; i < n; i += 16) put(of, i, _mm512_max_epi32(at(of, i), at(x, i)));
}

ASSAY_WIDE void put_from_wide(const std::int32_t* x, std::int32_t from, std::int32_t value, std::size_t n, std::int32_t* out) {
  const Lanes start = all_of(from), to = all_of(value);
  for (std::size_t i = 0; i < n; i += 16) _mm512_mask_storeu_epi32(out + i, _mm512_cmpge_epi32_mask(at(x, i), start), to);
}

ASSAY_WIDE void put_before_wide(const std::int32_t* x, std::int32_t from, std::int32_t value, std::size_t n, std::int32_t* out) {
  const Lanes start = all_of(from), to = all_of(value);
  for (std::size_t i = 0; i < n; i += 16) _mm512_mask_storeu_epi32(out + i, _mm512_cmplt_epi32_mask(at(x, i), start), to);
}

ASSAY_WIDE void reaches_wide(const std::int32_t* x, std::int32_t from, std::size_t n, std::uint64_t* bits) {
  const Lanes start = all_of(from);
  for (std::size_t i = 0; i < n; i += 16) put_bits(bits, i, _mm512_cmpge_epi32_mask(at(x, i), start));
}

ASSAY_WIDE void ratio_reaches_wide(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::uint64_t* bits) {
  const Lanes a = all_of(how.by_x), b = all_of(how.by_y), more = all_of(how.more);
  for (std::size_t i = 0; i < n; i += 16)
    put_bits(bits, i, _mm512_cmpge_epi32_mask(_mm512_mullo_epi32(at(x, i), a), _mm512_add_epi32(_mm512_mullo_epi32(at(y, i), b), more)));
}

ASSAY_WIDE void weigh_wide(const std::int32_t* x, std::int64_t weight, std::size_t n, std::int64_t* sum) {
  const Lanes by = all_of(weight);
  for (std::size_t i = 0; i < n; i += 8)
    _mm512_storeu_si512(sum + i, _mm512_mul_epu32(_mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(x + i))), by));
}

ASSAY_WIDE void weigh_more_wide(const std::int32_t* x, std::int64_t weight, std::size_t n, std::int64_t* sum) {
  const Lanes by = all_of(weight);
  for (std::size_t i = 0; i < n; i += 8) {
    const Lanes product = _mm512_mul_epu32(_mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(x + i))), by);
    _mm512_storeu_si512(sum + i, _mm512_add_epi64(_mm512_loadu_si512(sum + i), product));
  }
}

ASSAY_WIDE void divide_wide(const std::int64_t* sum, const Weighed& how, std::size_t n, std::int32_t* out) {
  if (how.divisor != 0) return kPortableLoops.divide(sum, how, n, out);
  const Lanes half = all_of(how.half), multiplier = all_of(static_cast<std::int64_t>(how.by.multiplier));
  const __m128i first = _mm_cvtsi32_si128(how.by.first), then = _mm_cvtsi32_si128(how.by.then);
  for (std::size_t i = 0; i < n; i += 8) {
    const Lanes v = _mm512_srl_epi64(_mm512_add_epi64(_mm512_loadu_si512(sum + i), half), first);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), _mm512_cvtepi64_epi32(_mm512_srl_epi64(_mm512_mullo_epi64(v, multiplier), then)));
  }
}

// Products of 32 bits, of the even and of the odd rows apart.
ASSAY_WIDE void weighed_narrow(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* out) {
  const Lanes weight = all_of(how.weight), half = all_of(how.half), multiplier = all_of(static_cast<std::int64_t>(how.by.multiplier));
  const __m128i first = _mm_cvtsi32_si128(how.by.first), then = _mm_cvtsi32_si128(how.by.then);
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes even = at(x, i), odd = _mm512_srli_epi64(even, 32);
    const Lanes a = _mm512_srl_epi64(_mm512_add_epi64(_mm512_mul_epu32(even, weight), half), first);
    const Lanes b = _mm512_srl_epi64(_mm512_add_epi64(_mm512_mul_epu32(odd, weight), half), first);
    const Lanes p = _mm512_srl_epi64(_mm512_mul_epu32(a, multiplier), then), q = _mm512_srl_epi64(_mm512_mul_epu32(b, multiplier), then);
    put(out, i, _mm512_mask_mov_epi32(p, 0xAAAA, _mm512_slli_epi64(q, 32)));
  }
}

ASSAY_WIDE void weighed_wide(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* out) {
  if (how.is_narrow) return weighed_narrow(x, how, n, out);
  const Lanes weight = all_of(how.weight), half = all_of(how.half), multiplier = all_of(static_cast<std::int64_t>(how.by.multiplier));
  const __m128i first = _mm_cvtsi32_si128(how.by.first), then = _mm_cvtsi32_si128(how.by.then);
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes v = at(x, i);
    const Lanes a = _mm512_srl_epi64(_mm512_add_epi64(_mm512_mul_epu32(lower_half(v), weight), half), first);
    const Lanes b = _mm512_srl_epi64(_mm512_add_epi64(_mm512_mul_epu32(upper_half(v), weight), half), first);
    put(out, i, narrowed(_mm512_srl_epi64(_mm512_mullo_epi64(a, multiplier), then), _mm512_srl_epi64(_mm512_mullo_epi64(b, multiplier), then)));
  }
}

ASSAY_WIDE void weighed_more_narrow(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* sum) {
  const Lanes weight = all_of(how.weight), half = all_of(how.half), multiplier = all_of(static_cast<std::int64_t>(how.by.multiplier));
  const __m128i first = _mm_cvtsi32_si128(how.by.first), then = _mm_cvtsi32_si128(how.by.then);
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes even = at(x, i), odd = _mm512_srli_epi64(even, 32);
    const Lanes a = _mm512_srl_epi64(_mm512_add_epi64(_mm512_mul_epu32(even, weight), half), first);
    const Lanes b = _mm512_srl_epi64(_mm512_add_epi64(_mm512_mul_epu32(odd, weight), half), first);
    const Lanes p = _mm512_srl_epi64(_mm512_mul_epu32(a, multiplier), then), q = _mm512_srl_epi64(_mm512_mul_epu32(b, multiplier), then);
    put(sum, i, _mm512_add_epi32(at(sum, i), _mm512_mask_mov_epi32(p, 0xAAAA, _mm512_slli_epi64(q, 32))));
  }
}

ASSAY_WIDE void weighed_more_wide(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* sum) {
  if (how.is_narrow) return weighed_more_narrow(x, how, n, sum);
  kPortableLoops.weighed_more(x, how, n, sum);
}

ASSAY_WIDE void decide_wide(const Decision& decision, std::size_t words) {
  for (std::size_t w = 0; w < words; w += 8) {
    const auto some = static_cast<__mmask8>(words - w >= 8 ? 0xFF : (1U << (words - w)) - 1);
    const auto word = [&](const std::uint64_t* of) ASSAY_WIDE_LAMBDA { return _mm512_maskz_loadu_epi64(some, of + w); };
    const Lanes alive = word(decision.alive), low = word(decision.low);
    Lanes high = low;
    if (decision.valid != nullptr) {
      const Lanes valid = word(decision.valid);
      high = decision.beyond ? _mm512_or_si512(low, _mm512_andnot_si512(valid, alive)) : _mm512_and_si512(low, valid);
    } else if (decision.high != nullptr) {
      high = word(decision.high);
    }
    const Lanes reach = _mm512_and_si512(low, alive), fail = _mm512_andnot_si512(high, alive);
    _mm512_mask_storeu_epi64((decision.falls ? decision.no : decision.yes) + w, some, reach);
    _mm512_mask_storeu_epi64((decision.falls ? decision.yes : decision.no) + w, some, fail);
    if (decision.known == nullptr) continue;
    const Lanes open = _mm512_andnot_si512(_mm512_or_si512(reach, fail), alive);
    _mm512_mask_storeu_epi64(decision.lacks + w, some, _mm512_andnot_si512(word(decision.known), open));
  }
}

ASSAY_WIDE void climb_wide(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside) {
  if (how.share.multiplier == 0) return kPortableLoops.climb(x, how, n, out, beside);
  const auto counted_from_nothing = [&](std::int32_t at_start) ASSAY_WIDE_LAMBDA { return all_of(static_cast<std::int32_t>(std::clamp<std::int64_t>(std::int64_t{at_start} + how.start, -kOpen, kOpen))); };
  const Lanes start = all_of(how.start), foot = counted_from_nothing(how.foot), top = counted_from_nothing(how.top), most = all_of(how.most), cap = all_of(how.cap), none = _mm512_setzero_si512();
  const Lanes multiplier = all_of(static_cast<std::int64_t>(how.share.multiplier)), half = all_of(kShareHalfWide), value = all_of(beside.value);
  const auto finish = [&](std::size_t i, Lanes share) ASSAY_WIDE_LAMBDA {
    const Lanes v = at(x, i), below = _mm512_maskz_min_epi32(_mm512_cmpge_epi32_mask(v, foot), share, cap);
    const __mmask16 reached = _mm512_cmpge_epi32_mask(v, top);
    put_earned(out, i, _mm512_mask_mov_epi32(below, reached, most), reached, beside, value);
  };
  if (how.share.exact) {
    for (std::size_t i = 0; i < n; i += 16) {
      const Lanes above = _mm512_max_epi32(_mm512_sub_epi32(at(x, i), start), none);
      const Lanes a = _mm512_srli_epi64(_mm512_add_epi64(_mm512_mullo_epi64(lower_half(above), multiplier), half), 34);
      const Lanes b = _mm512_srli_epi64(_mm512_add_epi64(_mm512_mullo_epi64(upper_half(above), multiplier), half), 34);
      finish(i, narrowed(a, b));
    }
    return;
  }
  const Lanes twice = all_of(kTwiceOne * how.by), goal = all_of(how.goal), one = all_of(std::int64_t{1});
  const auto corrected = [&](Lanes above) ASSAY_WIDE_LAMBDA {
    const Lanes guess = _mm512_srli_epi64(_mm512_add_epi64(_mm512_mullo_epi64(above, multiplier), half), 34);
    const Lanes left = _mm512_sub_epi64(_mm512_mullo_epi64(above, twice), _mm512_mullo_epi64(_mm512_sub_epi64(_mm512_add_epi64(guess, guess), one), goal));
    return _mm512_mask_sub_epi64(guess, _mm512_movepi64_mask(left), guess, one);
  };
  for (std::size_t i = 0; i < n; i += 16) {
    const Lanes above = _mm512_max_epi32(_mm512_sub_epi32(at(x, i), start), none);
    finish(i, narrowed(corrected(lower_half(above)), corrected(upper_half(above))));
  }
}

ASSAY_WIDE void statuses_wide(const std::uint64_t* runs, std::size_t words, std::uint8_t* out, std::size_t* counts) {
  std::fill_n(counts, 5, 0);
  for (std::size_t w = 0; w < words; ++w) {
    Lanes bytes = _mm512_setzero_si512();
    for (std::size_t run = 0; run < 5; ++run) {
      const std::uint64_t rows = runs[run * words + w];
      counts[run] += static_cast<std::size_t>(_mm_popcnt_u64(rows));
      bytes = _mm512_mask_mov_epi8(bytes, rows, _mm512_set1_epi8(static_cast<char>(run + 1)));
    }
    _mm512_storeu_si512(out + w * 64, bytes);
  }
}

}  // namespace

const Loops kWideLoops = {"AVX-512",       read_wide,    put_where_wide,     cap_where_wide, take_where_wide, value_where_wide, sum_wide,
                          sum_open_wide,   scaled_wide,  accumulate_wide,    lesser_wide,    greater_wide,     put_from_wide,
                          put_before_wide, reaches_wide, ratio_reaches_wide, weigh_wide,     weigh_more_wide,  divide_wide,
                          weighed_wide,    weighed_more_wide, climb_wide,   wide::descend,      decide_wide,    statuses_wide,  wide::ratio};

}  // namespace assay::exec::tiles

ASSAY_WIDE_END

#endif
