// What is made of loaded cells at once: a total reported beside its parts, and a flag as a condition.
#include "exec/steps.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace assay::exec {

namespace {

// What a reported total allows and what its parts make, at once; where these do not meet, the end of the total's that is nearest. Of one that cannot be used no
// number follows.
Value of_both(const Value& total, const Value& parts) {
  if (total.is_point()) return total;
  const auto within = [&](std::optional<base::Number> end, const std::optional<base::Number>& otherwise) {
    if (!end) end = otherwise;
    if (end && total.range.low) end = std::max(*end, *total.range.low);
    if (end && total.range.high) end = std::min(*end, *total.range.high);
    return end;
  };
  const Value both = settled({{within(parts.range.low, total.range.low), within(parts.range.high, total.range.high)}, parts.invalid || total.invalid, total.lacks && parts.lacks});
  return total.invalid && both.is_point() ? total : both;
}

}  // namespace

Register step_total_or(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& total = context.in(step, 0);
  const Register& parts = context.in(step, 1);
  // No total was reported, and its range cuts off no number that is known of the parts (as one with ends of its own may, where a longer period stands
  // for the parts): only an end that no part sets is the range's own.
  const types::Interval& range = total.number.gap.range;
  const bool cuts = range.high || (range.low && range.low->sign() != 0) || parts.number.has_ranged();
  const bool is_gap = !total.number.valid.any() && total.number.odd.empty() && !total.number.has_ranged();
  if (is_gap && total.number.gap.lacks && !cuts) {
    Register out = parts;
    out.number.gap = of_both(total.number.gap, parts.number.gap);
    for (columns::Odd& odd : out.number.odd) odd.value = of_both(total.number.gap, odd.value);
    return out;
  }
  Register out = total;
  out.constant = false;
  out.number.odd.clear();
  out.number.high = {};
  out.number.ranged = out.number.lacking = {};
  Ascending a(total.number);
  Ascending b(parts.number);
  for_each_dead(shape, total.number.valid, [&](std::size_t element) {
    out.number.odd.push_back({static_cast<std::uint32_t>(element), of_both(a.at(element), b.at(element))});
  });
  return out;
}

Register step_flag_truth(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& flag = context.in(step, 0);
  Register out = truth_register(shape);
  for (std::size_t w = 0; w < flag.number.valid.words(); ++w) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i) bits |= std::uint64_t{flag.number.data[w * 64 + i] != 0} << i;
    out.truth.is_true.data()[w] = bits & flag.number.valid.data()[w];
    out.truth.is_false.data()[w] = ~bits & flag.number.valid.data()[w];
  }
  Ascending at(flag.number);
  for_each_dead(shape, flag.number.valid, [&](std::size_t element) {
    const Value v = at.at(element);
    if (v.is_point()) put(out.truth, element, v.range.low->sign() != 0 ? Truth::true_ : Truth::false_);
    else put(out.truth, element, v.invalid ? Truth::invalid : v.lacks ? Truth::unknown : Truth::open_);
  });
  return out;
}

}  // namespace assay::exec
