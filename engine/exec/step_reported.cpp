// What is said of a value that may be missing.
#include "exec/steps.h"

#include <algorithm>

namespace assay::exec {

using base::Number;
using plan::Missing;

namespace {

Truth there(bool known, bool invalid, bool lacks, Missing missing) {
  if (known) return Truth::true_;
  if (invalid) return Truth::invalid;
  if (!lacks || missing == Missing::may_come) return Truth::open_;
  return missing == Missing::counts ? Truth::false_ : Truth::unknown;
}

// The default, as far as what is known of the value leaves room for it.
Value within_known(const Value& v, const Value& otherwise) {
  const auto clamped = [&](const std::optional<Number>& end, bool low_side) -> std::optional<Number> {
    const std::optional<Number>& nearest = low_side ? v.range.low : v.range.high;
    if (!end) return nearest;  // without an end: as far as the value goes
    if (v.range.low && *end < *v.range.low) return v.range.low;
    if (v.range.high && *v.range.high < *end) return v.range.high;
    return end;
  };
  return settled({{clamped(otherwise.range.low, true), clamped(otherwise.range.high, false)}, otherwise.invalid, otherwise.lacks});
}

Value default_of(const Value& v, const Value& otherwise, Missing missing) {
  if (v.is_point() || v.invalid || !v.lacks || missing == Missing::may_come_late) return v;
  if (missing == Missing::counts) return within_known(v, otherwise);
  // What comes lies in its range, and so does the default.
  return {v.range, false, false};
}

}  // namespace

Register step_reported(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& in = context.in(step, 0);
  const auto missing = static_cast<Missing>(step.small);
  Register out = truth_register(shape);
  if (context.program.registers[step.in[0].index()].truth) {
    for_each_dead(shape, out.truth.is_true, [&](std::size_t element) {
      const Truth t = in.truth.at(element);
      put(out.truth, element, there(t == Truth::true_ || t == Truth::false_, t == Truth::invalid, t == Truth::unknown, missing));
    });
    return out;
  }
  out.truth.is_true = in.number.valid;
  Ascending at(in.number);
  for_each_dead(shape, in.number.valid, [&](std::size_t element) {
    const Value v = at.at(element);
    put(out.truth, element, there(v.is_point(), v.invalid, v.lacks, missing));
  });
  return out;
}

Register step_default(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  const auto missing = static_cast<Missing>(step.small);
  Register out = number_register(shape, a.number.scale);
  out.number.data = a.number.data;
  out.number.valid = a.number.valid;
  out.bound = a.bound;
  Ascending in_a(a.number);
  Ascending in_b(context.in(step, 1).number);
  for_each_dead(shape, a.number.valid, [&](std::size_t element) {
    out.number.odd.push_back({static_cast<std::uint32_t>(element), default_of(in_a.at(element), in_b.at(element), missing)});
  });
  return out;
}

Register step_default_truth(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& a = context.in(step, 0).truth;
  const TruthColumn& b = context.in(step, 1).truth;
  const auto missing = static_cast<Missing>(step.small);
  Register out = truth_register(shape);
  for_each_dead(shape, out.truth.is_true, [&](std::size_t element) {
    Truth t = a.at(element);
    if (t == Truth::unknown && missing == Missing::counts) t = b.at(element);
    else if (t == Truth::unknown && missing == Missing::may_come) t = Truth::open_;
    put(out.truth, element, t);
  });
  return out;
}

}  // namespace assay::exec
