// One version of the kernels; included once for each, with ASSAY_KERNEL (its name), ASSAY_TARGET (what its functions are compiled for) and
// ASSAY_LEVEL: 0 portable, 1 AVX2, 2 AVX-512, 3 with its permutations of single bytes, too.

namespace ASSAY_KERNEL {

struct Masks {
  std::uint64_t commas, feeds, high, others;  // high: bytes of 128 and more; others: quotes, and controls but line feeds
};

#if ASSAY_LEVEL >= 2
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
#if ASSAY_LEVEL == 3
    const __m512i packed_bytes = _mm512_maskz_compress_epi8(found, _mm512_loadu_si512(kUpwards.data()));
    const __m512i first = _mm512_set1_epi32(static_cast<int>(base + at));
    const auto count = static_cast<std::size_t>(std::popcount(found));
    _mm512_storeu_si512(to, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed_bytes))));
    _mm512_storeu_si512(to + 16, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed_bytes, 1))));
    if (count > 32) [[unlikely]] {
      _mm512_storeu_si512(to + 32, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed_bytes, 2))));
      _mm512_storeu_si512(to + 48, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed_bytes, 3))));
    }
    to += count;
#elif ASSAY_LEVEL == 2
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
                                std::vector<LeftNumber>& left) {
  const std::uint32_t begin = mark[-1] + 1;
  const std::uint32_t end = *mark;
  const bool negative = text[begin] == '-';
  const std::uint32_t length = end - begin - negative;
  if (length - 1 < 16) [[likely]] {
    const Decimal found = decimal(text + end, length);
    const auto more = static_cast<std::uint64_t>(columns.decimals[i] - found.decimals);
    if (found.sound && more <= kMostDigits && more + length <= kMostDigits) [[likely]] {
      const std::int64_t scaled = found.data * kPowersOfTen[more];
      const std::int64_t value = negative ? -scaled : scaled;
      columns.data[i][row] = value;
      if (value < columns.least[i]) columns.least[i] = value;
      if (value > columns.most[i]) columns.most[i] = value;
      return;
    }
  }
  columns.data[i][row] = columns.filler[i];
  columns.valid[i][row / 64] &= ~(std::uint64_t{1} << (row % 64));
  if (begin != end) left.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(i)});
}

#if ASSAY_LEVEL >= 2
// Cells beside each other, and which of them are empty, and which no decimals that fit: bits; what their values are is of no meaning.
struct Four {
  __m256i values;
  unsigned odd, empty;
};
struct EightCells {
  __m512i values;
  unsigned odd, empty;
};

// The 16 bytes that end at a mark.
ASSAY_TARGET inline __m128i before_mark(const char* text, std::uint32_t mark) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + mark - 16)); }
// The first word of each 16 bytes.
ASSAY_TARGET inline __m256i packed(__m512i v) { return _mm512_castsi512_si256(_mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 0, 2, 4, 6), v)); }

// Which of four times 16 bits have any.
ASSAY_TARGET inline unsigned lanes(std::uint64_t bits) {
  const auto any = [&](unsigned n) { return static_cast<unsigned>((bits >> (16 * n) & 0xFFFF) != 0) << n; };
  return any(0) | any(1) | any(2) | any(3);
}

// Each right-aligned in 16 bytes of its own.
ASSAY_TARGET inline Four four_numbers(const char* text, const std::uint32_t* marks, const std::uint32_t* marks_before, __m256i wanted) {
  constexpr std::uint64_t kLast = 0x8000800080008000ULL;  // the last byte of each
  const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i*>(marks));
  const __m128i before = _mm_loadu_si128(reinterpret_cast<const __m128i*>(marks_before));
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
  if (minus != 0) scaled = _mm256_mask_sub_epi64(scaled, static_cast<__mmask8>(lanes(minus)), _mm256_setzero_si256(), scaled);
  const unsigned empty = _mm_cmpeq_epi32_mask(lengths, _mm_setzero_si128());
  return {scaled, (odd == 0 && fits == 0xF ? 0 : lanes(odd) | (~fits & 0xFU)) & ~empty, empty};
}

