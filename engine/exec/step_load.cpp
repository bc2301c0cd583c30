#include "exec/kernels.h"
#include "exec/load.h"
#include "exec/steps.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace assay::exec {

using base::Number;
using columns::Column;
using types::Interval;

Interval range_of(const Context& context, const plan::Load& load) {
  const types::Fact& fact = context.schema[load.fact];
  if (!load.members.empty() && load.members[0] == types::kTotal && fact.total == types::Total::sum) {
    const bool negative = !fact.low || fact.low->sign() < 0;
    return {negative ? std::nullopt : std::optional<Number>(Number(0)), std::nullopt};
  }
  switch (fact.kind) {
    case types::FactKind::flag: return {Number(0), Number(1)};
    case types::FactKind::grade: return {Number(0), Number(static_cast<std::int64_t>(context.schema[fact.scale].grades.size()) - 1)};
    case types::FactKind::text:
    case types::FactKind::event: return {};
    default: return {fact.low, fact.high};
  }
}

Interval range_of_missing(const Context& context, const plan::Step& step) {
  Interval out = range_of(context, *step.load);
  if (step.op == plan::Op::load_cumulative && !context.schema[step.load->fact].is_signed) out.low = Number(0);
  return out;
}

namespace {

struct Slot {
  const Column* column = nullptr;  // none: nothing reported
  std::uint64_t bound = 0;
  bool visible = true;
  const Column* total = nullptr;  // where this cannot be used, nor can the cell; none: it always can
};

bool has_invalid(const Column& column) {
  return std::any_of(column.odd.begin(), column.odd.end(), [](const columns::Odd& each) { return each.value.invalid; });
}

Slot find_slot(const Context& context, const plan::Load& load, std::uint32_t member, base::Period period, bool visible) {
  Slot slot;
  slot.visible = visible;
  if (!visible) return slot;
  if (const Source* s = context.cell(load.fact, member, period)) {
    slot.column = s->column;
    slot.bound = s->bound;
  }
  if (load.beside_total)
    if (const Source* total = context.cell(load.fact, types::kTotal, period); total != nullptr && has_invalid(*total->column)) slot.total = total->column;
  return slot;
}

// Reported: a point or an invalid value. Nothing: missing.
std::optional<Value> reported(const Slot& slot, std::size_t row) {
  if (slot.total != nullptr)
    if (const columns::Odd* odd = slot.total->find_odd(row); odd != nullptr && odd->value.invalid) return odd->value;
  if (!slot.column) return std::nullopt;
  if (slot.column->valid.get(row)) return Value::point(*Number::scaled(slot.column->data[row], slot.column->scale));
  const columns::Odd* odd = slot.column->find_odd(row);
  return odd ? std::optional<Value>(odd->value) : std::nullopt;
}

Value missing(const Interval& range, bool lacks) { return settled({range, false, lacks}); }

// A malformed cell lies where a missing one does.
Value malformed(const Interval& range) { return settled({range, true, false}); }

std::vector<columns::Odd> in_range(std::vector<columns::Odd> odd, const Interval& range) {
  for (columns::Odd& o : odd)
    if (o.value.invalid) o.value = malformed(range);
  return odd;
}

// Copies `slot` into one segment of `out` at out's scale; the rows that are not valid points are left to the caller.
void copy(const Slot& slot, Register& out, const Shape& shape, std::size_t segment, std::int64_t factor) {
  const std::size_t first = segment * shape.stride;
  kernels::scaled(slot.column->data.data(), factor, slot.column->valid.words() * 64, out.number.data.data() + first);
  std::copy_n(slot.column->valid.data(), slot.column->valid.words(), out.number.valid.data() + first / 64);
}

// What stands for a row of a slot that has no cell; nothing: the load's gap.
using Instead = std::function<std::optional<Value>(std::uint32_t member, std::size_t row)>;

// The one slot's cells, or those of the first slot that has any, for every member of the load. `instead`: none where it is always the gap.
// A malformed cell lies in what stands instead where `bounded`, else in the gap's range.
template <class Slots>
Register load_single(Context& context, const plan::Step& step, const Value& gap, Slots&& newest, const Instead& instead, bool bounded = false) {
  const plan::Load& load = *step.load;
  const Shape shape = context.shape(step.out);
  int scale = 0;
  std::vector<Slot> slots;
  slots.reserve(load.members.size());
  for (const std::uint32_t member : load.members) {
    slots.push_back(newest(member));
    if (slots.back().column) scale = std::max(scale, slots.back().column->scale);
  }
  if (slots.size() == 1 && slots[0].column != nullptr && slots[0].column->scale == scale && slots[0].total == nullptr && !instead) {
    Register out;
    out.number.scale = scale;
    out.number.data = context.may_borrow ? columns::Ints::view(slots[0].column->data) : slots[0].column->data;
    out.number.valid = slots[0].column->valid;
    out.number.valid.resize(shape.elements());
    out.number.odd = in_range(slots[0].column->odd, gap.range);
    out.number.gap = gap;
    out.bound = slots[0].bound;
    if (out.bound < kRoom && out.number.data.size() + 63 >= shape.elements()) return out;
  }
  Register out = number_register(shape, scale);
  out.number.gap = gap;
  for (std::size_t s = 0; s < slots.size(); ++s) {
    std::int64_t factor = 0;
    if (slots[s].column) {
      factor = lift(slots[s].bound, scale - slots[s].column->scale);
      if (factor != 0) {
        copy(slots[s], out, shape, s, factor);
        out.bound = std::max(out.bound, slots[s].bound * static_cast<std::uint64_t>(factor));
      }
    }
    if (slots[s].total != nullptr)
      for (const columns::Odd& odd : slots[s].total->odd)
        if (odd.value.invalid) out.number.valid.reset(s * shape.stride + odd.row);
  }
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const std::size_t s = element / shape.stride;
    const std::size_t row = element % shape.stride;
    std::optional<Value> v = reported(slots[s], row);
    const bool invalid = v && v->invalid;
    if (invalid) v = malformed(gap.range);
    if (instead && (!v || (invalid && bounded))) {
      const std::optional<Value> other = instead(load.members[s], row);
      if (other) v = invalid ? malformed(other->range) : *other;
    }
    if (v) out.number.odd.push_back({static_cast<std::uint32_t>(element), *v});
  });
  return out;
}

}  // namespace

