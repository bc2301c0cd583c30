#include "exec/kernels.h"
#include "exec/steps.h"
#include "exec/weighing.h"

#include <algorithm>

namespace assay::exec {

using base::Number;
using plan::Op;

namespace {

// One end of the weighted mean, rounded to 9 places.
std::optional<Number> mean_end(std::span<const Member> members, std::span<const Number> weights, bool high) {
  std::vector<Number> products;
  std::vector<Number> shares;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].in == Truth::false_) continue;
    const std::optional<Number>& x = high ? members[i].value.range.high : members[i].value.range.low;
    const std::optional<Number> product = x ? base::multiply(*x, weights[i]) : std::nullopt;
    if (!product) return std::nullopt;
    products.push_back(*product);
    shares.push_back(weights[i]);
  }
  const std::optional<Number> top = base::sum(products);
  const std::optional<Number> below = base::sum(shares);
  const std::optional<Number> quotient = top && below ? base::divide(*top, *below) : std::nullopt;
  return quotient ? base::rounded(*quotient, kAttainmentPlaces) : std::nullopt;
}

// The weighted mean of the members that are in; of those that may be in, the hull.
Value mean(std::span<const Member> members, std::span<const Number> weights) {
  bool any = false, sure = true, points = true, invalid = false;
  for (const Member& m : members) {
    if (m.in == Truth::false_) continue;
    any = true;
    sure = sure && m.in == Truth::true_;
    points = points && m.value.is_point();
    invalid = invalid || m.value.invalid;
  }
  if (!any) return Value::none();
  if (!sure) {
    std::optional<Value> all;
    for (const Member& m : members)
      if (m.in != Truth::false_) all = all ? hull(*all, m.value) : m.value;
    return rounded(*all, kAttainmentPlaces);
  }
  const Value out{{mean_end(members, weights, false), mean_end(members, weights, true)}, invalid, false};
  return points && !out.is_point() ? Value::none() : settled(out);
}

Value fold(Op op, std::span<const Member> members, std::span<const Number> weights) {
  const bool of_some = std::any_of(members.begin(), members.end(), [](const Member& m) { return m.in == Truth::true_; });
  if ((op == Op::score_least || op == Op::score_greatest) && !of_some) return Value::none();
  switch (op) {
    case Op::score_sum: return sum(members);
    case Op::score_mean: return mean(members, weights);
    case Op::score_least: return least(members);
    default: return greatest(members);
  }
}

// Sum or weighted mean where every member is a valid point and every weight whole.
void fast_total(Context& context, const plan::Step& step, Register& out) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < step.in.size(); ++i) parts.push_back({context.in(step, i).number.scale, context.in(step, i).bound});
  const auto weighing = weigh(step, parts);
  if (!weighing) return;
  const bool is_mean = step.op == Op::score_mean;
  bool ranged = false;
  for (std::size_t i = 0; i < step.in.size(); ++i) ranged = ranged || context.in(step, i).number.has_ranged();
  out.number.scale = weighing->scale;
  out.bound = is_mean ? weighing->bound / static_cast<std::uint64_t>(weighing->by) + 1 : weighing->bound;
  if (ranged) add_ends(out);
  const std::size_t n = out.number.size();
  const auto total = [&](bool high, std::int64_t* to) {
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const columns::Column& in = context.in(step, i).number;
      const std::int64_t* end = high && in.has_ranged() ? in.high.data() : in.data.data();
      if (i == 0) kernels::scaled(end, weighing->factors[i], n, to);
      else kernels::accumulate(end, weighing->factors[i], n, to);
    }
    if (is_mean) kernels::divide_half_up(to, weighing->by, n, to);
  };
  total(false, out.number.data.data());
  if (ranged) total(true, out.number.high.data());
  for (std::size_t w = 0; w < out.number.valid.words(); ++w) {
    std::uint64_t valid = ~std::uint64_t{0}, bounded = ~std::uint64_t{0}, lacking = 0;
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const columns::Column& in = context.in(step, i).number;
      valid &= in.valid.data()[w];
      bounded &= in.valid.data()[w] | (in.has_ranged() ? in.ranged.data()[w] : 0);
      lacking |= !is_mean && in.has_ranged() ? in.lacking.data()[w] : 0;
    }
    out.number.valid.data()[w] = valid;
    if (!ranged) continue;
    out.number.ranged.data()[w] = bounded & ~valid;
    out.number.lacking.data()[w] = lacking & bounded & ~valid;
  }
  if (ranged) settle_ranges(out);
}

}  // namespace

Register step_score(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const bool filtered = step.small != 0;
  const std::size_t count = filtered ? step.in.size() / 2 : step.in.size();
  // The mean of one is that one, to 9 places.
  if (!filtered && count == 1 && context.in(step, 0).number.odd.empty() && is_bounded(context.in(step, 0).number, shape) &&
      (step.op == Op::score_sum || (step.op == Op::score_mean && step.numbers[0].sign() > 0 && context.in(step, 0).number.scale <= kAttainmentPlaces)))
    return context.take(step, 0);
  Register out = number_register(shape, 0);
  if (!filtered && (step.op == Op::score_sum || step.op == Op::score_mean)) fast_total(context, step, out);
  std::vector<Ascending> at;
  for (std::size_t i = 0; i < count; ++i) at.emplace_back(context.in(step, i).number);
  std::vector<Member> members(count);
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    // What may apply counts with its gated score: between 0 and its own.
    for (std::size_t i = 0; i < count; ++i) {
      Truth in = filtered ? context.in(step, count + i).truth.at(element) : Truth::true_;
      if (step.small == 1 && in != Truth::false_) in = Truth::true_;
      members[i] = {at[i].at(element), in};
    }
    out.number.odd.push_back({static_cast<std::uint32_t>(element), fold(step.op, members, step.numbers)});
  });
  return out;
}

Register step_gate(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& score = context.in(step, 0);
  const TruthColumn& applies = context.in(step, 1).truth;
  Register out = number_register(shape, score.number.scale);
  out.bound = score.bound;
  const std::size_t n = shape.elements();
  out.number.data = score.number.data;
  columns::Bitmap kept(n);
  for (std::size_t w = 0; w < out.number.valid.words(); ++w) {
    const std::uint64_t yes = applies.is_true.data()[w] & score.number.valid.data()[w];
    out.number.valid.data()[w] = yes | applies.is_false.data()[w];
    kept.data()[w] = yes | (score.number.has_ranged() ? applies.is_true.data()[w] & score.number.ranged.data()[w] : 0);
  }
  if (score.number.has_ranged()) {
    out.number.high = score.number.high;
    out.number.ranged.assign(n, false);
    out.number.lacking.assign(n, false);
    for (std::size_t w = 0; w < kept.words(); ++w) {
      out.number.ranged.data()[w] = kept.data()[w] & ~out.number.valid.data()[w];
      out.number.lacking.data()[w] = score.number.lacking.data()[w] & out.number.ranged.data()[w];
    }
    kernels::keep_where(kept.data(), n, out.number.high.data());
  }
  kernels::keep_where(kept.data(), n, out.number.data.data());
  Ascending at(score.number);
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    const Value v = at.at(element);
    const Value whole = applies.is_true.get(element) ? v : hull(Value::point(Number(0)), v);
    out.number.odd.push_back({static_cast<std::uint32_t>(element), whole});
  });
  return out;
}

}  // namespace assay::exec
