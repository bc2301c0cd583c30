#include "exec/steps.h"

#include <algorithm>

namespace assay::exec {

namespace {

Register truths_side_by_side(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const std::size_t words = shape.stride / 64;
  const std::size_t count = step.in.size();
  Register out = truth_register(shape);
  for (std::size_t p = 0; p < count; ++p) {
    const TruthColumn& in = context.in(step, p).truth;
    for (std::size_t s = 0; s < shape.segments / count; ++s) {
      const std::size_t from = s * words;
      const std::size_t to = (s * count + p) * words;
      std::copy_n(in.is_true.data() + from, words, out.truth.is_true.data() + to);
      std::copy_n(in.is_false.data() + from, words, out.truth.is_false.data() + to);
      std::copy_n(in.invalid.data() + from, words, out.truth.invalid.data() + to);
      std::copy_n(in.lacks.data() + from, words, out.truth.lacks.data() + to);
    }
  }
  return out;
}

}  // namespace

Register step_side_by_side(Context& context, const plan::Step& step) {
  if (context.program.registers[step.out.index()].truth) return truths_side_by_side(context, step);
  const Shape shape = context.shape(step.out);
  const std::size_t count = step.in.size();
  int scale = context.in(step, 0).number.scale;
  for (std::size_t p = 1; p < count; ++p) scale = std::max(scale, context.in(step, p).number.scale);
  Register out = number_register(shape, scale);
  out.number.gap = context.in(step, 0).number.gap;
  std::vector<Ascending> at;
  for (std::size_t p = 0; p < count; ++p) at.emplace_back(context.in(step, p).number);
  for (std::size_t s = 0; s < shape.segments / count; ++s) {
    for (std::size_t p = 0; p < count; ++p) {
      const Register& in = context.in(step, p);
      const std::int64_t factor = lift(in.bound, scale - in.number.scale);
      const std::size_t from = s * shape.stride;
      const std::size_t to = (s * count + p) * shape.stride;
      if (factor != 0) {
        out.bound = std::max(out.bound, in.bound * static_cast<std::uint64_t>(factor));
        for (std::size_t r = 0; r < shape.stride; ++r) out.number.data[to + r] = in.number.data[from + r] * factor;
        std::copy_n(in.number.valid.data() + from / 64, shape.stride / 64, out.number.valid.data() + to / 64);
      }
      for (std::size_t r = 0; r < shape.rows; ++r) {
        if (out.number.valid.get(to + r)) continue;
        if (at[p].in_gap(from + r) && in.number.gap == out.number.gap) continue;
        out.number.odd.push_back({static_cast<std::uint32_t>(to + r), at[p].at(from + r)});
      }
    }
  }
  return out;
}

Register step_not_yet(Context& context, const plan::Step& step) {
  Register out = number_register(context.shape(step.out), 0);
  out.number.gap = {{}, false, false};
  return out;
}

}  // namespace assay::exec
