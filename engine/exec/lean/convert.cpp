// From one form of a register to the other.
#include "exec/lean/lean.h"

#include "exec/steps.h"
#include "exec/uses.h"

#include <algorithm>
#include <optional>

namespace assay::exec::lean {

namespace {

std::optional<base::Number> number_of(std::int64_t n, const Span& from) {
  const auto whole = base::Number::scaled(n, from.scale);
  return from.over == 1 || !whole ? whole : base::divide(*whole, base::Number(from.over));
}
std::optional<base::Number> bound_of(std::int64_t end, const Span& from) { return end >= kOpen || end <= -kOpen ? std::nullopt : number_of(end, from); }

Value value_of(const Span& from, std::size_t i) {
  const bool lacks = from.lacks && from.ranged->lacking.get(from.ranged->rows[i]);
  return settled({{bound_of(from.low[i], from), bound_of(from.high[i], from)}, false, lacks});
}

// Of ranged rows that all have both ends.
void write_ends(const Span& from, Register& out) {
  columns::Column& c = out.number;
  add_ends(out);
  std::copy(c.data.begin(), c.data.end(), c.high.begin());
  for (std::size_t i = 0; i < from.count(); ++i) {
    const std::size_t row = from.ranged->rows[i];
    c.data[row] = from.low[i];
    c.high[row] = from.high[i];
    if (from.low[i] == from.high[i]) {
      c.valid.set(row);
      continue;
    }
    c.ranged.set(row);
    c.lacking.put(row, from.lacks && from.ranged->lacking.get(row));
  }
}

// What others may keep longer than the register that has it.
columns::Ints kept(const columns::Ints& of) { return of.is_view() ? columns::Ints::view(of) : of; }

// Of what is still to be divided: every row by itself.
void write_fractions(const Span& from, const Shape& shape, Register& out) {
  columns::Column& c = out.number;
  out.bound = 0;
  c.scale = 0;
  c.data.assign(shape.elements(), 0);
  c.valid.assign(shape.elements(), false);
  std::size_t next = 0;
  for_each_dead(shape, c.valid, [&](std::size_t element) {
    while (next < from.count() && from.ranged->rows[next] < element) ++next;
    const bool ranged = next < from.count() && from.ranged->rows[next] == element;
    const auto point = ranged ? std::nullopt : number_of(from.data[element], from);
    c.odd.push_back({static_cast<std::uint32_t>(element), ranged ? value_of(from, next) : Value::point(*point)});
  });
}

void write(const Span& from, const Shape& shape, Register& out) {
  columns::Column& c = out.number;
  c.scale = from.scale;
  out.bound = from.bound;
  if (from.over != 1) {
    write_fractions(from, shape, out);
    return;
  }
  c.valid = living_rows(shape);
  if (from.count() == 0) {
    c.data = kept(from.data);
    return;
  }
  for (std::size_t w = 0; w < c.valid.words(); ++w) c.valid.data()[w] &= ~from.ranged->bits.data()[w];
  const Value first = value_of(from, 0);
  if (from.alike && !first.is_point()) {
    c.data = kept(from.data);
    c.gap = first;
    return;
  }
  c.data = from.data;
  if (!from.open) {
    write_ends(from, out);
    return;
  }
  for (std::size_t i = 0; i < from.count(); ++i) {
    const Value value = value_of(from, i);
    if (value.is_point()) {
      c.data[from.ranged->rows[i]] = from.low[i];
      c.valid.set(from.ranged->rows[i]);
    } else {
      c.odd.push_back({from.ranged->rows[i], value});
    }
  }
}

}  // namespace

void Machine::generalize(Context& context, plan::RegisterId id) {
  const Span& from = spans_[id.index()];
  Register& to = context.registers[id.index()];
  const Shape shape = context.shape(id);
  if (to.number.size() == shape.elements()) return;
  if (const plan::Step& writer = program_.writer(id); writer.op == plan::Op::const_number) {
    to = step_constant(context, writer);
    return;
  }
  if (!from.there) return;
  to = {};
  write(from, shape, to);
}

bool Machine::absorb(Context& context, plan::RegisterId id, Span& out) {
  const Register& from = context.registers[id.index()];
  const columns::Column& c = from.number;
  if (c.size() == 0 || from.bound >= kRoom) return false;
  out.begin(c.scale, from.bound);
  out.constant = from.constant;
  out.data = c.data;
  if (from.constant) return true;
  const Shape shape = context.shape(id);
  if (c.size() + 63 < shape.elements()) return false;
  Ranged& ranged = pool_.next(shape.elements() / 64);
  bool fits = true;
  std::size_t count = 0;
  for_each_dead(shape, c.valid, [&](std::size_t row) {
    ranged.bits.set(row);
    ++count;
  });
  if (count == 0) return true;
  list_rows(ranged);
  out.low.make(count);
  out.high.make(count);
  Ascending at(c);
  for (std::size_t i = 0; i < count && fits; ++i) {
    const std::size_t row = ranged.rows[i];
    if (c.is_ranged(row)) {
      out.low[i] = c.data[row];
      out.high[i] = c.high[row];
      ranged.lacking.put(row, c.lacking.get(row));
      continue;
    }
    const Value value = at.at(row);
    const auto end = [&](const std::optional<base::Number>& of, std::int64_t open) -> std::int64_t {
      if (!of) return out.open = true, open;
      const auto scaled = of->to_scaled(c.scale);
      fits = fits && scaled && magnitude(*scaled) < kRoom;
      return scaled.value_or(0);
    };
    out.low[i] = end(value.range.low, -kOpen);
    out.high[i] = end(value.range.high, kOpen);
    fits = fits && !value.invalid;
    for (const std::int64_t v : {out.low[i], out.high[i]})
      if (v > -kOpen && v < kOpen) out.bound = std::max(out.bound, magnitude(v));
    ranged.lacking.put(row, value.lacks);
  }
  out.ranged = &ranged;
  out.lacks = true;
  return fits;
}

}  // namespace assay::exec::lean
