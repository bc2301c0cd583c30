// Writing with AVX-512: verdicts are bits a target; turned over they are bits a unit, which are counted and spread to
// letters.

#include "write.h"
#include "write_number.h"

#if defined(__x86_64__)

#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,bmi,bmi2,popcnt")

#include <immintrin.h>

namespace bench::limit {

namespace {

using Bits = std::array<std::uint64_t, 64>;

// Bit j of word i becomes bit i of word j.
void turn(Bits& bits) {
  std::uint64_t mask = 0x00000000ffffffffULL;
  for (unsigned step = 32; step != 0; step >>= 1U, mask ^= mask << step) {
    for (unsigned i = 0; i < 64; i += 2 * step) {
      for (unsigned j = i; j < i + step; ++j) {
        const std::uint64_t swapped = (bits[j] >> step ^ bits[j + step]) & mask;
        bits[j] ^= swapped << step;
        bits[j + step] ^= swapped;
      }
    }
  }
}

constexpr std::size_t kMore = kAllTargets - 64;

}  // namespace

char* write_wide(const Block& block, const Judged& judged, char* out) {
  alignas(64) Bits met;
  alignas(64) Bits unknown;
  alignas(64) Bits more;  // of the targets from the 64th on: met, then unknown
  const __m512i yes = _mm512_set1_epi8('M');
  const __m512i no = _mm512_set1_epi8('X');
  const __m512i open = _mm512_set1_epi8('?');
  for (std::size_t first = 0; first < block.rows; first += 64) {
    const std::size_t word = first / 64;
    for (std::size_t t = 0; t < 64; ++t) {
      met[t] = judged.met[t][word];
      unknown[t] = judged.unknown[t][word];
    }
    more.fill(0);
    for (std::size_t t = 0; t < kMore; ++t) {
      more[t] = judged.met[64 + t][word];
      more[32 + t] = judged.unknown[64 + t][word];
    }
    turn(met);
    turn(unknown);
    turn(more);
    const std::size_t rows = std::min<std::size_t>(64, block.rows - first);
    for (std::size_t r = 0; r < rows; ++r) {
      const auto more_met = static_cast<std::uint32_t>(more[r]);
      const auto more_unknown = static_cast<std::uint32_t>(more[r] >> 32U);
      out = write_start(out, block.units[first + r],
                        static_cast<unsigned>(_mm_popcnt_u64(met[r]) + _mm_popcnt_u64(more_met)),
                        static_cast<unsigned>(_mm_popcnt_u64(unknown[r]) + _mm_popcnt_u64(more_unknown)),
                        judged.low[first + r], judged.high[first + r]);
      _mm512_storeu_si512(out, _mm512_mask_mov_epi8(_mm512_mask_mov_epi8(no, met[r], yes), unknown[r], open));
      _mm512_storeu_si512(out + 64, _mm512_mask_mov_epi8(_mm512_mask_mov_epi8(no, more_met, yes), more_unknown, open));
      out[kAllTargets] = '\n';
      out += kAllTargets + 1;
    }
  }
  return out;
}

}  // namespace bench::limit

#pragma GCC pop_options

#endif
