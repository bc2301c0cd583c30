#include "exec/attained.h"
#include "exec/kernels.h"
#include "exec/steps.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace assay::exec {

using base::Number;
using plan::Compare;
using plan::Op;

namespace {

// Where the integers of both sides leave no room.
Register compared_slowly(const plan::Step& step, const Register& a, const Register& b, const TruthColumn& own, const Shape& shape) {
  Register out = where_true(shape, own);
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  for_each_set(own.is_false, [&](std::size_t element) {
    store_attained(out, element, failed_closeness(static_cast<Compare>(step.small), in_a.at(element), in_b.at(element)), true);
  });
  range_the_rest(out, shape);
  Ascending least_a(a.number), least_b(b.number);
  raise_undecided(out, own, shape, [&](std::size_t element) {
    return undecided_closeness(static_cast<Compare>(step.small), least_a.at(element), least_b.at(element));
  });
  return out;
}

}  // namespace

Register step_attain_truth(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = attainments(shape);
  settle(context.in(step, 0).truth, shape, out);
  return out;
}

Register step_attain_compare(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  const Register& a = context.in(step, 1);
  const Register& b = context.in(step, 2);
  const auto op = static_cast<Compare>(step.small);
  const bool lower = op == Compare::le || op == Compare::lt;
  const Alignment by = align(a, b);
  if (!by.ok || by.bound_a >= kRoomOfRatios || by.bound_b >= kRoomOfRatios) return compared_slowly(step, a, b, own, shape);
  Register out = blank_attainments(shape);
  const std::size_t n = shape.elements();
  const std::int64_t* x = a.number.data.data();
  const std::int64_t* y = b.number.data.data();
  std::int64_t* to = out.number.data.data();
  if (op == Compare::eq) kernels::lesser_over_greater(x, by.a, y, by.b, kMostFailed, n, to);
  else if (lower && a.constant) kernels::ratio(y, by.b, x[0] * by.a, kMostFailed, n, to);
  else if (lower && b.constant) kernels::ratio(y[0] * by.b, x, by.a, kMostFailed, n, to);
  else if (lower) kernels::ratio(y, by.b, x, by.a, kMostFailed, n, to);
  else if (b.constant) kernels::ratio(x, by.a, y[0] * by.b, kMostFailed, n, to);
  else if (a.constant) kernels::ratio(x[0] * by.a, y, by.b, kMostFailed, n, to);
  else kernels::ratio(x, by.a, y, by.b, kMostFailed, n, to);
  settle(own, shape, out);
  // What is false of bounds alone.
  columns::Bitmap failed(n);
  for (std::size_t w = 0; w < failed.words(); ++w) {
    failed.data()[w] = own.is_false.data()[w] & ~(a.number.valid.data()[w] & b.number.valid.data()[w]);
    out.number.valid.data()[w] &= ~failed.data()[w];
  }
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  BoundsOf bounds_a(a, by.a), bounds_b(b, by.b);
  Bounds of_a, of_b;
  for_each_set(failed, [&](std::size_t element) {
    if (bounds_a.get(element, of_a) && bounds_b.get(element, of_b)) {
      const Bounds close = failed_closeness(op, of_a, of_b);
      store_ends(out, element, close.low, close.high);
    } else {
      store_attained(out, element, failed_closeness(op, in_a.at(element), in_b.at(element)), true);
    }
  });
  Ascending least_a(a.number), least_b(b.number);
  BoundsOf ends_a(a, by.a), ends_b(b, by.b);
  raise_undecided(out, own, shape, [&](std::size_t element) {
    return ends_a.get(element, of_a) && ends_b.get(element, of_b) ? undecided_closeness(op, of_a, of_b)
                                                                  : undecided_closeness(op, least_a.at(element), least_b.at(element));
  });
  return out;
}

