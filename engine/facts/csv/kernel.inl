// One version of the kernels; included once for each, with ASSAY_KERNEL (its name), ASSAY_TARGET (what its functions are compiled for) and
// ASSAY_LEVEL: 0 portable, 1 AVX2, 2 AVX-512.

namespace ASSAY_KERNEL {

struct Masks {
  std::uint64_t commas, feeds, high, others;  // high: bytes of 128 and more; others: quotes, and controls but line feeds
};

#if ASSAY_LEVEL == 2
ASSAY_TARGET inline std::uint64_t separators(const char* at) {
  const __m512i block = _mm512_loadu_si512(at);
  return _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(',')) | _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\n'));
}

ASSAY_TARGET inline Masks masks(const char* at) {
  const __m512i block = _mm512_loadu_si512(at);
  Masks out;
  out.commas = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(','));
  out.feeds = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\n'));
  out.high = _mm512_movepi8_mask(block);
  out.others = (_mm512_cmplt_epu8_mask(block, _mm512_set1_epi8(' ')) & ~out.feeds) | _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('"'));
  return out;
}
#elif ASSAY_LEVEL == 1
ASSAY_TARGET inline std::uint64_t bits(__m256i low, __m256i high) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) | static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(high))) << 32U;
}
ASSAY_TARGET inline std::uint64_t equal(__m256i low, __m256i high, char c) {
  const __m256i to = _mm256_set1_epi8(c);
  return bits(_mm256_cmpeq_epi8(low, to), _mm256_cmpeq_epi8(high, to));
}

ASSAY_TARGET inline std::uint64_t separators(const char* at) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
  const __m256i commas = _mm256_set1_epi8(','), feeds = _mm256_set1_epi8('\n');
  return bits(_mm256_or_si256(_mm256_cmpeq_epi8(low, commas), _mm256_cmpeq_epi8(low, feeds)),
              _mm256_or_si256(_mm256_cmpeq_epi8(high, commas), _mm256_cmpeq_epi8(high, feeds)));
}

ASSAY_TARGET inline Masks masks(const char* at) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
  Masks out;
  out.commas = equal(low, high, ',');
  out.feeds = equal(low, high, '\n');
  out.high = bits(low, high);
  const __m256i space = _mm256_set1_epi8(' ');
  out.others = (bits(_mm256_cmpgt_epi8(space, low), _mm256_cmpgt_epi8(space, high)) & ~out.high & ~out.feeds) | equal(low, high, '"');
  return out;
}
#else
inline std::uint64_t word_at(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

constexpr std::uint64_t kOnes = 0x0101010101010101ULL, kTops = kOnes << 7U;

// The top bit of each byte, as bits 0 to 7.
inline std::uint64_t gather(std::uint64_t tops) { return ((tops >> 7U) * 0x0102040810204080ULL) >> 56U; }
// The top bit of each byte that is 0.
inline std::uint64_t zeros(std::uint64_t word) { return ~(((word & ~kTops) + ~kTops) | word | ~kTops); }

inline Masks masks(const char* at) {
  Masks out{};
  for (unsigned i = 0; i < 8; ++i) {
    const std::uint64_t word = word_at(at + i * std::size_t{8});
    const auto equal = [&](char c) { return gather(zeros(word ^ (kOnes * static_cast<unsigned char>(c)))); };
    const std::uint64_t feeds = equal('\n');
    const std::uint64_t controls = gather(zeros(word & (kOnes * 0xE0U)));
    out.commas |= equal(',') << (8 * i);
    out.feeds |= feeds << (8 * i);
    out.high |= gather(word & kTops) << (8 * i);
    out.others |= ((controls & ~feeds) | equal('"')) << (8 * i);
  }
  return out;
}

inline std::uint64_t separators(const char* at) {
  const Masks found = masks(at);
  return found.commas | found.feeds;
}
#endif

// Stretches of bytes from 128 on, checked when they have ended.
struct HighBytes {
  const char* from = nullptr;
  const char* to = nullptr;

  ASSAY_TARGET bool add(const char* begin, const char* end) {
    if (from != nullptr && begin - to < 64) {
      to = end;
      return true;
    }
    const bool sound = check();
    from = begin;
    to = end;
    return sound;
  }
  ASSAY_TARGET bool check() const {
    return from == nullptr || !base::find_invalid_utf8({from, static_cast<std::size_t>(to - from)});
  }
};

ASSAY_TARGET void survey(std::string_view text, Lines& lines) {
  const char* const begin = text.data();
  const std::size_t size = text.size();
  std::size_t commas = 0;
  HighBytes high;
  bool sound = true;
  for (std::size_t at = 0; at < size && sound; at += 64) {
    Masks found = masks(begin + at);
    if (const std::size_t rest = size - at; rest < 64) {
      const std::uint64_t within = (std::uint64_t{1} << rest) - 1;
      found = {found.commas & within, found.feeds & within, found.high & within, found.others & within};
    }
    for (std::uint64_t others = found.others; others != 0; others &= others - 1) {
      const char* const other = begin + at + std::countr_zero(others);
      const bool quoted = *other == '"' || (*other == '\r' && other[1] != '\n');
      if (quoted || *other == '\0') sound = false;
      lines.quoted |= quoted;
      lines.returns |= *other == '\r';
    }
    if (found.high != 0)
      sound = high.add(begin + at + std::countr_zero(found.high), begin + at + (64 - std::countl_zero(found.high))) && sound;
    for (std::uint64_t feeds = found.feeds; feeds != 0; feeds &= feeds - 1) {
      const std::uint64_t before = feeds ^ (feeds - 1);
      commas += static_cast<std::size_t>(std::popcount(found.commas & before));
      found.commas &= ~before;
      sound = sound && commas == lines.commas;
      commas = 0;
      lines.ends.push_back(static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(feeds))));
    }
    commas += static_cast<std::size_t>(std::popcount(found.commas));
  }
  lines.sound = lines.sound && sound && high.check();
}

