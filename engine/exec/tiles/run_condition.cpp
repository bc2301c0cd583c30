// Conditions, tile by tile: which rows reach what is asked for, and what decides several of them.
#include "exec/tiles/slot.h"
#include "exec/tiles/tiles.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace assay::exec::tiles {

void Tiles::run_condition(const Instruction& each, const Tile& tile) {
  clear_brief(each.out, tile);
  const Words out = at(each.out, tile);
  const std::size_t n = tile.n;
  if (each.kind == Kind::negation) {
    const Words in = at(each.conditions[0], tile);
    std::copy_n(in.yes, tile.words(), out.no);
    std::copy_n(in.no, tile.words(), out.yes);
    std::copy_n(in.invalid, tile.words(), out.invalid);
    std::copy_n(in.lacks, tile.words(), out.lacks);
    return;
  }
  if (each.kind == Kind::will_fail) {
    const Words now = at(each.conditions[0], tile), future = at(each.conditions[1], tile);
    for (std::size_t w = 0; w < tile.words(); ++w) {
      out.yes[w] = future.no[w] & ~now.no[w];
      out.no[w] = tile.alive[w] & ~out.yes[w];
    }
    return;
  }
  if (each.kind == Kind::all || each.kind == Kind::any) {
    const bool all = each.kind == Kind::all;
    for (std::size_t w = 0; w < tile.words(); ++w) {
      std::uint64_t settles = 0, neutral = ~std::uint64_t{0}, invalid = 0, lacks = 0;
      for (const plan::RegisterId id : each.conditions) {
        const Words in = at(id, tile);
        settles |= (all ? in.no : in.yes)[w];
        neutral &= (all ? in.yes : in.no)[w];
        invalid |= in.invalid[w];
        lacks |= in.lacks[w];
      }
      (all ? out.no : out.yes)[w] = settles;
      (all ? out.yes : out.no)[w] = neutral;
      out.invalid[w] = invalid & ~settles;
      out.lacks[w] = lacks & ~settles & ~invalid;
    }
    return;
  }
  std::array<std::uint64_t, kRows / 64> low, high;
  Slot& x = slots_[each.from[0]];
  bool points = x.points;
  if (each.kind == Kind::reaches) {
    loops_.reaches(x.low(), each.more, n, low.data());
    if (!each.has_cell && !points) loops_.reaches(x.high(), each.more, n, high.data());
  } else {
    Slot& y = slots_[each.from[1]];
    const Ratio how{static_cast<std::int32_t>(each.factors[0]), static_cast<std::int32_t>(each.factors[1]), each.more};
    points = points && y.points;
    loops_.ratio_reaches(x.low(), how.by_y < 0 ? y.low() : y.high(), how, n, low.data());
    if (!points) loops_.ratio_reaches(x.high(), how.by_y < 0 ? y.high() : y.low(), how, n, high.data());
  }
  decide(each, each.out, low.data(), points || each.has_cell ? nullptr : high.data(), points, each.beyond != 0, tile);
}

// `low`, `high`: which ends reach what is asked for.
void Tiles::decide(const Instruction& each, plan::RegisterId condition, const std::uint64_t* low, const std::uint64_t* high, bool points, bool beyond, const Tile& tile) {
  const Words out = at(condition, tile);
  Decision decision{low, high, tile.alive, nullptr, beyond, each.falls, nullptr, out.yes, out.no, out.lacks};
  std::array<std::uint64_t, kRows / 64> known;
  if (!points) {
    if (each.has_cell) decision.valid = cells_[each.cell].valid + tile.word();
    if (!each.lacking.empty()) decision.known = cells_[each.lacking[0]].valid + tile.word();
    if (each.lacking.size() > 1) {
      std::copy_n(decision.known, tile.words(), known.data());
      for (std::size_t i = 1; i < each.lacking.size(); ++i)
        for (std::size_t w = 0; w < tile.words(); ++w) known[w] &= cells_[each.lacking[i]].valid[tile.word() + w];
      decision.known = known.data();
    }
  }
  loops_.decide(decision, tile.words());
  if (!any_malformed_) return;
  for (const std::uint32_t load : each.reading) {
    const std::uint64_t* malformed = cells_[load].malformed;
    if (malformed == nullptr) continue;
    for (std::size_t w = 0; w < tile.words(); ++w) {
      const std::uint64_t invalid = malformed[tile.word() + w] & ~(out.yes[w] | out.no[w]);
      out.invalid[w] |= invalid;
      out.lacks[w] &= ~invalid;
    }
  }
}

}  // namespace assay::exec::tiles