namespace {

// Of one end of all parts: the least, the greatest or the mean.
void combine_ends(Context& context, const plan::Step& step, bool high, columns::Ints& out) {
  const std::size_t n = out.size();
  const auto end = [&](std::size_t i) {
    const columns::Column& c = context.in(step, i).number;
    return high && c.has_ranged() ? c.high.data() : c.data.data();
  };
  std::copy_n(end(1), n, out.begin());
  for (std::size_t i = 2; i < step.in.size(); ++i) {
    if (step.op == Op::attain_least) kernels::lesser(end(i), n, out.data());
    else if (step.op == Op::attain_greatest) kernels::greater(end(i), n, out.data());
    else kernels::accumulate(end(i), 1, n, out.data());
  }
  if (step.op == Op::attain_mean) kernels::divide_half_up(out.data(), static_cast<std::int64_t>(step.in.size()) - 1, n, out.data());
}

// In whole columns, where every part is a point or has both ends in every row.
std::optional<Register> parts_in_columns(Context& context, const plan::Step& step, const Shape& shape, const TruthColumn& own) {
  if (step.op == Op::attain_best || step.in.size() > 1000) return std::nullopt;
  bool ranged = false;
  for (std::size_t i = 1; i < step.in.size(); ++i) {
    const columns::Column& c = context.in(step, i).number;
    if (c.scale != kAttainmentPlaces || !is_bounded(c, shape)) return std::nullopt;
    ranged = ranged || c.has_ranged();
  }
  Register out = blank_attainments(shape);
  const std::size_t n = shape.elements();
  combine_ends(context, step, false, out.number.data);
  // What is not true falls short of 1, and so does the upper end of what is false.
  kernels::cap_where(own.is_false.data(), kMostFailed, n, out.number.data.data());
  kernels::put_where(own.is_true.data(), kWhole, n, out.number.data.data());
  columns::Bitmap open = living_rows(shape);
  for (std::size_t w = 0; w < open.words(); ++w) open.data()[w] &= ~(own.is_true.data()[w] | own.is_false.data()[w]);
  if (!ranged && !open.any()) {
    for (std::size_t w = 0; w < out.number.valid.words(); ++w) out.number.valid.data()[w] = ~std::uint64_t{0};
    return out;
  }
  add_ends(out);
  combine_ends(context, step, true, out.number.high);
  kernels::cap_where(own.is_false.data(), kMostFailed, n, out.number.high.data());
  kernels::put_where(own.is_true.data(), kWhole, n, out.number.high.data());
  kernels::cap_where(open.data(), kMostFailed, n, out.number.data.data());
  for (std::size_t w = 0; w < out.number.ranged.words(); ++w) out.number.ranged.data()[w] = ~std::uint64_t{0};
  settle_ranges(out);
  return out;
}

}  // namespace

Register step_attain_parts(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  if (std::optional<Register> made = parts_in_columns(context, step, shape, own)) return std::move(*made);
  const std::size_t parts = step.in.size() - 1;
  const bool mean = step.op == Op::attain_mean || step.op == Op::attain_best;
  Register out = where_true(shape, own);
  std::vector<Ascending> at;
  for (std::size_t i = 1; i <= parts; ++i) at.emplace_back(context.in(step, i).number);
  for_each_dead(shape, own.is_true, [&](std::size_t element) {
    Number low, high;
    std::vector<Number> lows, highs;
    for (std::size_t i = 0; i < parts; ++i) {
      const types::Interval r = at[i].at(element).range;
      if (mean) {
        lows.push_back(*r.low);
        highs.push_back(*r.high);
      } else if (i == 0) {
        low = *r.low;
        high = *r.high;
      } else if (step.op == Op::attain_least) {
        low = std::min(low, *r.low);
        high = std::min(high, *r.high);
      } else {
        low = std::max(low, *r.low);
        high = std::max(high, *r.high);
      }
    }
    if (step.op == Op::attain_best) {
      for (std::vector<Number>* ends : {&lows, &highs}) {
        std::sort(ends->begin(), ends->end(), std::greater<>());
        ends->resize(step.small);
      }
    }
    if (mean) {
      const Number count(static_cast<std::int64_t>(lows.size()));
      low = *base::rounded(*base::divide(*base::sum(lows), count), kAttainmentPlaces);
      high = *base::rounded(*base::divide(*base::sum(highs), count), kAttainmentPlaces);
    }
    store_attained(out, element, {low, high}, own.is_false.get(element));
  });
  range_the_rest(out, shape);
  return out;
}

