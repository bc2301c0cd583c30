#include "exec/attained.h"

#include "exec/kernels.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace assay::exec {

using base::Number;
using plan::Compare;

Register attainments(const Shape& shape) {
  Register out = number_register(shape, kAttainmentPlaces);
  out.bound = static_cast<std::uint64_t>(kWhole);
  out.number.gap = anything(false, false);
  return out;
}

Register blank_attainments(const Shape& shape) {
  Register out = blank_register(shape, kAttainmentPlaces);
  out.bound = static_cast<std::uint64_t>(kWhole);
  out.number.gap = anything(false, false);
  return out;
}

void settle(const TruthColumn& own, const Shape& shape, Register& out) {
  columns::Column& c = out.number;
  columns::Bitmap open = living_rows(shape);
  for (std::size_t w = 0; w < c.valid.words(); ++w) {
    c.valid.data()[w] = own.is_true.data()[w] | own.is_false.data()[w];
    open.data()[w] &= ~c.valid.data()[w];
  }
  const bool any = open.any();
  if (any) add_ends(out);
  kernels::attained(own.is_true.data(), own.is_false.data(), kWhole, c.size(), c.data.data(), any ? c.high.data() : nullptr);
  if (any) c.ranged = std::move(open);
}

void range_the_rest(Register& out, const Shape& shape) {
  columns::Column& c = out.number;
  columns::Bitmap rest = living_rows(shape);
  bool any = false;
  for (std::size_t w = 0; w < rest.words(); ++w) rest.data()[w] &= ~c.valid.data()[w];
  for (const columns::Odd& odd : c.odd) rest.reset(odd.row);
  for (std::size_t w = 0; w < rest.words(); ++w) any = any || rest.data()[w] != 0;
  if (!any) return;
  const bool had = c.has_ranged();
  if (!had) {
    add_ends(out);
    std::copy(c.data.begin(), c.data.end(), c.high.begin());
  } else {
    for (std::size_t w = 0; w < rest.words(); ++w) rest.data()[w] &= ~c.ranged.data()[w];
  }
  for (std::size_t w = 0; w < rest.words(); ++w) c.ranged.data()[w] |= rest.data()[w];
  kernels::put_where(rest.data(), 0, c.size(), c.data.data());
  kernels::put_where(rest.data(), kWhole, c.size(), c.high.data());
}

void store_ends(Register& out, std::size_t element, std::int64_t low, std::int64_t high) {
  if (low == high) {
    store(out, element, low);
    if (out.number.has_ranged()) out.number.high[element] = low;
    return;
  }
  if (!out.number.has_ranged()) {
    add_ends(out);
    std::copy(out.number.data.begin(), out.number.data.end(), out.number.high.begin());
  }
  out.number.data[element] = low;
  out.number.high[element] = high;
  out.number.ranged.set(element);
}

void store_attained(Register& out, std::size_t element, types::Interval range, bool is_false) {
  const Number most = *Number::scaled(kMostFailed, kAttainmentPlaces);
  range.low = std::min(*range.low, most);
  if (is_false) range.high = std::min(*range.high, most);
  const auto low = range.low->to_scaled(kAttainmentPlaces);
  const auto high = range.high->to_scaled(kAttainmentPlaces);
  if (low && high) store_ends(out, element, *low, *high);
  else out.number.odd.push_back({static_cast<std::uint32_t>(element), {range, false, false}});
}

Register where_true(const Shape& shape, const TruthColumn& own) {
  Register out = attainments(shape);
  for_each_set(own.is_true, [&](std::size_t element) { store(out, element, kWhole); });
  return out;
}

namespace {

std::int64_t closeness_of(std::int64_t x, std::int64_t y) {
  if (x == Bounds::kOpen) return kMostFailed;
  if (y == Bounds::kOpen) return 0;
  const base::Int128 nearest = (base::Int128{x} * (2 * kWhole) + y) / (base::Int128{y} * 2);
  return static_cast<std::int64_t>(std::min<base::Int128>(nearest, kMostFailed));
}

}  // namespace

Bounds failed_closeness(Compare op, const Bounds& a, const Bounds& b) {
  const bool turned = op == Compare::le || op == Compare::lt || (op == Compare::eq && a.low > b.high);
  const Bounds& x = turned ? b : a;
  const Bounds& y = turned ? a : b;
  Bounds out;
  if (x.low > 0 && y.low > 0) out.low = closeness_of(x.low, y.high);
  if (x.high > 0 && y.high > 0) out.high = y.low > 0 ? closeness_of(x.high, y.low) : kMostFailed;
  return out;
}

types::Interval failed_closeness(Compare op, const Value& a, const Value& b) {
  const types::Interval& x = a.range;
  const types::Interval& y = b.range;
  const bool turned = op == Compare::le || op == Compare::lt || (op == Compare::eq && x.low && y.high && *x.low > *y.high);
  return turned ? closeness(y, x) : closeness(x, y);
}

namespace {

// Of the ends of which the quotient is least; x is not above y.
std::int64_t least_closeness(std::int64_t x, std::int64_t y) { return x <= 0 || y == Bounds::kOpen ? 0 : closeness_of(x, y); }

std::int64_t least_closeness(const std::optional<Number>& x, const std::optional<Number>& y) {
  if (!x || x->sign() <= 0 || !y) return 0;
  return *std::min(*base::rounded_ratio(*x, *y, kAttainmentPlaces), *Number::scaled(kMostFailed, kAttainmentPlaces)).to_scaled(kAttainmentPlaces);
}

template <class End>
std::int64_t least_closeness(Compare op, const End& low_a, const End& high_a, const End& low_b, const End& high_b) {
  switch (op) {
    case Compare::ge:
    case Compare::gt: return least_closeness(low_a, high_b);
    case Compare::le:
    case Compare::lt: return least_closeness(low_b, high_a);
    default: return std::min(least_closeness(low_a, high_b), least_closeness(low_b, high_a));
  }
}

}  // namespace

std::int64_t undecided_closeness(Compare op, const Bounds& a, const Bounds& b) { return least_closeness(op, a.low, a.high, b.low, b.high); }

std::int64_t undecided_closeness(Compare op, const Value& a, const Value& b) {
  return least_closeness(op, a.range.low, a.range.high, b.range.low, b.range.high);
}

}  // namespace assay::exec
