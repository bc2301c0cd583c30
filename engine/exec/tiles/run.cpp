// The instructions, one tile after another.
#include "exec/tiles/slot.h"
#include "exec/tiles/tiles.h"

#include <algorithm>
#include <array>

namespace assay::exec::tiles {

bool Tiles::run_tile(const Tile& tile) {
  read_ = 0;
  for (const Instruction& each : code_.instructions) {
    if (each.guard.valid() && !any_row(each.guard, tile)) {
      skip(each, tile);
      give_results(each, tile);
      continue;
    }
    switch (each.kind) {
      case Kind::load:
        if (!run_load(each, tile)) return false;
        break;
      case Kind::import: run_import(each, tile); break;
      case Kind::reaches:
      case Kind::ratio_reaches:
      case Kind::all:
      case Kind::any:
      case Kind::negation:
      case Kind::will_fail: run_condition(each, tile); break;
      case Kind::statuses: run_statuses(each, tile); break;
      default: run_number(each, tile);
    }
    give_results(each, tile);
  }
  return true;
}

// Columns lie far from each other, so the processor does not see the next one coming: while one is read, one of the following is fetched.
const std::int64_t* Tiles::ahead_of(std::size_t load, const Tile& tile) const {
  constexpr std::size_t kAhead = 2;
  const std::size_t next = load + kAhead;
  if (next < loads_.size()) {
    const std::int64_t* data = cells_[loads_[next]].data;
    return data == nullptr ? nullptr : data + tile.first;
  }
  const std::size_t first = tile.first + tile.n;
  if (next - loads_.size() >= loads_.size() || first + tile.n > alive_.size() * 64) return nullptr;
  const std::int64_t* data = cells_[loads_[next - loads_.size()]].data;
  return data == nullptr ? nullptr : data + first;
}

void Tiles::give_results(const Instruction& each, const Tile& tile) {
  for (const std::uint32_t i : each.results) {
    Slot& slot = slots_[each.to];
    std::copy_n(slot.low(), tile.n, lows_[i].data() + tile.first);
    std::copy_n(slot.high(), tile.n, highs_[i].data() + tile.first);
  }
}

bool Tiles::any_row(plan::RegisterId condition, const Tile& tile) const {
  std::uint64_t any = 0;
  for (std::size_t w = 0; w < tile.words(); ++w) any |= at(condition, tile).yes[w];
  return any != 0;
}

// Its conditions stay without any bit.
void Tiles::skip(const Instruction& each, const Tile& tile) {
  if (each.kind == Kind::load) ++read_;
  if (each.condition.valid()) clear_brief(each.condition, tile);
  if (Compiler::gives_condition(each)) return clear_brief(each.out, tile);
  slots_[each.to].points = true;
  std::fill_n(slots_[each.to].low_ends.data(), tile.n, 0);
}

Tiles::Words Tiles::at(plan::RegisterId condition, const Tile& tile) const {
  const Words& all = words_[condition.index()];
  const std::size_t first = all.is_brief ? 0 : tile.word();
  return {all.yes + first, all.no + first, all.invalid + first, all.lacks + first, all.is_brief};
}

// Those that stay are clear from the beginning.
void Tiles::clear_brief(plan::RegisterId condition, const Tile& tile) {
  const Words& all = words_[condition.index()];
  if (!all.is_brief) return;
  for (std::uint64_t* const each : {all.yes, all.no, all.invalid, all.lacks}) std::fill_n(each, tile.words(), 0);
}

bool Tiles::run_load(const Instruction& each, const Tile& tile) {
  const Load& load = code_.loads[each.load];
  const Cells& cells = cells_[each.load];
  Slot& to = slots_[each.to];
  const std::uint64_t* valid = cells.valid + tile.word();
  std::uint64_t gone = 0;
  for (std::size_t w = 0; w < tile.words(); ++w) gone |= tile.alive[w] & ~valid[w];
  to.points = gone == 0 || load.low == load.high;
  if (cells.data == nullptr) {
    ++read_;
    std::fill_n(to.low_ends.data(), tile.n, load.low);
    std::fill_n(to.high_ends.data(), tile.n, load.high);
    return true;
  }
  const Reading reading{cells.data + tile.first, valid, cells.factor, cells.least, cells.most, load.low, load.high, ahead_of(read_++, tile)};
  if (loops_.read(reading, tile.n, to.low_ends.data(), to.points || !each.both ? nullptr : to.high_ends.data())) return true;
  misfit_ = each.load;
  return false;
}

void Tiles::run_import(const Instruction& each, const Tile& tile) {
  Slot& to = slots_[each.to];
  std::copy_n(given_lows_[each.load].data() + tile.first, tile.n, to.low_ends.data());
  std::copy_n(given_highs_[each.load].data() + tile.first, tile.n, to.high_ends.data());
  to.points = false;
}

void Tiles::run_number(const Instruction& each, const Tile& tile) {
  Slot& to = slots_[each.to];
  const std::size_t n = tile.n;
  const auto from = [&](std::size_t i) -> Slot& { return slots_[each.from[i]]; };
  bool points = true;
  for (const std::uint32_t slot : each.from) points = points && slots_[slot].points;
  // Of every end those that give it: of the low end with `turned` the high ones.
  const auto ends = [&](auto&& make) {
    make(to.low_ends.data(), false);
    if (!points) make(to.high_ends.data(), true);
    to.points = points;
  };
  const auto end = [&](std::size_t i, bool high) { return high ? from(i).high() : from(i).low(); };
  switch (each.kind) {
    case Kind::sum: {
      const auto x = static_cast<std::int32_t>(each.factors[0]), y = static_cast<std::int32_t>(each.factors[1]);
      ends([&](std::int32_t* out, bool high) { (each.open ? loops_.sum_open : loops_.sum)(end(0, high), x, end(1, high != (y < 0)), y, n, out); });
      break;
    }
    case Kind::total:
      ends([&](std::int32_t* out, bool high) {
        if (!each.weighed.empty()) {
          loops_.weighed(end(0, high), each.weighed[0], n, out);
          for (std::size_t i = 1; i < each.from.size(); ++i) loops_.weighed_more(end(i, high), each.weighed[i], n, out);
          return;
        }
        loops_.scaled(end(0, high), static_cast<std::int32_t>(each.factors[0]), n, out);
        for (std::size_t i = 1; i < each.from.size(); ++i) loops_.accumulate(end(i, high), static_cast<std::int32_t>(each.factors[i]), n, out);
      });
      break;
    case Kind::addition: {
      const auto by = static_cast<std::int32_t>(each.factors[0]);
      if (to.points && !points) std::copy_n(to.low_ends.data(), n, to.high_ends.data());
      loops_.accumulate(from(1).low(), by, n, to.low_ends.data());
      if (!points) loops_.accumulate(from(1).high(), by, n, to.high_ends.data());
      to.points = points;
      break;
    }
    case Kind::mean:
      ends([&](std::int32_t* out, bool high) {
        if (each.from.size() == 1 && each.weighed[0].divisor == 0) return loops_.weighed(end(0, high), each.weighed[0], n, out);
        alignas(64) std::array<std::int64_t, kRows> sums;
        loops_.weigh(end(0, high), each.factors[0], n, sums.data());
        for (std::size_t i = 1; i < each.from.size(); ++i) loops_.weigh_more(end(i, high), each.factors[i], n, sums.data());
        loops_.divide(sums.data(), each.weighed[0], n, out);
      });
      break;
    case Kind::climb:
    case Kind::descend: {
      const auto earned = each.kind == Kind::climb ? loops_.climb : loops_.descend;
      std::array<std::uint64_t, kRows / 64> reached[2];  // of the low ends, of the high ones; by what falls those that do not reach it any more
      const auto bits = [&](std::size_t i) { return each.condition.valid() ? reached[i].data() : nullptr; };
      if (each.has_cell) {
        // Of the low ends; what comes of the others differs where the cell is missing.
        std::int32_t* const own = each.falls && !points ? to.high_ends.data() : to.low_ends.data();
        std::int32_t* const other = points ? nullptr : each.falls ? to.low_ends.data() : to.high_ends.data();
        earned(from(0).low(), *each.climb, n, own, {cells_[each.cell].valid + tile.word(), each.beyond, other, bits(0)});
        to.points = points;
      } else {
        ends([&](std::int32_t* out, bool high) {
          const bool of_high = high != (each.falls && !points);
          earned(end(0, of_high), *each.climb, n, out, {nullptr, 0, nullptr, bits(of_high ? 1 : 0)});
        });
      }
      if (!each.condition.valid()) break;
      clear_brief(each.condition, tile);
      for (std::size_t i = 0; each.falls && i < (points || each.has_cell ? 1 : 2); ++i)
        for (std::size_t w = 0; w < tile.words(); ++w) reached[i][w] = ~reached[i][w];
      decide(each, each.condition, reached[0].data(), points || each.has_cell ? nullptr : reached[1].data(), points, each.reaches_beyond, tile);
      break;
    }
    case Kind::tiers:
      ends([&](std::int32_t* out, bool high) {
        const std::int32_t* x = end(0, high != each.falls);
        std::fill_n(out, n, each.tiers->values.back());
        for (std::size_t i = each.tiers->reached.size(); i-- > 0;) (each.falls ? loops_.put_before : loops_.put_from)(x, each.tiers->reached[i], each.tiers->values[i], n, out);
      });
      break;
    case Kind::ratio: {
      const Ratio how{static_cast<std::int32_t>(each.factors[0]), static_cast<std::int32_t>(each.factors[1]), each.more};
      ends([&](std::int32_t* out, bool high) { loops_.ratio(end(0, high), end(1, !high), how, n, out); });
      break;
    }
    case Kind::least:
    case Kind::greatest:
      ends([&](std::int32_t* out, bool high) {
        std::copy_n(end(0, high), n, out);
        for (std::size_t i = 1; i < each.from.size(); ++i) (each.kind == Kind::least ? loops_.lesser : loops_.greater)(end(i, high), n, out);
      });
      break;
    case Kind::decided: {
      const Words now = at(each.conditions[0], tile), future = at(each.conditions[1], tile);
      std::array<std::uint64_t, kRows / 64> yes{}, no{};
      std::uint64_t open = 0;
      for (std::size_t w = 0; w < tile.words(); ++w) {
        const std::uint64_t undecided = ~(future.yes[w] | future.no[w]);
        yes[w] = future.yes[w] | (now.yes[w] & undecided);
        no[w] = future.no[w] | (now.no[w] & undecided);
        open |= tile.alive[w] & ~(yes[w] | no[w]);
      }
      loops_.value_where(yes.data(), each.more, n, to.low_ends.data());
      to.points = open == 0;
      for (std::uint64_t& word : no) word = ~word;
      if (!to.points) loops_.value_where(no.data(), each.more, n, to.high_ends.data());
      break;
    }
    case Kind::cap: {
      const Words own = at(each.conditions[0], tile);
      std::array<std::uint64_t, kRows / 64> not_yet{};
      std::uint64_t open = 0;
      for (std::size_t w = 0; w < tile.words(); ++w) {
        not_yet[w] = ~own.yes[w];
        open |= tile.alive[w] & ~(own.yes[w] | own.no[w]);
      }
      if (to.points && open != 0) std::copy_n(to.low_ends.data(), n, to.high_ends.data());
      to.points = to.points && open == 0;
      loops_.cap_where(not_yet.data(), 999'999'999, n, to.low_ends.data());
      loops_.put_where(own.yes, 1'000'000'000, n, to.low_ends.data());
      if (to.points) break;
      loops_.cap_where(own.no, 999'999'999, n, to.high_ends.data());
      loops_.put_where(own.yes, 1'000'000'000, n, to.high_ends.data());
      break;
    }
    case Kind::final: {
      const Words own = at(each.conditions[0], tile);
      ends([&](std::int32_t* out, bool high) {
        std::copy_n(end(0, high), n, out);
        loops_.cap_where(own.no, 999'999'999, n, out);
        loops_.put_where(own.yes, 1'000'000'000, n, out);
      });
      break;
    }
    case Kind::then: {
      const Words own = at(each.conditions[0], tile);
      ends([&](std::int32_t* out, bool high) {
        std::copy_n(end(0, high), n, out);
        loops_.take_where(own.yes, end(1, high), 999'999'999, n, out);
      });
      break;
    }
    case Kind::gate: {
      const Words applies = at(each.conditions[0], tile);
      std::array<std::uint64_t, kRows / 64> not_yet{};
      std::uint64_t open = 0;
      for (std::size_t w = 0; w < tile.words(); ++w) {
        not_yet[w] = ~applies.yes[w];
        open |= tile.alive[w] & ~(applies.yes[w] | applies.no[w]);
      }
      std::copy_n(from(0).low(), n, to.low_ends.data());
      to.points = points && open == 0;
      if (!to.points) {
        std::copy_n(from(0).high(), n, to.high_ends.data());
        loops_.put_where(applies.no, 0, n, to.high_ends.data());
      }
      loops_.put_where(not_yet.data(), 0, n, to.low_ends.data());
      break;
    }
    default: break;
  }
}

TruthWords Tiles::truth(plan::RegisterId condition, const Tile& tile) const {
  const Words of = at(condition, tile);
  return {of.yes, of.no, of.invalid, of.lacks};
}

}  // namespace assay::exec::tiles
