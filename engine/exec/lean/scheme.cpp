// Schemes of scoring that rise with what they read, of a value beside a constant.
#include "exec/attained.h"
#include "exec/kernels.h"
#include "exec/lean/ends.h"
#include "exec/lean/lean.h"
#include "exec/rising.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace assay::exec::lean {

using plan::Compare;
using plan::Scheme;

namespace {

// Of ranged rows, each end for itself.
template <class At>
void put_ends(const Span& value, Span& out, At&& at) {
  if (value.ranged == nullptr) return;
  out.ranged = value.ranged;
  out.low.make(out.count());
  out.high.make(out.count());
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::int64_t a = at(value.low[i]), b = at(value.high[i]);
    out.low[i] = std::min(a, b);
    out.high[i] = std::max(a, b);
  }
}

bool linear(const Scheme& scheme, const Span& value, std::size_t n, Span& out) {
  auto way = way_of(scheme, value.scale);
  if (!way) return false;
  const std::int64_t by = lift(value.bound, way->scale - value.scale);
  if (by == 0 || value.over > kMostOver || magnitude(way->from) >= kRoomOfRatios / kMostOver || magnitude(way->to) >= kRoomOfRatios / kMostOver) return false;
  way->from *= value.over;
  way->to *= value.over;
  if (value.bound * static_cast<std::uint64_t>(by) + magnitude(way->from) >= kRoomOfRatios) return false;
  const bool rising = way->from < way->to;
  columns::Ints done(n);
  kernels::sum(value.data.data(), rising ? by : -by, rising ? -way->from : way->from, n, done.data());
  kernels::ratio(done.data(), 1, rising ? way->to - way->from : way->from - way->to, kWhole, n, out.data.data());
  put_ends(value, out, [&](std::int64_t end) {
    if (end == kOpen) return rising ? kWhole : 0;
    if (end == -kOpen) return rising ? 0 : kWhole;
    return way->at(end * by);
  });
  return true;
}

}  // namespace

bool Machine::attain_scheme(Context& context, const plan::Step& step, Span& out) {
  if (step.in.size() > 3) return false;
  const Span* value = in(context, step, 1);
  const Span* goal = in(context, step, 2);
  if (value == nullptr || goal == nullptr || value->constant || !goal->constant) return false;
  const Scheme& scheme = *step.scheme;
  const std::size_t n = context.shape(step.out).elements();
  out.begin(kAttainmentPlaces, static_cast<std::uint64_t>(kWhole));
  out.positive = true;
  out.data.make(n);
  if (scheme.kind == Scheme::Kind::linear) return linear(scheme, *value, n, out);

  const auto& rising = context.of_step<std::optional<Rising>>(step, [&] { return Rising::of(scheme); });
  const int scale = std::max(value->scale, goal->scale);
  const std::int64_t by_value = lift(value->bound, scale - value->scale), by_goal = lift(goal->bound, scale - goal->scale, value->over);
  if (!rising || value->over > kMostOver || by_value == 0 || by_goal == 0 || goal->data[0] <= 0) return false;
  const bool lower = scheme.compare == Compare::le || scheme.compare == Compare::lt;
  const std::int64_t goal_at_scale = goal->data[0] * by_goal;
  const auto fraction = [&](std::int64_t end) {  // of one end of the value; of an inverse ratio, of a positive one
    if (end == kOpen || end == -kOpen) return lower == (end > 0) ? Fraction{0, 1} : Fraction{0, 1, true};
    return lower ? Fraction{goal_at_scale, end * by_value} : Fraction{std::max<std::int64_t>(end * by_value, 0), goal_at_scale};
  };
  // All points must be such as the columns take, and all ranges, too.
  columns::Bitmap fits(n);
  kernels::compare(lower ? Compare::gt : Compare::ge, value->data.data(), 0, n, fits.data());
  for (std::size_t w = 0; w < fits.words(); ++w) {
    const std::uint64_t points = living_word(context.shape(step.out), w) & ~(value->ranged == nullptr ? 0 : value->ranged->bits.data()[w]);
    if ((points & ~fits.data()[w]) != 0) return false;
  }
  for (std::size_t i = 0; i < value->count(); ++i)
    if (lower && value->low[i] <= 0) return false;
  columns::Ints repeated(n);
  std::fill_n(repeated.data(), n, goal->data[0]);
  const std::uint64_t bound_value = value->bound * static_cast<std::uint64_t>(by_value), bound_goal = goal->bound * static_cast<std::uint64_t>(by_goal);
  const Rising::Columns columns = lower ? Rising::Columns{repeated.data(), by_goal, bound_goal, value->data.data(), by_value, bound_value, n}
                                        : Rising::Columns{value->data.data(), by_value, bound_value, repeated.data(), by_goal, bound_goal, n};
  if (!rising->at(columns, out.data.data())) return false;
  out.bound = static_cast<std::uint64_t>(rising->most());
  put_ends(*value, out, [&](std::int64_t end) { return rising->at(fraction(end)); });
  return true;
}

}  // namespace assay::exec::lean
