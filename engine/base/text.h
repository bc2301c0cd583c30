// UTF-8 text as analysts write it: validation, normal forms, full-width twins, display width, character classes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::base {

// Byte offset of the first byte that is no part of well-formed UTF-8 (no overlong forms, no surrogates); nothing if all
// is well.
std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);
// Whether the bytes are well-formed GB18030 that is not plain ASCII.
bool is_gb18030(std::string_view bytes);

// Decodes the code point at `offset` of valid UTF-8 and advances offset past it.
char32_t next_code_point_of_any(std::string_view text, std::size_t& offset);
inline char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[offset + i])); };
  const char32_t lead = byte(0);
  if (lead < 0x80) {
    ++offset;
    return lead;
  }
  // Most of a Chinese text: three bytes, with no forms to rule out.
  if (lead > 0xE0 && lead < 0xED && text.size() - offset > 2 && (byte(1) & 0xC0U) == 0x80U && (byte(2) & 0xC0U) == 0x80U) {
    const char32_t c = (lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    offset += 3;
    return c;
  }
  return next_code_point_of_any(text, offset);
}
void append_utf8(std::string& out, char32_t c);
std::size_t count_code_points(std::string_view text);

// Bidirectional controls (U+061C U+200E U+200F U+202A..202E U+2066..2069), as in Trojan Source.
bool is_bidi_control(char32_t c);
// UAX #31 by general category, plus the project's additions ㎡ ㎏ ㎞ ℃ ² ³ (and '_' as a start).
bool is_identifier_start(char32_t c);
bool is_identifier_continue(char32_t c);
// The ASCII twin of full-width punctuation, digits and letters and of CJK punctuation in this table; c itself
// otherwise: U+FF01..FF5E -> U+0021..007E, U+3000 -> space, 。 stays, 、 stays, “ ” stay, × -> *, ÷ -> /, － − -> -,
// ｛｝ by range.
char32_t ascii_twin(char32_t c);

std::string to_nfc(std::string_view text);
std::string to_nfkc(std::string_view text);
// NFKC without any white space: how quotes are looked up in a text.
std::string squeezed(std::string_view text);
// Whether it is seen at once that to_nfc, to_nfkc and squeezed leave a text as it is; of few others do they.
bool is_settled(std::string_view text);
// A number of 64 bits that two different texts hardly ever share.
std::uint64_t hash_of(std::string_view text);
// Columns on a terminal: 2 for wide East Asian characters, 0 for combining marks.
std::size_t display_width(std::string_view text);
// Escapes every control character (C0 but nothing else kept, DEL, C1, bidi) and every invisible one (zero-width spaces and joiners)
// as \u{..}, so that hostile text can neither drive a terminal nor look like another.
std::string printable(std::string_view text);

}  // namespace assay::base
