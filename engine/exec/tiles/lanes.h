// Sixteen rows of a tile in a register, for the loops with AVX-512.
#pragma once

#if defined(__x86_64__)

#include "exec/tiles/loops.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <immintrin.h>

#define ASSAY_WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,popcnt")))
#define ASSAY_WIDE_LAMBDA __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,popcnt"), always_inline))
#define ASSAY_WIDE_INLINE ASSAY_WIDE_LAMBDA inline

// GCC 12 takes what its own header leaves undefined on purpose for a mistake.
#if defined(__GNUC__) && !defined(__clang__)
#define ASSAY_WIDE_BEGIN _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wuninitialized\"") _Pragma("GCC diagnostic ignored \"-Wmaybe-uninitialized\"")
#define ASSAY_WIDE_END _Pragma("GCC diagnostic pop")
#else
#define ASSAY_WIDE_BEGIN
#define ASSAY_WIDE_END
#endif

ASSAY_WIDE_BEGIN

namespace assay::exec::tiles {

using Lanes = __m512i;  // sixteen of 32 bits, or eight of 64

inline constexpr std::int64_t kTwiceOne = 2'000'000'000;

ASSAY_WIDE_INLINE Lanes all_of(std::int32_t x) { return _mm512_set1_epi32(x); }
ASSAY_WIDE_INLINE Lanes all_of(std::int64_t x) { return _mm512_set1_epi64(x); }
ASSAY_WIDE_INLINE Lanes at(const std::int32_t* x, std::size_t i) { return _mm512_loadu_si512(x + i); }
ASSAY_WIDE_INLINE void put(std::int32_t* to, std::size_t i, Lanes x) { _mm512_storeu_si512(to + i, x); }
ASSAY_WIDE_INLINE __mmask16 bits_at(const std::uint64_t* bits, std::size_t i) {
  std::uint16_t out;
  std::memcpy(&out, reinterpret_cast<const char*>(bits) + i / 8, sizeof out);
  return out;
}
ASSAY_WIDE_INLINE void put_bits(std::uint64_t* bits, std::size_t i, __mmask16 mask) { std::memcpy(reinterpret_cast<char*>(bits) + i / 8, &mask, sizeof mask); }
ASSAY_WIDE_INLINE Lanes lower_half(Lanes x) { return _mm512_cvtepu32_epi64(_mm512_castsi512_si256(x)); }
ASSAY_WIDE_INLINE Lanes upper_half(Lanes x) { return _mm512_cvtepu32_epi64(_mm512_extracti64x4_epi64(x, 1)); }
ASSAY_WIDE_INLINE Lanes joined(__m256i low, __m256i high) { return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1); }
ASSAY_WIDE_INLINE Lanes narrowed(Lanes low, Lanes high) { return joined(_mm512_cvtepi64_epi32(low), _mm512_cvtepi64_epi32(high)); }

// What is earned, and what is asked for beside it.
ASSAY_WIDE_INLINE void put_earned(std::int32_t* out, std::size_t i, Lanes x, __mmask16 reached, const Beside& beside, Lanes value) {
  put(out, i, x);
  if (beside.out != nullptr) put(beside.out, i, _mm512_mask_mov_epi32(value, bits_at(beside.valid, i), x));
  if (beside.reached != nullptr) put_bits(beside.reached, i, reached);
}

}  // namespace assay::exec::tiles

ASSAY_WIDE_END

#endif
