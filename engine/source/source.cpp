#include "source/source.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace assay::source {

namespace {

constexpr std::size_t kWordsShown = 40;  // code points
constexpr std::size_t kBlock = 256;      // bytes

// Counts leading bytes, so that it also serves for a file that is not UTF-8.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

}  // namespace

std::uint32_t Files::File::characters_before(std::size_t offset) const {
  const std::size_t end = std::min(offset, text.size());
  std::uint32_t count = characters[end / kBlock];
  for (std::size_t i = end / kBlock * kBlock; i < end; ++i) count += begins_character(text[i]) ? 1 : 0;
  return count;
}

Span join(Span first, Span last) {
  if (!first.valid()) return last;
  if (!last.valid()) return first;
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

FileId Files::add(std::string path, std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::vector<std::uint32_t> starts{0};
  std::vector<std::uint32_t> characters{0};
  std::uint32_t count = 0;
  for (std::size_t begin = 0; begin < text.size(); begin += kBlock) {
    const std::size_t end = std::min(begin + kBlock, text.size());
    bool breaks = false;
    for (std::size_t i = begin; i < end; ++i) {
      count += begins_character(text[i]) ? 1U : 0U;
      breaks |= text[i] == '\n' || text[i] == '\r';
    }
    if (end - begin == kBlock) characters.push_back(count);
    for (std::size_t i = begin; breaks && i < end; ++i) {
      const bool ends = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
      if (ends) starts.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
  files_.push_back({std::move(path), std::move(text), std::move(starts), std::move(characters)});
  return FileId(files_.size() - 1);
}

const std::string& Files::path(FileId file) const { return files_[file.index()].path; }

std::string_view Files::text(FileId file) const { return files_[file.index()].text; }

std::string_view Files::slice(Span span) const {
  if (!span.valid()) return {};
  const std::string_view all = text(span.file);
  const std::size_t begin = std::min<std::size_t>(span.begin, all.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, all.size());
  return all.substr(begin, end - begin);
}

Position Files::position(FileId file, std::uint32_t offset) const {
  const File& f = files_[file.index()];
  const auto after = std::upper_bound(f.line_starts.begin(), f.line_starts.end(), offset);
  const std::uint32_t start = *std::prev(after);
  Position result;
  result.line = static_cast<std::uint32_t>(after - f.line_starts.begin());
  result.column = 1 + f.characters_before(offset) - f.characters_before(start);
  return result;
}

std::string_view Files::line(FileId file, std::uint32_t number) const {
  const File& f = files_[file.index()];
  if (number == 0 || number > f.line_starts.size()) return {};
  const std::size_t begin = f.line_starts[number - 1];
  const std::size_t end = number < f.line_starts.size() ? f.line_starts[number] : f.text.size();
  std::string_view result = std::string_view(f.text).substr(begin, end - begin);
  while (!result.empty() && (result.back() == '\n' || result.back() == '\r')) result.remove_suffix(1);
  return result;
}

std::string Files::place(Span span) const {
  if (!span.valid()) return {};
  const Position at = position(span.file, span.begin);
  return path(span.file) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string Files::words(Span span) const {
  const std::string_view text = slice(span);
  std::string out;
  std::size_t count = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      space = !out.empty();
      continue;
    }
    if (count++ == kWordsShown) return out + "…";
    if (space) out += ' ';
    space = false;
    base::append_utf8(out, c);
  }
  return out;
}

}  // namespace assay::source