Register step_newest(Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  const Interval range = range_of(context, load);
  if (load.slots.empty()) {
    Register out = number_register(context.shape(step.out), 0);
    out.number.gap = missing(range, false);
    return out;
  }
  const plan::Load::Slot& slot = load.slots.back();
  return load_single(
      context, step, missing(range, slot.visible),
      [&](std::uint32_t member) { return find_slot(context, load, member, slot.period, slot.visible); }, {});
}

Register step_once(Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  const Interval range = range_of(context, load);
  bool several = false;
  const auto all = [&](std::uint32_t member) {
    std::vector<Slot> slots;
    for (const plan::Load::Slot& s : load.slots)
      if (const Slot slot = find_slot(context, load, member, s.period, true); slot.column) slots.push_back(slot);
    return slots;
  };
  const auto first = [&](std::uint32_t member) {
    for (const plan::Load::Slot& s : load.slots)
      if (const Slot slot = find_slot(context, load, member, s.period, true); slot.column) return slot;
    return Slot{};
  };
  for (const std::uint32_t member : load.members) several = several || (load.slots.size() > 1 && all(member).size() > 1);
  const Instead of_the_others = [&](std::uint32_t member, std::size_t row) {
    for (const Slot& s : all(member))
      if (const std::optional<Value> v = reported(s, row)) return v->invalid ? malformed(range) : v;
    return std::optional<Value>();
  };
  return load_single(
      context, step, missing(range, load.lacks), first,
      several ? of_the_others : Instead{});
}

