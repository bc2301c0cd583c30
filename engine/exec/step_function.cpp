#include "exec/steps.h"

#include <algorithm>
#include <array>

namespace assay::exec {

using base::Number;
using base::Towards;
using plan::Op;

namespace {

Towards towards(Op op) { return op == Op::round_half ? Towards::nearest : op == Op::round_down ? Towards::below : Towards::above; }

Value apply(const plan::Step& step, const Value& a) {
  switch (step.op) {
    case Op::absolute: return absolute(a);
    case Op::raise: return raised(a, step.small);
    default: return rounded_to(a, step.number, towards(step.op));
  }
}

// value / by, towards where it is to go; by > 0.
std::int64_t divided(std::int64_t value, std::int64_t by, Towards towards) {
  const std::int64_t quotient = value / by;
  const std::int64_t rest = value % by;
  switch (towards) {
    case Towards::below: return rest < 0 ? quotient - 1 : quotient;
    case Towards::above: return rest > 0 ? quotient + 1 : quotient;
    case Towards::nearest: break;
  }
  const std::int64_t size = rest < 0 ? -rest : rest;
  return size >= by - size ? (value < 0 ? quotient - 1 : quotient + 1) : quotient;
}

// All rows at once: the sign, or the decimal places behind a power of ten.
bool fast(const plan::Step& step, const Register& a, Register& out) {
  if (step.op == Op::absolute) {
    for (std::size_t i = 0; i < a.number.data.size(); ++i) out.number.data[i] = a.number.data[i] < 0 ? -a.number.data[i] : a.number.data[i];
    out.number.scale = a.number.scale;
    out.bound = a.bound;
    return true;
  }
  if (step.op == Op::raise) return false;
  for (int places = -18; places <= 18; ++places) {
    if (*Number::scaled(1, places) != step.number) continue;
    const int drop = a.number.scale - places;
    const std::int64_t by = drop > 0 && drop <= 18 ? lift(0, drop) : 1;
    if (drop > 18) return false;
    out.number.scale = drop > 0 ? places : a.number.scale;
    out.bound = a.bound / static_cast<std::uint64_t>(by) + 1;
    for (std::size_t i = 0; i < a.number.data.size(); ++i) out.number.data[i] = by == 1 ? a.number.data[i] : divided(a.number.data[i], by, towards(step.op));
    return true;
  }
  return false;
}

Register of_two(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = number_register(shape, 0);
  Ascending in_a(context.in(step, 0).number);
  Ascending in_b(context.in(step, 1).number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    out.number.odd.push_back({static_cast<std::uint32_t>(element), modulo(in_a.at(element), in_b.at(element))});
  });
  return out;
}

}  // namespace

Register step_function(Context& context, const plan::Step& step) {
  if (step.op == Op::modulo) return of_two(context, step);
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  Register out = number_register(shape, 0);
  if (fast(step, a, out)) {
    out.number.valid = a.number.valid;
    out.constant = a.constant;
  }
  out.number.gap = apply(step, a.number.gap);
  Ascending at(a.number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    if (!at.in_gap(element)) out.number.odd.push_back({static_cast<std::uint32_t>(element), apply(step, at.at(element))});
  });
  return out;
}

namespace {

Value of_members(Op op, const std::vector<Member>& members) {
  switch (op) {
    case Op::sum_of: return sum(members);
    case Op::mean_of: return average(members);
    case Op::least_of: return least(members);
    case Op::greatest_of: return greatest(members);
    case Op::median_of: return median(members);
    default: return count(members);
  }
}

// Where all rows fit one scale with room to spare: sums, the least and the greatest of valid points.
void several_points(const plan::Step& step, Context& context, Register& out) {
  if (step.op != Op::sum_of && step.op != Op::least_of && step.op != Op::greatest_of) return;
  int scale = context.in(step, 0).number.scale;
  for (std::size_t i = 0; i < step.in.size(); ++i) scale = std::max(scale, context.in(step, i).number.scale);
  std::vector<std::int64_t> factors;
  std::uint64_t bound = 0;
  for (std::size_t i = 0; i < step.in.size(); ++i) {
    const Register& in = context.in(step, i);
    factors.push_back(lift(in.bound, scale - in.number.scale));
    if (factors.back() == 0) return;
    const std::uint64_t own = in.bound * static_cast<std::uint64_t>(factors.back());
    if (step.op != Op::sum_of) bound = std::max(bound, own);
    else if (own >= kRoom - bound) return;
    else bound += own;
  }
  out.number.scale = scale;
  out.bound = bound;
  out.number.valid = context.in(step, 0).number.valid;
  for (std::size_t i = 0; i < step.in.size(); ++i) {
    const Register& in = context.in(step, i);
    const std::int64_t* from = in.number.data.data();
    for (std::size_t w = 0; w < out.number.valid.words(); ++w) out.number.valid.data()[w] &= in.number.valid.data()[w];
    for (std::size_t e = 0; e < out.number.data.size(); ++e) {
      const std::int64_t v = from[e] * factors[i];
      std::int64_t& to = out.number.data[e];
      if (i == 0) to = v;
      else if (step.op == Op::sum_of) to += v;
      else to = step.op == Op::least_of ? std::min(to, v) : std::max(to, v);
    }
  }
}

}  // namespace

Register step_several(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = number_register(shape, 0);
  std::vector<Member> members(step.in.size());
  if (step.op == Op::count_of) {
    for_each_dead(shape, out.number.valid, [&](std::size_t element) {
      for (std::size_t i = 0; i < members.size(); ++i) members[i] = {Value::point(Number(0)), context.in(step, i).truth.at(element)};
      const Value counted = count(members);
      if (counted.is_point()) {
        out.number.data[element] = static_cast<std::int64_t>(counted.range.low->numerator());
        out.number.valid.set(element);
      } else {
        out.number.odd.push_back({static_cast<std::uint32_t>(element), counted});
      }
    });
    out.bound = step.in.size();
    return out;
  }
  several_points(step, context, out);
  std::vector<Ascending> at;
  for (std::size_t i = 0; i < step.in.size(); ++i) at.emplace_back(context.in(step, i).number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    for (std::size_t i = 0; i < members.size(); ++i) members[i] = {at[i].at(element), Truth::true_};
    out.number.odd.push_back({static_cast<std::uint32_t>(element), of_members(step.op, members)});
  });
  return out;
}

}  // namespace assay::exec
