#include "facts/stream/range.h"

#include "base/text.h"
#include "facts/csv/scanner.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace assay::facts::stream {

namespace {

constexpr std::size_t kRecent = 4096;

// So many bytes of the text are whole characters, if it is UTF-8.
std::size_t whole_characters(std::string_view text) {
  std::size_t size = text.size();
  for (int i = 0; i < 3 && size > 0 && (static_cast<unsigned char>(text[size - 1]) & 0xC0U) == 0x80; ++i) --size;
  // A character of one byte is whole, what begins a longer one is perhaps not.
  return size > 0 && static_cast<unsigned char>(text[size - 1]) >= 0xC0 ? size - 1 : text.size();
}

}  // namespace

bool Range::split(std::string_view line, const Shape& shape) {
  cells_.clear();
  for (std::uint32_t i = 0; i <= shape.last_key; ++i) {
    const std::size_t comma = line.find(',');
    cells_.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return i == shape.last_key;
    line.remove_prefix(comma + 1);
  }
  return true;
}

bool Range::take_key(std::string_view key) {
  std::uint32_t number = expected_;
  if (number >= keys.size() || !is_same(keys[number], key)) {
    if (const auto known = numbers_.find(key); known != numbers_.end()) {
      number = known->second;
    } else {
      number = static_cast<std::uint32_t>(keys.size());
      keys.emplace_back(key);
      numbers_.emplace(key, number);
      seen_.push_back(0);
    }
  }
  expected_ = number + 1 == keys.size() ? 0 : number + 1;
  return std::exchange(seen_[number], hashes.size()) != hashes.size();
}

// The lines of a text without quotes; false where the file must be read as a whole.
bool Range::take_lines(std::string_view text, std::uint64_t offset, const Shape& shape, const Options& options, std::uint64_t to) {
  std::size_t begin = 0;
  for (const std::uint32_t feed : lines_.ends) {
    std::string_view line = text.substr(begin, feed - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() > options.field_limit || !split(line, shape) || !take(cells_, offset + begin, shape, options, to)) return false;
    if (state_ == State::done) return true;
    begin = feed + 1;
    end = std::min(offset + begin, shape.end);
  }
  return true;
}

// The records of any text, but for the last if that may go on behind it; how many bytes they are.
std::optional<std::size_t> Range::take_records(std::string_view text, std::uint64_t offset, const Shape& shape, const Options& options) {
  if (base::find_invalid_utf8(text.substr(0, whole_characters(text))) || text.find('\0') != std::string_view::npos) return std::nullopt;
  csv::Scanner scanner(text, {options.field_limit, options.column_limit});
  std::size_t begin = 0;
  while (scanner.next()) {
    if (scanner.offset() == text.size() && offset + text.size() < shape.end) break;
    if (!scanner.faults().empty() || scanner.fields().size() != shape.layout.columns) return std::nullopt;
    if (!take(scanner.fields(), offset + begin, shape, options, shape.end)) return std::nullopt;
    keep_unit();
    begin = scanner.offset();
    end = std::min(offset + begin, shape.end);
  }
  return begin;
}

// False where the file must be read as a whole.
bool Range::take(std::span<const std::string_view> cells, std::uint64_t offset, const Shape& shape, const Options& options, std::uint64_t to) {
  // A row that begins with an empty cell may be empty.
  if (cells.front().empty()) return false;
  const std::string_view unit = cells[shape.unit];
  const bool same = has_last_ && is_same(unit, last_unit_);
  if (!same) {
    if (state_ == State::skipping && has_last_) state_ = State::owning;
    if (state_ == State::finishing) state_ = State::done;
    last_unit_ = unit;
    has_last_ = true;
  }
  if (offset >= to) {
    if (state_ == State::skipping) state_ = State::done;
    if (state_ == State::owning) state_ = State::finishing;
  }
  if (state_ == State::done || state_ == State::skipping) return true;
  const bool first = !same || hashes.empty();
  if (first) {
    const auto name = unit_name(unit, scratch_);
    if (!name) return false;
    const std::uint64_t hash = base::hash_of(*name);
    // Files in no order are given up at their first rows.
    if (std::exchange(recent_[hash % kRecent], hash) == hash) return false;
    hashes.push_back(hash);
    if (keeps_begins) {
      constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
      if (offset - from > kMost || rows > kMost) return false;
      begins.push_back({static_cast<std::uint32_t>(offset - from), static_cast<std::uint32_t>(rows)});
    }
    if (pieces.empty() || (!one_piece_ && (pieces.back().units >= options.batch_rows || offset - pieces.back().offset >= options.piece_bytes)))
      pieces.push_back({offset, 0, rows, 0, 0, 0, 0});
    ++pieces.back().units;
    pieces.back().check = add_check(pieces.back().check, hash);
  }
  ++rows;
  if (shape.keys.empty()) {
    // All rows say the same.
    if (keys.empty()) keys.emplace_back();
    return first;
  }
  return take_key(key_of(shape, scratch_, [&](std::uint32_t column) { return cells[column]; }));
}