ASSAY_TARGET std::size_t mark(std::string_view text, std::uint32_t base, std::uint32_t* marks) {
  const std::size_t size = text.size();
  std::uint32_t* to = marks;
  for (std::size_t at = 0; at < size; at += 64) {
    std::uint64_t found = separators(text.data() + at);
    if (const std::size_t rest = size - at; rest < 64) found &= (std::uint64_t{1} << rest) - 1;
#if ASSAY_LEVEL == 2
    const __m512i first = _mm512_add_epi32(_mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), _mm512_set1_epi32(static_cast<int>(base + at)));
    for (int part = 0; part < 4; ++part) {
      const auto own = static_cast<__mmask16>(found >> (16 * part));
      _mm512_storeu_si512(to, _mm512_maskz_compress_epi32(own, _mm512_add_epi32(first, _mm512_set1_epi32(16 * part))));
      to += std::popcount(static_cast<unsigned>(own));
    }
#else
    std::uint32_t* const next = to + std::popcount(found);
    // Eight at a time, with no branch for each; what is too many is overwritten.
    for (; to < next; to += 8)
      for (int i = 0; i < 8; ++i) {
        to[i] = base + static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(found));
        found &= found - 1;
      }
    to = next;
#endif
  }
  return static_cast<std::size_t>(to - marks);
}

struct Decimal {
  std::int64_t data;
  int decimals;
  bool sound;
};

#if ASSAY_LEVEL > 0
// A decimal without sign of 1 to 16 characters that ends at `end`.
ASSAY_TARGET inline Decimal decimal(const char* end, std::uint32_t length) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(end - 16));
  const __m128i own = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kOwn.data() + length));
  const __m128i points = _mm_and_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('.')), own);
  const auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(points));
  // A point that is last is left among the digits, and none of them.
  const auto decimals = static_cast<std::uint32_t>(15 - std::countr_zero(found | 0x8000U));
  const __m128i spread = _mm_load_si128(reinterpret_cast<const __m128i*>(kWithoutPoint[decimals].data()));
  const __m128i digits = _mm_shuffle_epi8(_mm_and_si128(_mm_sub_epi8(block, _mm_set1_epi8('0')), own), spread);
  const __m128i above = _mm_subs_epu8(digits, _mm_set1_epi8(9));
  const __m128i pairs = _mm_maddubs_epi16(digits, _mm_set1_epi16(0x010A));
  const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00010064));
  const __m128i packed = _mm_packus_epi32(fours, fours);
  const __m128i eights = _mm_madd_epi16(packed, _mm_set1_epi32(0x00012710));
  const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(eights));
  const std::uint64_t data = (both & 0xFFFFFFFFU) * 100'000'000U + (both >> 32U);
  const bool first = decimals + 1 == length && decimals != 0;  // nothing before the point
  return {static_cast<std::int64_t>(data), static_cast<int>(decimals), _mm_testz_si128(above, above) != 0 && !first};
}
#else
inline Decimal decimal(const char* end, std::uint32_t length) {
  const char* const begin = end - length;
  const char* point = nullptr;
  std::int64_t data = 0;
  for (const char* at = begin; at != end; ++at) {
    const auto digit = static_cast<unsigned char>(*at - '0');
    if (digit <= 9) data = data * 10 + digit;
    else if (*at == '.' && point == nullptr && at != begin && at + 1 != end) point = at;
    else return {0, 0, false};
  }
  return {data, point == nullptr ? 0 : static_cast<int>(end - point) - 1, true};
}
#endif

constexpr std::uint32_t kMostDigits = 18;  // fewer than an int64 holds

