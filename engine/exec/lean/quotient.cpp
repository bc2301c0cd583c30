// Quotients beside constants, without dividing.
#include "exec/quotient.h"

#include "exec/attained.h"
#include "exec/kernels.h"
#include "exec/lean/ends.h"
#include "exec/lean/lean.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace assay::exec::lean {

using plan::Compare;
using plan::Quotient;

namespace {

std::optional<base::Number> end_of(std::int64_t end, int scale) {
  return end == Bounds::kOpen || end == -Bounds::kOpen ? std::nullopt : base::Number::scaled(end, scale);
}
Value value_of(const Bounds& bounds, int scale) { return settled({{end_of(bounds.low, scale), end_of(bounds.high, scale)}, false, bounds.lacks}); }

// The living rows whose both parts are points, the lower one positive.
columns::Bitmap plain_rows(const Span& below, const Ranged* ranged, const Shape& shape) {
  columns::Bitmap out(shape.elements());
  kernels::compare(Compare::gt, below.data.data(), 0, out.size(), out.data());
  for (std::size_t w = 0; w < out.words(); ++w) out.data()[w] &= living_word(shape, w) & ~(ranged == nullptr ? 0 : ranged->bits.data()[w]);
  return out;
}

}  // namespace

namespace {

// The least that an undecided a / b ? goal may have come to: of a and b times the factors, b being positive.
std::int64_t least_share(const Crossed& crossed, bool lower, const Bounds& a, const Bounds& b) {
  const std::int64_t above = lower ? b.low : a.low, below = lower ? a.high : b.high;
  if (above <= 0 || above == Bounds::kOpen || below == Bounds::kOpen) return 0;
  const base::Int128 x = base::Int128{above} * (lower ? crossed.by_below : crossed.by_above);
  const base::Int128 y = base::Int128{below} * (lower ? crossed.by_above : crossed.by_below);
  return static_cast<std::int64_t>(std::min<base::Int128>((x * (2 * kWhole) + y) / (y * 2), kMostFailed));
}

}  // namespace

bool Machine::compare_quotient(Context& context, const plan::Step& step) {
  const Span* above = in(context, step, 0);
  const Span* below = in(context, step, 1);
  const plan::Step& goal = program_.writer(step.in[2]);
  if (above == nullptr || below == nullptr || above->constant || below->constant || above->over != below->over || goal.op != plan::Op::const_number) return false;
  const auto op = static_cast<Compare>(step.small);
  const auto crossed = cross(step.quotient, op, {above->scale, above->bound}, {below->scale, below->bound}, goal.number);
  if (!crossed) return false;
  const Shape shape = context.shape(step.out);
  const std::size_t n = shape.elements();
  TruthColumn& truth = context.registers[step.out.index()].truth;
  columns::Bitmap* const all[] = {&truth.is_true, &truth.is_false, &truth.invalid, &truth.lacks};
  for (columns::Bitmap* bits : all) bits->assign(n, false);
  kernels::compare(crossed->op, above->data.data(), crossed->by_above, below->data.data(), crossed->by_below, n, truth.is_true.data());
  columns::Bitmap plain = plain_rows(*below, either({above, below}), shape);
  for (std::size_t w = 0; w < plain.words(); ++w) {
    const std::uint64_t bits = truth.is_true.data()[w];
    truth.is_true.data()[w] = bits & plain.data()[w];
    truth.is_false.data()[w] = ~bits & plain.data()[w];
  }
  EndsOf of_above(*above), of_below(*below);
  for_each_dead(shape, plain, [&](std::size_t row) {
    const Bounds x = of_above.at(row), y = of_below.at(row);
    const Value number = Value::point(goal.number);
    if (y.low > 0 && !without_end(x) && !without_end(y)) put(truth, row, exec::compare(*crossed, x, y));
    else put(truth, row, exec::compare(op, exec::value_of(step.quotient, value_of(x, above->scale), value_of(y, below->scale)), number));
  });
  return true;
}

