#include "exec/population.h"
#include "exec/steps.h"

#include <algorithm>

namespace assay::exec {

Register step_among(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = number_register(shape, 0);
  const std::vector<Among>& segments = context.population->of(step.in[0]);
  Ascending own(context.in(step, 0).number);
  const auto put = [&](std::size_t element, const Value& value) {
    const auto place = value.is_point() ? value.range.low->to_scaled(0) : std::nullopt;
    constexpr auto room = static_cast<std::int64_t>(kRoom);
    if (!place || *place >= room || *place <= -room) {
      out.number.odd.push_back({static_cast<std::uint32_t>(element), value});
      return;
    }
    out.number.data[element] = *place;
    out.number.valid.set(element);
    out.bound = std::max(out.bound, static_cast<std::uint64_t>(*place < 0 ? -*place : *place));
  };
  // Of units that nobody named, any number may come, with any value.
  const auto as_it_may_be = [&](Value value) {
    if (!step.lacks) return value;
    const auto how = static_cast<semantics::Aggregate>(step.small);
    const bool rank = step.op == plan::Op::among_rank;
    if (!rank && how != semantics::Aggregate::max) value.range.low.reset();
    if (rank || how != semantics::Aggregate::min) value.range.high.reset();
    return value;
  };
  for (std::size_t s = 0; s < shape.segments; ++s)
    for (std::size_t row = 0; row < shape.rows; ++row) {
      const std::size_t element = s * shape.stride + row;
      put(element, as_it_may_be(step.op == plan::Op::among_rank ? segments[s].rank(own.at(element))
                                                                : segments[s].aggregate(static_cast<semantics::Aggregate>(step.small))));
    }
  return out;
}

}  // namespace assay::exec