Register step_attain_choose(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  const TruthColumn& c = context.in(step, 1).truth;
  Register out = where_true(shape, own);
  Ascending in_a(context.in(step, 2).number);
  Ascending in_b(context.in(step, 3).number);
  for_each_dead(shape, own.is_true, [&](std::size_t element) {
    const types::Interval a = in_a.at(element).range;
    const types::Interval b = in_b.at(element).range;
    types::Interval r{std::min(*a.low, *b.low), std::max(*a.high, *b.high)};
    if (c.is_true.get(element)) r = a;
    if (c.is_false.get(element)) r = b;
    store_attained(out, element, r, own.is_false.get(element));
  });
  return out;
}

Register step_attain_fold(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  const columns::Column& parts = context.in(step, 1).number;
  const TruthColumn* filter = step.small == 1 ? &context.in(step, 2).truth : nullptr;
  const plan::Grain& inner = context.grain(step.in[1]);
  const plan::Grain& outer = context.grain(step.out);
  const Groups* groups = inner.lists != outer.lists ? &context.items.groups(inner, outer) : nullptr;
  const std::size_t count = groups ? 0 : context.shape(step.in[1]).segments / shape.segments;
  const bool mean = step.op == Op::attain_fold_mean;
  Register out = where_true(shape, own);
  std::vector<Number> lows, highs;

  for_each_dead(shape, own.is_true, [&](std::size_t element) {
    if (groups && !context.lists_reported(inner, outer, element)) return;
    lows.clear();
    highs.clear();
    const std::size_t size = groups ? groups->offsets[element + 1] - groups->offsets[element] : count;
    for (std::size_t m = 0; m < size; ++m) {
      const std::size_t e = groups ? groups->inner[groups->offsets[element] + m]
                                   : (element / shape.stride * count + m) * shape.stride + element % shape.stride;
      types::Interval r = parts.at(e).range;
      const Truth in = filter ? filter->at(e) : Truth::true_;
      if (in == Truth::false_) continue;
      if (in != Truth::true_) r = {Number(0), mean ? Number(1) : *r.high};
      lows.push_back(*r.low);
      highs.push_back(*r.high);
    }
    if (groups && step.absent) {
      const auto more = context.absent_rows(*step.absent, inner, outer, element);
      if (!more) return;
      lows.insert(lows.end(), *more, Number(0));
      highs.insert(highs.end(), *more, Number(1));
    }
    types::Interval r{Number(0), Number(0)};
    if (!lows.empty() && mean) {
      const Number n(static_cast<std::int64_t>(lows.size()));
      r = {base::rounded(*base::divide(*base::sum(lows), n), kAttainmentPlaces),
           base::rounded(*base::divide(*base::sum(highs), n), kAttainmentPlaces)};
    } else if (!lows.empty()) {
      r = {*std::max_element(lows.begin(), lows.end()), *std::max_element(highs.begin(), highs.end())};
    }
    store_attained(out, element, r, own.is_false.get(element));
  });
  return out;
}

