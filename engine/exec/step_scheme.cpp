#include "exec/attained.h"
#include "exec/bounds.h"
#include "exec/kernels.h"
#include "exec/rising.h"
#include "exec/scheme.h"
#include "exec/steps.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace assay::exec {

using base::Number;
using plan::Compare;
using plan::Scheme;

namespace {

// Whole columns of `linear`; false where the integers leave no room.
bool linear_columns(const Scheme& scheme, const Register& value, const Shape& shape, Register& out) {
  const auto way = way_of(scheme, value.number.scale);
  if (!way) return false;
  const std::int64_t by = lift(value.bound, way->scale - value.number.scale);
  if (by == 0 || value.bound * static_cast<std::uint64_t>(by) + magnitude(way->from) >= kRoomOfRatios) return false;
  const std::size_t n = shape.elements();
  const bool rising = way->from < way->to;
  columns::Ints done(n);
  kernels::sum(value.number.data.data(), rising ? by : -by, rising ? -way->from : way->from, n, done.data());
  kernels::ratio(done.data(), 1, rising ? way->to - way->from : way->from - way->to, kWhole, n, out.number.data.data());
  out.number.valid = value.number.valid;
  kernels::keep_where(out.number.valid.data(), n, out.number.data.data());
  BoundsOf bounds(value, by);
  Bounds x;
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    if (!bounds.get(element, x)) return;
    const auto end = [&](std::int64_t v) { return v == Bounds::kOpen ? (rising ? kWhole : 0) : v == -Bounds::kOpen ? (rising ? 0 : kWhole) : way->at(v); };
    const std::int64_t a = end(x.low), b = end(x.high);
    store_ends(out, element, std::min(a, b), std::max(a, b));
  });
  return true;
}

// Whole columns of what rises with the ratio; false where the integers leave no room.
bool ratio_columns(const Scheme& scheme, const std::optional<Rising>& rising, const Register& value, const Register& goal, const Shape& shape, Register& out) {
  const Alignment by = align(value, goal);
  if (!rising || !by.ok) return false;
  const bool lower = scheme.compare == Compare::le || scheme.compare == Compare::lt;
  const Register& above = lower ? goal : value;
  const Register& below = lower ? value : goal;
  const std::int64_t by_above = lower ? by.b : by.a, by_below = lower ? by.a : by.b;
  const std::size_t n = shape.elements();
  const std::uint64_t bound_above = lower ? by.bound_b : by.bound_a, bound_below = lower ? by.bound_a : by.bound_b;
  if (!rising->at(Rising::Columns{above.number.data.data(), by_above, bound_above, below.number.data.data(), by_below, bound_below, n}, out.number.data.data())) return false;
  out.bound = static_cast<std::uint64_t>(rising->most());
  columns::Bitmap plain(n);
  kernels::compare(Compare::gt, below.number.data.data(), 0, n, plain.data());
  columns::Bitmap not_negative(n);
  kernels::compare(Compare::ge, above.number.data.data(), 0, n, not_negative.data());
  for (std::size_t w = 0; w < plain.words(); ++w)
    out.number.valid.data()[w] = plain.data()[w] & not_negative.data()[w] & value.number.valid.data()[w] & goal.number.valid.data()[w];
  kernels::keep_where(out.number.valid.data(), n, out.number.data.data());
  BoundsOf bounds_above(above, by_above), bounds_below(below, by_below);
  Bounds x, y;
  const columns::Bitmap done = out.number.valid;
  for_each_dead(shape, done, [&](std::size_t element) {
    if (!bounds_above.get(element, x) || !bounds_below.get(element, y) || y.low <= 0) return;
    Fraction low{std::max<std::int64_t>(x.low, 0), y.high};
    if (y.high == Bounds::kOpen) low = {0, 1};
    Fraction high{std::max<std::int64_t>(x.high, 0), y.low, x.high == Bounds::kOpen};
    store_ends(out, element, rising->at(low), rising->at(high));
  });
  return true;
}

}  // namespace

Register step_attain_scheme(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  const Register& value = context.in(step, 1);
  const Register& goal = context.in(step, 2);
  Register out = number_register(shape, kAttainmentPlaces);
  out.bound = static_cast<std::uint64_t>(kWhole);
  const bool done = step.scheme->kind == Scheme::Kind::linear ? linear_columns(*step.scheme, value, shape, out)
                                                              : ratio_columns(*step.scheme, context.of_step<std::optional<Rising>>(step, [&] { return Rising::of(*step.scheme); }),
                                                                            value, goal, shape, out);
  if (!done) out.number.valid.assign(shape.elements(), false);
  Ascending in_value(value.number);
  Ascending in_goal(goal.number);
  const TruthColumn* happened = step.in.size() > 3 ? &context.in(step, 3).truth : nullptr;
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    // Days of what never came are invalid, so no column has taken them.
    const bool never = happened != nullptr && happened->is_false.get(element);
    const types::Interval gives = never ? types::Interval::point(scheme_gives_at_worst(*step.scheme))
                                        : scheme_gives(*step.scheme, in_value.at(element), in_goal.at(element), own.at(element));
    const std::optional<std::int64_t> point = gives.is_point() ? gives.low->to_scaled(kAttainmentPlaces) : std::nullopt;
    if (!point) {
      out.number.odd.push_back({static_cast<std::uint32_t>(element), {gives, false, false}});
      return;
    }
    store(out, element, *point);
    if (out.number.has_ranged()) out.number.high[element] = *point;
    out.bound = std::max(out.bound, magnitude(*point));
  });
  return out;
}

}  // namespace assay::exec
