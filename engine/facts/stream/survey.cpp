#include "facts/stream/survey.h"

#include "base/text.h"
#include "facts/store/store.h"
#include "facts/stream/parallel.h"
#include "facts/stream/range.h"
#include "facts/stream/refused.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <span>
#include <utility>

namespace assay::facts::stream {

namespace {

// Places in a piece are 32 bits wide.
constexpr std::uint64_t kLongestPiece = std::numeric_limits<std::int32_t>::max();

// The piece that has the only unit that is asked for; false where there is none such.
bool find_only(std::span<const Range> ranges, const std::string& name, Survey& out) {
  const std::uint64_t wanted = base::hash_of(name);
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

// Looks at all files; nothing where one must be read as a whole. The ranges come in order.
struct Looked {
  std::vector<Range> ranges;
  std::vector<std::uint32_t> files;  // of each
  bool quoted = false;
};
std::optional<Looked> look(const std::vector<Source>& sources, const Options& options, bool keeps_begins) {
  const std::uint64_t of_range = std::max<std::uint64_t>(options.range_bytes, 1);
  Looked out;
  std::vector<std::uint64_t> from;
  for (std::uint32_t f = 0; f < sources.size(); ++f) {
    for (std::uint64_t at = sources[f].shape.begin; at < sources[f].shape.end; at += of_range) {
      out.files.push_back(f);
      from.push_back(at);
    }
  }
  out.ranges.resize(from.size());
  for (Range& each : out.ranges) each.keeps_begins = keeps_begins;
  std::vector<std::atomic<bool>> quoted(sources.size());  // perhaps only that is the matter with a file
  std::atomic<bool> unsound{false};
  for_each_parallel(options, from.size(), [&](std::size_t i) {
    const Source& source = sources[out.files[i]];
    if (unsound || quoted[out.files[i]]) return;
    Range& range = out.ranges[i];
    range.run(source.file, source.shape, options, from[i], std::min(from[i] + of_range, source.shape.end), false);
    if (range.sound) return;
    if (range.quoted) quoted[out.files[i]] = true;
    else unsound = true;
  });
  // What one range takes for an error may be within quotes that another has seen.
  for (std::uint32_t f = 0; f < sources.size(); ++f) out.quoted = out.quoted || quoted[f];
  if (!out.quoted) return unsound ? std::nullopt : std::optional(std::move(out));
  Looked again;
  again.quoted = true;
  for (std::uint32_t f = 0; f < sources.size(); ++f) again.files.push_back(f);
  again.ranges.resize(sources.size());
  for (Range& each : again.ranges) each.keeps_begins = keeps_begins;
  for_each_parallel(options, sources.size(),
                    [&](std::size_t f) { again.ranges[f].run(sources[f].file, sources[f].shape, options, sources[f].shape.begin, sources[f].shape.end, true); });
  const bool sound = std::all_of(again.ranges.begin(), again.ranges.end(), [](const Range& each) { return each.sound; });
  return sound ? std::optional(std::move(again)) : std::nullopt;
}

// What the ranges of files that are read one after the other have found; false where a piece is too long.
bool gather(std::span<Range> ranges, std::span<const std::uint32_t> files, Survey& out) {
  TextMap<bool> known;
  std::uint64_t rows = 0;  // of the file
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    Range& range = ranges[i];
    if (i == 0 || files[i] != files[i - 1]) rows = 0;
    out.returns = out.returns || range.returns;
    out.units += range.hashes.size();
    for (std::size_t p = 0; p < range.pieces.size(); ++p) {
      Span& each = range.pieces[p];
      const bool last = p + 1 == range.pieces.size();
      each.file = files[i];
      each.end = last ? range.end : range.pieces[p + 1].offset;
      each.rows = (last ? range.rows : range.pieces[p + 1].row) - each.row;
      if (each.end - each.offset > kLongestPiece) return false;
    }
    for (Span& each : range.pieces) {
      each.row += rows;
      out.pieces.push_back(each);
    }
    rows += range.rows;
    for (const std::string& key : range.keys)
      if (known.emplace(key, true).second) out.keys.push_back(key);
  }
  return true;
}

// The units of ranges, one after the other.
class Units {
 public:
  explicit Units(std::span<const Range> ranges) : ranges_(ranges) {
    for (const Range& each : ranges)
      if (!each.hashes.empty()) end_ = each.end;
    skip();
  }

  bool at_end() const { return range_ == ranges_.size(); }
  std::uint64_t hash() const { return ranges_[range_].hashes[unit_]; }
  std::uint64_t offset() const { return at_end() ? end_ : ranges_[range_].from + ranges_[range_].begins[unit_].offset; }
  std::uint64_t row() const { return rows_ + (at_end() ? 0 : ranges_[range_].begins[unit_].row); }
  void next() {
    ++unit_;
    skip();
  }

 private:
  void skip() {
    for (; range_ < ranges_.size() && unit_ == ranges_[range_].hashes.size(); ++range_, unit_ = 0) rows_ += ranges_[range_].rows;
  }

