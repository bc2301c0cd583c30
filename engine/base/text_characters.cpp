#include "base/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <iterator>

namespace assay::base {
namespace {

constexpr bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
constexpr bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
// The ideographs that every version of Unicode since 4.1 has: letters of width 2.
constexpr bool is_common_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FBB; }

// Signs of units that the standard keeps out of identifiers, as analysts write them in names.
constexpr bool is_unit_sign(char32_t c) {
  switch (c) {
    case U'㎡':
    case U'㎏':
    case U'㎞':
    case U'℃':
    case U'²':
    case U'³': return true;
    default: return false;
  }
}

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

bool is_letter(utf8proc_category_t kind) {
  switch (kind) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return false;
  }
}

bool is_mark_digit_or_connector(utf8proc_category_t kind) {
  switch (kind) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return true;
    default: return false;
  }
}

// Characters without width or ink, which make two names look alike.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

bool drives_terminal(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F) || is_bidi_control(c); }

}  // namespace

bool is_bidi_control(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_identifier_start(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || c == U'_';
  return is_common_ideograph(c) || is_unit_sign(c) || is_letter(category(c));
}

bool is_identifier_continue(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || is_ascii_digit(c) || c == U'_';
  if (is_common_ideograph(c) || is_unit_sign(c)) return true;
  const auto kind = category(c);
  return is_letter(kind) || is_mark_digit_or_connector(kind);
}

char32_t ascii_twin(char32_t c) {
  if (c < 0x80) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';
  switch (c) {
    case 0x3000: return U' ';
    case U'×': return U'*';
    case U'÷': return U'/';
    case U'−': return U'-';
    default: return c;
  }
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_code_point(text, offset);
    if (c < 0x80) {
      width += c >= 0x20 && c != 0x7F ? 1U : 0U;
    } else if (is_common_ideograph(c)) {
      width += 2;
    } else {
      width += static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(c)));
    }
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t c = next_code_point(text, offset);
    if (drives_terminal(c) || is_invisible(c)) {
      fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<std::uint32_t>(c));
    } else {
      out.append(text.substr(start, offset - start));
    }
  }
  return out;
}

}  // namespace assay::base