Register step_attain_final(Context& context, const plan::Step& step) {
  const TruthColumn& future = context.in(step, 0).truth;
  Register out = context.in(step, 1);
  out.constant = false;
  drop_ranges(out.number);
  bool odd = false;
  for_each_set(future.is_true, [&](std::size_t element) {
    odd = odd || !out.number.valid.get(element);
    store(out, element, kWhole);
  });
  const Number most = *Number::scaled(kMostFailed, kAttainmentPlaces);
  kernels::cap_where(future.is_false.data(), kMostFailed, out.number.data.size(), out.number.data.data());
  for (columns::Odd& o : out.number.odd)
    if (future.is_false.get(o.row)) o.value.range.high = std::min(*o.value.range.high, most);
  // What is in the gap, 0..1, and missed for certain.
  std::vector<columns::Odd> capped;
  Ascending at(out.number);
  for_each_set(future.is_false, [&](std::size_t element) {
    if (at.in_gap(element)) capped.push_back({static_cast<std::uint32_t>(element), {{Number(0), most}, false, false}});
  });
  if (!capped.empty()) {
    out.number.odd.insert(out.number.odd.end(), capped.begin(), capped.end());
    std::sort(out.number.odd.begin(), out.number.odd.end(), [](const columns::Odd& a, const columns::Odd& b) { return a.row < b.row; });
  }
  if (odd) std::erase_if(out.number.odd, [&](const columns::Odd& o) { return out.number.valid.get(o.row); });
  return out;
}

Register step_attain_then(Context& context, const plan::Step& step) {
  const TruthColumn& then = context.in(step, 0).truth;
  Register out = context.in(step, 1);
  if (!then.is_true.any()) return out;
  out.constant = false;
  drop_ranges(out.number);
  std::erase_if(out.number.odd, [&](const columns::Odd& o) { return then.is_true.get(o.row); });
  Ascending at(context.in(step, 2).number);
  for_each_set(then.is_true, [&](std::size_t element) {
    out.number.valid.put(element, false);
    store_attained(out, element, at.at(element).range, true);
  });
  std::sort(out.number.odd.begin(), out.number.odd.end(), [](const columns::Odd& a, const columns::Odd& b) { return a.row < b.row; });
  return out;
}

Register step_grade_value(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& grade = context.in(step, 0);
  Register out = attainments(shape);
  // Worst first: what is not known lies between the first and the last.
  std::vector<std::int64_t> values;
  for (const Number& n : step.numbers) {
    values.push_back(*base::rounded(n, kAttainmentPlaces)->to_scaled(kAttainmentPlaces));
    out.bound = std::max(out.bound, static_cast<std::uint64_t>(values.back() < 0 ? -values.back() : values.back()));
  }
  if (values.front() == values.back()) {
    for_each_set(living_rows(shape), [&](std::size_t element) { store(out, element, values.front()); });
    return out;
  }
  out.number.gap.range = {Number::scaled(values.front(), kAttainmentPlaces), Number::scaled(values.back(), kAttainmentPlaces)};
  const auto keep = [&](std::size_t element, std::int64_t g) {
    if (g >= 0 && g < static_cast<std::int64_t>(values.size())) store(out, element, values[static_cast<std::size_t>(g)]);
  };
  for_each_set(grade.number.valid, [&](std::size_t element) { keep(element, grade.number.data[element]); });
  for (const columns::Odd& o : grade.number.odd)
    if (o.value.is_point()) keep(o.row, static_cast<std::int64_t>(o.value.range.low->numerator()));
  return out;
}

Register step_decided(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& now = context.in(step, 0).truth;
  const TruthColumn& future = context.in(step, 1).truth;
  Register out = blank_attainments(shape);
  columns::Bitmap holds(shape.elements()), fails(shape.elements());
  for (std::size_t w = 0; w < out.number.valid.words(); ++w) {
    const std::uint64_t certain = future.is_true.data()[w] | future.is_false.data()[w];
    const std::uint64_t yes = future.is_true.data()[w] | (now.is_true.data()[w] & ~certain);
    const std::uint64_t no = future.is_false.data()[w] | (now.is_false.data()[w] & ~certain);
    holds.data()[w] = yes;
    fails.data()[w] = no;
  }
  TruthColumn decided;
  decided.is_true = std::move(holds);
  decided.is_false = std::move(fails);
  std::fill(out.number.data.begin(), out.number.data.end(), 0);
  settle(decided, shape, out);
  return out;
}

}  // namespace assay::exec
