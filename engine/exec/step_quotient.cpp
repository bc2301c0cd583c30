// Comparisons of a quotient with a constant, without dividing: both sides are multiplied by what stands below the lines.
#include "exec/attained.h"
#include "exec/bounds.h"
#include "exec/kernels.h"
#include "exec/quotient.h"
#include "exec/steps.h"

#include <optional>

namespace assay::exec {

using base::Number;
using plan::Compare;
using plan::Quotient;

namespace {

std::optional<Number> constant_of(const Register& r) {
  if (r.constant) return Number::scaled(r.number.data[0], r.number.scale);
  const bool one = r.number.odd.empty() && !r.number.has_ranged() && !r.number.valid.any();  // one that no decimal is
  return one && r.number.gap.is_point() ? r.number.gap.range.low : std::nullopt;
}

// The rows whose both parts are points, the lower one positive.
columns::Bitmap plain_rows(const Register& above, const Register& below) {
  columns::Bitmap out(above.number.size());
  kernels::compare(Compare::gt, below.number.data.data(), 0, out.size(), out.data());
  for (std::size_t w = 0; w < out.words(); ++w) out.data()[w] &= above.number.valid.data()[w] & below.number.valid.data()[w];
  return out;
}

}  // namespace

Register step_compare_quotient(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& above = context.in(step, 0);
  const Register& below = context.in(step, 1);
  const Register& goal = context.in(step, 2);
  const auto op = static_cast<Compare>(step.small);
  const std::optional<Number> constant = constant_of(goal);
  const auto found = constant ? cross(step.quotient, op, {above.number.scale, above.bound}, {below.number.scale, below.bound}, *constant) : std::nullopt;
  const bool fast = found.has_value();
  const Crossed crossed = found.value_or(Crossed{});
  Register out = truth_register(shape);
  columns::Bitmap plain(shape.elements());
  if (fast) {
    plain = plain_rows(above, below);
    kernels::compare(crossed.op, above.number.data.data(), crossed.by_above, below.number.data.data(), crossed.by_below, shape.elements(),
                     out.truth.is_true.data());
    for (std::size_t w = 0; w < plain.words(); ++w) {
      const std::uint64_t bits = out.truth.is_true.data()[w];
      out.truth.is_true.data()[w] = bits & plain.data()[w];
      out.truth.is_false.data()[w] = ~bits & plain.data()[w];
    }
  }
  BoundsOf bounds_above(above), bounds_below(below);
  Ascending in_above(above.number), in_below(below.number), in_goal(goal.number);
  Bounds x, y;
  for_each_dead(shape, plain, [&](std::size_t element) {
    if (fast && bounds_above.get(element, x) && bounds_below.get(element, y) && y.low > 0 && !without_end(x) && !without_end(y))
      put(out.truth, element, compare(crossed, x, y));
    else
      put(out.truth, element, compare(op, value_of(step.quotient, in_above.at(element), in_below.at(element)), in_goal.at(element)));
  });
  return out;
}

Register step_attain_quotient(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  const Register& above = context.in(step, 1);
  const Register& below = context.in(step, 2);
  const Register& goal = context.in(step, 3);
  const auto op = static_cast<Compare>(step.small);
  const bool lower = op == Compare::le || op == Compare::lt;
  const std::size_t n = shape.elements();
  Register out = blank_attainments(shape);
  columns::Bitmap plain(n);

  // What stands above the line of the value: of growth the difference.
  Register difference;
  const Register* top = &above;
  if (step.quotient != Quotient::itself) {
    const Alignment by = align(above, below);
    if (by.ok && by.bound_a + by.bound_b < kRoom) {
      difference = blank_register(shape, by.scale);
      difference.bound = by.bound_a + by.bound_b;
      const std::int64_t sign = step.quotient == Quotient::growth ? 1 : -1;
      kernels::sum(above.number.data.data(), sign * by.a, below.number.data.data(), -sign * by.b, n, difference.number.data.data());
      top = &difference;
    } else {
      top = nullptr;
    }
  }
  // value / goal is (top * by_above) / (below * by_below).
  const std::optional<Number> constant = constant_of(goal);
  const auto crossed = constant && constant->sign() > 0 && top != nullptr ? cross(Quotient::itself, op, {top->number.scale, top->bound}, {below.number.scale, below.bound}, *constant) : std::nullopt;
  const auto fits = [](std::uint64_t bound, std::int64_t by) { return by != 0 && bound < kRoomOfRatios / magnitude(by); };
  if (crossed && fits(top->bound, crossed->by_above) && fits(below.bound, crossed->by_below)) {
    plain = plain_rows(above, below);
    const std::int64_t* x = top->number.data.data();
    const std::int64_t* y = below.number.data.data();
    std::int64_t* to = out.number.data.data();
    if (op == Compare::eq) kernels::lesser_over_greater(x, crossed->by_above, y, crossed->by_below, kMostFailed, n, to);
    else if (lower) kernels::ratio(y, crossed->by_below, x, crossed->by_above, kMostFailed, n, to);
    else kernels::ratio(x, crossed->by_above, y, crossed->by_below, kMostFailed, n, to);
  }
  settle(own, shape, out);
  columns::Bitmap failed(n);
  for (std::size_t w = 0; w < failed.words(); ++w) {
    failed.data()[w] = own.is_false.data()[w] & ~plain.data()[w];
    out.number.valid.data()[w] &= ~failed.data()[w];
  }
  Ascending in_above(above.number), in_below(below.number), in_goal(goal.number);
  for_each_set(failed, [&](std::size_t element) {
    const Value value = value_of(step.quotient, in_above.at(element), in_below.at(element));
    store_attained(out, element, failed_closeness(op, value, in_goal.at(element)), true);
  });
  Ascending least_above(above.number), least_below(below.number), least_goal(goal.number);
  raise_undecided(out, own, shape, [&](std::size_t element) {
    return undecided_closeness(op, value_of(step.quotient, least_above.at(element), least_below.at(element)), least_goal.at(element));
  });
  return out;
}

}  // namespace assay::exec
