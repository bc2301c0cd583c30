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
  const std::uint64_t magnitude = !scaled ? kRoom : *scaled < 0 ? -static_cast<std::uint64_t>(*scaled) : static_cast<std::uint64_t>(*scaled);
  if (magnitude < kRoom) {
    out.number.data.assign(shape.elements(), *scaled);
    out.number.valid.assign(shape.elements(), true);
    out.bound = magnitude;
    out.constant = true;
  } else {
    out.number.gap = Value::point(n);
  }
  return out;
}

Register step_arithmetic(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  if (step.op == Op::negate) {
    Register out = a;
    for (std::int64_t& v : out.number.data) v = -v;
    for (columns::Odd& o : out.number.odd) o.value = negate(o.value);
    out.number.gap = negate(out.number.gap);
    return out;
  }
  const Register& b = context.in(step, 1);
  Register out = number_register(shape, 0);
  bool fast = false;
  const std::size_t n = shape.elements();
  std::int64_t* to = out.number.data.data();
  const std::int64_t* x = a.number.data.data();
  const std::int64_t* y = b.number.data.data();
  if (step.op == Op::add || step.op == Op::subtract) {
    const Alignment by = align(a, b);
    fast = by.ok && by.bound_a + by.bound_b < kRoom;
    if (fast) {
      out.number.scale = by.scale;
      out.bound = by.bound_a + by.bound_b;
      if (step.op == Op::add)
        for (std::size_t i = 0; i < n; ++i) to[i] = x[i] * by.a + y[i] * by.b;
      else
        for (std::size_t i = 0; i < n; ++i) to[i] = x[i] * by.a - y[i] * by.b;
    }
  } else if (step.op == Op::multiply) {
    const int scale = a.number.scale + b.number.scale;
    fast = (a.bound == 0 || b.bound < kRoom / a.bound) && scale <= 36 && scale >= -36;
    if (fast) {
      out.number.scale = scale;
      out.bound = a.bound * b.bound;
      for (std::size_t i = 0; i < n; ++i) to[i] = x[i] * y[i];
    }
  }
  if (fast)
    for (std::size_t w = 0; w < out.number.valid.words(); ++w)
      out.number.valid.data()[w] = a.number.valid.data()[w] & b.number.valid.data()[w];
  out.constant = fast && a.constant && b.constant;

  // A gap beside a constant is the same everywhere.
  const bool shared_gap = a.constant != b.constant;
  if (shared_gap) out.number.gap = a.constant ? apply(step.op, a.number.at(0), b.number.gap) : apply(step.op, a.number.gap, b.number.at(0));
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    if (shared_gap && (a.constant ? in_b.in_gap(element) : in_a.in_gap(element))) return;
    out.number.odd.push_back({static_cast<std::uint32_t>(element), apply(step.op, in_a.at(element), in_b.at(element))});
  });
  return out;
}

Register step_scale_by(Context& context, const plan::Step& step) {
  const Register& a = context.in(step, 0);
  const Value factor = Value::point(step.number);
  // A power of ten moves the decimal point and nothing else.
  for (int shift = -18; shift <= 18; ++shift) {
    const std::optional<base::Number> power = base::Number::scaled(1, -shift);
    if (*power != step.number) continue;
    Register out = a;
    out.number.scale -= shift;
    for (columns::Odd& o : out.number.odd) o.value = multiply(o.value, factor);
    out.number.gap = multiply(out.number.gap, factor);
    return out;
  }
  const Shape shape = context.shape(step.out);
  const std::optional<int> places = step.number.decimal_places();
  const std::optional<std::int64_t> scaled = places ? step.number.to_scaled(*places) : std::nullopt;
  Register out = number_register(shape, a.number.scale + places.value_or(0));
  const std::uint64_t magnitude = !scaled ? 0 : *scaled < 0 ? -static_cast<std::uint64_t>(*scaled) : static_cast<std::uint64_t>(*scaled);
  if (scaled && (a.bound == 0 || magnitude < kRoom / a.bound)) {
    for (std::size_t i = 0; i < shape.elements(); ++i) out.number.data[i] = a.number.data[i] * *scaled;
    out.number.valid = a.number.valid;
    out.bound = a.bound * magnitude;
  }
  out.number.gap = multiply(a.number.gap, factor);
  Ascending at(a.number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
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

// data / 10^drop, half away from zero.
std::int64_t divide_half_up(std::int64_t value, std::int64_t by) {
  const std::int64_t half = by / 2;
  return value >= 0 ? (value + half) / by : (value - half) / by;
}

}  // namespace

Register step_round(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  const int places = static_cast<int>(step.small);
  const int drop = a.number.scale - places;
  Register out = a;
  out.number.odd.clear();
  if (drop > 18) {
    out = number_register(shape, places);
  } else if (drop > 0) {
    const std::int64_t by = lift(0, drop);
    out.number.scale = places;
    out.bound = a.bound / static_cast<std::uint64_t>(by) + 1;
    for (std::int64_t& v : out.number.data) v = divide_half_up(v, by);
  }
  out.number.gap = rounded(a.number.gap, places);
  Ascending at(a.number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    if (!at.in_gap(element)) out.number.odd.push_back({static_cast<std::uint32_t>(element), rounded(at.at(element), places)});
  });
  return out;
}

Register step_broadcast(Context& context, const plan::Step& step) {
  const Register& a = context.in(step, 0);
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
