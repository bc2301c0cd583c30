#include "exec/bounds.h"
#include "exec/kernels.h"
#include "exec/steps.h"
#include "exec/threshold.h"

#include <optional>

namespace assay::exec {

using plan::Compare;
using plan::Op;

Threshold threshold(Compare op, std::int64_t y, std::int64_t by) {
  const std::int64_t below = y / by - (y % by < 0 ? 1 : 0);
  if (y % by == 0) return {y / by, std::nullopt};
  switch (op) {
    case Compare::ge:
    case Compare::lt: return {below + 1, std::nullopt};
    case Compare::gt:
    case Compare::le: return {below, std::nullopt};
    case Compare::eq: return {0, false};
    case Compare::ne: return {0, true};
  }
  return {};
}

Truth compare(Compare op, const Bounds& a, const Bounds& b) {
  const auto decided = [](bool yes, bool no, const Bounds& x, const Bounds& y) {
    if (yes) return Truth::true_;
    if (no) return Truth::false_;
    return x.lacks || y.lacks ? Truth::unknown : Truth::open_;
  };
  const bool points = a.low == a.high && b.low == b.high;
  const bool apart = a.high < b.low || b.high < a.low;
  switch (op) {
    case Compare::ge: return decided(a.low >= b.high, a.high < b.low, a, b);
    case Compare::gt: return decided(a.low > b.high, a.high <= b.low, a, b);
    case Compare::le: return decided(a.high <= b.low, a.low > b.high, a, b);
    case Compare::lt: return decided(a.high < b.low, a.low >= b.high, a, b);
    case Compare::eq: return decided(points && a.low == b.low, apart, a, b);
    case Compare::ne: return decided(apart, points && a.low == b.low, a, b);
  }
  return Truth::invalid;
}

namespace {

void compare_words(Compare op, const Register& a, const Register& b, const Alignment& by, columns::Bitmap& bits) {
  const std::size_t n = bits.size();
  const bool left = a.constant && !b.constant;
  if (!left && !b.constant) {
    kernels::compare(op, a.number.data.data(), by.a, b.number.data.data(), by.b, n, bits.data());
    return;
  }
  const Register& values = left ? b : a;
  const std::int64_t constant = left ? a.number.data[0] * by.a : b.number.data[0] * by.b;
  const Compare turned = left ? semantics::mirrored(op) : op;
  const Threshold t = threshold(turned, constant, left ? by.b : by.a);
  if (t.decided) bits.assign(n, *t.decided);
  else kernels::compare(turned, values.number.data.data(), t.at, n, bits.data());
}

// What all rows that are no points come to, where they are the gap of one side beside a constant.
std::optional<Truth> of_gaps(Compare op, const Register& a, const Register& b) {
  if (a.constant == b.constant) return std::nullopt;
  const columns::Column& gaps = a.constant ? b.number : a.number;
  if (gaps.has_ranged() || !gaps.odd.empty()) return std::nullopt;
  return a.constant ? exec::compare(op, a.number.at(0), gaps.gap) : exec::compare(op, gaps.gap, b.number.at(0));
}

void put_rest(Truth truth, const Shape& shape, const columns::Bitmap& settled, TruthColumn& out) {
  columns::Bitmap* to = column_for(truth, out);
  if (to == nullptr) return;
  const columns::Bitmap living = living_rows(shape);
  for (std::size_t w = 0; w < living.words(); ++w) to->data()[w] |= living.data()[w] & ~settled.data()[w];
}

}  // namespace

Register step_compare(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  const Register& b = context.in(step, 1);
  const auto op = static_cast<Compare>(step.small);
  Register out = truth_register(shape);
  columns::Bitmap settled_rows(shape.elements());
  const Alignment by = align(a, b);
  if (by.ok) {
    compare_words(op, a, b, by, out.truth.is_true);
    for (std::size_t w = 0; w < settled_rows.words(); ++w) {
      const std::uint64_t valid = a.number.valid.data()[w] & b.number.valid.data()[w];
      const std::uint64_t bits = out.truth.is_true.data()[w];
      settled_rows.data()[w] = valid;
      out.truth.is_true.data()[w] = bits & valid;
      out.truth.is_false.data()[w] = ~bits & valid;
    }
  }
  if (const auto gap = by.ok ? of_gaps(op, a, b) : std::nullopt) {
    put_rest(*gap, shape, settled_rows, out.truth);
    return out;
  }
  BoundsOf bounds_a(a, by.ok ? by.a : 1);
  BoundsOf bounds_b(b, by.ok ? by.b : 1);
  Bounds x, y;
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  for_each_dead(shape, settled_rows, [&](std::size_t element) {
    if (by.ok && bounds_a.get(element, x) && bounds_b.get(element, y)) put(out.truth, element, compare(op, x, y));
    else put(out.truth, element, compare(op, in_a.at(element), in_b.at(element)));
  });
  return out;
}

Register step_connective(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = truth_register(shape);
  if (step.op == Op::not_) {
    out.truth = context.in(step, 0).truth;
    std::swap(out.truth.is_true, out.truth.is_false);
    return out;
  }
  // `and`: false dominates, true is neutral; `or`: the other way round.
  const bool conjunction = step.op == Op::and_;
  columns::Bitmap& dominant = conjunction ? out.truth.is_false : out.truth.is_true;
  columns::Bitmap& neutral = conjunction ? out.truth.is_true : out.truth.is_false;
  for (std::size_t w = 0; w < dominant.words(); ++w) {
    std::uint64_t some_dominant = 0, some_invalid = 0, some_lacks = 0, all_neutral = ~std::uint64_t{0};
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const TruthColumn& in = context.in(step, i).truth;
      some_dominant |= (conjunction ? in.is_false : in.is_true).data()[w];
      all_neutral &= (conjunction ? in.is_true : in.is_false).data()[w];
      some_invalid |= in.invalid.data()[w];
      some_lacks |= in.lacks.data()[w];
    }
    dominant.data()[w] = some_dominant;
    neutral.data()[w] = all_neutral;
    out.truth.invalid.data()[w] = some_invalid & ~some_dominant;
    out.truth.lacks.data()[w] = some_lacks & ~some_dominant & ~some_invalid;
  }
  return out;
}