void Range::start(const Shape& shape, std::uint64_t begin) {
  sound = false;  // until all is seen
  from = begin;
  if (from == shape.begin) state_ = State::owning;
  lines_.commas = shape.layout.columns - 1;
  recent_.assign(kRecent, 0);
}

void Range::finish() {
  sound = true;
  returns = lines_.returns;
  hashes.shrink_to_fit();
  begins.shrink_to_fit();
  std::vector<std::uint64_t>().swap(recent_);
}

void Range::run(const csv::RandomFile& file, const Shape& shape, const Options& options, std::uint64_t begin, std::uint64_t to, bool quotes) {
  constexpr std::size_t kBlock = 1 << 18;
  start(shape, begin);
  const bool first = from == shape.begin;
  // A line begins behind a line feed, which may be the last byte before the range.
  std::uint64_t at = first ? from : from - 1;
  bool aligned = first;
  std::vector<char> block;
  std::size_t wanted = kBlock;
  while (state_ != State::done && at < shape.end) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, shape.end - at));
    block.resize(std::max(block.size(), 2 * csv::kMargin + size + 1));
    char* const text = block.data() + csv::kMargin;
    if (!file.read(at, {text, size})) return;
    std::size_t length = size;
    if (at + size == shape.end && !shape.fed) text[length++] = '\n';
    if (!aligned) {
      const void* const feed = std::memchr(text, '\n', length);
      at += feed == nullptr ? size : static_cast<std::size_t>(static_cast<const char*>(feed) - text) + 1;
      aligned = feed != nullptr;
      continue;
    }
    const std::size_t feed = std::string_view(text, length).rfind('\n');
    std::size_t taken = feed == std::string_view::npos ? 0 : feed + 1;
    if (taken > 0) {
      const std::string_view whole(text, taken);
      lines_.ends.clear();
      csv::kernels().survey(whole, lines_);
      if (lines_.sound) {
        if (!take_lines(whole, at, shape, options, to)) return;
        keep_unit();
      } else {
        quoted = quoted || lines_.quoted;
        if (!quotes) return;
        lines_.sound = true;
        const auto records = take_records({text, length}, at, shape, options);
        if (!records) return;
        taken = *records;
      }
    }
    at += taken;
    if (taken > 0) wanted = kBlock;
    else if ((wanted *= 4) > kMostBlock) return;
  }
  finish();
}

void Range::run_whole(const csv::RandomFile& file, const Shape& shape, const Options& options, std::uint64_t begin, std::uint64_t to, std::size_t more,
                      std::vector<char>& block) {
  start(shape, begin);
  one_piece_ = true;
  bool aligned = from == shape.begin;
  block_at_ = aligned ? from : from - 1;
  const std::uint64_t all = shape.end - block_at_;
  std::size_t taken = 0, length = 0;
  std::uint64_t wanted = to - block_at_ + more;
  while (state_ != State::done && length < all) {
    if (wanted > kMostBlock) return;
    const auto size = static_cast<std::size_t>(std::min(wanted, all));
    block.resize(std::max(block.size(), 2 * csv::kMargin + size + 1));
    char* const text = block.data() + csv::kMargin;
    if (!file.read(block_at_ + length, {text + length, size - length})) return;
    length = size;
    wanted *= 2;
    if (length == all && !shape.fed) text[length++] = '\n';
    if (!aligned) {
      const void* const feed = std::memchr(text, '\n', length);
      if (feed == nullptr) continue;
      aligned = true;
      taken = static_cast<std::size_t>(static_cast<const char*>(feed) - text) + 1;
    }
    const std::string_view rest(text + taken, length - taken);
    const std::string_view lines = rest.substr(0, rest.rfind('\n') + 1);
    if (lines.empty()) continue;
    lines_.ends.clear();
    csv::kernels().survey(lines, lines_);
    if (!lines_.sound || !take_lines(lines, block_at_ + taken, shape, options, to)) return;
    keep_unit();
    taken += lines.size();
  }
  finish();
}

Span Range::whole() const {
  if (pieces.empty()) return {};
  Span out = pieces.front();
  out.end = end;
  out.rows = rows;
  return out;
}

}  // namespace assay::facts::stream
