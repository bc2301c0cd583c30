// The cells of one fact, or of several of its periods added up.
#include "exec/lean/lean.h"

#include "exec/kernels.h"
#include "exec/load.h"

#include <algorithm>
#include <optional>

namespace assay::exec::lean {

using plan::Op;

namespace {

const columns::Column* column_of(const Context& context, const plan::Load& load, const base::Period& period) {
  return context.batch.find({load.fact, load.members[0], period});
}

// The one period that the load reads in this batch; nothing where it reads another one, too.
const plan::Load::Slot* single_slot(const Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  if (load.members.size() != 1 || load.slots.empty()) return nullptr;
  if (step.op == Op::load_newest) return &load.slots.back();
  if (step.op == Op::load_flow) return load.slots.size() == 1 && load.coarse.empty() ? &load.slots.front() : nullptr;
  for (std::size_t i = 0; i + 1 < load.slots.size(); ++i)
    if (column_of(context, load, load.slots[i].period) != nullptr) return nullptr;
  return &load.slots.back();
}

}  // namespace

bool Machine::load(Context& context, const plan::Step& step, Span& out) {
  const plan::Load& load = *step.load;
  const plan::Load::Slot* slot = single_slot(context, step);
  if (slot == nullptr) return false;
  const bool once = step.op == Op::load_once;
  const columns::Column* column = slot->visible || once ? column_of(context, load, slot->period) : nullptr;
  if (column == nullptr || !column->odd.empty() || column->has_ranged()) return false;
  Gap& gap = gaps_[step.out.index()];
  if (!gap.known) {
    gap.known = true;
    gap.range = range_of(context, load);
    if (step.op == Op::load_cumulative && !context.schema[load.fact].is_signed) gap.range.low = base::Number(0);
    gap.lacks = once ? load.lacks : slot->visible;
  }
  if (gap.scale != column->scale) {
    const auto end = [&](const std::optional<base::Number>& of, std::int64_t open) -> std::optional<std::int64_t> {
      if (!of) return open;
      const auto scaled = of->to_scaled(column->scale);
      return scaled && magnitude(*scaled) < kRoom ? scaled : std::nullopt;
    };
    const auto low = end(gap.range.low, -kOpen), high = end(gap.range.high, kOpen);
    if (!low || !high) return false;
    gap.scale = column->scale;
    gap.low = *low;
    gap.high = *high;
  }
  const std::size_t rows = context.batch.rows();
  const std::size_t words = (rows + 63) / 64;
  if (column->data.size() < rows || column->valid.words() < words) return false;
  out.begin(column->scale, kernels::magnitude(column->data.data(), words * 64));
  if (out.bound >= kRoom) return false;
  out.data = context.may_borrow ? columns::Ints::view(column->data) : column->data;
  Ranged* ranged = nullptr;
  for (std::size_t w = 0; w < words; ++w) {
    const std::uint64_t dead = living_word(rows, w) & ~column->valid.data()[w];
    if (dead == 0) continue;
    if (ranged == nullptr) ranged = &pool_.next(words);
    ranged->bits.data()[w] = dead;
    if (gap.lacks) ranged->lacking.data()[w] = dead;
  }
  if (ranged == nullptr) return true;
  list_rows(*ranged);
  out.ranged = ranged;
  out.low.assign(ranged->count, gap.low);
  out.high.assign(ranged->count, gap.high);
  out.open = gap.low == -kOpen || gap.high == kOpen;
  for (const std::int64_t end : {gap.low, gap.high})
    if (end != -kOpen && end != kOpen) out.bound = std::max(out.bound, magnitude(end));
  out.lacks = gap.lacks;
  out.alike = true;
  return true;
}

}  // namespace assay::exec::lean
