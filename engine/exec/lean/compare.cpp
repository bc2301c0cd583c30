// Comparisons, and how close a failing one came.
#include "exec/lean/lean.h"

#include "exec/attained.h"
#include "exec/kernels.h"
#include "exec/lean/ends.h"
#include "exec/threshold.h"

#include <algorithm>
#include <utility>

namespace assay::exec::lean {

using plan::Compare;

namespace {

struct Factors {
  bool fit = false;
  std::int64_t a = 1, b = 1;
  std::uint64_t bound_a = 0, bound_b = 0;
};

Factors factors_of(const Span& a, const Span& b) {
  Factors out;
  if (std::max(a.over, b.over) > kMostOver) return out;
  const int scale = std::max(a.scale, b.scale);
  out.a = lift(a.bound, scale - a.scale, b.over);
  out.b = lift(b.bound, scale - b.scale, a.over);
  out.fit = out.a != 0 && out.b != 0;
  if (!out.fit) return out;
  out.bound_a = a.bound * static_cast<std::uint64_t>(out.a);
  out.bound_b = b.bound * static_cast<std::uint64_t>(out.b);
  return out;
}

}  // namespace

bool Machine::compare(Context& context, const plan::Step& step) {
  const Span* a = in(context, step, 0);
  const Span* b = in(context, step, 1);
  if (a == nullptr || b == nullptr || (a->constant && b->constant)) return false;
  const Factors by = factors_of(*a, *b);
  if (!by.fit) return false;
  const auto op = static_cast<Compare>(step.small);
  const Shape shape = context.shape(step.out);
  const std::size_t n = shape.elements();
  Register& out = context.registers[step.out.index()];
  TruthColumn& truth = out.truth;
  columns::Bitmap* const all[] = {&truth.is_true, &truth.is_false, &truth.invalid, &truth.lacks};
  for (columns::Bitmap* bits : all) bits->assign(n, false);
  if (a->constant || b->constant) {
    const bool left = a->constant;
    const Span& values = left ? *b : *a;
    const std::int64_t constant = left ? a->data[0] * by.a : b->data[0] * by.b;
    const Compare turned = left ? semantics::mirrored(op) : op;
    const Threshold t = threshold(turned, constant, left ? by.b : by.a);
    if (t.decided) truth.is_true.assign(n, *t.decided);
    else kernels::compare(turned, values.data.data(), t.at, n, truth.is_true.data());
  } else {
    kernels::compare(op, a->data.data(), by.a, b->data.data(), by.b, n, truth.is_true.data());
  }
  const Ranged* ranged = either({a, b});
  for (std::size_t w = 0; w < truth.is_true.words(); ++w) {
    std::uint64_t points = living_word(shape, w);
    if (ranged != nullptr) points &= ~ranged->bits.data()[w];
    const std::uint64_t bits = truth.is_true.data()[w];
    truth.is_true.data()[w] = bits & points;
    truth.is_false.data()[w] = ~bits & points;
  }
  if (ranged == nullptr) return true;
  EndsOf left(*a, by.a), right(*b, by.b);
  const Span& one = a->constant ? *b : *a;
  if (one.alike && (a->constant || b->constant)) {
    const std::size_t first = ranged->rows[0];
    columns::Bitmap* to = column_for(exec::compare(op, left.at(first), right.at(first)), truth);
    if (to != nullptr)
      for (std::size_t w = 0; w < to->words(); ++w) to->data()[w] |= ranged->bits.data()[w];
    return true;
  }
  for (std::size_t i = 0; i < ranged->count; ++i) {
    const std::size_t row = ranged->rows[i];
    put(truth, row, exec::compare(op, left.at(row), right.at(row)));
  }
  return true;
}

// Where a value is to reach a constant: no more than a product a row.
bool Machine::share_of_goal(const plan::Step& step, const Span& a, const Span& b, std::int64_t by_a, std::int64_t by_b, std::size_t n, std::int64_t* out) {
  const plan::Step& condition = program_.writer(step.in[0]);
  if (condition.op != plan::Op::compare || condition.small != step.small || condition.in[0] != step.in[1] || condition.in[1] != step.in[2]) return false;
  const auto op = static_cast<Compare>(step.small);
  const bool left = a.constant;  // goal <= value is value >= goal
  if (!left && !b.constant) return false;
  const Compare turned = left ? semantics::mirrored(op) : op;
  if (turned != Compare::ge && turned != Compare::gt) return false;
  const Span& values = left ? b : a;
  const std::int64_t by = left ? by_b : by_a;
  const std::int64_t goal = left ? a.data[0] * by_a : b.data[0] * by_b;
  const std::int64_t reached = threshold(turned, goal, by).at;
  const auto& found = share(step.out.index(), turned == Compare::gt ? reached + 1 : reached, by, goal);
  if (!found) return false;
  kernels::attained(values.data.data(), *found, n, out);
  return true;
}

bool Machine::attain_compare(Context& context, const plan::Step& step, Span& out) {
  const TruthColumn& own = context.registers[step.in[0].index()].truth;
  const Span* a = in(context, step, 1);
  const Span* b = in(context, step, 2);
  const Shape shape = context.shape(step.out);
  if (a == nullptr || b == nullptr || (a->constant && b->constant)) return false;
  const Factors by = factors_of(*a, *b);
  if (!by.fit || by.bound_a >= kRoomOfRatios || by.bound_b >= kRoomOfRatios) return false;
  const auto op = static_cast<Compare>(step.small);
  const bool lower = op == Compare::le || op == Compare::lt;
  const std::size_t n = shape.elements();
  out.begin(kAttainmentPlaces, static_cast<std::uint64_t>(kWhole));
  out.positive = true;
  out.data.make(n);
  std::int64_t* to = out.data.data();
  if (!share_of_goal(step, *a, *b, by.a, by.b, n, to)) {
    const std::int64_t* x = a->data.data();
    const std::int64_t* y = b->data.data();
    if (op == Compare::eq && (a->constant || b->constant)) return false;
    if (op == Compare::eq) kernels::lesser_over_greater(x, by.a, y, by.b, kMostFailed, n, to);
    else if (lower && a->constant) kernels::ratio(y, by.b, x[0] * by.a, kMostFailed, n, to);
    else if (lower && b->constant) kernels::ratio(y[0] * by.b, x, by.a, kMostFailed, n, to);
    else if (lower) kernels::ratio(y, by.b, x, by.a, kMostFailed, n, to);
    else if (b->constant) kernels::ratio(x, by.a, y[0] * by.b, kMostFailed, n, to);
    else if (a->constant) kernels::ratio(x[0] * by.a, y, by.b, kMostFailed, n, to);
    else kernels::ratio(x, by.a, y, by.b, kMostFailed, n, to);
    kernels::attained(own.is_true.data(), own.is_false.data(), kWhole, n, to, nullptr);
  }
  out.ranged = either({a, b});
  if (out.ranged == nullptr) return true;
  out.low.make(out.count());
  out.high.make(out.count());
  EndsOf left(*a, by.a), right(*b, by.b);
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::size_t row = out.ranged->rows[i];
    if (own.is_true.get(row)) {
      out.low[i] = out.high[i] = kWhole;
    } else if (own.is_false.get(row)) {
      const Bounds close = failed_closeness(op, left.at(row), right.at(row));
      out.low[i] = close.low;
      out.high[i] = close.high;
    } else {
      out.low[i] = undecided_closeness(op, left.at(row), right.at(row));
      out.high[i] = kWhole;
    }
  }
  return true;
}

