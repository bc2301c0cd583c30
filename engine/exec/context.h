// What a step needs of the batch: shapes of registers, the columns of cells, the items of lists; and the registers themselves.
#pragma once

#include "exec/evaluate.h"
#include "exec/interval.h"
#include "exec/items.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace assay::exec {

// Scaled integers stay below this in magnitude, so that two of them add up within 64 bits; what may be larger is computed on the slow path.
inline constexpr std::uint64_t kRoom = std::uint64_t{1} << 62U;

// Calls f(element) for every living element whose bit in `valid` is not set, ascending.
template <class F>
void for_each_dead(const Shape& shape, const columns::Bitmap& valid, F&& f) {
  const std::size_t words = shape.stride / 64;
  for (std::size_t s = 0; s < shape.segments; ++s) {
    for (std::size_t w = 0; w < words; ++w) {
      std::uint64_t dead = ~valid.data()[s * words + w];
      const std::size_t first = w * 64;
      if (first >= shape.rows) break;
      if (shape.rows - first < 64) dead &= (std::uint64_t{1} << (shape.rows - first)) - 1;
      for (; dead != 0; dead &= dead - 1) f(s * shape.stride + first + static_cast<std::size_t>(std::countr_zero(dead)));
    }
  }
}

// Reads a column's values at ascending elements without searching.
class Ascending {
 public:
  explicit Ascending(const columns::Column& column) : column_(column) {}
  Value at(std::size_t element) {
    if (column_.valid.get(element)) return Value::point(*base::Number::scaled(column_.data[element], column_.scale));
    if (column_.is_ranged(element)) return column_.ranged_at(element);
    while (next_ < column_.odd.size() && column_.odd[next_].row < element) ++next_;
    return is_odd(element) ? column_.odd[next_].value : column_.gap;
  }
  // Whether the element is neither a valid point nor ranged nor odd.
  bool in_gap(std::size_t element) {
    if (column_.valid.get(element) || column_.is_ranged(element)) return false;
    while (next_ < column_.odd.size() && column_.odd[next_].row < element) ++next_;
    return !is_odd(element);
  }

 private:
  bool is_odd(std::size_t element) const { return next_ < column_.odd.size() && column_.odd[next_].row == element; }
  const columns::Column& column_;
  std::size_t next_ = 0;
};

struct Source {
  base::Period period;
  const columns::Column* column;
  std::uint64_t bound;
};

class Context {
 public:
  using Kept = std::vector<std::shared_ptr<void>>;  // by step
  // `population`: of programs that look among units. `kept`: of batches before this one.
  Context(const plan::Program& program, const facts::Batch& batch, const Population* population, std::vector<Register>& registers, Kept* kept = nullptr);

  const plan::Program& program;
  const facts::Batch& batch;
  const Population* population;
  const types::Schema& schema;
  std::vector<Register>& registers;
  const Items items;
  bool may_borrow = false;  // registers may look at the batch's own columns: nobody keeps them longer

  const Register& in(const plan::Step& step, std::size_t i) const { return registers[step.in[i].index()]; }
  // What a step makes of itself alone, made once where batches follow each other.
  template <class T, class Make>
  const T& of_step(const plan::Step& step, Make&& make) {
    std::shared_ptr<void>& kept = kept_[step.out.index()];
    if (!kept) kept = std::make_shared<T>(make());
    return *static_cast<const T*>(kept.get());
  }

  // A register of its own with what an input holds: the input itself where no later step reads it.
  Register take(const plan::Step& step, std::size_t i) {
    Register& from = registers[step.in[i].index()];
    return std::find(ending.begin(), ending.end(), step.in[i]) != ending.end() ? std::move(from) : from;
  }
  std::span<const plan::RegisterId> ending;  // inputs of the step that no later step reads

  const plan::Grain& grain(plan::RegisterId id) const { return program.registers[id.index()].grain; }
  Shape shape(plan::RegisterId id) const { return shape_of(grain(id)); }
  Shape shape_of(const plan::Grain& grain) const { return items.shape(grain); }

  // The cells of one fact and member, by period; empty where the batch has none.
  std::span<const Source> cells(types::FactId fact, std::uint32_t member) const;
  std::vector<facts::CellKey> all_cells() const;  // by fact, member and period
  const Source* cell(types::FactId fact, std::uint32_t member, base::Period period) const;
  // Whether every list that the inner grain has and the outer one has not was reported for the row of an outer element.
  bool lists_reported(const plan::Grain& inner, const plan::Grain& outer, std::size_t element) const;

  // How many rows the lists that the inner grain goes through may have beside those that are there; nothing: any number.
  std::optional<std::size_t> absent_rows(const plan::Absent& absent, const plan::Grain& inner, const plan::Grain& outer, std::size_t element) const;

 private:
  void list_sources() const;

  mutable std::vector<Source> sources_;     // by key and period; listed when they are first asked for
  mutable std::vector<std::uint64_t> keys_;  // of a fact and a member, beside them
  mutable std::optional<std::uint64_t> asked_;  // the key that was asked for last, as a load goes through the periods of one
  mutable std::span<const Source> answer_;
  Kept own_;
  Kept& kept_;
};

// A numeric register of that shape: nothing valid yet, all data 0.
Register number_register(const Shape& shape, int scale);
// The same with data still to be written.
Register blank_register(const Shape& shape, int scale);
// Gives the register the upper ends of ranged rows, all to be written; none is ranged yet.
void add_ends(Register& out);
// Takes up ranged rows among the odd ones, for steps that look at points alone.
void drop_ranges(columns::Column& column);
// The elements that belong to rows of the batch.
columns::Bitmap living_rows(const Shape& shape);
// The rows that are points or have both ends.
columns::Bitmap rows_done(const columns::Column& column);
// Whether every living row is a point or has both ends.
bool is_bounded(const columns::Column& column, const Shape& shape);
// Points among the ranged rows become valid.
void settle_ranges(Register& out);
Register truth_register(const Shape& shape);
// The bits of that outcome; none of what is open.
columns::Bitmap* column_for(Truth truth, TruthColumn& of);
void put(TruthColumn& column, std::size_t element, Truth truth);

inline std::uint64_t magnitude(std::int64_t v) { return v < 0 ? -static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v); }

// 10^exponent * by, or 0 where bound times it could leave 62 bits.
std::int64_t lift(std::uint64_t bound, int exponent, std::int64_t by = 1);

// Both columns at one scale, where that fits: the factors by which their data are to be multiplied; ok is false where it does not.
struct Alignment {
  bool ok = false;
  int scale = 0;
  std::int64_t a = 1, b = 1;
  std::uint64_t bound_a = 0, bound_b = 0;
};
Alignment align(const Register& a, const Register& b);

}  // namespace assay::exec
