// Comparisons of a quotient with a constant, without dividing: both sides are multiplied by what stands below the lines.
#include "exec/attained.h"
#include "exec/bounds.h"
#include "exec/kernels.h"
#include "exec/steps.h"

#include <optional>

namespace assay::exec {

using base::Int128;
using base::Number;
using plan::Compare;
using plan::Quotient;

namespace {

std::optional<Number> constant_of(const Register& r) {
  if (r.constant) return Number::scaled(r.number.data[0], r.number.scale);
  const bool one = r.number.odd.empty() && !r.number.has_ranged() && !r.number.valid.any();  // one that no decimal is
  return one && r.number.gap.is_point() ? r.number.gap.range.low : std::nullopt;
}

Value value_of(Quotient quotient, const Value& above, const Value& below) {
  const Value one = Value::point(Number(1));
  switch (quotient) {
    case Quotient::itself: return divide(above, below);
    case Quotient::growth: return subtract(of_base(above, below), one);
    case Quotient::reduction: return subtract(one, of_base(above, below));
  }
  return {};
}

// above * by_above ? below * by_below is what is asked, for rows whose `below` is positive.
struct Crossed {
  Compare op{};
  std::int64_t by_above = 0, by_below = 0;
};

// The factor as an integer, where all of a register times it keep within the room.
std::optional<std::int64_t> factor(const Number& part, int lifted, std::uint64_t bound) {
  const auto lifting = base::Number::scaled(1, -lifted);
  const auto product = lifting ? base::multiply(part, *lifting) : std::nullopt;
  const auto whole = product ? product->to_scaled(0) : std::nullopt;
  if (!whole || (bound != 0 && magnitude(*whole) > kRoom / bound)) return std::nullopt;
  return *whole;
}

std::optional<Crossed> cross(Quotient quotient, Compare op, const Register& above, const Register& below, const Number& goal) {
  // 1 - a / b ? g is a / b ? 1 - g, turned round.
  const std::optional<Number> of_quotient = quotient == Quotient::itself   ? std::optional(goal)
                                            : quotient == Quotient::growth ? base::add(goal, Number(1))
                                                                           : base::subtract(Number(1), goal);
  const int apart = below.number.scale - above.number.scale;
  if (!of_quotient || apart > 18 || apart < -18) return std::nullopt;
  Int128 top = of_quotient->numerator(), bottom = of_quotient->denominator();
  constexpr Int128 kMost = Int128{1} << 62;
  if (top > kMost || top < -kMost || bottom > kMost) return std::nullopt;
  const auto by_above = factor(Number(static_cast<std::int64_t>(bottom)), std::max(apart, 0), above.bound);
  const auto by_below = factor(Number(static_cast<std::int64_t>(top)), std::max(-apart, 0), below.bound);
  if (!by_above || !by_below) return std::nullopt;
  return Crossed{quotient == Quotient::reduction ? semantics::mirrored(op) : op, *by_above, *by_below};
}

// An interval without any bound makes what is computed of it one, too.
bool without_end(const Bounds& b) { return b.low == -Bounds::kOpen && b.high == Bounds::kOpen; }
bool open_ended(const Bounds& above, const Bounds& below) { return !above.is_closed() || !below.is_closed(); }

// What bounds of both sides say, `below` positive.
Truth compare(const Crossed& crossed, const Bounds& above, const Bounds& below) {
  // Of x / y beside the goal; what is open at its end is infinite.
  const auto order = [&](std::int64_t x, std::int64_t y) {
    if (x == Bounds::kOpen) return 1;
    if (x == -Bounds::kOpen) return -1;
    const bool vanishes = y == Bounds::kOpen;
    const Int128 left = vanishes ? 0 : Int128{x} * crossed.by_above, right = Int128{vanishes ? 1 : y} * crossed.by_below;
    return left < right ? -1 : left > right ? 1 : 0;
  };
  // Each end of the quotient is one of above over one of below, as the sign asks for.
  const int low = order(above.low, above.low >= 0 ? below.high : below.low);
  const int high = order(above.high, above.high >= 0 ? below.low : below.high);
  const Truth open = above.lacks || below.lacks ? Truth::unknown : Truth::open_;
  const auto decided = [&](bool yes, bool no) { return yes ? Truth::true_ : no ? Truth::false_ : open; };
  switch (crossed.op) {
    case Compare::ge: return decided(low >= 0, high < 0);
    case Compare::gt: return decided(low > 0, high <= 0);
    case Compare::le: return decided(high <= 0, low > 0);
    case Compare::lt: return decided(high < 0, low >= 0);
    case Compare::eq: return decided(low == 0 && high == 0 && !open_ended(above, below), low > 0 || high < 0);
    case Compare::ne: return decided(low > 0 || high < 0, low == 0 && high == 0 && !open_ended(above, below));
  }
  return open;
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
  const auto found = constant ? cross(step.quotient, op, above, below, *constant) : std::nullopt;
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
  const auto crossed = constant && constant->sign() > 0 && top != nullptr ? cross(Quotient::itself, op, *top, below, *constant) : std::nullopt;
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
