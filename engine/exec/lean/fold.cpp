// Members of a dimension, or periods, taken together: numbers, and how many conditions hold. Without a filter.
#include "exec/lean/lean.h"

#include "exec/attained.h"
#include "exec/kernels.h"

#include <algorithm>

namespace assay::exec::lean {

using plan::Op;

namespace {

void fold_into(Op op, const std::int64_t* x, std::size_t n, std::int64_t* to) {
  if (op == Op::fold_min) kernels::lesser(x, n, to);
  else if (op == Op::fold_max || op == Op::attain_fold_greatest) kernels::greater(x, n, to);
  else kernels::accumulate(x, 1, n, to);
}

std::int64_t folded(Op op, std::int64_t a, std::int64_t b) {
  if (op == Op::fold_min) return std::min(a, b);
  if (op == Op::fold_max || op == Op::attain_fold_greatest) return std::max(a, b);
  return plus(a, b);
}

bool adds_up(Op op) { return op == Op::fold_sum || op == Op::fold_avg || op == Op::attain_fold_mean; }

}  // namespace

// The elements of `from` that stand behind each of `shape`, `count` segments for one.
bool Machine::fold_segments(Op op, const Span& from, const Shape& shape, std::size_t count, Span& out) {
  const std::uint64_t bound = adds_up(op) ? from.bound * count : from.bound;
  if (from.constant || from.bound >= kRoom / std::max<std::size_t>(count, 1)) return false;
  out.begin(from.scale, bound);
  out.over = from.over;
  out.open = from.open;
  out.lacks = from.lacks;
  out.positive = from.positive;
  out.data.make(shape.elements());
  for (std::size_t s = 0; s < shape.segments; ++s) {
    std::int64_t* to = out.data.data() + s * shape.stride;
    const std::int64_t* x = from.data.data() + s * count * shape.stride;
    std::copy_n(x, shape.stride, to);
    for (std::size_t m = 1; m < count; ++m) fold_into(op, x + m * shape.stride, shape.stride, to);
  }
  if (from.ranged == nullptr) return true;
  const std::size_t words = shape.stride / 64;
  Ranged& ranged = pool_.next(shape.elements() / 64);
  for (std::size_t s = 0; s < shape.segments; ++s)
    for (std::size_t m = 0; m < count; ++m)
      for (std::size_t w = 0; w < words; ++w) {
        const std::size_t inner = (s * count + m) * words + w;
        ranged.bits.data()[s * words + w] |= from.ranged->bits.data()[inner];
        ranged.lacking.data()[s * words + w] |= from.ranged->lacking.data()[inner];
      }
  list_rows(ranged);
  out.ranged = &ranged;
  if (place_.size() < shape.elements() * count) place_.resize(shape.elements() * count);
  for (std::uint32_t i = 0; i < from.count(); ++i) place_[from.ranged->rows[i]] = i;
  out.low.make(out.count());
  out.high.make(out.count());
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::size_t first = ranged.rows[i] / shape.stride * count * shape.stride + ranged.rows[i] % shape.stride;
    std::int64_t low = 0, high = 0;
    for (std::size_t m = 0; m < count; ++m) {
      const std::size_t element = first + m * shape.stride;
      const bool between = from.ranged->bits.get(element);
      const std::int64_t x = between ? from.low[place_[element]] : from.data[element];
      const std::int64_t y = between ? from.high[place_[element]] : from.data[element];
      low = m == 0 ? x : folded(op, low, x);
      high = m == 0 ? y : folded(op, high, y);
    }
    out.low[i] = low;
    out.high[i] = high;
    if (low == high) ranged.lacking.reset(ranged.rows[i]);  // a point lacks nothing
  }
  return true;
}

bool Machine::fold(Context& context, const plan::Step& step, Span& out) {
  const Span* from = in(context, step, 0);
  if (from == nullptr || step.small == 1 || step.in.size() != 1) return false;
  const Shape shape = context.shape(step.out);
  const std::size_t count = context.shape(step.in[0]).segments / shape.segments;
  if (count == 0 || from->over > kMostOver || !fold_segments(step.op, *from, shape, count, out)) return false;
  if (step.op == Op::fold_avg) out.over *= static_cast<std::int64_t>(count);
  return true;
}

// How many conditions hold, or which share of them; each that is undecided may or may not.
bool Machine::fold_count(Context& context, const plan::Step& step, Span& out) {
  const TruthColumn& in = context.registers[step.in[0].index()].truth;
  if (step.in.size() != 1 || !plain_[step.in[0].index()] || in.invalid.any()) return false;
  const Shape shape = context.shape(step.out);
  const std::size_t count = context.shape(step.in[0]).segments / shape.segments;
  const std::size_t words = shape.stride / 64;
  if (count == 0) return false;
  out.begin(0, count);
  out.over = step.op == Op::fold_share ? static_cast<std::int64_t>(count) : 1;
  out.positive = true;
  out.data.assign(shape.elements(), 0);
  Ranged* ranged = nullptr;
  for (std::size_t s = 0; s < shape.segments; ++s)
    for (std::size_t m = 0; m < count; ++m) {
      const std::size_t inner = (s * count + m) * words;
      kernels::add_where(in.is_true.data() + inner, shape.stride, out.data.data() + s * shape.stride);
      for (std::size_t w = 0; w < words; ++w) {
        const std::uint64_t open = living_word(shape, w) & ~(in.is_true.data()[inner + w] | in.is_false.data()[inner + w]);
        if (open == 0) continue;
        if (ranged == nullptr) ranged = &pool_.next(shape.elements() / 64);
        ranged->bits.data()[s * words + w] |= open;
        ranged->lacking.data()[s * words + w] |= open & in.lacks.data()[inner + w];
      }
    }
  if (ranged == nullptr) return true;
  list_rows(*ranged);
  out.ranged = ranged;
  out.lacks = true;
  out.low.make(out.count());
  out.high.make(out.count());
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::size_t first = ranged->rows[i] / shape.stride * count * shape.stride + ranged->rows[i] % shape.stride;
    out.low[i] = out.high[i] = out.data[ranged->rows[i]];
    for (std::size_t m = 0; m < count; ++m) {
      const std::size_t element = first + m * shape.stride;
      if (!in.is_true.get(element) && !in.is_false.get(element)) ++out.high[i];
    }
  }
  return true;
}

// Of a condition about every member the mean of their attainments, of one about any the greatest.
bool Machine::attain_fold(Context& context, const plan::Step& step, Span& out) {
  const TruthColumn& own = context.registers[step.in[0].index()].truth;
  const Span* parts = in(context, step, 1);
  if (parts == nullptr || step.small == 1 || parts->open || parts->over != 1 || !parts->positive || parts->scale != kAttainmentPlaces) return false;
  const Shape shape = context.shape(step.out);
  const std::size_t count = context.shape(step.in[1]).segments / shape.segments;
  if (count == 0 || !fold_segments(step.op, *parts, shape, count, out)) return false;
  if (step.op == Op::attain_fold_mean && !divide(step.out.index(), out, static_cast<std::int64_t>(count))) divide_slowly(out, static_cast<std::int64_t>(count), shape.elements());
  out.lacks = false;
  cap(own, shape, out);
  return true;
}

}  // namespace assay::exec::lean