// One cell, as `numbers` does it.
ASSAY_TARGET inline void number(const char* text, const std::uint32_t* mark, const NumberColumns& columns, std::size_t i, std::size_t row,
                                std::vector<std::uint32_t>& left) {
  const std::uint32_t begin = mark[-1] + 1;
  const std::uint32_t end = *mark;
  const bool negative = text[begin] == '-';
  const std::uint32_t length = end - begin - negative;
  if (length - 1 < 16) [[likely]] {
    const Decimal found = decimal(text + end, length);
    const auto more = static_cast<std::uint64_t>(columns.decimals[i] - found.decimals);
    if (found.sound && more <= kMostDigits && more + length <= kMostDigits) [[likely]] {
      const std::int64_t scaled = found.data * kPowersOfTen[more];
      columns.data[i][row] = negative ? -scaled : scaled;
      return;
    }
  }
  columns.data[i][row] = columns.filler[i];
  columns.valid[i][row / 64] &= ~(std::uint64_t{1} << (row % 64));
  if (begin != end) left.push_back(static_cast<std::uint32_t>(i));
}

#if ASSAY_LEVEL == 2
// The 16 bytes that end at a mark.
ASSAY_TARGET inline __m128i before_mark(const char* text, std::uint32_t mark) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + mark - 16)); }
// The first word of each 16 bytes.
ASSAY_TARGET inline __m256i packed(__m512i v) { return _mm512_castsi512_si256(_mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 0, 2, 4, 6), v)); }

// Which of four times 16 bits have any.
ASSAY_TARGET inline unsigned lanes(std::uint64_t bits) {
  const auto any = [&](unsigned n) { return static_cast<unsigned>((bits >> (16 * n) & 0xFFFF) != 0) << n; };
  return any(0) | any(1) | any(2) | any(3);
}

// Four cells beside each other, each right-aligned in 16 bytes of its own. Which of them are no decimals that fit: bits, and nothing of meaning was
// written for them.
ASSAY_TARGET inline unsigned four_numbers(const char* text, const std::uint32_t* marks, const NumberColumns& columns, std::size_t i, std::size_t row) {
  constexpr std::uint64_t kLast = 0x8000800080008000ULL;  // the last byte of each
  const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i*>(marks));
  const __m128i before = _mm_loadu_si128(reinterpret_cast<const __m128i*>(marks - 1));
  const __m128i lengths = _mm_sub_epi32(_mm_sub_epi32(ends, before), _mm_set1_epi32(1));
  __m512i block = _mm512_castsi128_si512(before_mark(text, marks[0]));
  block = _mm512_inserti32x4(block, before_mark(text, marks[1]), 1);
  block = _mm512_inserti32x4(block, before_mark(text, marks[2]), 2);
  block = _mm512_inserti32x4(block, before_mark(text, marks[3]), 3);

  const __m512i index = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  const __m512i of_cell = _mm512_setr_epi32(0, 0, 0, 0, 0x04040404, 0x04040404, 0x04040404, 0x04040404, 0x08080808, 0x08080808, 0x08080808, 0x08080808, 0x0C0C0C0C,
                                            0x0C0C0C0C, 0x0C0C0C0C, 0x0C0C0C0C);
  const __m128i gaps = _mm_sub_epi32(_mm_set1_epi32(16), _mm_min_epu32(lengths, _mm_set1_epi32(17)));  // of a longer one 255: none of its bytes
  const std::uint64_t own = _mm512_cmpge_epu8_mask(index, _mm512_shuffle_epi8(_mm512_broadcast_i32x4(gaps), of_cell));
  const std::uint64_t minus = _mm512_mask_cmpeq_epi8_mask(own & ~((own << 1U) & ~(kLast >> 15U)), block, _mm512_set1_epi8('-'));  // first bytes only
  const std::uint64_t digits_and_point = own & ~minus;
  const std::uint64_t point = _mm512_mask_cmpeq_epi8_mask(digits_and_point, block, _mm512_set1_epi8('.'));
  const std::uint64_t first = digits_and_point & ~((digits_and_point << 1U) & ~(kLast >> 15U));

  // Bytes before the point move up by one. Of two points at least one is left, and is no digit.
  const __m512i places = _mm512_maskz_add_epi8(point, index, _mm512_set1_epi8(1));
  const __m512i halves = _mm512_sad_epu8(places, _mm512_setzero_si512());
  const __m512i both = _mm512_add_epi64(halves, _mm512_shuffle_epi32(halves, _MM_PERM_BADC));  // from 1; 0 without a point
  const __m512i behind = _mm512_shuffle_epi8(both, _mm512_setzero_si512());
  const __m512i source = _mm512_mask_sub_epi8(index, _mm512_cmplt_epu8_mask(index, behind), index, _mm512_set1_epi8(1));
  const __m512i digits = _mm512_shuffle_epi8(_mm512_maskz_sub_epi8(digits_and_point, block, _mm512_set1_epi8('0')), source);
  const std::uint64_t odd = _mm512_cmpgt_epu8_mask(digits, _mm512_set1_epi8(9)) | (~digits_and_point & kLast) | (point & (kLast | first));

  const __m256i place = packed(both);
  const __m256i decimals = _mm256_maskz_sub_epi64(_mm256_test_epi64_mask(place, place), _mm256_set1_epi64x(16), place);
  const __m256i wanted = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(columns.decimals + i));
  const __m256i more = _mm256_sub_epi64(wanted, decimals);
  const __m256i size = _mm256_add_epi64(more, _mm256_cvtepu32_epi64(lengths));
  const unsigned fits = static_cast<unsigned>(_mm256_cmple_epu64_mask(more, _mm256_set1_epi64x(15))) & static_cast<unsigned>(_mm256_cmple_epu64_mask(size, _mm256_set1_epi64x(kMostDigits)));
  const __m512i pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A));
  const __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
  const __m512i eights = _mm512_madd_epi16(_mm512_packus_epi32(fours, fours), _mm512_set1_epi32(0x00012710));
  const __m256i halfway = packed(eights);
  const __m256i data = _mm256_add_epi64(_mm256_mul_epu32(halfway, _mm256_set1_epi64x(100'000'000)), _mm256_srli_epi64(halfway, 32));
  const __m512i low_powers = _mm512_loadu_si512(kPowersOfTen.data());
  const __m512i high_powers = _mm512_loadu_si512(kPowersOfTen.data() + 8);
  const __m256i factor = _mm512_castsi512_si256(_mm512_permutex2var_epi64(low_powers, _mm512_castsi256_si512(more), high_powers));
  __m256i scaled = _mm256_mullo_epi64(data, factor);
  if (minus != 0) {
    scaled = _mm256_mask_sub_epi64(scaled, static_cast<__mmask8>(lanes(minus)), _mm256_setzero_si256(), scaled);
  }
  const __m128i front = _mm256_castsi256_si128(scaled);
  const __m128i back = _mm256_extracti128_si256(scaled, 1);
  columns.data[i][row] = _mm_cvtsi128_si64(front);
  columns.data[i + 1][row] = _mm_extract_epi64(front, 1);
  columns.data[i + 2][row] = _mm_cvtsi128_si64(back);
  columns.data[i + 3][row] = _mm_extract_epi64(back, 1);
  return odd == 0 && fits == 0xF ? 0 : lanes(odd) | (~fits & 0xFU);
}
#endif