  std::span<const Range> ranges_;
  std::size_t range_ = 0, unit_ = 0;
  std::uint64_t rows_ = 0;  // of the ranges before
  std::uint64_t end_ = 0;   // of the last unit's rows
};

// Gives another file the pieces of the first; false where it has other units, or has them in another order.
bool follow(std::span<const Range> leader, const Survey& led, std::span<const Range> ranges, std::uint32_t file, Survey& out) {
  Units ours(leader), theirs(ranges);
  out.pieces.clear();
  for (const Span& piece : led.pieces) {
    Span& made = out.pieces.emplace_back();
    made.file = file;
    made.offset = theirs.offset();
    made.row = theirs.row();
    for (std::uint32_t unit = 0; unit < piece.units; ++unit, ours.next()) {
      if (theirs.at_end() || theirs.hash() != ours.hash()) continue;
      made.check = add_check(made.check, theirs.hash());
      ++made.units;
      theirs.next();
    }
    made.end = made.units == 0 ? made.offset : theirs.offset();
    made.rows = theirs.row() - made.row;
    if (made.end - made.offset > kLongestPiece) return false;
  }
  out.only = led.only;
  return theirs.at_end();
}

// Takes them.
std::vector<std::vector<std::uint64_t>> hashes_of(std::span<Range> ranges) {
  std::vector<std::vector<std::uint64_t>> out;
  for (Range& each : ranges) out.push_back(std::move(each.hashes));
  return out;
}

std::vector<Survey> one_after_the_other(Looked looked, const std::vector<std::uint64_t>& refused, const Options& options) {
  Survey out;
  out.quoted = looked.quoted;
  if (!gather(looked.ranges, looked.files, out) || out.units == 0) return {};
  if (options.only_unit && !find_only(looked.ranges, *options.only_unit, out)) return {};
  if (is_any_refused(hashes_of(looked.ranges), refused, options)) return {};
  return {std::move(out)};
}

std::vector<Survey> beside_each_other(Looked looked, std::size_t files, const std::vector<std::uint64_t>& refused, const Options& options) {
  std::vector<Survey> out(files);
  std::vector<std::span<Range>> ranges(files);
  for (std::uint32_t f = 0; f < files; ++f) {
    const auto [from, to] = std::equal_range(looked.files.begin(), looked.files.end(), f);
    const auto first = static_cast<std::size_t>(from - looked.files.begin());
    ranges[f] = std::span(looked.ranges).subspan(first, static_cast<std::size_t>(to - from));
    out[f].quoted = looked.quoted;
    if (!gather(ranges[f], std::span(looked.files).subspan(first, ranges[f].size()), out[f]) || out[f].units == 0) return {};
  }
  if (options.only_unit && !find_only(ranges.front(), *options.only_unit, out.front())) return {};
  std::atomic<bool> follows{true};
  for_each_parallel(options, files - 1, [&](std::size_t i) {
    if (follows && !follow(ranges.front(), out.front(), ranges[i + 1], static_cast<std::uint32_t>(i + 1), out[i + 1])) follows = false;
  });
  // Units that stand in the first file's order are there once if those are.
  if (!follows || is_any_refused(hashes_of(ranges.front()), refused, options)) return {};
  return out;
}

}  // namespace

std::optional<Survey> first_rows(const Source& source, const Options& options) {
  constexpr std::uint64_t kFirst = 1 << 18;
  const Shape& shape = source.shape;
  const std::uint64_t size = shape.end - shape.begin;
  if (size <= options.range_bytes) return std::nullopt;
  Range range;
  range.run(source.file, shape, options, shape.begin, shape.begin + std::min({size, kFirst, std::uint64_t{options.range_bytes}}), false);
  if (!range.sound || range.hashes.empty()) return std::nullopt;
  Survey out;
  out.looked = false;
  out.keys = std::move(range.keys);
  out.of_unit = static_cast<std::size_t>((range.end - shape.begin) / range.hashes.size()) + 1;
  const std::uint64_t of_piece = std::clamp<std::uint64_t>(options.batch_rows * out.of_unit, 1, std::max<std::size_t>(options.piece_bytes, 1));
  for (std::uint64_t at = shape.begin; at < shape.end; at += of_piece) out.pieces.push_back({at, std::min(at + of_piece, shape.end), 0, 0, 0, 0, 0});
  return out;
}

std::vector<Survey> survey(const std::vector<Source>& sources, const binding::Names& names, const Options& options) {
  const std::vector<std::uint64_t> refused = refused_units(sources, names);
  const auto same_heading = [&](const Source& each) { return each.shape.heading == sources.front().shape.heading; };
  const bool of_one_heading = std::all_of(sources.begin(), sources.end(), same_heading);
  auto looked = look(sources, options, !of_one_heading);
  if (!looked) return {};
  if (of_one_heading) {
    std::vector<Survey> out = one_after_the_other(std::move(*looked), refused, options);
    if (!out.empty() || sources.size() == 1) return out;
    // Perhaps each has other periods of the same units.
    looked = look(sources, options, true);
    if (!looked) return {};
  }
  return beside_each_other(std::move(*looked), sources.size(), refused, options);
}

}  // namespace assay::facts::stream
