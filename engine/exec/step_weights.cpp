// The weights of targets of which some may not apply: each has its part of all weights among those that do.
#include "exec/interval.h"
#include "exec/steps.h"

#include <map>
#include <optional>
#include <vector>

namespace assay::exec {

using base::Number;

Register step_sum_weights(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = number_register(shape, 0);
  std::map<std::vector<Truth>, Value> seen;
  std::vector<Truth> applies(step.in.size());
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    for (std::size_t i = 0; i < step.in.size(); ++i) applies[i] = context.in(step, i).truth.at(element);
    auto [it, fresh] = seen.try_emplace(applies);
    if (fresh) {
      std::vector<Number> certain, possible;
      for (std::size_t i = 0; i < applies.size(); ++i) {
        if (applies[i] == Truth::true_) certain.push_back(step.numbers[i]);
        if (applies[i] != Truth::false_) possible.push_back(step.numbers[i]);
      }
      it->second = {{base::sum(certain), base::sum(possible)}, false, false};
    }
    out.number.odd.push_back({static_cast<std::uint32_t>(element), it->second});
  });
  return out;
}

Register step_share_weight(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = number_register(shape, 0);
  const TruthColumn& applies = context.in(step, 0).truth;
  Ascending sums(context.in(step, 1).number);
  const Number& own = step.number;
  const std::optional<Number> product = step.numbers.empty() ? std::nullopt : base::multiply(own, step.numbers[0]);
  // Of the weights that apply, with its own where that is not among them.
  const auto share = [&](std::optional<Number> remaining, bool has_own) -> std::optional<Number> {
    if (own.sign() == 0) return Number(0);
    if (remaining && !has_own) remaining = base::add(*remaining, own);
    return product && remaining ? base::divide(*product, *remaining) : std::nullopt;
  };
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const Truth applying = applies.at(element);
    const types::Interval sum = sums.at(element).range;
    const Value value{{share(sum.high, applying != Truth::false_), share(sum.low, applying == Truth::true_)}, false, false};
    out.number.odd.push_back({static_cast<std::uint32_t>(element), settled(value)});
  });
  return out;
}

}  // namespace assay::exec
