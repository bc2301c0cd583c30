// The cells of one fact: of one member or several side by side, of one period or several added up.
#include "exec/lean/lean.h"

#include "exec/kernels.h"
#include "exec/load.h"

#include <algorithm>
#include <optional>

namespace assay::exec::lean {

using plan::Op;

namespace {

const columns::Column* column_of(const Context& context, const plan::Load& load, std::uint32_t member, const base::Period& period) {
  return context.batch.find({load.fact, member, period});
}

// The slots that are added up in this batch, first and last; nothing where another one is read, too.
std::optional<std::span<const plan::Load::Slot>> slots_of(const Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  if (load.slots.empty()) return std::nullopt;
  const std::span<const plan::Load::Slot> all(load.slots);
  if (step.op == Op::load_newest) return all.last(1);
  if (step.op == Op::load_flow) {
    for (const plan::Load::Coarse& coarse : load.coarse)
      for (const std::uint32_t member : load.members)
        if (column_of(context, load, member, coarse.period) != nullptr) return std::nullopt;
    return all;
  }
  for (const plan::Load::Slot& slot : all.first(all.size() - 1))
    for (const std::uint32_t member : load.members)
      if (column_of(context, load, member, slot.period) != nullptr) return std::nullopt;
  return all.last(1);
}

// Whether the total beside these members may be one that cannot be used.
bool may_be_disputed(const Context& context, const plan::Load& load) {
  if (!load.beside_total) return false;
  const auto is_odd = [&](const base::Period& period) {
    const columns::Column* const total = column_of(context, load, types::kTotal, period);
    return total != nullptr && !total->odd.empty();
  };
  return std::any_of(load.slots.begin(), load.slots.end(), [&](const plan::Load::Slot& each) { return is_odd(each.period); }) ||
         std::any_of(load.coarse.begin(), load.coarse.end(), [&](const plan::Load::Coarse& each) { return is_odd(each.period); });
}

}  // namespace

// Where a cell lies that is missing, at the scale of the cells that are there.
bool Machine::read_gap(Context& context, const plan::Step& step, int scale) {
  Gap& gap = gaps_[step.out.index()];
  if (!gap.known) {
    gap.known = true;
    gap.range = range_of_missing(context, step);
  }
  if (gap.scale == scale) return true;
  const auto end = [&](const std::optional<base::Number>& of, std::int64_t open) -> std::optional<std::int64_t> {
    if (!of) return open;
    const auto scaled = of->to_scaled(scale);
    return scaled && magnitude(*scaled) < kRoom / kMostParts ? scaled : std::nullopt;
  };
  const auto low = end(gap.range.low, -kOpen), high = end(gap.range.high, kOpen);
  if (!low || !high) return false;
  gap.scale = scale;
  gap.low = *low;
  gap.high = *high;
  return true;
}

bool Machine::load(Context& context, const plan::Step& step, Span& out) {
  const plan::Load& load = *step.load;
  const auto slots = slots_of(context, step);
  const Shape shape = context.shape(step.out);
  if (!slots || slots->size() > kMostParts || load.members.size() != shape.segments || may_be_disputed(context, load)) return false;
  const bool once = step.op == Op::load_once;
  cells_.clear();  // by member, then by slot
  std::optional<int> scale;
  for (const std::uint32_t member : load.members)
    for (const plan::Load::Slot& slot : *slots) {
      const columns::Column* column = slot.visible || once ? column_of(context, load, member, slot.period) : nullptr;
      cells_.push_back({column, 0, once ? load.lacks : slot.visible});
      if (column == nullptr) continue;
      if (!column->odd.empty() || column->has_ranged() || column->data.size() < shape.rows) return false;
      scale = std::max(scale.value_or(column->scale), column->scale);
    }
  if (!scale || !read_gap(context, step, *scale)) return false;
  const Gap& gap = gaps_[step.out.index()];
  const std::size_t words = shape.stride / 64;
  std::uint64_t bound = 0;
  for (std::size_t s = 0; s < shape.segments; ++s) {
    std::uint64_t of_segment = 0;
    for (std::size_t i = 0; i < slots->size(); ++i) {
      Cells& cells = cells_[s * slots->size() + i];
      std::uint64_t most = 0;
      for (const std::int64_t end : {gap.low, gap.high})
        if (end != -kOpen && end != kOpen) most = std::max(most, magnitude(end));
      if (cells.column != nullptr) {
        const std::uint64_t own = kernels::magnitude(cells.column->data.data(), words * 64);
        cells.factor = lift(own, *scale - cells.column->scale);
        if (cells.factor == 0) return false;
        most = std::max(most, own * static_cast<std::uint64_t>(cells.factor));
      }
      if (most >= kRoom / kMostParts && slots->size() > 1) return false;
      of_segment += most;
    }
    bound = std::max(bound, of_segment);
  }
  if (bound >= kRoom) return false;
  out.begin(*scale, bound);

  const std::size_t n = shape.elements();
  if (cells_.size() == 1 && context.may_borrow) {
    out.data = columns::Ints::view(cells_[0].column->data);
  } else {
    out.data.make(n);
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      std::int64_t* to = out.data.data() + c / slots->size() * shape.stride;
      const bool first = c % slots->size() == 0;
      if (cells_[c].column == nullptr && first) std::fill_n(to, shape.stride, 0);
      if (cells_[c].column == nullptr) continue;
      if (first) kernels::scaled(cells_[c].column->data.data(), cells_[c].factor, words * 64, to);
      else kernels::accumulate(cells_[c].column->data.data(), cells_[c].factor, words * 64, to);
    }
  }
  Ranged* ranged = nullptr;
  for (std::size_t c = 0; c < cells_.size(); ++c) {
    const std::size_t first = c / slots->size() * words;
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint64_t dead = living_word(shape, w) & ~(cells_[c].column == nullptr ? 0 : cells_[c].column->valid.data()[w]);
      if (dead == 0) continue;
      if (ranged == nullptr) ranged = &pool_.next(n / 64);
      ranged->bits.data()[first + w] |= dead;
      if (!cells_[c].lacks || gap.low == gap.high) continue;  // a point lacks nothing
      ranged->lacking.data()[first + w] |= dead;
      out.lacks = true;
    }
  }
  if (ranged == nullptr) return true;
  list_rows(*ranged);
  out.ranged = ranged;
  out.open = gap.low == -kOpen || gap.high == kOpen;
  out.alike = cells_.size() == 1;
  if (slots->size() == 1) {
    out.low.assign(out.count(), gap.low);
    out.high.assign(out.count(), gap.high);
    return true;
  }
  out.low.make(out.count());
  out.high.make(out.count());
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::size_t row = ranged->rows[i] % shape.stride;
    const Cells* cells = cells_.data() + ranged->rows[i] / shape.stride * slots->size();
    std::int64_t low = 0, high = 0;
    for (std::size_t s = 0; s < slots->size(); ++s) {
      const bool there = cells[s].column != nullptr && cells[s].column->valid.get(row);
      const std::int64_t point = there ? cells[s].column->data[row] * cells[s].factor : 0;
      low = plus(low, there ? point : gap.low);
      high = plus(high, there ? point : gap.high);
    }
    out.low[i] = low;
    out.high[i] = high;
  }
  return true;
}

}  // namespace assay::exec::lean
