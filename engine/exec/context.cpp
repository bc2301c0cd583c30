#include "exec/context.h"

#include "base/powers.h"

#include <algorithm>

namespace assay::exec {
namespace {

std::size_t whole_words(std::size_t rows) { return (rows + 63) / 64 * 64; }

std::uint64_t cell_key(types::FactId fact, std::uint32_t member) { return (std::uint64_t{fact.value} << 32U) | member; }

std::uint64_t largest(const columns::Column& column) {
  std::uint64_t most = 0;
  for (const std::int64_t v : column.data) most = std::max(most, v < 0 ? -static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v));
  return most;
}

}  // namespace

Context::Context(const plan::Program& p, const facts::Batch& b, const Population* all, std::vector<Register>& r)
    : program(p), batch(b), population(all), schema(p.model->schema), registers(r) {
  for (const auto& [key, cells] : b.cells)
    cells_[cell_key(key.fact, key.member)].push_back({key.period, &cells.column, largest(cells.column)});
  for (auto& [key, sources] : cells_)
    std::sort(sources.begin(), sources.end(), [](const Source& x, const Source& y) { return x.period < y.period; });
}

Shape Context::shape_of(const plan::Grain& grain) const {
  if (grain.list.valid()) {
    const std::size_t items = batch.lists[grain.list.index()].unit.size();
    return {1, items, std::max<std::size_t>(whole_words(items), 64)};
  }
  Shape shape{1, batch.rows(), whole_words(batch.rows())};
  for (const types::DimensionId d : grain.dimensions) shape.segments *= schema[d].members.size();
  if (grain.periods > 0) shape.segments *= grain.periods;
  return shape;
}

const std::vector<Source>& Context::cells(types::FactId fact, std::uint32_t member) const {
  static const std::vector<Source> kNone;
  const auto it = cells_.find(cell_key(fact, member));
  return it == cells_.end() ? kNone : it->second;
}

const Source* Context::cell(types::FactId fact, std::uint32_t member, base::Period period) const {
  for (const Source& s : cells(fact, member))
    if (s.period == period) return &s;
  return nullptr;
}

const Groups& Context::groups(const plan::Grain& list_grain) {
  auto [it, fresh] = groups_.try_emplace({list_grain.list.value, list_grain.dimensions});
  Groups& groups = it->second;
  if (!fresh) return groups;

  const facts::ListTable& table = batch.lists[list_grain.list.index()];
  const types::List& list = schema[list_grain.list];
  plan::Grain outer = list_grain;
  outer.list = {};
  const Shape shape = shape_of(outer);
  groups.target.resize(table.unit.size());
  for (std::size_t item = 0; item < table.unit.size(); ++item) {
    // The item's position along each dimension of the list, then the segment of the grain's dimensions.
    std::vector<std::size_t> position(list.dimensions.size());
    for (std::size_t d = position.size(), rest = table.member[item]; d-- > 0;) {
      position[d] = rest % schema[list.dimensions[d]].members.size();
      rest /= schema[list.dimensions[d]].members.size();
    }
    std::size_t segment = 0;
    for (const types::DimensionId d : list_grain.dimensions) {
      const auto at = std::find(list.dimensions.begin(), list.dimensions.end(), d);
      const std::size_t p = at == list.dimensions.end() ? 0 : position[static_cast<std::size_t>(at - list.dimensions.begin())];
      segment = segment * schema[d].members.size() + p;
    }
    groups.target[item] = static_cast<std::uint32_t>(segment * shape.stride + table.unit[item]);
  }
  groups.offsets.assign(shape.elements() + 1, 0);
  for (const std::uint32_t t : groups.target) ++groups.offsets[t + 1];
  for (std::size_t i = 1; i < groups.offsets.size(); ++i) groups.offsets[i] += groups.offsets[i - 1];
  groups.items.resize(table.unit.size());
  std::vector<std::uint32_t> next(groups.offsets.begin(), groups.offsets.end() - 1);
  for (std::size_t item = 0; item < groups.target.size(); ++item) groups.items[next[groups.target[item]]++] = static_cast<std::uint32_t>(item);
  return groups;
}

bool Context::list_reported(types::ListId list, std::size_t row) const {
  const columns::Bitmap& reported = batch.lists[list.index()].reported_units;
  return row < reported.size() && reported.get(row);
}

Register number_register(const Shape& shape, int scale) {
  Register out;
  out.number.scale = scale;
  out.number.data.assign(shape.elements(), 0);
  out.number.valid.assign(shape.elements(), false);
  return out;
}

Register truth_register(const Shape& shape) {
  Register out;
  for (columns::Bitmap* b : {&out.truth.is_true, &out.truth.is_false, &out.truth.invalid, &out.truth.lacks}) b->assign(shape.elements(), false);
  return out;
}

void put(TruthColumn& column, std::size_t element, Truth truth) {
  switch (truth) {
    case Truth::true_: column.is_true.set(element); break;
    case Truth::false_: column.is_false.set(element); break;
    case Truth::invalid: column.invalid.set(element); break;
    case Truth::unknown: column.lacks.set(element); break;
    case Truth::open_: break;
  }
}

std::int64_t lift(std::uint64_t bound, int exponent) {
  if (exponent > 18) return bound == 0 ? 1 : 0;
  const std::int64_t factor = base::pow10_int64(exponent);
  return bound <= kRoom / static_cast<std::uint64_t>(factor) ? factor : 0;
}

Alignment align(const Register& a, const Register& b) {
  Alignment out;
  out.scale = std::max(a.number.scale, b.number.scale);
  out.a = lift(a.bound, out.scale - a.number.scale);
  out.b = lift(b.bound, out.scale - b.number.scale);
  out.ok = out.a != 0 && out.b != 0;
  if (out.ok) {
    out.bound_a = a.bound * static_cast<std::uint64_t>(out.a);
    out.bound_b = b.bound * static_cast<std::uint64_t>(out.b);
  }
  return out;
}

}  // namespace assay::exec