bool Machine::decided(Context& context, const plan::Step& step, Span& out) {
  const TruthColumn& now = context.registers[step.in[0].index()].truth;
  const TruthColumn& future = context.registers[step.in[1].index()].truth;
  const Shape shape = context.shape(step.out);
  const std::size_t n = shape.elements();
  out.begin(0, 1);
  out.positive = true;
  out.data.assign(n, 0);
  columns::Bitmap holds(n);
  Ranged* ranged = nullptr;
  for (std::size_t w = 0; w < holds.words(); ++w) {
    const std::uint64_t certain = future.is_true.data()[w] | future.is_false.data()[w];
    const std::uint64_t yes = future.is_true.data()[w] | (now.is_true.data()[w] & ~certain);
    const std::uint64_t no = future.is_false.data()[w] | (now.is_false.data()[w] & ~certain);
    holds.data()[w] = yes;
    const std::uint64_t open = living_word(shape, w) & ~(yes | no);
    if (open == 0) continue;
    if (ranged == nullptr) ranged = &pool_.next(holds.words());
    ranged->bits.data()[w] = open;
  }
  kernels::put_where(holds.data(), 1, n, out.data.data());
  if (ranged == nullptr) return true;
  list_rows(*ranged);
  out.ranged = ranged;
  out.low.assign(out.count(), 0);
  out.high.assign(out.count(), 1);
  return true;
}

}  // namespace assay::exec::lean
