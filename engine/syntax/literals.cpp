#include "syntax/literals.h"

#include "base/text.h"
#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::syntax {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Reads \u{…} at `at`; moves past it. Nothing if it names no character that may stand in a text.
std::optional<char32_t> code_point(std::string_view body, std::size_t& at) {
  at += 2;
  if (at >= body.size() || body[at] != '{') return std::nullopt;
  ++at;
  char32_t value = 0;
  std::size_t digits = 0;
  while (at < body.size() && hex_value(body[at]) >= 0) {
    if (digits < 7) value = value * 16 + static_cast<char32_t>(hex_value(body[at]));
    ++digits;
    ++at;
  }
  if (at >= body.size() || body[at] != '}') return std::nullopt;
  ++at;
  const bool control = (value < 0x20 && value != U'\t' && value != U'\n') || (value >= 0x7F && value <= 0x9F);
  if (digits == 0 || digits > 6 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) || control || base::is_bidi_control(value)) {
    return std::nullopt;
  }
  return value;
}

std::string unescape(std::string_view body, std::size_t begin, Problems* problems) {
  constexpr std::string_view kEllipsis = "…";
  std::string out;
  out.reserve(body.size());
  std::size_t at = 0;
  while (at < body.size()) {
    if (body[at] != '\\') {
      out += body[at++];
      continue;
    }
    const std::size_t start = at;
    const char next = at + 1 < body.size() ? body[at + 1] : '\0';
    if (next == '"' || next == '\\') {
      out += next;
      at += 2;
    } else if (next == 'n') {
      out += '\n';
      at += 2;
    } else if (next == 'u') {
      if (const auto value = code_point(body, at)) {
        base::append_utf8(out, *value);
      } else if (problems != nullptr) {
        problems->report(Kind::bad_code_point, problems->span(begin + start, begin + at), {std::string(body.substr(start, at - start))});
      }
    } else if (body.substr(at + 1).starts_with(kEllipsis)) {
      out += body.substr(at, 1 + kEllipsis.size());
      at += 1 + kEllipsis.size();
    } else {
      ++at;
      if (at < body.size()) base::next_code_point(body, at);
      if (problems != nullptr) {
        problems->report(Kind::unknown_escape, problems->span(begin + start, begin + at), {std::string(body.substr(start, at - start))});
      }
    }
  }
  return out;
}

}  // namespace

std::string string_value(std::string_view written, std::size_t begin, Problems* problems) {
  constexpr std::string_view kFlatOpen = "“";
  constexpr std::string_view kWideQuote = "＂";
  if (written.starts_with(kFlatOpen)) return std::string(written.substr(kFlatOpen.size(), written.size() - 2 * kFlatOpen.size()));
  const auto quote_at = [&](std::string_view text) -> std::size_t {
    return text.starts_with('"') ? 1 : text.starts_with(kWideQuote) ? kWideQuote.size() : 0;
  };
  const auto quote_before_end = [&](std::string_view text) -> std::size_t {
    return text.ends_with('"') ? 1 : text.ends_with(kWideQuote) ? kWideQuote.size() : 0;
  };
  const std::size_t first = quote_at(written);
  const std::size_t second = quote_at(written.substr(first));
  const std::size_t third = second == 0 ? 0 : quote_at(written.substr(first + second));
  if (third > 0) {
    std::string_view body = written.substr(first + second + third);
    for (int i = 0; i < 3; ++i) body.remove_suffix(quote_before_end(body));
    return std::string(body);
  }
  std::string_view body = written.substr(first);
  body.remove_suffix(quote_before_end(body));
  return unescape(body, begin + first, problems);
}

std::string twins(std::string_view written) {
  const bool ascii = std::all_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return std::string(written);
  std::string out;
  out.reserve(written.size());
  for (std::size_t at = 0; at < written.size();) base::append_utf8(out, base::ascii_twin(base::next_code_point(written, at)));
  return out;
}

std::string name_text(std::string_view written) {
  constexpr std::string_view kWideBackQuote = "｀";
  if (written.starts_with('`') || written.starts_with(kWideBackQuote)) {
    written.remove_prefix(written.starts_with('`') ? 1 : kWideBackQuote.size());
    written.remove_suffix(written.ends_with('`') ? 1 : kWideBackQuote.size());
    return base::to_nfc(written);
  }
  const bool ascii = std::all_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? std::string(written) : base::to_nfc(twins(written));
}

std::optional<WrittenDay> written_day(std::string_view text) {
  // Digits, a separator, digits, a separator, digits, perhaps 日.
  const auto digits = [&](std::size_t& at) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > begin;
  };
  const auto skip = [&](std::size_t& at, std::string_view word) {
    if (!text.substr(at).starts_with(word)) return false;
    at += word.size();
    return true;
  };
  std::size_t at = 0;
  if (!digits(at)) return std::nullopt;
  const bool dashes = at < text.size() && text[at] == '-';
  if (!skip(at, dashes ? "-" : "年") || !digits(at) || !skip(at, dashes ? "-" : "月") || !digits(at)) return std::nullopt;
  if (!dashes && !skip(at, "日") && !skip(at, "号")) return std::nullopt;
  if (at != text.size()) return std::nullopt;
  WrittenDay day;
  if (const auto date = base::parse_date(text)) {
    day.date = *date;
    day.exists = true;
  }
  return day;
}

bool check_number(std::string_view text, source::Span span, Problems& problems) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '_' || (text[end] == '.' && text.find('.') == end))) ++end;
  const std::string_view digits = text.substr(0, end);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] != '_') continue;
    if (i + 1 == digits.size() || !is_digit(digits[i - 1]) || !is_digit(digits[i + 1])) {
      problems.report(Kind::misplaced_underscore, span, {std::string(text)});
      return false;
    }
  }
  return digits.size() > 1 && digits[0] == '0' && (is_digit(digits[1]) || digits[1] == '_');
}

void report_leading_zero(std::string_view text, source::Span span, Problems& problems) {
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789_."));
  std::size_t first = 0;
  while (first + 1 < digits.size() && (digits[first] == '0' || digits[first] == '_') && digits[first + 1] != '.') ++first;
  problems.report(Kind::written_leading_zero, span, {std::string(text), std::string(text.substr(first))});
}

}  // namespace assay::syntax
