#include "base/text.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace assay::base {
namespace {

// Dashes, quotation marks and ‰, and what compares: what they would compose with (≥ with U+0338) is not among these.
constexpr bool is_common_sign(char32_t c) {
  return (c >= U'–' && c <= U'―') || (c >= U'‘' && c <= U'‟') || c == U'‰' || c == U'≤' || c == U'≥';
}

// Ranges in which nothing composes, decomposes canonically or changes order: Latin up to U+02FF as it is, common
// ideographs, CJK punctuation, full-width forms and common signs. Text of these alone is in NFC already.
constexpr bool is_inert_in_nfc(char32_t c) {
  return c < 0x300 || (c >= 0x4E00 && c <= 0x9FBB) || (c >= 0x3000 && c <= 0x3029) || (c >= 0xFF01 && c <= 0xFF60) || c == U'…' || is_common_sign(c);
}

bool is_plain_nfc(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (!is_inert_in_nfc(next_code_point(text, offset))) return false;
  }
  return true;
}

// Characters that NFKC leaves as they are and that take part in nothing: ASCII, common ideographs, CJK punctuation, common signs.
constexpr bool is_inert_in_nfkc(char32_t c) {
  return c < 0x80 || (c >= 0x4E00 && c <= 0x9FBB) || (c >= 0x3001 && c <= 0x3029) || c == U'·' || c == U'×' || c == U'÷' || is_common_sign(c);
}
constexpr bool is_full_width(char32_t c) { return c >= U'！' && c <= U'～'; }

bool is_plain_nfkc(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (!is_inert_in_nfkc(next_code_point(text, offset))) return false;
  }
  return true;
}

std::string map(std::string_view text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (length < 0) return std::string(text);  // not valid UTF-8, against the contract: as it came
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

// White_Space of the Unicode Character Database, after NFKC has made most of its spaces U+0020.
constexpr bool is_white_space(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  if (is_plain_nfc(text)) return std::string(text);
  return map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string to_nfkc(std::string_view text) {
  if (is_plain_nfkc(text)) return std::string(text);
  return map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

namespace {

// Of any text.
std::string squeezed_form(const std::string& form) {
  std::string out;
  out.reserve(form.size());
  for (std::size_t offset = 0; offset < form.size();) {
    const std::size_t start = offset;
    if (!is_white_space(next_code_point(form, offset))) out.append(form, start, offset - start);
  }
  return out;
}

}  // namespace

std::string squeezed(std::string_view text) {
  // Full-width forms are their ASCII twins in NFKC, an ellipsis is three dots, and no more than these take part in anything.
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t c = next_code_point(text, offset);
    if (is_white_space(c)) continue;
    if (is_inert_in_nfkc(c)) out.append(text, start, offset - start);
    else if (is_full_width(c)) out.push_back(static_cast<char>(c - U'！' + U'!'));
    else if (c == U'…') out.append("...");
    else return squeezed_form(to_nfkc(text));
  }
  return out;
}

bool is_settled(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto lead = static_cast<unsigned char>(text[offset]);
    if (lead > 0x20 && lead < 0x80) {
      ++offset;
    } else if (lead >= 0xE5 && lead <= 0xE8) {  // ideographs all
      offset += 3;
    } else {
      const char32_t c = next_code_point(text, offset);
      if (!is_inert_in_nfkc(c) || is_white_space(c)) return false;
    }
  }
  return true;
}

}  // namespace assay::base