Register step_cumulative(Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  const Interval range = range_of(context, load);
  if (load.slots.empty()) {
    Register out = number_register(context.shape(step.out), 0);
    out.number.gap = missing(range, false);
    return out;
  }
  const bool is_signed = context.schema[load.fact].is_signed;
  const plan::Load::Slot& newest = load.slots.back();
  // What is reported of the periods before, the newest first.
  std::unordered_map<std::uint32_t, std::vector<Slot>> before;
  const auto before_of = [&](std::uint32_t member) -> const std::vector<Slot>& {
    const auto [found, added] = before.try_emplace(member);
    for (std::size_t i = load.slots.size() - 1; added && i-- > 0;) {
      const Slot slot = find_slot(context, load, member, load.slots[i].period, load.slots[i].visible);
      if (slot.column) found->second.push_back(slot);
    }
    return found->second;
  };
  bool any_before = false;  // what may fall is not bounded by what was before
  for (const std::uint32_t member : load.members) any_before = any_before || (!is_signed && !before_of(member).empty());
  const Interval from_nothing{is_signed ? range.low : std::optional<Number>(Number(0)), range.high};
  return load_single(
      context, step, missing(from_nothing, newest.visible),
      [&](std::uint32_t member) { return find_slot(context, load, member, newest.period, newest.visible); },
      !any_before ? Instead{} : Instead([&](std::uint32_t member, std::size_t row) {
        for (const Slot& slot : before_of(member)) {
          const std::optional<Value> v = reported(slot, row);
          if (v && !v->invalid) return std::optional<Value>(missing({v->range.low, range.high}, newest.visible));
        }
        return std::optional<Value>();
      }),
      true);
}

