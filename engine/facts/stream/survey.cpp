#include "facts/stream/survey.h"

#include "base/text.h"
#include "facts/csv/kernels.h"
#include "facts/csv/scanner.h"
#include "facts/stream/parallel.h"
#include "facts/store/store.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

namespace assay::facts::stream {

namespace {

// So many bytes of the text are whole characters, if it is UTF-8.
std::size_t whole_characters(std::string_view text) {
  std::size_t size = text.size();
  for (int i = 0; i < 3 && size > 0 && (static_cast<unsigned char>(text[size - 1]) & 0xC0U) == 0x80; ++i) --size;
  // A character of one byte is whole, what begins a longer one is perhaps not.
  return size > 0 && static_cast<unsigned char>(text[size - 1]) >= 0xC0 ? size - 1 : text.size();
}

// A range: the units of which the first row begins in it, but for those of a row that begins at or before its start.
class Range {
 public:
  // With `quotes` the range must be the whole file: where a line ends depends on all before it.
  void run(const csv::RandomFile& file, const Shape& shape, const Options& options, std::uint64_t from, std::uint64_t to, bool quotes);

  bool sound = true;
  bool quoted = false;                 // not sound, but perhaps so with `quotes`
  bool returns = false;
  std::uint64_t rows = 0;
  std::uint64_t end = 0;               // where its last row has ended
  std::vector<std::uint64_t> hashes;   // of its units, in order
  std::vector<Span> pieces;            // rows from the first of the range on
  std::vector<std::string> keys;       // in the order in which they came

 private:
  enum class State : std::uint8_t { skipping, owning, finishing, done };
  bool take_lines(std::string_view text, std::uint64_t offset, const Shape& shape, const Options& options, std::uint64_t to);
  std::optional<std::size_t> take_records(std::string_view text, std::uint64_t offset, const Shape& shape, const Options& options);
  bool take(std::span<const std::string_view> cells, std::uint64_t offset, const Shape& shape, const Options& options, std::uint64_t to);
  bool take_key(std::string_view key);
  bool split(std::string_view line, const Shape& shape);