// Eight cells of up to 16 characters, between these marks.
ASSAY_TARGET inline EightCells eight_between(const char* text, const std::uint32_t* before, const std::uint32_t* ends, __m512i wanted) {
  const Four front = four_numbers(text, ends, before, _mm512_castsi512_si256(wanted));
  const Four back = four_numbers(text, ends + 4, before + 4, _mm512_extracti64x4_epi64(wanted, 1));
  return {_mm512_inserti64x4(_mm512_castsi256_si512(front.values), back.values, 1), front.odd | back.odd << 4U, front.empty | back.empty << 4U};
}

// Of which `count` count, and stand beside each other.
ASSAY_TARGET inline EightCells eight_long(const char* text, const std::uint32_t* marks, __m512i wanted, unsigned count) {
  std::array<std::uint32_t, 9> own;
  if (count < 8) {
    for (unsigned n = 0; n < own.size(); ++n) own[n] = marks[static_cast<std::ptrdiff_t>(std::min(n, count)) - 1];
    marks = own.data() + 1;
  }
  return eight_between(text, marks - 1, marks, wanted);
}

// Of which `cells` count, wherever they stand.
ASSAY_TARGET inline EightCells eight_apart(const char* text, const std::uint32_t* marks, std::span<const std::uint32_t> cells, __m512i wanted) {
  std::array<std::uint32_t, 8> before, ends;
  for (std::size_t n = 0; n < 8; ++n) {
    const std::uint32_t* const mark = marks + cells[std::min(n, cells.size() - 1)];
    before[n] = mark[-1];
    ends[n] = *mark;
  }
  return eight_between(text, before.data(), ends.data(), wanted);
}

#if ASSAY_LEVEL == 3
// Kept in a register, where the compiler would rather make it anew for every eight cells.
ASSAY_TARGET inline __m512i kept(__m512i v) {
  asm("" : "+v"(v));
  return v;
}