ASSAY_TARGET void numbers(const char* text, const std::uint32_t* marks, std::span<const std::uint32_t> cells, const NumberColumns& columns, std::size_t row,
                          std::vector<std::uint32_t>& left) {
  std::size_t i = 0;
#if ASSAY_LEVEL == 2
  if (!cells.empty() && cells.back() - cells.front() + 1 == cells.size()) {
    const std::uint32_t* at = marks + cells.front();
    for (; i + 4 <= cells.size(); i += 4, at += 4) {
      for (unsigned odd = four_numbers(text, at, columns, i, row); odd != 0; odd &= odd - 1) {
        const auto n = static_cast<std::size_t>(std::countr_zero(odd));
        number(text, at + n, columns, i + n, row, left);
      }
    }
  }
#endif
  for (; i < cells.size(); ++i) number(text, marks + cells[i], columns, i, row, left);
}

ASSAY_TARGET bool within(std::span<const std::int64_t> numbers, std::int64_t low, std::int64_t high, std::int64_t small) {
  const auto odd = [&](std::int64_t each) { return each < low || each > high || (each != 0 && each <= small && each >= -small); };
  std::size_t i = 0;
  Eight found{};
  if (small < 0) {
    for (; i + 8 <= numbers.size(); i += 8) {
      Eight each;
      std::memcpy(&each, numbers.data() + i, sizeof each);
      found |= (each < low) | (each > high);
    }
  } else {
    for (; i + 8 <= numbers.size(); i += 8) {
      Eight each;
      std::memcpy(&each, numbers.data() + i, sizeof each);
      found |= (each < low) | (each > high) | ((each <= small) & (each >= -small) & (each != 0));
    }
  }
  std::int64_t any = 0;
  for (int lane = 0; lane < 8; ++lane) any |= found[lane];
  for (; i < numbers.size(); ++i) any |= static_cast<std::int64_t>(odd(numbers[i]));
  return any == 0;
}

constexpr Kernels kKernels{ASSAY_KERNEL_NAME, survey, mark, numbers, within};

}  // namespace ASSAY_KERNEL

#undef ASSAY_KERNEL
#undef ASSAY_KERNEL_NAME
#undef ASSAY_TARGET
#undef ASSAY_LEVEL
