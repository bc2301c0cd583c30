#include "report/layout.h"

#include "base/text.h"

namespace assay::report {

namespace {

// The longest start of `text` that fits; whole characters with their combining marks.
std::size_t prefix_bytes(std::string_view text, std::size_t width) {
  std::size_t offset = 0;
  std::size_t used = 0;
  while (offset < text.size()) {
    std::size_t next = offset;
    base::next_code_point(text, next);
    used += base::display_width(text.substr(offset, next - offset));
    if (used > width) break;
    offset = next;
  }
  return offset;
}

// Closing punctuation never begins a line.
bool closes(std::string_view text) {
  for (const std::string_view mark : {"。", ",", "，", "、", ";", "；", ":", "：", ")", "）", "】", "”", "」", "》", "!", "！", "?", "？", "…"})
    if (text.starts_with(mark)) return true;
  return false;
}

// A sign of comparison stays with what it compares with.
bool compares(std::string_view text) {
  for (const std::string_view sign : {">", "<", "=", "≥", "≤", "≠", "≈", "≉", "∈", "∉"})
    if (text.ends_with(sign)) return true;
  return false;
}

// The last space that a line may end at; npos where there is none.
std::size_t last_break(std::string_view line) {
  std::size_t space = line.rfind(' ');
  while (space != std::string_view::npos && space > 0 && compares(line.substr(0, space))) space = line.rfind(' ', space - 1);
  return space;
}

std::size_t last_character(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return begin;
}

}  // namespace

std::string fitted(std::string_view text, std::size_t width) {
  std::string clean = base::printable(text);
  if (base::display_width(clean) <= width) return clean;
  if (width == 0) return {};
  clean.resize(prefix_bytes(clean, width - 1));
  return clean + "…";
}

std::string padded_right(std::string_view text, std::size_t width) {
  const std::size_t used = base::display_width(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t width) {
  const std::size_t used = base::display_width(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  const std::string clean = base::printable(text);
  std::string_view rest = clean;
  std::vector<std::string> lines;
  if (width == 0) width = 1;
  while (base::display_width(rest) > width) {
    std::size_t end = prefix_bytes(rest, width);
    if (end == 0) base::next_code_point(rest, end);
    const std::size_t space = last_break(rest.substr(0, end));
    const bool between = end == rest.size() || (rest[end] == ' ' && !compares(rest.substr(0, end)));
    if (space != std::string_view::npos && space > 0 && !between) end = space;
    while (closes(rest.substr(end)) && last_character(rest.substr(0, end)) > 0) end = last_character(rest.substr(0, end));
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
  }
  if (!rest.empty() || lines.empty()) lines.emplace_back(rest);
  return lines;
}

std::string Paint::operator()(std::string_view sgr, std::string_view text) const {
  if (!on || text.empty()) return std::string(text);
  return "\x1b[" + std::string(sgr) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace assay::report
