#include "exec/context.h"

#include "base/powers.h"
#include "exec/kernels.h"

#include <algorithm>

namespace assay::exec {
namespace {

std::uint64_t cell_key(types::FactId fact, std::uint32_t member) { return (std::uint64_t{fact.value} << 32U) | member; }

}  // namespace

Context::Context(const plan::Program& p, const facts::Batch& b, const Population* all, std::vector<Register>& r, Kept* kept)
    : program(p), batch(b), population(all), schema(p.model->schema), registers(r), items(p.model->schema, b), kept_(kept ? *kept : own_) {
  kept_.resize(p.steps.size());
}

void Context::list_sources() const {
  struct Found {
    std::uint64_t key;
    base::Period period;
    const facts::Batch::Cells* cells;
  };
  std::vector<Found> found;
  found.reserve(batch.cells.size());
  for (const auto& [key, cells] : batch.cells) found.push_back({cell_key(key.fact, key.member), key.period, &cells});
  std::sort(found.begin(), found.end(), [](const Found& x, const Found& y) { return x.key != y.key ? x.key < y.key : x.period < y.period; });
  sources_.reserve(found.size());
  keys_.reserve(found.size());
  for (const Found& each : found) {
    const columns::Column& column = each.cells->column;
    keys_.push_back(each.key);
    sources_.push_back({each.period, &column, kernels::magnitude(column.data.data(), column.data.size())});
  }
}

std::span<const Source> Context::cells(types::FactId fact, std::uint32_t member) const {
  if (sources_.size() != batch.cells.size()) list_sources();
  const std::uint64_t key = cell_key(fact, member);
  if (asked_ != key) {
    const auto [first, last] = std::equal_range(keys_.begin(), keys_.end(), key);
    asked_ = key;
    answer_ = std::span(sources_).subspan(static_cast<std::size_t>(first - keys_.begin()), static_cast<std::size_t>(last - first));
  }
  return answer_;
}

std::vector<facts::CellKey> Context::all_cells() const {
  if (sources_.size() != batch.cells.size()) list_sources();
  std::vector<facts::CellKey> all;
  all.reserve(sources_.size());
  for (std::size_t i = 0; i < sources_.size(); ++i)
    all.push_back({types::FactId(static_cast<std::uint32_t>(keys_[i] >> 32U)), static_cast<std::uint32_t>(keys_[i]), sources_[i].period});
  return all;
}

const Source* Context::cell(types::FactId fact, std::uint32_t member, base::Period period) const {
  for (const Source& s : cells(fact, member))
    if (s.period == period) return &s;
  return nullptr;
}

bool Context::lists_reported(const plan::Grain& inner, const plan::Grain& outer, std::size_t element) const {
  const std::size_t row = items.row(outer, element);
  return std::all_of(inner.lists.begin(), inner.lists.end(), [&](types::ListId list) {
    return std::find(outer.lists.begin(), outer.lists.end(), list) != outer.lists.end() || items.reported(list, row);
  });
}

std::optional<std::size_t> Context::absent_rows(const plan::Absent& absent, const plan::Grain& inner, const plan::Grain& outer,
                                                std::size_t element) const {
  constexpr std::size_t kMost = 1000;
  const std::size_t row = items.row(outer, element);
  std::size_t most = 0;
  for (std::size_t i = 0; i < inner.lists.size(); ++i) {
    const auto& around = outer.list_variables;
    if (std::find(around.begin(), around.end(), inner.list_variables[i]) != around.end()) continue;
    const std::optional<std::uint32_t> size = schema[inner.lists[i]].size;
    if (!size && absent.later) return std::nullopt;
    if (!size) continue;
    const std::size_t there = items.rows_of(inner.lists[i], row);
    most = std::max(most, *size - std::min<std::size_t>(there, *size));
  }
  if (most > kMost || (most > 0 && !absent.alone)) return std::nullopt;
  return most;
}

Register number_register(const Shape& shape, int scale) {
  Register out;
  out.number.scale = scale;
  out.number.data.assign(shape.elements(), 0);
  out.number.valid.assign(shape.elements(), false);
  return out;
}

Register blank_register(const Shape& shape, int scale) {
  Register out;
  out.number.scale = scale;
  out.number.data.make(shape.elements());
  out.number.valid.assign(shape.elements(), false);
  return out;
}

void add_ends(Register& out) {
  const std::size_t size = out.number.data.size();
  out.number.high.make(size);
  out.number.ranged.assign(size, false);
  out.number.lacking.assign(size, false);
}

void drop_ranges(columns::Column& column) {
  if (!column.has_ranged()) return;
  std::vector<columns::Odd> odd;
  columns::for_each_set(column.ranged, [&](std::size_t row) { odd.push_back({static_cast<std::uint32_t>(row), column.ranged_at(row)}); });
  const auto middle = static_cast<std::ptrdiff_t>(odd.size());
  odd.insert(odd.end(), column.odd.begin(), column.odd.end());
  std::inplace_merge(odd.begin(), odd.begin() + middle, odd.end(), [](const columns::Odd& a, const columns::Odd& b) { return a.row < b.row; });
  column.odd = std::move(odd);
  column.high = {};
  column.ranged = column.lacking = {};
}

columns::Bitmap living_rows(const Shape& shape) {
  columns::Bitmap out(shape.elements());
  for (std::size_t segment = 0; segment < shape.segments; ++segment)
    for (std::size_t first = 0; first < shape.rows; first += 64)
      out.data()[(segment * shape.stride + first) / 64] = shape.rows - first < 64 ? (std::uint64_t{1} << (shape.rows - first)) - 1 : ~std::uint64_t{0};
  return out;
}

columns::Bitmap rows_done(const columns::Column& column) {
  columns::Bitmap out = column.valid;
  if (column.has_ranged())
    for (std::size_t w = 0; w < out.words(); ++w) out.data()[w] |= column.ranged.data()[w];
  return out;
}

bool is_bounded(const columns::Column& column, const Shape& shape) {
  if (!column.odd.empty()) return false;
  const columns::Bitmap living = living_rows(shape);
  bool all = true;
  for (std::size_t w = 0; w < living.words(); ++w) {
    const std::uint64_t bounded = column.valid.data()[w] | (column.has_ranged() ? column.ranged.data()[w] : 0);
    all = all && (living.data()[w] & ~bounded) == 0;
  }
  return all;
}

void settle_ranges(Register& out) {
  columns::Column& c = out.number;
  columns::Bitmap same(c.size());
  kernels::equal(c.data.data(), c.high.data(), c.size(), same.data());
  for (std::size_t w = 0; w < same.words(); ++w) {
    const std::uint64_t points = same.data()[w] & c.ranged.data()[w];
    c.valid.data()[w] |= points;
    c.ranged.data()[w] &= ~points;
    c.lacking.data()[w] &= ~points;
  }
}

Register truth_register(const Shape& shape) {
  Register out;
  for (columns::Bitmap* b : {&out.truth.is_true, &out.truth.is_false, &out.truth.invalid, &out.truth.lacks}) b->assign(shape.elements(), false);
  return out;
}

columns::Bitmap* column_for(Truth truth, TruthColumn& of) {
  switch (truth) {
    case Truth::true_: return &of.is_true;
    case Truth::false_: return &of.is_false;
    case Truth::invalid: return &of.invalid;
    case Truth::unknown: return &of.lacks;
    case Truth::open_: return nullptr;
  }
  return nullptr;
}

void put(TruthColumn& column, std::size_t element, Truth truth) {
  if (columns::Bitmap* to = column_for(truth, column)) to->set(element);
}

std::int64_t lift(std::uint64_t bound, int exponent, std::int64_t by) {
  if (exponent > 18) return bound == 0 ? 1 : 0;
  if (by > static_cast<std::int64_t>(kRoom) / base::pow10_int64(exponent)) return 0;
  const std::int64_t factor = base::pow10_int64(exponent) * by;
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