namespace {

// The columns of one member of a flow, as the load's slots and coarser periods.
struct FlowCells {
  std::vector<Slot> slots, coarse;
};
FlowCells flow_cells(const Context& context, const plan::Load& load, std::uint32_t member) {
  FlowCells out;
  out.slots.reserve(load.slots.size());
  out.coarse.reserve(load.coarse.size());
  for (const plan::Load::Slot& s : load.slots) out.slots.push_back(find_slot(context, load, member, s.period, s.visible));
  for (const plan::Load::Coarse& c : load.coarse) out.coarse.push_back(find_slot(context, load, member, c.period, true));
  // Which of these a total leaves undecided is told of all at once.
  for (std::vector<Slot>* each : {&out.slots, &out.coarse})
    for (Slot& slot : *each) slot.total = nullptr;
  return out;
}

// What is added up in one row.
struct FlowRow {
  std::vector<Member> members;   // the slots, then the coarser cells that stand for some
  std::vector<bool> unusable;    // slots that count and are malformed
  bool any = false;              // something is reported
};
FlowRow flow_row(const plan::Load& load, const FlowCells& cells, const Interval& range, std::size_t row, const std::vector<bool>* disputed) {
  FlowRow out;
  std::vector<bool> known;
  for (std::size_t i = 0; i < cells.slots.size(); ++i) {
    std::optional<Value> v = reported(cells.slots[i], row);
    if (disputed != nullptr && (*disputed)[i]) v = malformed(range);
    known.push_back(v.has_value());
    out.unusable.push_back(v && v->invalid);
    out.any = out.any || v;
    out.members.push_back({!v ? missing(range, cells.slots[i].visible) : v->invalid ? malformed(range) : *v, Truth::true_});
  }
  // A malformed coarser cell leaves the last of its parts malformed.
  std::vector<bool> broken(known.size(), false);
  std::vector<bool> replaced(known.size(), false);
  for (std::size_t c = 0; c < load.coarse.size(); ++c) {
    const plan::Load::Coarse& coarse = load.coarse[c];
    bool gap = false;
    for (std::size_t i = coarse.first; i < coarse.first + coarse.count; ++i) gap = gap || (!known[i] && !replaced[i]);
    const std::size_t last = coarse.first + coarse.count - 1;
    if (!gap || replaced[coarse.first] || broken[last]) continue;
    const std::optional<Value> v = reported(cells.coarse[c], row);
    if (!v) continue;
    out.any = true;
    if (v->invalid) {
      broken[last] = out.unusable[last] = true;
      out.members[last].value = malformed(range);
      continue;
    }
    for (std::size_t i = coarse.first; i < coarse.first + coarse.count; ++i) {
      replaced[i] = true;
      out.unusable[i] = false;
      out.members[i].in = Truth::false_;
    }
    out.members.push_back({*v, Truth::true_});
  }
  return out;
}

// The rows where the total of a flow cannot be used in some of the slots, and in which; none where nothing stands beside a total.
class UnusableTotals {
 public:
  UnusableTotals(const Context& context, const plan::Load& load) {
    if (!load.beside_total) return;
    const FlowCells total = flow_cells(context, load, types::kTotal);
    for (const std::vector<Slot>* each : {&total.slots, &total.coarse})
      for (const Slot& slot : *each)
        if (slot.column != nullptr)
          for (const columns::Odd& odd : slot.column->odd)
            if (odd.value.invalid) rows_[odd.row];
    for (auto& [row, slots] : rows_) slots = flow_row(load, total, {}, row, nullptr).unusable;
  }
  const std::map<std::size_t, std::vector<bool>>& rows() const { return rows_; }
  const std::vector<bool>* of(std::size_t row) const {
    const auto found = rows_.find(row);
    return found == rows_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::size_t, std::vector<bool>> rows_;
};

}  // namespace

Register step_flow(Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  const Shape shape = context.shape(step.out);
  const Interval range = range_of(context, load);
  if (load.slots.empty()) {
    Register out = number_register(shape, 0);
    out.number.gap = missing(range, false);
    return out;
  }

  // One period, and no coarser one that could stand for it.
  if (load.slots.size() == 1 && load.coarse.empty()) {
    const plan::Load::Slot& slot = load.slots.front();
    return load_single(
        context, step, missing(range, slot.visible),
        [&](std::uint32_t member) { return find_slot(context, load, member, slot.period, slot.visible); }, {});
  }

  std::vector<FlowCells> parts;
  parts.reserve(load.members.size());
  int scale = 0;
  for (const std::uint32_t member : load.members) {
    parts.push_back(flow_cells(context, load, member));
    for (const Slot& s : parts.back().slots)
      if (s.column) scale = std::max(scale, s.column->scale);
  }
  const UnusableTotals totals(context, load);

  Register out = number_register(shape, scale);
  std::vector<Member> nothing;
  nothing.reserve(load.slots.size());
  for (const plan::Load::Slot& s : load.slots) nothing.push_back({missing(range, s.visible), Truth::true_});
  out.number.gap = sum(nothing);

  for (std::size_t p = 0; p < parts.size(); ++p) {
    const FlowCells& part = parts[p];
    const std::size_t first = p * shape.stride;
    bool fast = true;
    std::uint64_t bound = 0;
    for (const Slot& s : part.slots) {
      fast = fast && s.column && lift(s.bound, scale - s.column->scale) != 0;
      if (!fast) break;
      bound += s.bound * static_cast<std::uint64_t>(lift(s.bound, scale - s.column->scale));
      fast = bound < kRoom;
    }
    if (!fast) continue;
    out.bound = std::max(out.bound, bound);
    std::fill_n(out.number.valid.data() + first / 64, shape.stride / 64, ~std::uint64_t{0});
    for (const Slot& s : part.slots) {
      const std::int64_t factor = lift(s.bound, scale - s.column->scale);
      kernels::accumulate(s.column->data.data(), factor, s.column->valid.words() * 64, out.number.data.data() + first);
      for (std::size_t w = 0; w < s.column->valid.words(); ++w) out.number.valid.data()[first / 64 + w] &= s.column->valid.data()[w];
    }
    for (const auto& [row, slots] : totals.rows()) out.number.valid.reset(first + row);
  }

  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const std::size_t row = element % shape.stride;
    const FlowRow found = flow_row(load, parts[element / shape.stride], range, row, totals.of(row));
    if (found.any) out.number.odd.push_back({static_cast<std::uint32_t>(element), sum(found.members)});
  });
  return out;
}

Register step_field(Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  const types::Fact& fact = context.schema[load.fact];
  if (fact.kind == types::FactKind::event) return step_event(context, step);
  const types::List& list = context.schema[fact.list];
  const auto field = static_cast<std::size_t>(std::find(list.fields.begin(), list.fields.end(), load.fact) - list.fields.begin());
  const facts::ListTable& table = context.batch.lists[fact.list.index()];
  const Shape shape = context.shape(step.out);
  if (field >= table.fields.size() || load.later) {
    Register out = number_register(shape, 0);
    out.number.gap = missing(range_of(context, load), load.lacks);
    return out;
  }
  const Column& column = table.fields[field];
  Register out = number_register(shape, column.scale);
  out.number.gap = missing(range_of(context, load), load.lacks);
  std::copy(column.data.begin(), column.data.end(), out.number.data.begin());
  std::copy_n(column.valid.data(), column.valid.words(), out.number.valid.data());
  out.number.odd = in_range(column.odd, range_of(context, load));
  for (const std::int64_t v : column.data)
    out.bound = std::max(out.bound, v < 0 ? -static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v));
  return out;
}

}  // namespace assay::exec
