#include "base/text.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace assay::base {
namespace {

// Ranges in which nothing composes, decomposes canonically or changes order: Latin up to U+02FF as it is, common
// ideographs, CJK punctuation and full-width forms. Text of these alone is in NFC already.
constexpr bool is_inert_in_nfc(char32_t c) {
  return c < 0x300 || (c >= 0x4E00 && c <= 0x9FBB) || (c >= 0x3000 && c <= 0x3029) || (c >= 0xFF01 && c <= 0xFF60);
}

bool is_plain_nfc(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (!is_inert_in_nfc(next_code_point(text, offset))) return false;
  }
  return true;
}

// Characters that NFKC leaves as they are and that take part in nothing: ASCII, common ideographs, CJK punctuation.
constexpr bool is_inert_in_nfkc(char32_t c) { return c < 0x80 || (c >= 0x4E00 && c <= 0x9FBB) || (c >= 0x3001 && c <= 0x3029); }

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

std::string squeezed(std::string_view text) {
  const std::string form = to_nfkc(text);
  std::string out;
  out.reserve(form.size());
  for (std::size_t offset = 0; offset < form.size();) {
    const std::size_t start = offset;
    if (!is_white_space(next_code_point(form, offset))) out.append(form, start, offset - start);
  }
  return out;
}

}  // namespace assay::base
