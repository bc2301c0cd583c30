#include "facts/stream/survey.h"

#include "facts/store/store.h"
#include "facts/stream/parallel.h"
#include "facts/stream/range.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <limits>
#include <utility>

namespace assay::facts::stream {

namespace {

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
