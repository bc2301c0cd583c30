// Reading with AVX-512: separators by comparing 64 bytes at a time, then eight cells at a time. A cell has up to seven
// characters; its bytes are moved to the end of a 64-bit lane, the point is taken out, and eight digits become a number
// in three multiplications.

#include "read.h"

#if defined(__x86_64__)

#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx512cd,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")

#include <immintrin.h>

namespace bench::limit {

namespace {

constexpr int kGroups = (kColumns + 7) / 8;
constexpr int kPadded = (kColumns + 15) / 16 * 16;
constexpr std::size_t kBatch = 16;  // rows, turned into columns together

alignas(64) constexpr std::array<std::int64_t, kGroups* 8> kPlaces = [] {
  std::array<std::int64_t, kGroups * 8> places{};
  for (int c = 0; c < kGroups * 8; ++c) places[static_cast<std::size_t>(c)] = c < kColumns ? fact_of(c).places : 7;
  return places;
}();

// Sixteen rows of kPadded numbers to the columns of the block.
void turn(const std::int32_t* rows, std::int32_t* columns) {
  for (int c = 0; c < kColumns; c += 16) {
    __m512i r[16];
    __m512i t[16];
    for (int i = 0; i < 16; ++i) r[i] = _mm512_load_si512(rows + i * kPadded + c);
    for (int i = 0; i < 16; i += 2) {
      t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
      t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
    }
    for (int i = 0; i < 16; i += 4) {
      r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
      r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
      r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
      r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
    }
    // r[4k + j] has in its 128-bit lane l the rows 4k..4k+3 of column 4l + j.
    for (int j = 0; j < 4; ++j) {
      t[j] = _mm512_shuffle_i32x4(r[j], r[4 + j], 0x88);      // lanes 0 and 2 of rows 0-3, of rows 4-7
      t[4 + j] = _mm512_shuffle_i32x4(r[j], r[4 + j], 0xdd);  // lanes 1 and 3
      t[8 + j] = _mm512_shuffle_i32x4(r[8 + j], r[12 + j], 0x88);
      t[12 + j] = _mm512_shuffle_i32x4(r[8 + j], r[12 + j], 0xdd);
    }
    const int left = kColumns - c;
    for (int j = 0; j < 4; ++j) {
      const auto store = [&](int column, __m512i value) {
        if (column < left) _mm512_storeu_si512(columns + static_cast<std::size_t>(c + column) * kStride, value);
      };
      store(j, _mm512_shuffle_i32x4(t[j], t[8 + j], 0x88));
      store(8 + j, _mm512_shuffle_i32x4(t[j], t[8 + j], 0xdd));
      store(4 + j, _mm512_shuffle_i32x4(t[4 + j], t[12 + j], 0x88));
      store(12 + j, _mm512_shuffle_i32x4(t[4 + j], t[12 + j], 0xdd));
    }
  }
}

// The separators of up to kBatch rows, from the start of the first; each is where it stands after `base`.
struct Separators {
  alignas(64) std::array<std::uint32_t, kBatch*(kColumns + 1) + 128> at;
  std::size_t count = 0;
};

// Finds at least those of `rows` rows, if the text has so many. False where a quote or a carriage return stands.
bool find(const char* base, const char* end, std::size_t wanted, Separators& out) {
  const __m512i comma = _mm512_set1_epi8(',');
  const __m512i newline = _mm512_set1_epi8('\n');
  const __m512i quote = _mm512_set1_epi8('"');
  const __m512i carriage = _mm512_set1_epi8('\r');
  alignas(64) static constexpr std::array<unsigned char, 64> kNumbers = [] {
    std::array<unsigned char, 64> n{};
    for (std::size_t i = 0; i < 64; ++i) n[i] = static_cast<unsigned char>(i);
    return n;
  }();
  const __m512i numbers = _mm512_load_si512(kNumbers.data());
  __mmask64 other = 0;
  std::size_t count = 0;
  const auto size = static_cast<std::size_t>(end - base);
  for (std::size_t offset = 0; offset < size && count < wanted; offset += 64) {
    const __m512i text = _mm512_loadu_si512(base + offset);
    __mmask64 found = _mm512_cmpeq_epi8_mask(text, comma) | _mm512_cmpeq_epi8_mask(text, newline);
    other |= _mm512_cmpeq_epi8_mask(text, quote) | _mm512_cmpeq_epi8_mask(text, carriage);
    if (size - offset < 64) found = _bzhi_u64(found, static_cast<unsigned>(size - offset));
    const auto n = static_cast<std::size_t>(__builtin_popcountll(found));
    const __m512i start = _mm512_set1_epi32(static_cast<int>(offset));
    const __m512i packed = _mm512_maskz_compress_epi8(found, numbers);
    std::uint32_t* const at = out.at.data() + count;
    _mm512_storeu_si512(at, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
    _mm512_storeu_si512(at + 16, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1))));
    if (n > 32) [[unlikely]] {
      _mm512_storeu_si512(at + 32, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2))));
      _mm512_storeu_si512(at + 48, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3))));
    }
    count += n;
  }
  out.count = count;
  return other == 0;
}

