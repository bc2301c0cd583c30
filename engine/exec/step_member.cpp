#include "exec/steps.h"

#include <algorithm>

namespace assay::exec {

Register step_is_member(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const std::size_t words = shape.stride / 64;
  const std::size_t members = context.schema[context.grain(step.out).dimensions.back()].members.size();
  Register out = truth_register(shape);
  for (std::size_t s = 0; s < shape.segments; ++s) {
    const base::Number member(static_cast<std::int64_t>(s % members));
    const bool in = std::find(step.numbers.begin(), step.numbers.end(), member) != step.numbers.end();
    columns::Bitmap& bits = in ? out.truth.is_true : out.truth.is_false;
    std::fill_n(bits.data() + s * words, words, ~std::uint64_t{0});
  }
  return out;
}

}  // namespace assay::exec
