#include "exec/bounds.h"
#include "exec/kernels.h"
#include "exec/steps.h"

#include <algorithm>
#include <utility>

namespace assay::exec {

using plan::Op;

namespace {

Value apply(Op op, const Value& a, const Value& b) {
  switch (op) {
    case Op::add: return add(a, b);
    case Op::subtract: return subtract(a, b);
    case Op::multiply: return multiply(a, b);
    case Op::divide: return divide(a, b);
    default: return of_base(a, b);
  }
}

Register negated(const Register& a) {
  Register out = a;
  columns::Column& c = out.number;
  const std::size_t n = c.size();
  kernels::scaled(a.number.data.data(), -1, n, c.data.data());
  if (c.has_ranged()) {
    kernels::scaled(a.number.high.data(), -1, n, c.high.data());
    std::swap(c.data, c.high);
  }
  for (columns::Odd& o : c.odd) o.value = negate(o.value);
  c.gap = negate(c.gap);
  return out;
}

const std::int64_t* lower_ends(const Register& of) { return of.number.data.data(); }
const std::int64_t* upper_ends(const Register& of) { return of.number.has_ranged() ? of.number.high.data() : of.number.data.data(); }

// a + b or a - b in whole columns. A constant is one number.
void add_columns(const Register& a, const Register& b, const Alignment& by, bool minus, Register& out) {
  const std::size_t n = out.number.size();
  const std::int64_t by_b = minus ? -by.b : by.b;
  const auto ends = [&](const std::int64_t* x, const std::int64_t* y, std::int64_t* to) {
    if (b.constant) kernels::sum(x, by.a, y[0] * by_b, n, to);
    else if (a.constant) kernels::sum(y, by_b, x[0] * by.a, n, to);
    else kernels::sum(x, by.a, y, by_b, n, to);
  };
  ends(lower_ends(a), minus ? upper_ends(b) : lower_ends(b), out.number.data.data());
  if (out.number.has_ranged()) ends(upper_ends(a), minus ? lower_ends(b) : upper_ends(b), out.number.high.data());
}

// The same where one is a constant: its sign says which end is which.
void multiply_columns(const Register& a, const Register& b, Register& out) {
  const std::size_t n = out.number.size();
  const Register& values = a.constant ? b : a;
  const Register& other = a.constant ? a : b;
  if (!other.constant) {
    kernels::product(lower_ends(a), lower_ends(b), n, out.number.data.data());
    return;
  }
  const std::int64_t by = other.number.data[0];
  kernels::scaled(by < 0 ? upper_ends(values) : lower_ends(values), by, n, out.number.data.data());
  if (out.number.has_ranged()) kernels::scaled(by < 0 ? lower_ends(values) : upper_ends(values), by, n, out.number.high.data());
}

// Which rows of the result are points, and which have both ends.
void mark_rows(const Register& a, const Register& b, Register& out) {
  const columns::Column& x = a.number;
  const columns::Column& y = b.number;
  for (std::size_t w = 0; w < out.number.valid.words(); ++w) {
    const std::uint64_t valid = x.valid.data()[w] & y.valid.data()[w];
    out.number.valid.data()[w] = valid;
    if (!out.number.has_ranged()) continue;
    const std::uint64_t of_x = x.valid.data()[w] | (x.has_ranged() ? x.ranged.data()[w] : 0);
    const std::uint64_t of_y = y.valid.data()[w] | (y.has_ranged() ? y.ranged.data()[w] : 0);
    out.number.ranged.data()[w] = of_x & of_y & ~valid;
    const std::uint64_t lacks = (x.has_ranged() ? x.lacking.data()[w] : 0) | (y.has_ranged() ? y.lacking.data()[w] : 0);
    out.number.lacking.data()[w] = lacks & out.number.ranged.data()[w];
  }
}

void put_ranged(Register& out, std::size_t element, const Bounds& bounds) {
  if (!out.number.has_ranged()) {
    add_ends(out);
    std::copy(out.number.data.begin(), out.number.data.end(), out.number.high.begin());
  }
  out.number.data[element] = bounds.low;
  out.number.high[element] = bounds.high;
  if (bounds.low == bounds.high) {
    out.number.valid.set(element);
    return;
  }
  out.number.ranged.set(element);
  out.number.lacking.put(element, bounds.lacks);
}

}  // namespace

Register step_arithmetic(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  if (step.op == Op::negate) return negated(a);
  const Register& b = context.in(step, 1);
  const bool sum = step.op == Op::add || step.op == Op::subtract;
  const bool ranged = a.number.has_ranged() || b.number.has_ranged();
  Register out;
  bool fast = false;
  Alignment by;
  if (sum) {
    by = align(a, b);
    fast = by.ok && by.bound_a + by.bound_b < kRoom;
    out = fast ? blank_register(shape, by.scale) : number_register(shape, 0);
    if (fast) {
      out.bound = by.bound_a + by.bound_b;
      if (ranged) add_ends(out);
      add_columns(a, b, by, step.op == Op::subtract, out);
    }
  } else if (step.op == Op::multiply) {
    const int scale = a.number.scale + b.number.scale;
    fast = (a.bound == 0 || b.bound < kRoom / a.bound) && scale <= 36 && scale >= -36;
    out = fast ? blank_register(shape, scale) : number_register(shape, 0);
    if (fast) {
      out.bound = a.bound * b.bound;
      if (ranged && (a.constant || b.constant)) add_ends(out);
      multiply_columns(a, b, out);
    }
  } else {
    out = number_register(shape, 0);
  }
  if (fast) mark_rows(a, b, out);
  if (fast && out.number.has_ranged()) settle_ranges(out);
  out.constant = fast && a.constant && b.constant;

  // A gap beside a constant is the same everywhere.
  const bool shared_gap = a.constant != b.constant;
  if (shared_gap) out.number.gap = a.constant ? apply(step.op, a.number.at(0), b.number.gap) : apply(step.op, a.number.gap, b.number.at(0));
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  BoundsOf bounds_a(a, fast && sum ? by.a : 1);
  BoundsOf bounds_b(b, fast && sum ? by.b : 1);
  Bounds x, y;
  const columns::Bitmap done = rows_done(out.number);
  for_each_dead(shape, done, [&](std::size_t element) {
    if (shared_gap && (a.constant ? in_b.in_gap(element) : in_a.in_gap(element))) return;
    if (fast && sum && bounds_a.get(element, x) && bounds_b.get(element, y) && x.is_closed() && y.is_closed()) {
      const Bounds made = step.op == Op::add ? Bounds{x.low + y.low, x.high + y.high, x.lacks || y.lacks}
                                             : Bounds{x.low - y.high, x.high - y.low, x.lacks || y.lacks};
      const auto room = static_cast<std::int64_t>(kRoom);
      if (made.low > -room && made.high < room) {
        out.bound = std::max({out.bound, magnitude(made.low), magnitude(made.high)});
        put_ranged(out, element, made);
        return;
      }
    }
    out.number.odd.push_back({static_cast<std::uint32_t>(element), apply(step.op, in_a.at(element), in_b.at(element))});
  });
  return out;
}

}  // namespace assay::exec
