#include "base/text.h"

#include <algorithm>
#include <cstring>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assay::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned char byte_at(std::string_view text, std::size_t offset) { return static_cast<unsigned char>(text[offset]); }

bool is_continuation(std::string_view text, std::size_t offset) {
  return offset < text.size() && (byte_at(text, offset) & 0xC0U) == 0x80U;
}

// How many bytes the well-formed code point at `offset` has, by the table of the Unicode Standard (3-7); 0 if it is
// not.
std::size_t well_formed_length(std::string_view text, std::size_t offset) {
  const unsigned char lead = byte_at(text, offset);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !is_continuation(text, offset + 1)) return 0;
  const unsigned char second = byte_at(text, offset + 1);
  if (lead < 0xE0) return 2;
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
  if (!is_continuation(text, offset + 2)) return 0;
  if (lead < 0xF0) return 3;
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return is_continuation(text, offset + 3) ? 4 : 0;
}

#if defined(__SSE2__)
// Where the first character stands, at or behind `offset`, that is not looked at here: bytes are looked at as many at once as there are, and told good
// by which of them continue a character. Leads that rule out some of what may follow them, or are none, are left to `well_formed_length`.
std::size_t pass_many(std::string_view bytes, std::size_t offset) {
  constexpr std::size_t kBytes = sizeof(__m128i);
  if (offset < 2) return offset;
  const auto load = [&](std::size_t at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + at)); };
  const auto each = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const auto from = [&](__m128i block, int byte) { return _mm_cmpeq_epi8(_mm_max_epu8(block, each(byte)), block); };
  const std::size_t begin = offset;
  for (bool ascii = false; bytes.size() - offset >= kBytes; offset += kBytes) {
    const __m128i block = load(offset);
    const bool ascii_before = std::exchange(ascii, _mm_movemask_epi8(block) == 0);
    if (ascii && ascii_before) continue;
    const __m128i continues = _mm_cmpgt_epi8(each(0xC0), block);
    const __m128i wanted = _mm_or_si128(from(load(offset - 1), 0xC0), from(load(offset - 2), 0xE0));
    const __m128i rare = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(block, each(0xE0)), _mm_cmpeq_epi8(block, each(0xED))),
                                      _mm_or_si128(_mm_cmpeq_epi8(_mm_and_si128(block, each(0xFE)), each(0xC0)), from(block, 0xF0)));
    if (_mm_movemask_epi8(_mm_or_si128(_mm_xor_si128(continues, wanted), rare)) != 0) break;
  }
  if (offset == begin) return offset;
  // The last character may go on, or be cut off.
  do --offset;
  while (is_continuation(bytes, offset));
  return offset;
}
#else
// The same of ASCII alone.
std::size_t pass_many(std::string_view bytes, std::size_t offset) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
  for (std::uint64_t block = 0; bytes.size() - offset >= sizeof block; offset += sizeof block) {
    std::memcpy(&block, bytes.data() + offset, sizeof block);
    if ((block & kHighBits) != 0) break;
  }
  return offset;
}
#endif

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
  constexpr std::size_t kOneByOne = 24;  // looked at so before more are again
  for (std::size_t offset = 0; offset < bytes.size();) {
    offset = pass_many(bytes, offset);
    for (const std::size_t end = std::min(bytes.size(), offset + kOneByOne); offset < end;) {
      const std::size_t length = well_formed_length(bytes, offset);
      if (length == 0) return offset;
      offset += length;
    }
  }
  return std::nullopt;
}

char32_t next_code_point_of_any(std::string_view text, std::size_t& offset) {
  // Text is valid by contract; bytes that are not are still read one by one, never past the end.
  const std::size_t length = well_formed_length(text, offset);
  if (length == 0) {
    ++offset;
    return kReplacement;
  }
  const unsigned char lead = byte_at(text, offset);
  char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (byte_at(text, offset + i) & 0x3FU);
  offset += length;
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0U | (c >> 6U));
    push(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    push(0xE0U | (c >> 12U));
    push(0x80U | ((c >> 6U) & 0x3FU));
    push(0x80U | (c & 0x3FU));
  } else {
    push(0xF0U | (c >> 18U));
    push(0x80U | ((c >> 12U) & 0x3FU));
    push(0x80U | ((c >> 6U) & 0x3FU));
    push(0x80U | (c & 0x3FU));
  }
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_gb18030(std::string_view bytes) {
  const auto in = [&](std::size_t at, unsigned low, unsigned high) {
    return at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= low && static_cast<unsigned char>(bytes[at]) <= high;
  };
  bool wide = false;
  for (std::size_t at = 0; at < bytes.size();) {
    if (in(at, 0, 0x7F)) {
      ++at;
    } else if (in(at, 0x81, 0xFE) && (in(at + 1, 0x40, 0x7E) || in(at + 1, 0x80, 0xFE))) {
      wide = true;
      at += 2;
    } else if (in(at, 0x81, 0xFE) && in(at + 1, 0x30, 0x39) && in(at + 2, 0x81, 0xFE) && in(at + 3, 0x30, 0x39)) {
      wide = true;
      at += 4;
    } else {
      return false;
    }
  }
  return wide;
}

}  // namespace assay::base
