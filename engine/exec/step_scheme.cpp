#include "exec/scheme.h"
#include "exec/steps.h"

#include <algorithm>

namespace assay::exec {

Register step_attain_scheme(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  Register out = number_register(shape, kAttainmentPlaces);
  Ascending value(context.in(step, 1).number);
  Ascending goal(context.in(step, 2).number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const types::Interval gives = scheme_gives(*step.scheme, value.at(element), goal.at(element), own.at(element));
    const std::optional<std::int64_t> point = gives.is_point() ? gives.low->to_scaled(kAttainmentPlaces) : std::nullopt;
    if (!point) {
      out.number.odd.push_back({static_cast<std::uint32_t>(element), {gives, false, false}});
      return;
    }
    out.number.data[element] = *point;
    out.number.valid.set(element);
    out.bound = std::max(out.bound, static_cast<std::uint64_t>(*point < 0 ? -*point : *point));
  });
  return out;
}

}  // namespace assay::exec
