#include "facts/stream/refused.h"

#include "base/text.h"
#include "facts/stream/parallel.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

namespace assay::facts::stream {

bool is_any_refused(std::vector<std::vector<std::uint64_t>> ranges, const std::vector<std::uint64_t>& refused, const Options& options) {
  std::size_t units = 0;
  for (const std::vector<std::uint64_t>& each : ranges) units += each.size();
  constexpr std::size_t kOfBucket = 1 << 13;
  const std::size_t buckets = std::bit_ceil(units / kOfBucket + 1);
  const auto bits = static_cast<unsigned>(std::countr_zero(buckets));
  const auto bucket_of = [&](std::uint64_t hash) { return bits == 0 ? 0 : static_cast<std::size_t>(hash >> (64 - bits)); };
  // Where each of them puts the first of its hashes in each bucket.
  std::vector<std::vector<std::size_t>> places(ranges.size(), std::vector<std::size_t>(buckets, 0));
  for_each_parallel(options, ranges.size(), [&](std::size_t r) {
    for (const std::uint64_t hash : ranges[r]) ++places[r][bucket_of(hash)];
  });
  std::vector<std::size_t> begins(buckets + 1, 0);
  std::size_t next = 0;
  for (std::size_t b = 0; b < buckets; ++b) {
    begins[b] = next;
    for (std::vector<std::size_t>& of_range : places) next += std::exchange(of_range[b], next);
  }
  begins[buckets] = next;
  std::vector<std::uint64_t> all(units);
  for_each_parallel(options, ranges.size(), [&](std::size_t r) {
    for (const std::uint64_t hash : ranges[r]) all[places[r][bucket_of(hash)]++] = hash;
    std::vector<std::uint64_t>().swap(ranges[r]);
  });
  std::atomic<bool> found{false};
  for_each_parallel(options, buckets, [&](std::size_t b) {
    const std::size_t count = begins[b + 1] - begins[b];
    const std::size_t slots = std::bit_ceil(count * 2 + 1);
    std::vector<std::uint64_t> table(slots, 0);
    for (std::size_t i = begins[b]; i < begins[b + 1]; ++i) {
      const std::uint64_t hash = all[i] | 1U;  // 0 is an empty slot
      std::size_t slot = static_cast<std::size_t>(all[i] >> 1U) & (slots - 1);
      for (; table[slot] != 0 && table[slot] != hash; slot = (slot + 1) & (slots - 1)) {}
      if (table[slot] == hash) found = true;
      table[slot] = hash;
    }
    for (const std::uint64_t each : refused) {
      if (bucket_of(each) != b) continue;
      std::size_t slot = static_cast<std::size_t>(each >> 1U) & (slots - 1);
      for (; table[slot] != 0 && table[slot] != (each | 1U); slot = (slot + 1) & (slots - 1)) {}
      if (table[slot] != 0) found = true;
    }
  });
  return found;
}

std::vector<std::uint64_t> refused_units(const std::vector<Source>& sources, const binding::Names& names) {
  std::vector<std::uint64_t> refused;
  for (const std::string& department : names.departments()) refused.push_back(base::hash_of(department));
  for (const std::string& measure : names.measures()) refused.push_back(base::hash_of(measure));
  for (const std::string_view name : binding::mean_rows()) refused.push_back(base::hash_of(name));
  for (const std::string_view name : binding::whole_names()) refused.push_back(base::hash_of(name));
  for (const Source& each : sources) refused.push_back(base::hash_of(each.shape.unit_heading));
  for (const auto& [member, dimensions] : names.members())
    if (std::any_of(sources.begin(), sources.end(), [&, &name = member](const Source& each) { return names.dimension_without_column(each.shape.layout.dimensions, name).has_value(); }))
      refused.push_back(base::hash_of(member));
  return refused;
}

}  // namespace assay::facts::stream
