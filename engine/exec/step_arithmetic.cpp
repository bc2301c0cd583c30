#include "exec/bounds.h"
#include "exec/kernels.h"
#include "exec/steps.h"

#include <algorithm>

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

}  // namespace

Register step_constant(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  if (step.op == Op::const_unknown) return number_register(shape, 0);
  if (step.op == Op::const_truth) {
    Register out = truth_register(shape);
    const auto truth = static_cast<Truth>(step.small);
    columns::Bitmap* bits = truth == Truth::true_     ? &out.truth.is_true
                            : truth == Truth::false_  ? &out.truth.is_false
                            : truth == Truth::invalid ? &out.truth.invalid
                            : truth == Truth::unknown ? &out.truth.lacks
                                                      : nullptr;
    if (bits) bits->assign(shape.elements(), true);
    return out;
  }
  base::Number n = step.number;
  if (step.op == Op::const_text) {
    const auto it = std::find(context.batch.texts.begin(), context.batch.texts.end(), step.text);
    n = base::Number(it == context.batch.texts.end() ? -1 : static_cast<std::int64_t>(it - context.batch.texts.begin()));
  }
  const std::optional<int> places = n.decimal_places();
  const std::optional<std::int64_t> scaled = places && *places <= 18 ? n.to_scaled(*places) : std::nullopt;
  Register out = number_register(shape, scaled ? *places : 0);
  const std::uint64_t size = scaled ? magnitude(*scaled) : kRoom;
  if (size < kRoom) {
    out.number.data.assign(shape.elements(), *scaled);
    out.number.valid.assign(shape.elements(), true);
    out.bound = size;
    out.constant = true;
  } else {
    out.number.gap = Value::point(n);
  }
  return out;
}

namespace {

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

namespace {

std::optional<int> power_of_ten(const base::Number& n) {
  const bool whole = n.is_whole();
  base::Int128 rest = whole ? n.numerator() : n.denominator();
  if (n.sign() <= 0 || (!whole && n.numerator() != 1)) return std::nullopt;
  int shift = 0;
  for (; rest % 10 == 0 && shift < 18; rest /= 10) ++shift;
  return rest == 1 ? std::optional(whole ? shift : -shift) : std::nullopt;
}

}  // namespace

Register step_scale_by(Context& context, const plan::Step& step) {
  const Register& a = context.in(step, 0);
  const Value factor = Value::point(step.number);
  // A power of ten moves the decimal point and nothing else.
  if (const auto shift = power_of_ten(step.number)) {
    Register out = context.take(step, 0);
    out.number.scale -= *shift;
    for (columns::Odd& o : out.number.odd) o.value = multiply(o.value, factor);
    out.number.gap = multiply(out.number.gap, factor);
    return out;
  }
  const Shape shape = context.shape(step.out);
  const std::optional<int> places = step.number.decimal_places();
  const std::optional<std::int64_t> scaled = places ? step.number.to_scaled(*places) : std::nullopt;
  Register out = number_register(shape, a.number.scale + places.value_or(0));
  const std::uint64_t size = scaled ? magnitude(*scaled) : 0;
  if (scaled && (a.bound == 0 || size < kRoom / a.bound)) {
    kernels::scaled(a.number.data.data(), *scaled, shape.elements(), out.number.data.data());
    out.number.valid = a.number.valid;
    out.bound = a.bound * size;
    if (a.number.has_ranged() && *scaled > 0) {
      add_ends(out);
      kernels::scaled(a.number.high.data(), *scaled, shape.elements(), out.number.high.data());
      out.number.ranged = a.number.ranged;
      out.number.lacking = a.number.lacking;
    }
  }
  out.number.gap = multiply(a.number.gap, factor);
  Ascending at(a.number);
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    if (!at.in_gap(element)) out.number.odd.push_back({static_cast<std::uint32_t>(element), multiply(at.at(element), factor)});
  });
  return out;
}

Register step_choose(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& c = context.in(step, 0).truth;
  const Register& a = context.in(step, 1);
  const Register& b = context.in(step, 2);
  Register out = number_register(shape, 0);
  const Alignment by = align(a, b);
  if (by.ok) {
    out.number.scale = by.scale;
    out.bound = std::max(by.bound_a, by.bound_b);
    for (std::size_t w = 0; w < out.number.valid.words(); ++w) {
      const std::uint64_t yes = c.is_true.data()[w] & a.number.valid.data()[w];
      const std::uint64_t no = c.is_false.data()[w] & b.number.valid.data()[w];
      out.number.valid.data()[w] = yes | no;
      for (std::size_t i = 0; i < 64; ++i) {
        const std::size_t e = w * 64 + i;
        out.number.data[e] = ((yes >> i) & 1U) != 0 ? a.number.data[e] * by.a : ((no >> i) & 1U) != 0 ? b.number.data[e] * by.b : 0;
      }
    }
  }
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const Truth t = c.at(element);
    Value v;
    if (t == Truth::true_) {
      v = in_a.at(element);
    } else if (t == Truth::false_) {
      v = in_b.at(element);
    } else {
      v = hull(in_a.at(element), in_b.at(element));
      v.invalid = v.invalid || t == Truth::invalid;
      v.lacks = v.lacks || t == Truth::unknown;
      v = settled(v);
    }
    out.number.odd.push_back({static_cast<std::uint32_t>(element), v});
  });
  return out;
}