Register step_at_least(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = truth_register(shape);
  for (std::size_t w = 0; w < out.truth.is_true.words(); ++w) {
    std::uint64_t some_invalid = 0, some_lacks = 0;
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const TruthColumn& in = context.in(step, i).truth;
      some_invalid |= in.invalid.data()[w];
      some_lacks |= in.lacks.data()[w];
    }
    std::uint64_t yes = 0, no = 0;
    for (std::size_t bit = 0; bit < 64; ++bit) {
      std::size_t certain = 0, possible = 0;
      for (std::size_t i = 0; i < step.in.size(); ++i) {
        const TruthColumn& in = context.in(step, i).truth;
        certain += (in.is_true.data()[w] >> bit) & 1U;
        possible += (~in.is_false.data()[w] >> bit) & 1U;
      }
      yes |= std::uint64_t{certain >= step.small} << bit;
      no |= std::uint64_t{possible < step.small} << bit;
    }
    const std::uint64_t undecided = ~(yes | no);
    out.truth.is_true.data()[w] = yes;
    out.truth.is_false.data()[w] = no;
    out.truth.invalid.data()[w] = undecided & some_invalid;
    out.truth.lacks.data()[w] = undecided & ~some_invalid & some_lacks;
  }
  return out;
}

Register step_will_fail(Context& context, const plan::Step& step) {
  const TruthColumn& now = context.in(step, 0).truth;
  const TruthColumn& future = context.in(step, 1).truth;
  Register out = truth_register(context.shape(step.out));
  for (std::size_t w = 0; w < out.truth.is_true.words(); ++w) {
    const std::uint64_t fails = future.is_false.data()[w] & ~now.is_false.data()[w];
    out.truth.is_true.data()[w] = fails;
    out.truth.is_false.data()[w] = ~fails;
  }
  return out;
}

Register step_choose_truth(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& c = context.in(step, 0).truth;
  const TruthColumn& a = context.in(step, 1).truth;
  const TruthColumn& b = context.in(step, 2).truth;
  Register out = truth_register(shape);
  TruthColumn& o = out.truth;
  for (std::size_t w = 0; w < o.is_true.words(); ++w) {
    const std::uint64_t yes = c.is_true.data()[w], no = c.is_false.data()[w], broken = c.invalid.data()[w];
    const std::uint64_t either = ~(yes | no);
    const auto pick = [&](const columns::Bitmap& x, const columns::Bitmap& y) { return (yes & x.data()[w]) | (no & y.data()[w]); };
    const std::uint64_t agreed_true = either & a.is_true.data()[w] & b.is_true.data()[w];
    const std::uint64_t agreed_false = either & a.is_false.data()[w] & b.is_false.data()[w];
    const std::uint64_t open = either & ~agreed_true & ~agreed_false;
    const std::uint64_t some_invalid = open & (broken | a.invalid.data()[w] | b.invalid.data()[w]);
    o.is_true.data()[w] = pick(a.is_true, b.is_true) | agreed_true;
    o.is_false.data()[w] = pick(a.is_false, b.is_false) | agreed_false;
    o.invalid.data()[w] = pick(a.invalid, b.invalid) | some_invalid;
    o.lacks.data()[w] = pick(a.lacks, b.lacks) | (open & ~some_invalid & (c.lacks.data()[w] | a.lacks.data()[w] | b.lacks.data()[w]));
  }
  return out;
}

}  // namespace assay::exec