struct EightConstants {
  __m512i backwards, spread, zero, point, minus, byte, nine, one, seven, eight, all, bits, but_one, tens, hundreds, myriads, powers;
};
ASSAY_TARGET inline EightConstants eight_constants() {
  EightConstants k;
  k.backwards = kept(_mm512_set1_epi64(static_cast<std::int64_t>(0xFFFEFDFCFBFAF9F8ULL)));
  k.spread = kept(_mm512_broadcast_i32x4(_mm_set_epi8(8, 8, 8, 8, 8, 8, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0)));
  k.zero = kept(_mm512_set1_epi8('0'));
  k.point = kept(_mm512_set1_epi8('.' ^ '0'));
  k.minus = kept(_mm512_set1_epi64('-' ^ '0'));
  k.byte = kept(_mm512_set1_epi64(0xFF));
  k.nine = kept(_mm512_set1_epi8(9));
  k.one = kept(_mm512_set1_epi64(1));
  k.seven = kept(_mm512_set1_epi64(7));
  k.eight = kept(_mm512_set1_epi64(8));
  k.all = kept(_mm512_set1_epi64(-1));
  k.bits = kept(_mm512_set1_epi64(64));
  k.but_one = kept(_mm512_set1_epi64(56));
  k.tens = kept(_mm512_set1_epi16(0x010A));
  k.hundreds = kept(_mm512_set1_epi32(0x00010064));
  k.myriads = kept(_mm512_set1_epi64(10'000));
  k.powers = kept(_mm512_loadu_si512(kPowersOfTen.data()));
  return k;
}

// Eight cells, most often of up to 8 characters: each right-aligned in 8 bytes of its own. `count` of them count.
ASSAY_TARGET inline EightCells eight_numbers(const EightConstants& k, const char* text, const std::uint32_t* marks, __m512i wanted, unsigned count) {
  const auto there = static_cast<__mmask8>((1U << count) - 1);
  const std::uint32_t last = marks[count - 1];
  const __m512i ends = _mm512_cvtepu32_epi64(_mm256_maskz_loadu_epi32(there, marks));
  const __m512i before = _mm512_cvtepu32_epi64(_mm256_maskz_loadu_epi32(there, marks - 1));
  const __m512i lengths = _mm512_maskz_sub_epi64(there, _mm512_sub_epi64(ends, before), k.one);
  // 64 bytes that end with the last hold all of them.
  if (last - marks[-1] > 65 || _mm512_cmpgt_epu64_mask(lengths, k.eight) != 0) [[unlikely]]
    return eight_long(text, marks, wanted, count);
  const __m512i relative = _mm512_sub_epi64(ends, _mm512_set1_epi64(std::int64_t{last} - 64));
  const __m512i index = _mm512_add_epi8(_mm512_shuffle_epi8(relative, k.spread), k.backwards);
  // Digits become their values, all else what is above 9; bytes of no cell become 0.
  const __m512i block = _mm512_xor_si512(_mm512_permutexvar_epi8(index, _mm512_loadu_si512(text + last - 64)), k.zero);
  const __m512i gaps = _mm512_sub_epi64(k.bits, _mm512_slli_epi64(lengths, 3));  // in bits
  const __m512i first = _mm512_and_si512(_mm512_srlv_epi64(block, gaps), k.byte);
  const __mmask8 minus = _mm512_cmpeq_epi64_mask(first, k.minus);
  const __m512i from = _mm512_mask_add_epi64(gaps, minus, gaps, k.eight);
  const __m512i cells = _mm512_sllv_epi64(_mm512_srlv_epi64(block, from), from);
  // Bytes before the point move up by one. Of two points at least one is left, and is no digit.
  const __mmask64 points = _mm512_cmpeq_epi8_mask(cells, k.point);
  const __m512i behind = _mm512_lzcnt_epi64(_mm512_movm_epi8(points));  // bits behind the point; 64 without one
  const __m512i fraction = _mm512_and_si512(cells, _mm512_sllv_epi64(k.all, _mm512_sub_epi64(k.bits, behind)));
  const __m512i whole = _mm512_slli_epi64(_mm512_and_si512(cells, _mm512_srlv_epi64(k.all, _mm512_add_epi64(behind, k.eight))), 8);
  const __m512i digits = _mm512_or_si512(fraction, whole);
  const __m512i above = _mm512_subs_epu8(digits, k.nine);
  const __m512i pairs = _mm512_maddubs_epi16(digits, k.tens);
  const __m512i fours = _mm512_madd_epi16(pairs, k.hundreds);
  const __m512i data = _mm512_add_epi64(_mm512_mul_epu32(fours, k.myriads), _mm512_srli_epi64(fours, 32));
  const __m512i decimals = _mm512_and_si512(_mm512_srli_epi64(behind, 3), k.seven);
  const __m512i more = _mm512_sub_epi64(wanted, decimals);
  const __m512i scaled = _mm512_mul_epu32(data, _mm512_permutexvar_epi64(more, k.powers));
  const __m512i values = _mm512_mask_sub_epi64(scaled, minus, _mm512_setzero_si512(), scaled);

  const auto empty = _mm512_testn_epi64_mask(lengths, lengths);
  const auto unfit = _mm512_cmpgt_epu64_mask(more, k.seven);
  // No digit behind the point, none before it, or none at all.
  const auto bare = _mm512_testn_epi64_mask(behind, behind) | _mm512_cmpeq_epi64_mask(_mm512_add_epi64(behind, from), k.but_one) |
                    _mm512_cmpeq_epi64_mask(from, k.bits);
  const unsigned odd = static_cast<unsigned>(_mm512_test_epi64_mask(above, above) | unfit | bare) & ~static_cast<unsigned>(empty);
  return {values, odd, empty};
}
// What is asked of cells all at once: eight rows of eight, each of digits and perhaps a point between them, up to 8 characters.
struct QuickChecks {
  __m256i longest;   // of a cell, and one more
  __m512i greatest;  // of what should be digits
  __m512i closest;   // how near a point comes to either end
  __m512i missing;   // negative where a cell has more places than its column
  std::uint32_t widest;
};
ASSAY_TARGET inline QuickChecks quick_checks() { return {_mm256_setzero_si256(), _mm512_setzero_si512(), _mm512_set1_epi64(-1), _mm512_setzero_si512(), 0}; }

ASSAY_TARGET inline bool are_sound(const QuickChecks& checks) {
  return checks.widest <= 65 && _mm256_cmpgt_epu32_mask(checks.longest, _mm256_set1_epi32(9)) == 0 && _mm512_cmpgt_epu8_mask(checks.greatest, _mm512_set1_epi8(9)) == 0 &&
         _mm512_testn_epi64_mask(checks.closest, checks.closest) == 0 && _mm512_movepi64_mask(checks.missing) == 0;
}

struct QuickConstants {
  __m512i spread, backwards, zero, point, powers;
  __m512i bits, but_one, low_bits, all, tens, hundreds, myriads;
  __m256i one, more_bits;
};
ASSAY_TARGET inline QuickConstants quick_constants() {
  QuickConstants k;
  k.spread = kept(_mm512_set_epi64(0x1C1C1C1C1C1C1C1C, 0x1818181818181818, 0x1414141414141414, 0x1010101010101010, 0x0C0C0C0C0C0C0C0C, 0x0808080808080808, 0x0404040404040404, 0));
  k.backwards = kept(_mm512_set1_epi64(0x3F3E3D3C3B3A3938LL));
  k.zero = kept(_mm512_set1_epi8('0'));
  k.point = kept(_mm512_set1_epi8('.' ^ '0'));
  k.powers = kept(_mm512_loadu_si512(kPowersOfTen.data()));
  k.bits = kept(_mm512_set1_epi64(64));
  k.but_one = kept(_mm512_set1_epi64(56));
  k.low_bits = kept(_mm512_set1_epi64(63));
  k.all = kept(_mm512_set1_epi64(-1));
  k.tens = kept(_mm512_set1_epi16(0x010A));
  k.hundreds = kept(_mm512_set1_epi32(0x00010064));
  k.myriads = kept(_mm512_set1_epi64(10'000));
  k.one = _mm256_set1_epi32(1);
  k.more_bits = _mm256_set1_epi32(72);
  return k;
}

// Eight cells as eight_numbers reads them, if they are such; with `filler` where they are empty. `wanted`: eight times the places, which are at most 7.
ASSAY_TARGET inline __m512i quick_numbers(const QuickConstants& k, const char* text, const std::uint32_t* marks, __m512i wanted, __m512i filler, QuickChecks& checks,
                                          __mmask8& empty) {
  const std::uint32_t last = marks[7];
  const __m256i ends = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(marks));
  const __m256i sizes = _mm256_sub_epi32(ends, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(marks - 1)));  // with a separator
  checks.widest = std::max(checks.widest, last - marks[-1]);
  checks.longest = _mm256_max_epu32(checks.longest, sizes);
  empty = _mm256_cmpeq_epi32_mask(sizes, k.one);
  const __m512i gaps = _mm512_cvtepu32_epi64(_mm256_sub_epi32(k.more_bits, _mm256_slli_epi32(sizes, 3)));
  const __m256i relative = _mm256_sub_epi32(ends, _mm256_set1_epi32(static_cast<int>(last)));
  const __m512i index = _mm512_add_epi8(_mm512_permutexvar_epi8(k.spread, _mm512_castsi256_si512(relative)), k.backwards);
  const __m512i block = _mm512_xor_si512(_mm512_permutexvar_epi8(index, _mm512_loadu_si512(text + last - 64)), k.zero);
  const __m512i cells = _mm512_sllv_epi64(_mm512_srlv_epi64(block, gaps), gaps);
  const __m512i behind = _mm512_lzcnt_epi64(_mm512_movm_epi8(_mm512_cmpeq_epi8_mask(cells, k.point)));  // bits behind the point; 64 without one
  const __m512i fraction = _mm512_sllv_epi64(k.all, _mm512_sub_epi64(k.bits, behind));
  const __m512i digits = _mm512_ternarylogic_epi64(fraction, cells, _mm512_slli_epi64(cells, 8), 0xCA);  // those behind the point as they are, those before it one up
  checks.greatest = _mm512_max_epu8(checks.greatest, digits);
  checks.closest = _mm512_min_epu64(checks.closest, _mm512_min_epu64(behind, _mm512_sub_epi64(_mm512_sub_epi64(k.but_one, gaps), behind)));
  const __m512i pairs = _mm512_maddubs_epi16(digits, k.tens);
  const __m512i fours = _mm512_madd_epi16(pairs, k.hundreds);
  const __m512i data = _mm512_add_epi64(_mm512_mul_epu32(fours, k.myriads), _mm512_srli_epi64(fours, 32));
  const __m512i more = _mm512_sub_epi64(wanted, _mm512_and_si512(behind, k.low_bits));
  checks.missing = _mm512_or_si512(checks.missing, more);
  const __m512i scaled = _mm512_mul_epu32(data, _mm512_permutexvar_epi64(_mm512_srli_epi64(more, 3), k.powers));
  return _mm512_mask_mov_epi64(scaled, empty, filler);
}
#else
struct EightConstants {};
ASSAY_TARGET inline EightConstants eight_constants() { return {}; }
ASSAY_TARGET inline EightCells eight_numbers(const EightConstants&, const char* text, const std::uint32_t* marks, __m512i wanted, unsigned count) {
  return eight_long(text, marks, wanted, count);
}
#endif

// Eight rows of eight to eight columns of eight.
ASSAY_TARGET inline void turn(__m512i* v) {
  __m512i t[8];
  for (int i = 0; i < 8; i += 2) {
    t[i] = _mm512_unpacklo_epi64(v[i], v[i + 1]);      // columns 0, 2, 4, 6 of rows i and i + 1
    t[i + 1] = _mm512_unpackhi_epi64(v[i], v[i + 1]);  // columns 1, 3, 5, 7
  }
  for (int odd = 0; odd < 2; ++odd) {
    const __m512i a = _mm512_shuffle_i64x2(t[odd], t[odd + 2], 0x88), b = _mm512_shuffle_i64x2(t[odd], t[odd + 2], 0xDD);
    const __m512i c = _mm512_shuffle_i64x2(t[odd + 4], t[odd + 6], 0x88), d = _mm512_shuffle_i64x2(t[odd + 4], t[odd + 6], 0xDD);
    v[odd] = _mm512_shuffle_i64x2(a, c, 0x88);
    v[odd + 2] = _mm512_shuffle_i64x2(b, d, 0x88);
    v[odd + 4] = _mm512_shuffle_i64x2(a, c, 0xDD);
    v[odd + 6] = _mm512_shuffle_i64x2(b, d, 0xDD);
  }
}

// Bit 8 r + c becomes bit 8 c + r.
inline std::uint64_t turned(std::uint64_t bits) {
  const auto swap = [&](unsigned by, std::uint64_t mask) {
    const std::uint64_t both = (bits ^ (bits >> by)) & mask;
    bits ^= both ^ (both << by);
  };
  swap(7, 0x00AA00AA00AA00AAULL);
  swap(14, 0x0000CCCC0000CCCCULL);
  swap(28, 0x00000000F0F0F0F0ULL);
  return bits;
}

// Clears the bits of empty cells: 8 r + c.
ASSAY_TARGET inline void clear_empty(std::uint64_t empty, const NumberColumns& columns, std::size_t i, std::size_t row) {
  for (; empty != 0; empty &= empty - 1) {
    const auto n = static_cast<std::size_t>(std::countr_zero(empty));
    const std::size_t at = row + n / 8;
    columns.valid[i + n % 8][at / 64] &= ~(std::uint64_t{1} << (at % 64));
  }
}

// Eight rows of eight, the first a row that eight divides.
ASSAY_TARGET inline void put_square(__m512i* values, std::uint64_t empty, const NumberColumns& columns, std::size_t i, std::size_t row) {
  turn(values);
  const std::uint64_t valid = turned(~empty);
  for (unsigned c = 0; c < 8; ++c) {
    _mm512_storeu_si512(columns.data[i + c] + row, values[c]);
    reinterpret_cast<std::uint8_t*>(columns.valid[i + c])[row / 8] = static_cast<std::uint8_t>(valid >> (8 * c));
  }
}

// Up to eight cells, from column i on, of up to eight rows; Full: eight of eight, from a row that eight divides; Beside: they stand beside each other.
template <bool Full, bool Beside>
ASSAY_TARGET inline void square(const char* text, const Rows& rows, std::size_t from, std::span<const std::uint32_t> cells, const NumberColumns& columns, std::size_t i,
                                std::size_t row, std::vector<LeftNumber>& left) {
  const unsigned count = Full ? 8 : static_cast<unsigned>(std::min<std::size_t>(rows.count - from, 8));
  const unsigned wide = Full ? 8 : static_cast<unsigned>(cells.size());
  const auto there = static_cast<__mmask8>((1U << wide) - 1);
  const __m512i wanted = _mm512_maskz_loadu_epi64(there, columns.decimals + i);
  const __m512i filler = _mm512_maskz_loadu_epi64(there, columns.filler + i);
  const std::uint32_t* marks = rows.marks + from * rows.columns;
  alignas(64) __m512i values[8];
  std::uint64_t odd = 0, empty = 0;
  __m512i least = _mm512_maskz_loadu_epi64(there, columns.least + i), most = _mm512_maskz_loadu_epi64(there, columns.most + i);
  const EightConstants constants = eight_constants();
  for (unsigned r = 0; r < count; ++r, marks += rows.columns) {
    const EightCells found = Beside ? eight_numbers(constants, text, marks + cells.front(), wanted, wide) : eight_apart(text, marks, cells, wanted);
    values[r] = _mm512_mask_mov_epi64(found.values, static_cast<__mmask8>(found.odd | found.empty), filler);
    least = _mm512_min_epi64(least, values[r]);
    most = _mm512_max_epi64(most, values[r]);
    odd |= std::uint64_t{found.odd & there} << (8 * r);
    empty |= std::uint64_t{found.empty & there} << (8 * r);
  }
  _mm512_mask_storeu_epi64(columns.least + i, there, least);
  _mm512_mask_storeu_epi64(columns.most + i, there, most);
  if constexpr (Full) {
    put_square(values, empty, columns, i, row);
  } else {
    alignas(64) std::int64_t of_row[8];
    for (unsigned r = 0; r < count; ++r) {
      _mm512_store_si512(of_row, values[r]);
      for (unsigned c = 0; c < wide; ++c) columns.data[i + c][row + r] = of_row[c];
    }
    clear_empty(empty, columns, i, row);
  }
  for (; odd != 0; odd &= odd - 1) {
    const auto n = static_cast<std::size_t>(std::countr_zero(odd));
    number(text, rows.marks + (from + n / 8) * rows.columns + cells[n % 8], columns, i + n % 8, row + n / 8, left);
  }
}

#if ASSAY_LEVEL == 3
// As square<true>, if all cells are empty or short decimals that fit; else false, and nothing was written.
ASSAY_TARGET inline bool quick_square(const char* text, const std::uint32_t* marks, std::size_t of_row, const NumberColumns& columns, std::size_t i, std::size_t row) {
  const __m512i places = _mm512_loadu_si512(columns.decimals + i);
  if (_mm512_cmpgt_epu64_mask(places, _mm512_set1_epi64(7)) != 0) return false;
  const __m512i wanted = _mm512_slli_epi64(places, 3);
  const __m512i filler = _mm512_loadu_si512(columns.filler + i);
  const QuickConstants constants = quick_constants();
  QuickChecks checks = quick_checks();
  __m512i least = _mm512_loadu_si512(columns.least + i), most = _mm512_loadu_si512(columns.most + i);
  std::uint64_t empty = 0;
  alignas(64) __m512i values[8];
  for (unsigned r = 0; r < 8; ++r, marks += of_row) {
    __mmask8 none = 0;
    values[r] = quick_numbers(constants, text, marks, wanted, filler, checks, none);
    least = _mm512_min_epi64(least, values[r]);
    most = _mm512_max_epi64(most, values[r]);
    empty |= std::uint64_t{none} << (8 * r);
  }
  if (!are_sound(checks)) return false;
  _mm512_storeu_si512(columns.least + i, least);
  _mm512_storeu_si512(columns.most + i, most);
  put_square(values, empty, columns, i, row);
  return true;
}
#else
ASSAY_TARGET inline bool quick_square(const char*, const std::uint32_t*, std::size_t, const NumberColumns&, std::size_t, std::size_t) { return false; }
#endif
#endif

ASSAY_TARGET void numbers(const char* text, const Rows& rows, std::span<const std::uint32_t> cells, const NumberColumns& columns, std::size_t row,
                          std::vector<LeftNumber>& left) {
#if ASSAY_LEVEL >= 2
  for (std::size_t i = 0; i < cells.size();) {
    std::size_t wide = 1;
    while (wide < 8 && i + wide < cells.size() && cells[i + wide] == cells[i] + wide) ++wide;
    const bool beside = wide >= 4;
    // So many before them are read once more, into what they hold already, so that there are eight.
    const std::size_t again = beside && wide < 8 && i + wide >= 8 && cells[i + wide - 1] - cells[i + wide - 8] == 7 ? 8 - wide : 0;
    if (!beside) wide = std::min<std::size_t>(cells.size() - i, 8);
    const std::span<const std::uint32_t> own = cells.subspan(i, wide);
    bool quick = beside && wide + again == 8;  // as long as that is right; where it is not, it hardly is for the rows that follow
    for (std::size_t from = 0; from < rows.count; from += 8) {
      const bool eight = rows.count - from >= 8 && row % 8 == 0;
      if (quick && eight) {
        quick = quick_square(text, rows.marks + from * rows.columns + cells[i - again], rows.columns, columns, i - again, row + from);
        if (quick) continue;
      }
      if (wide < 4) {
        for (std::size_t r = from; r < std::min(rows.count, from + 8); ++r)
          for (std::size_t n = 0; n < wide; ++n) number(text, rows.marks + r * rows.columns + own[n], columns, i + n, row + r, left);
      } else if (wide == 8 && eight) {
        if (beside) square<true, true>(text, rows, from, own, columns, i, row + from, left);
        else square<true, false>(text, rows, from, own, columns, i, row + from, left);
      } else if (beside) {
        square<false, true>(text, rows, from, own, columns, i, row + from, left);
      } else {
        square<false, false>(text, rows, from, own, columns, i, row + from, left);
      }
    }
    i += wide;
  }
#else
  for (std::size_t r = 0; r < rows.count; ++r)
    for (std::size_t i = 0; i < cells.size(); ++i) number(text, rows.marks + r * rows.columns + cells[i], columns, i, row + r, left);
#endif
}

ASSAY_TARGET bool any_small(std::span<const std::int64_t> numbers, std::int64_t small) {
  std::size_t i = 0;
  Eight found{};
  for (; i + 8 <= numbers.size(); i += 8) {
    Eight each;
    std::memcpy(&each, numbers.data() + i, sizeof each);
    found |= (each <= small) & (each >= -small) & (each != 0);
  }
  std::int64_t any = 0;
  for (int lane = 0; lane < 8; ++lane) any |= found[lane];
  for (; i < numbers.size(); ++i) any |= static_cast<std::int64_t>(numbers[i] <= small && numbers[i] >= -small && numbers[i] != 0);
  return any != 0;
}

ASSAY_TARGET bool spread(std::span<const std::int64_t> numbers, const std::uint64_t* valid, std::int64_t factor, std::int64_t largest, std::int64_t* least, std::int64_t* most) {
  std::size_t i = 0;
  constexpr Eight kLanes = {0, 1, 2, 3, 4, 5, 6, 7};
  Eight beyond{};
  for (; i + 8 <= numbers.size(); i += 8) {
    const auto bits = static_cast<std::int64_t>(valid[i / 64] >> (i % 64) & 0xFF);
    Eight value, low, high;
    std::memcpy(&value, numbers.data() + i, sizeof value);
    std::memcpy(&low, least + i, sizeof low);
    std::memcpy(&high, most + i, sizeof high);
    const Eight is_valid = ((bits >> kLanes) & 1) != 0;
    const Eight is_beyond = is_valid & ((value > largest) | (value < -largest));
    beyond |= is_beyond;
    value &= is_valid & ~is_beyond;
    const Eight own = (value < 0 ? -value : value) * factor;
    low = own != 0 && own < low ? own : low;
    high = own > high ? own : high;
    std::memcpy(least + i, &low, sizeof low);
    std::memcpy(most + i, &high, sizeof high);
  }
  std::int64_t any = 0;
  for (int lane = 0; lane < 8; ++lane) any |= beyond[lane];
  for (; i < numbers.size(); ++i) {
    if ((valid[i / 64] >> (i % 64) & 1) == 0 || numbers[i] == 0) continue;
    const bool is_beyond = numbers[i] > largest || numbers[i] < -largest;
    any |= static_cast<std::int64_t>(is_beyond);
    if (is_beyond) continue;
    const std::int64_t size = numbers[i] < 0 ? -numbers[i] : numbers[i];
    least[i] = std::min(least[i], size * factor);
    most[i] = std::max(most[i], size * factor);
  }
  return any != 0;
}

constexpr Kernels kKernels{ASSAY_KERNEL_NAME, survey, mark, numbers, any_small, spread};

}  // namespace ASSAY_KERNEL

#undef ASSAY_KERNEL
#undef ASSAY_KERNEL_NAME
#undef ASSAY_TARGET
#undef ASSAY_LEVEL