  State state_ = State::skipping;
  csv::Lines lines_;
  std::string last_unit_;
  bool has_last_ = false;
  std::vector<std::string_view> cells_;
  std::string scratch_;
  TextMap<std::uint32_t> numbers_;         // of keys
  std::vector<std::uint64_t> seen_;        // by key: the unit, from 1, that last had it
  std::vector<std::uint64_t> recent_;      // some of the hashes of before, while it runs
  std::uint32_t expected_ = 0;             // the key that comes next, if units have the same in the same order
};

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
  if (number >= keys.size() || keys[number] != key) {
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
  const bool same = has_last_ && unit == last_unit_;
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
  if (!same || hashes.empty()) {
    const auto name = unit_name(unit, scratch_);
    if (!name) return false;
    const std::uint64_t hash = hash_of(*name);
    // Files in no order are given up at their first rows.
    if (std::exchange(recent_[hash % recent_.size()], hash) == hash) return false;
    hashes.push_back(hash);
    if (pieces.empty() || pieces.back().units >= options.batch_rows || offset - pieces.back().offset >= options.piece_bytes)
      pieces.push_back({offset, rows, 0, 0});
    ++pieces.back().units;
    pieces.back().check = add_check(pieces.back().check, hash);
  }
  ++rows;
  return take_key(key_of(shape, scratch_, [&](std::uint32_t column) { return cells[column]; }));
}

void Range::run(const csv::RandomFile& file, const Shape& shape, const Options& options, std::uint64_t from, std::uint64_t to, bool quotes) {
  constexpr std::size_t kBlock = 1 << 18;
  constexpr std::size_t kMostBlock = 1 << 26;
  sound = false;  // until all is seen
  const bool first = from == shape.begin;
  if (first) state_ = State::owning;
  // A line begins behind a line feed, which may be the last byte before the range.
  std::uint64_t at = first ? from : from - 1;
  bool aligned = first;
  std::vector<char> block;
  lines_.commas = shape.layout.columns - 1;
  recent_.assign(4096, 0);
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
  sound = true;
  returns = lines_.returns;
  hashes.shrink_to_fit();
  std::vector<std::uint64_t>().swap(recent_);
}

// Whether a hash is there twice. Takes the ranges' hashes.
bool is_any_twice(std::vector<Range>& ranges, std::size_t units, std::size_t threads) {
  constexpr std::size_t kOfBucket = 1 << 13;
  const std::size_t buckets = std::bit_ceil(units / kOfBucket + 1);
  const auto bits = static_cast<unsigned>(std::countr_zero(buckets));
  const auto bucket_of = [&](std::uint64_t hash) { return bits == 0 ? 0 : static_cast<std::size_t>(hash >> (64 - bits)); };
  // Where each range puts the first of its hashes in each bucket.
  std::vector<std::vector<std::size_t>> places(ranges.size(), std::vector<std::size_t>(buckets, 0));
  for_each_parallel(threads, ranges.size(), [&](std::size_t r) {
    for (const std::uint64_t hash : ranges[r].hashes) ++places[r][bucket_of(hash)];
  });
  std::vector<std::size_t> begins(buckets + 1, 0);
  std::size_t next = 0;
  for (std::size_t b = 0; b < buckets; ++b) {
    begins[b] = next;
    for (std::vector<std::size_t>& of_range : places) next += std::exchange(of_range[b], next);
  }
  begins[buckets] = next;
  std::vector<std::uint64_t> all(units);
  for_each_parallel(threads, ranges.size(), [&](std::size_t r) {
    for (const std::uint64_t hash : ranges[r].hashes) all[places[r][bucket_of(hash)]++] = hash;
    std::vector<std::uint64_t>().swap(ranges[r].hashes);
  });
  std::atomic<bool> twice{false};
  for_each_parallel(threads, buckets, [&](std::size_t b) {
    const std::size_t count = begins[b + 1] - begins[b];
    const std::size_t slots = std::bit_ceil(count * 2 + 1);
    std::vector<std::uint64_t> table(slots, 0);
    for (std::size_t i = begins[b]; i < begins[b + 1]; ++i) {
      const std::uint64_t hash = all[i] | 1U;  // 0 is an empty slot
      std::size_t slot = static_cast<std::size_t>(all[i] >> 1U) & (slots - 1);
      for (; table[slot] != 0 && table[slot] != hash; slot = (slot + 1) & (slots - 1)) {}
      if (table[slot] == hash) twice = true;
      table[slot] = hash;
    }
  });
  return twice;
}

// The piece that has the only unit that is asked for; false where there is none such.
bool find_only(const std::vector<Range>& ranges, const std::string& name, Survey& out) {
  const std::uint64_t wanted = hash_of(name);
  std::size_t piece = 0;
  for (const Range& range : ranges) {
    const auto found = std::find(range.hashes.begin(), range.hashes.end(), wanted);
    if (found == range.hashes.end()) {
      piece += range.pieces.size();
      continue;
    }
    auto before = static_cast<std::size_t>(found - range.hashes.begin());
    for (const Span& each : range.pieces) {
      if (before < each.units) break;
      before -= each.units;
      ++piece;
    }
    out.only = piece;
    return true;
  }
  return false;
}

}  // namespace

std::optional<Survey> survey(const csv::RandomFile& file, const Shape& shape, const Options& options) {
  const std::uint64_t of_range = std::max<std::uint64_t>(options.range_bytes, 1);
  const auto count = static_cast<std::size_t>((shape.end - shape.begin + of_range - 1) / of_range);
  std::vector<Range> ranges(count);
  std::atomic<bool> sound{true}, quoted{false};
  for_each_parallel(options.threads, count, [&](std::size_t i) {
    if (!sound) return;
    const std::uint64_t from = shape.begin + i * of_range;
    ranges[i].run(file, shape, options, from, std::min(from + of_range, shape.end), false);
    if (ranges[i].quoted) quoted = true;
    if (!ranges[i].sound) sound = false;
  });
  Survey out;
  if (!sound) {
    if (!quoted) return std::nullopt;
    out.quoted = true;
    ranges.clear();
    ranges.resize(1);
    ranges.front().run(file, shape, options, shape.begin, shape.end, true);
    if (!ranges.front().sound) return std::nullopt;
  }
  std::uint64_t row = 0;
  std::uint64_t end = shape.begin;
  TextMap<bool> known;
  for (Range& range : ranges) {
    out.returns = out.returns || range.returns;
    out.units += range.hashes.size();
    for (Span& each : range.pieces) {
      each.row += row;
      out.pieces.push_back(each);
    }
    row += range.rows;
    if (!range.pieces.empty()) end = range.end;
    for (const std::string& key : range.keys)
      if (known.emplace(key, true).second) out.keys.push_back(key);
  }
  if (out.units == 0) return std::nullopt;
  out.pieces.push_back({end, row, 0, 0});
  // Places in a piece are 32 bits wide.
  for (std::size_t i = 1; i < out.pieces.size(); ++i)
    if (out.pieces[i].offset - out.pieces[i - 1].offset > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  if (options.only_unit && !find_only(ranges, *options.only_unit, out)) return std::nullopt;
  if (is_any_twice(ranges, out.units, options.threads)) return std::nullopt;
  return out;
}

}  // namespace assay::facts::stream
