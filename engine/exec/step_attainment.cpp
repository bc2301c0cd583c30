#include "exec/steps.h"

#include <algorithm>
#include <functional>

namespace assay::exec {

using base::Number;
using plan::Compare;
using plan::Op;

namespace {

constexpr std::int64_t kOne = 1'000'000'000;
constexpr std::int64_t kMost = kOne - 1;  // of a condition that is false

// Attainments: 9 places, and 0..1 where nothing else is put.
Register attainments(const Shape& shape) {
  Register out = number_register(shape, kAttainmentPlaces);
  out.bound = static_cast<std::uint64_t>(kOne);
  out.number.gap = anything(false, false);
  return out;
}

void store(Register& out, std::size_t element, std::int64_t value) {
  out.number.data[element] = value;
  out.number.valid.set(element);
}

// Of a condition that is not true: its low end is that of a failure, and so is its high end where it is false.
void store(Register& out, std::size_t element, types::Interval range, bool is_false) {
  const Number most = *Number::scaled(kMost, kAttainmentPlaces);
  range.low = std::min(*range.low, most);
  if (is_false) range.high = std::min(*range.high, most);
  const std::optional<std::int64_t> point = range.is_point() ? range.low->to_scaled(kAttainmentPlaces) : std::nullopt;
  if (point) store(out, element, *point);
  else out.number.odd.push_back({static_cast<std::uint32_t>(element), {range, false, false}});
}

// 1 where the condition is true; the rest is left.
Register where_true(const Shape& shape, const TruthColumn& own) {
  Register out = attainments(shape);
  for_each_set(own.is_true, [&](std::size_t element) { store(out, element, kOne); });
  return out;
}

}  // namespace

Register step_attain_truth(Context& context, const plan::Step& step) {
  const TruthColumn& own = context.in(step, 0).truth;
  Register out = where_true(context.shape(step.out), own);
  for_each_set(own.is_false, [&](std::size_t element) { store(out, element, 0); });
  return out;
}

Register step_attain_compare(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  const Register& a = context.in(step, 1);
  const Register& b = context.in(step, 2);
  const auto op = static_cast<Compare>(step.small);
  const bool lower = op == Compare::le || op == Compare::lt;
  Register out = where_true(shape, own);
  const Alignment by = align(a, b);
  std::vector<std::size_t> slow;
  for_each_set(own.is_false, [&](std::size_t element) {
    if (!by.ok || !a.number.valid.get(element) || !b.number.valid.get(element)) {
      slow.push_back(element);
      return;
    }
    std::int64_t x = a.number.data[element] * by.a;
    std::int64_t y = b.number.data[element] * by.b;
    if (lower || (op == Compare::eq && x > y)) std::swap(x, y);
    if (x <= 0 || y <= 0) {
      store(out, element, 0);
      return;
    }
    const base::Int128 twice = base::Int128{x} * (2 * kOne) + y;
    store(out, element, std::min(static_cast<std::int64_t>(twice / (base::Int128{y} * 2)), kMost));
  });
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  for (const std::size_t element : slow) {
    const types::Interval x = in_a.at(element).range;
    const types::Interval y = in_b.at(element).range;
    const bool turned = lower || (op == Compare::eq && x.low && y.high && *x.low > *y.high);
    store(out, element, turned ? closeness(y, x) : closeness(x, y), true);
  }
  return out;
}

Register step_attain_parts(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
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
    store(out, element, {low, high}, own.is_false.get(element));
  });
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
    store(out, element, r, own.is_false.get(element));
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
    store(out, element, r, own.is_false.get(element));
  });
  return out;
}

Register step_attain_final(Context& context, const plan::Step& step) {
  const TruthColumn& future = context.in(step, 0).truth;
  Register out = context.in(step, 1);
  out.constant = false;
  bool odd = false;
  for_each_set(future.is_true, [&](std::size_t element) {
    odd = odd || !out.number.valid.get(element);
    store(out, element, kOne);
  });
  const Number most = *Number::scaled(kMost, kAttainmentPlaces);
  for_each_set(future.is_false, [&](std::size_t element) { out.number.data[element] = std::min(out.number.data[element], kMost); });
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
  std::erase_if(out.number.odd, [&](const columns::Odd& o) { return then.is_true.get(o.row); });
  Ascending at(context.in(step, 2).number);
  for_each_set(then.is_true, [&](std::size_t element) {
    out.number.valid.put(element, false);
    store(out, element, at.at(element).range, true);
  });
  std::sort(out.number.odd.begin(), out.number.odd.end(), [](const columns::Odd& a, const columns::Odd& b) { return a.row < b.row; });
  return out;
}

Register step_grade_value(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& grade = context.in(step, 0);
  Register out = attainments(shape);
  std::vector<std::int64_t> values;
  for (const Number& n : step.numbers) {
    values.push_back(*base::rounded(n, kAttainmentPlaces)->to_scaled(kAttainmentPlaces));
    out.bound = std::max(out.bound, static_cast<std::uint64_t>(values.back() < 0 ? -values.back() : values.back()));
  }
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
  Register out = attainments(shape);
  for (std::size_t w = 0; w < out.number.valid.words(); ++w) {
    const std::uint64_t certain = future.is_true.data()[w] | future.is_false.data()[w];
    const std::uint64_t yes = future.is_true.data()[w] | (now.is_true.data()[w] & ~certain);
    const std::uint64_t no = future.is_false.data()[w] | (now.is_false.data()[w] & ~certain);
    out.number.valid.data()[w] = yes | no;
    for (std::size_t i = 0; i < 64; ++i) out.number.data[w * 64 + i] = ((yes >> i) & 1U) != 0 ? kOne : 0;
  }
  return out;
}

}  // namespace assay::exec