// The cells of one row, whose separators are at `ends`: that behind the unit's name, then one behind each cell.
void cells(const char* base, const std::uint32_t* ends, std::int32_t* out, __mmask64& wrong, __mmask8& longer) {
  const __m512i iota =
      _mm512_set_epi8(-1, -2, -3, -4, -5, -6, -7, -8, -1, -2, -3, -4, -5, -6, -7, -8, -1, -2, -3, -4, -5, -6, -7, -8,
                      -1, -2, -3, -4, -5, -6, -7, -8, -1, -2, -3, -4, -5, -6, -7, -8, -1, -2, -3, -4, -5, -6, -7, -8,
                      -1, -2, -3, -4, -5, -6, -7, -8, -1, -2, -3, -4, -5, -6, -7, -8);
  const __m512i spread = _mm512_broadcast_i32x4(_mm_set_epi8(8, 8, 8, 8, 8, 8, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0));
  const __m512i point = _mm512_set1_epi8('.');
  const __m512i zero = _mm512_set1_epi8('0');
  const __m512i tens = _mm512_set1_epi16(0x010a);
  const __m512i hundreds = _mm512_set1_epi32(0x00010064);
  const __m512i powers = _mm512_set_epi64(10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1);
  for (int g = 0; g < kGroups; ++g) {
    const std::uint32_t* at = ends + 1 + 8 * g;
    const __m512i stop = _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)));
    const __m512i before = _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at - 1)));
    const int left = kColumns - 8 * g < 8 ? kColumns - 8 * g : 8;
    const auto there = static_cast<__mmask8>((1U << left) - 1);
    const std::uint32_t first =
        at[left - 1];  // 64 bytes that end here hold all eight cells: eight times seven characters and a separator
    const char* const window = base + first - 64;
    const __m512i length = _mm512_maskz_sub_epi64(there, _mm512_sub_epi64(stop, before), _mm512_set1_epi64(1));
    longer |= _mm512_cmpgt_epi64_mask(length, _mm512_set1_epi64(7));
    const __m512i relative = _mm512_sub_epi64(stop, _mm512_set1_epi64(static_cast<std::int64_t>(first) - 64));
    const __m512i index = _mm512_add_epi8(_mm512_shuffle_epi8(relative, spread), iota);
    __m512i text = _mm512_permutexvar_epi8(index, _mm512_loadu_si512(window));
    const __m512i empty = _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(length, 3));
    text = _mm512_sllv_epi64(_mm512_srlv_epi64(text, empty), empty);
    // What is before the point moves up by one.
    const __mmask64 points = _mm512_cmpeq_epi8_mask(text, point);
    const __m512i after = _mm512_lzcnt_epi64(_mm512_movm_epi8(points));  // eight times the places; 64 without a point
    const __m512i all = _mm512_set1_epi64(-1);
    const __m512i fraction =
        _mm512_and_si512(text, _mm512_sllv_epi64(all, _mm512_sub_epi64(_mm512_set1_epi64(64), after)));
    const __m512i whole = _mm512_slli_epi64(
        _mm512_and_si512(text, _mm512_srlv_epi64(all, _mm512_add_epi64(after, _mm512_set1_epi64(8)))), 8);
    const __m512i digits = _mm512_or_si512(fraction, whole);
    const __m512i values = _mm512_subs_epu8(digits, zero);
    wrong |= _mm512_cmpgt_epu8_mask(values, _mm512_set1_epi8(9)) |
             _mm512_mask_cmplt_epu8_mask(_mm512_test_epi8_mask(digits, digits), digits, zero);
    const __m512i twos = _mm512_maddubs_epi16(values, tens);
    const __m512i fours = _mm512_madd_epi16(twos, hundreds);
    const __m512i eights =
        _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10'000)), _mm512_srli_epi64(fours, 32));
    // To the places of the column.
    const __m512i places = _mm512_and_si512(_mm512_srli_epi64(after, 3), _mm512_set1_epi64(7));
    const __m512i missing_places = _mm512_sub_epi64(_mm512_load_si512(kPlaces.data() + 8 * g), places);
    longer |= _mm512_cmplt_epi64_mask(missing_places, _mm512_setzero_si512());
    const __m512i scaled = _mm512_mul_epu32(eights, _mm512_permutexvar_epi64(missing_places, powers));
    const __m512i result = _mm512_mask_mov_epi64(scaled, _mm512_cmpeq_epi64_mask(length, _mm512_setzero_si512()),
                                                 _mm512_set1_epi64(kMissing));
    _mm256_store_si256(reinterpret_cast<__m256i*>(out + 8 * g), _mm512_cvtepi64_epi32(result));
  }
}

}  // namespace

const char* read_wide(const char* begin, const char* end, Block& out) {
  static thread_local Separators separators;
  alignas(64) static thread_local std::array<std::int32_t, kBatch * kPadded> numbers;
  out.rows = 0;
  __mmask64 wrong = 0;
  __mmask8 longer = 0;
  while (begin != end && out.rows < kRows) {
    constexpr std::size_t kPerRow = kColumns + 1;
    if (!find(begin, end, kBatch * kPerRow, separators)) refuse("a quote or a carriage return");
    std::size_t rows = separators.count / kPerRow;
    if (rows > kBatch) rows = kBatch;
    if (rows == 0) refuse("a row that is too short");
    std::uint32_t from = 0;
    for (std::size_t r = 0; r < rows; ++r) {
      const std::uint32_t* ends = separators.at.data() + r * kPerRow;
      if (begin[ends[kColumns]] != '\n') refuse("a row that is too short or too long");
      out.units[out.rows + r] = {begin + from, ends[0] - from};
      cells(begin, ends, numbers.data() + r * kPadded, wrong, longer);
      from = ends[kColumns] + 1;
    }
    turn(numbers.data(), out.cells.data() + out.rows);
    out.rows += rows;
    begin += from;
  }
  if (wrong != 0) refuse("a cell that is no plain number");
  if (longer != 0) refuse("a cell of more than seven characters, or of more places than its column has");
  return begin;
}

}  // namespace bench::limit

#pragma GCC pop_options

#endif
