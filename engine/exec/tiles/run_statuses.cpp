// Statuses of targets, tile by tile, while the bits of the conditions that decide them are at hand.
#include "exec/clones.h"
#include "exec/status_words.h"
#include "exec/tiles/tiles.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace assay::exec::tiles {

namespace {

constexpr std::size_t kTileWords = kRows / 64;

// Of a target in a tile, over the criteria that decide it; a word of 64 rows each.
struct StatusSums {
  using Words = std::array<std::uint64_t, kTileWords>;
  Words missed{}, open{}, unknown{}, invalid{}, provisional{}, missed_for_good{};
};

ASSAY_KERNEL void add_statuses(const TruthWords now, const TruthWords future, std::uint64_t due, std::size_t words, StatusSums& sums) {
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#endif
  for (std::size_t w = 0; w < words; ++w) {
    const StatusWord own = status_word(now, future, due, w);
    sums.missed[w] |= own.missed;
    sums.open[w] |= own.open;
    sums.unknown[w] |= own.unknown;
    sums.invalid[w] |= own.invalid;
    sums.provisional[w] |= own.provisional;
    sums.missed_for_good[w] |= own.missed & ~own.provisional;
  }
}

inline void put_planes(const StatusWord& all, std::uint64_t alive, std::size_t w, std::size_t words, std::uint64_t* planes, std::uint64_t* provisional) {
  planes[w] = all.missed & alive;
  planes[words + w] = all.open & alive;
  planes[2 * words + w] = all.unknown & alive;
  planes[3 * words + w] = all.invalid & alive;
  planes[4 * words + w] = 0;
  provisional[w] = all.provisional & alive;
}

ASSAY_KERNEL void settle_statuses(const StatusSums& sums, const std::uint64_t* alive, std::size_t words, std::uint64_t* planes, std::uint64_t* provisional) {
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#endif
  for (std::size_t w = 0; w < words; ++w) {
    const StatusWord all = settled({sums.missed[w], sums.open[w], sums.unknown[w], sums.invalid[w], 0, sums.provisional[w]}, sums.missed_for_good[w]);
    put_planes(all, alive[w], w, words, planes, provisional);
  }
}

// The same where one criterion decides.
ASSAY_KERNEL void one_status(const TruthWords now, const TruthWords future, std::uint64_t due, const std::uint64_t* alive, std::size_t words, std::uint64_t* planes,
                             std::uint64_t* provisional) {
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#endif
  for (std::size_t w = 0; w < words; ++w) put_planes(status_word(now, future, due, w), alive[w], w, words, planes, provisional);
}

}  // namespace

void Tiles::run_statuses(const Instruction& each, const Tile& tile) {
  const Deciding::Criterion* const criteria = deciding_->criteria.data() + deciding_->targets[each.load].first;
  const auto now = [&](std::size_t i) { return truth(each.conditions[2 * i], tile); };
  const auto future = [&](std::size_t i) { return truth(each.conditions[2 * i + 1], tile); };
  const auto due = [&](std::size_t i) { return criteria[i].due ? ~std::uint64_t{0} : 0; };
  std::array<std::uint64_t, 5 * kTileWords> planes;
  TargetStatuses& out = decided_[each.load];
  std::uint64_t* const provisional = out.provisional.data() + tile.word();
  if (each.conditions.size() == 2) {
    one_status(now(0), future(0), due(0), tile.alive, tile.words(), planes.data(), provisional);
  } else {
    StatusSums sums;
    for (std::size_t i = 0; 2 * i < each.conditions.size(); ++i) add_statuses(now(i), future(i), due(i), tile.words(), sums);
    settle_statuses(sums, tile.alive, tile.words(), planes.data(), provisional);
  }
  std::array<std::size_t, 5> counts;
  loops_.statuses(planes.data(), tile.words(), reinterpret_cast<std::uint8_t*>(out.status.data()) + tile.first, counts.data());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    out.counts[i + 1] += counts[i];
    out.counts[0] -= counts[i];
  }
}

}  // namespace assay::exec::tiles
