#include "source/source.h"

#include "base/text.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace assay::source {

namespace {

constexpr std::size_t kWordsShown = 40;  // code points
constexpr std::size_t kBlock = 256;      // bytes

// Counts leading bytes, so that it also serves for a file that is not UTF-8; eight bytes at a time.
std::uint32_t characters_in(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  std::size_t follow = 0;  // bytes 10xxxxxx
  std::size_t at = 0;
  for (; text.size() - at >= sizeof kOnes; at += sizeof kOnes) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    follow += static_cast<std::size_t>(std::popcount((word >> 7U) & ~(word >> 6U) & kOnes));
  }
  for (; at < text.size(); ++at) follow += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U ? 1U : 0U;
  return static_cast<std::uint32_t>(text.size() - follow);
}

// A line ends with LF, CR LF or CR.
std::vector<std::uint32_t> line_starts_of(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  std::size_t feed = text.find('\n');
  std::size_t carriage = text.find('\r');
  while (feed != text.npos || carriage != text.npos) {
    const std::size_t end = carriage < feed && carriage + 1 != feed ? carriage : feed;
    starts.push_back(static_cast<std::uint32_t>(end + 1));
    if (carriage <= end) carriage = text.find('\r', end + 1);
    if (feed == end) feed = text.find('\n', end + 1);
  }
  return starts;
}

std::vector<std::uint32_t> characters_before_blocks(std::string_view text) {
  std::vector<std::uint32_t> before{0};
  before.reserve(text.size() / kBlock + 1);
  for (std::size_t end = kBlock; end <= text.size(); end += kBlock) before.push_back(before.back() + characters_in(text.substr(end - kBlock, kBlock)));
  return before;
}

std::uint32_t characters_before(std::string_view text, const std::vector<std::uint32_t>& before_blocks, std::size_t offset) {
  const std::size_t end = std::min(offset, text.size());
  const std::size_t begin = end / kBlock * kBlock;
  return before_blocks[end / kBlock] + characters_in(text.substr(begin, end - begin));
}

}  // namespace

Span join(Span first, Span last) {
  if (!first.valid()) return last;
  if (!last.valid()) return first;
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

FileId Files::add(std::string path, std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  files_.push_back({std::move(path), std::move(text), std::make_shared<Lines>()});
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

const Files::Lines& Files::lines_of(FileId file) const {
  const File& f = files_[file.index()];
  std::call_once(f.lines->made, [&] {
    f.lines->starts = line_starts_of(f.text);
    f.lines->characters = characters_before_blocks(f.text);
  });
  return *f.lines;
}

Position Files::position(FileId file, std::uint32_t offset) const {
  const Lines& lines = lines_of(file);
  const auto after = std::upper_bound(lines.starts.begin(), lines.starts.end(), offset);
  const std::uint32_t start = *std::prev(after);
  Position result;
  result.line = static_cast<std::uint32_t>(after - lines.starts.begin());
  result.column = 1 + characters_before(text(file), lines.characters, offset) - characters_before(text(file), lines.characters, start);
  return result;
}

std::string_view Files::line(FileId file, std::uint32_t number) const {
  const std::vector<std::uint32_t>& starts = lines_of(file).starts;
  if (number == 0 || number > starts.size()) return {};
  const std::size_t begin = starts[number - 1];
  const std::size_t end = number < starts.size() ? starts[number] : text(file).size();
  std::string_view result = text(file).substr(begin, end - begin);
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
