// Sums, differences, and products with a constant.
#include "exec/lean/lean.h"

#include "exec/kernels.h"
#include "exec/lean/ends.h"
#include "exec/scale.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace assay::exec::lean {

namespace {

bool is_positive(const Span& of) { return of.constant ? of.data[0] >= 0 : of.positive; }

// An end as bounds have it, as spans have it.
std::int64_t as_end(std::int64_t bound) { return bound == Bounds::kOpen ? kOpen : bound == -Bounds::kOpen ? -kOpen : bound; }

}  // namespace

bool Machine::scale_by(Context& context, const plan::Step& step, Span& out) {
  const Span* a = in(context, step, 0);
  if (a == nullptr) return false;
  const auto shift = power_of_ten(step.number);
  if (!shift) return false;
  if (a->constant) return false;
  out = take(context, step, 0);
  out.scale -= *shift;
  return true;
}

bool Machine::add(Context& context, const plan::Step& step, Span& out) {
  const Span* a = in(context, step, 0);
  const Span* b = in(context, step, 1);
  if (a == nullptr || b == nullptr || (a->constant && b->constant) || std::max(a->over, b->over) > kMostOver) return false;
  const int scale = std::max(a->scale, b->scale);
  const bool alike = a->over == b->over;
  const std::int64_t by_a = lift(a->bound, scale - a->scale, alike ? 1 : b->over);
  const std::int64_t lifted_b = lift(b->bound, scale - b->scale, alike ? 1 : a->over);
  if (by_a == 0 || lifted_b == 0) return false;
  const std::uint64_t bound = a->bound * static_cast<std::uint64_t>(by_a) + b->bound * static_cast<std::uint64_t>(lifted_b);
  if (bound >= kRoom) return false;
  const std::int64_t by_b = step.op == plan::Op::subtract ? -lifted_b : lifted_b;
  const std::size_t n = context.shape(step.out).elements();
  out.begin(scale, bound);
  out.over = alike ? a->over : a->over * b->over;
  out.open = a->open || b->open;
  out.lacks = a->lacks || b->lacks;
  out.positive = by_b > 0 && is_positive(*a) && is_positive(*b);
  out.data.make(n);
  if (b->constant) kernels::sum(a->data.data(), by_a, b->data[0] * by_b, n, out.data.data());
  else if (a->constant) kernels::sum(b->data.data(), by_b, a->data[0] * by_a, n, out.data.data());
  else kernels::sum(a->data.data(), by_a, b->data.data(), by_b, n, out.data.data());
  out.ranged = either({a, b});
  if (out.ranged == nullptr) return true;
  out.low.make(out.count());
  out.high.make(out.count());
  EndsOf left(*a, by_a), right(*b, by_b);
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::size_t row = out.ranged->rows[i];
    const Bounds x = left.at(row), y = right.at(row);
    out.low[i] = plus(as_end(x.low), as_end(y.low));
    out.high[i] = plus(as_end(x.high), as_end(y.high));
  }
  return true;
}

bool Machine::multiply(Context& context, const plan::Step& step, Span& out) {
  const Span* a = in(context, step, 0);
  const Span* b = in(context, step, 1);
  if (a == nullptr || b == nullptr || a->constant == b->constant) return false;
  const bool left = a->constant;
  const Span& factor = left ? *a : *b;
  const Span& values = left ? *b : *a;
  const std::int64_t by = factor.data[0];
  const int scale = a->scale + b->scale;
  if (by == 0 || scale > 36 || scale < -36 || (values.bound != 0 && factor.bound >= kRoom / values.bound)) return false;
  const std::uint64_t bound = a->bound * b->bound;
  const bool positive = by > 0 && values.positive;
  Span made = take(context, step, left ? 1 : 0);
  made.weight = by;
  if (!rounded_[step.out.index()] || !positive) multiply_out(made, context.shape(step.out).elements());
  made.scale = scale;
  made.bound = bound;
  made.positive = positive;
  out = std::move(made);
  return true;
}

bool Machine::round(Context& context, const plan::Step& step, Span& out) {
  if (in(context, step, 0) == nullptr) return false;
  Span& a = spans_[step.in[0].index()];
  const std::size_t n = context.shape(step.out).elements();
  const int places = static_cast<int>(step.small);
  const int drop = a.scale - places;
  const std::int64_t by = drop > 0 && drop <= 18 ? lift(0, drop) : 1;
  if (a.constant || a.open || a.over != 1 || drop > 18 || a.bound / static_cast<std::uint64_t>(by) >= (std::uint64_t{1} << 50U)) {
    multiply_out(a, n);
    return false;
  }
  Span made = take(context, step, 0);
  if (drop <= 0) {
    multiply_out(made, n);
  } else if (!divide(step.out.index(), made, by)) {
    multiply_out(made, n);
    divide_slowly(made, by, n);
  }
  if (drop > 0) made.scale = places;
  out = std::move(made);
  return true;
}

}  // namespace assay::exec::lean