bool Machine::attain_quotient(Context& context, const plan::Step& step, Span& out) {
  const TruthColumn& own = context.registers[step.in[0].index()].truth;
  const Span* above = in(context, step, 1);
  const Span* below = in(context, step, 2);
  const plan::Step& goal = program_.writer(step.in[3]);
  if (above == nullptr || below == nullptr || above->constant || below->constant || above->over != below->over || goal.op != plan::Op::const_number || goal.number.sign() <= 0) return false;
  const auto op = static_cast<Compare>(step.small);
  const Shape shape = context.shape(step.out);
  const std::size_t n = shape.elements();

  // What stands above the line of the value: of growth the difference.
  Part part{above->scale, above->bound};
  columns::Ints difference;
  const std::int64_t* x = above->data.data();
  if (step.quotient != Quotient::itself) {
    part.scale = std::max(above->scale, below->scale);
    const std::int64_t by_above = lift(above->bound, part.scale - above->scale), by_below = lift(below->bound, part.scale - below->scale);
    if (by_above == 0 || by_below == 0) return false;
    part.bound = above->bound * static_cast<std::uint64_t>(by_above) + below->bound * static_cast<std::uint64_t>(by_below);
    if (part.bound >= kRoom) return false;
    const std::int64_t sign = step.quotient == Quotient::growth ? 1 : -1;
    difference.make(n);
    kernels::sum(x, sign * by_above, below->data.data(), -sign * by_below, n, difference.data());
    x = difference.data();
  }
  // value / goal is (x * by_above) / (y * by_below).
  const auto crossed = cross(Quotient::itself, op, part, {below->scale, below->bound}, goal.number);
  const auto fits = [](std::uint64_t bound, std::int64_t by) { return by != 0 && bound < kRoomOfRatios / magnitude(by); };
  if (!crossed || !fits(part.bound, crossed->by_above) || !fits(below->bound, crossed->by_below)) return false;
  out.begin(kAttainmentPlaces, static_cast<std::uint64_t>(kWhole));
  out.positive = true;
  out.data.make(n);
  const std::int64_t* y = below->data.data();
  std::int64_t* to = out.data.data();
  const bool lower = op == Compare::le || op == Compare::lt;
  if (op == Compare::eq) kernels::lesser_over_greater(x, crossed->by_above, y, crossed->by_below, kMostFailed, n, to);
  else if (lower) kernels::ratio(y, crossed->by_below, x, crossed->by_above, kMostFailed, n, to);
  else kernels::ratio(x, crossed->by_above, y, crossed->by_below, kMostFailed, n, to);
  kernels::attained(own.is_true.data(), own.is_false.data(), kWhole, n, to, nullptr);
  // What is no quotient of points with a positive one below the line is looked at by itself.
  const Ranged* ranged = either({above, below});
  columns::Bitmap special = plain_rows(*below, ranged, shape);
  for (std::size_t w = 0; w < special.words(); ++w) special.data()[w] = living_word(shape, w) & ~special.data()[w];
  out.ranged = and_also(ranged, special);
  if (out.ranged == nullptr) return true;
  out.low.make(out.count());
  out.high.make(out.count());
  EndsOf of_above(*above), of_below(*below);
  const bool is_short = step.quotient == Quotient::itself && op != Compare::eq;
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::size_t row = out.ranged->rows[i];
    Bounds made{kWhole, kWhole};
    const bool undecided = !own.is_true.get(row) && !own.is_false.get(row);
    if (is_short && undecided && of_below.at(row).low > 0) {
      made.low = least_share(*crossed, lower, of_above.at(row), of_below.at(row));
    } else if (!own.is_true.get(row)) {
      const Value value = exec::value_of(step.quotient, value_of(of_above.at(row), above->scale), value_of(of_below.at(row), below->scale));
      const Value of_goal = Value::point(goal.number);
      if (own.is_false.get(row)) {
        const types::Interval close = failed_closeness(op, value, of_goal);
        made = {*close.low->to_scaled(kAttainmentPlaces), *close.high->to_scaled(kAttainmentPlaces)};
      } else {
        made.low = undecided_closeness(op, value, of_goal);
      }
    }
    out.low[i] = made.low;
    out.high[i] = made.high;
  }
  return true;
}

}  // namespace assay::exec::lean
