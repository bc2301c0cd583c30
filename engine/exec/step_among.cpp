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
  for (std::size_t s = 0; s < shape.segments; ++s)
    for (std::size_t row = 0; row < shape.rows; ++row) {
      const std::size_t element = s * shape.stride + row;
      put(element, step.op == plan::Op::among_rank ? segments[s].rank(own.at(element))
                                                   : segments[s].aggregate(static_cast<semantics::Aggregate>(step.small)));
    }
  return out;
}

}  // namespace assay::exec