namespace {

// Whether the kernel's guess of quotients by 10^drop is near enough.
bool divides_in_columns(const Register& a, std::int64_t by) { return a.bound / static_cast<std::uint64_t>(by) < (std::uint64_t{1} << 50U); }

}  // namespace

Register step_round(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  const int places = static_cast<int>(step.small);
  const int drop = a.number.scale - places;
  const std::int64_t by = drop > 0 && drop <= 18 ? lift(0, drop) : 1;
  Register out;
  if (drop <= 0) {
    out = a;
    out.number.odd.clear();
  } else if (drop <= 18 && divides_in_columns(a, by)) {
    out = blank_register(shape, places);
    out.bound = a.bound / static_cast<std::uint64_t>(by) + 1;
    out.constant = a.constant;
    out.number.valid = a.number.valid;
    kernels::divide_half_up(a.number.data.data(), by, shape.elements(), out.number.data.data());
    if (a.number.has_ranged()) {
      add_ends(out);
      kernels::divide_half_up(a.number.high.data(), by, shape.elements(), out.number.high.data());
      out.number.ranged = a.number.ranged;
      out.number.lacking = a.number.lacking;
      settle_ranges(out);
    }
  } else {
    out = number_register(shape, places);
  }
  out.number.gap = rounded(a.number.gap, places);
  Ascending at(a.number);
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    if (!at.in_gap(element)) out.number.odd.push_back({static_cast<std::uint32_t>(element), rounded(at.at(element), places)});
  });
  return out;
}

Register step_broadcast(Context& context, const plan::Step& step) {
  Register plain;
  if (context.in(step, 0).number.has_ranged()) {
    plain = context.in(step, 0);
    drop_ranges(plain.number);
  }
  const Register& a = plain.number.size() > 0 ? plain : context.in(step, 0);
  const plan::Grain& to = context.grain(step.out);
  const Shape from_shape = context.shape(step.in[0]);
  const Shape shape = context.shape(step.out);
  const bool truth = context.program.registers[step.out.index()].truth;
  Register out = truth ? truth_register(shape) : number_register(shape, a.number.scale);
  out.bound = a.bound;
  out.constant = a.constant && to.lists.empty();
  out.number.gap = a.number.gap;

  if (!to.lists.empty()) {
    const std::vector<std::uint32_t>& from = context.items.narrowed(to, context.grain(step.in[0]));
    for (std::size_t s = 0; s < shape.segments; ++s)
      for (std::size_t e = s * shape.stride; e < s * shape.stride + shape.rows; ++e) {
        if (truth) {
          put(out.truth, e, a.truth.at(from[e]));
        } else if (a.number.valid.get(from[e])) {
          out.number.data[e] = a.number.data[from[e]];
          out.number.valid.set(e);
        } else if (const columns::Odd* odd = a.number.find_odd(from[e])) {
          out.number.odd.push_back({static_cast<std::uint32_t>(e), odd->value});
        }
      }
    return out;
  }

  const std::size_t copies = shape.segments / from_shape.segments;
  const std::size_t words = shape.stride / 64;
  const auto spread = [&](const columns::Bitmap& from, columns::Bitmap& into) {
    for (std::size_t s = 0; s < shape.segments; ++s)
      std::copy_n(from.data() + s / copies * words, words, into.data() + s * words);
  };
  if (truth) {
    spread(a.truth.is_true, out.truth.is_true);
    spread(a.truth.is_false, out.truth.is_false);
    spread(a.truth.invalid, out.truth.invalid);
    spread(a.truth.lacks, out.truth.lacks);
    return out;
  }
  spread(a.number.valid, out.number.valid);
  for (std::size_t s = 0; s < shape.segments; ++s) {
    const std::size_t from = s / copies * shape.stride;
    std::copy_n(a.number.data.begin() + static_cast<std::ptrdiff_t>(from), shape.stride,
                out.number.data.begin() + static_cast<std::ptrdiff_t>(s * shape.stride));
    const auto begin = std::lower_bound(a.number.odd.begin(), a.number.odd.end(), from, [](const columns::Odd& o, std::size_t r) { return o.row < r; });
    for (auto it = begin; it != a.number.odd.end() && it->row < from + shape.stride; ++it)
      out.number.odd.push_back({static_cast<std::uint32_t>(it->row - from + s * shape.stride), it->value});
  }
  return out;
}

}  // namespace assay::exec
