// What is the same for all elements: constants, and a register taken for every member or item of a wider grain.
#include "exec/steps.h"

#include <algorithm>
#include <optional>

namespace assay::exec {

using plan::Op;

Register step_constant(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  if (step.op == Op::const_unknown) return number_register(shape, 0);
  if (step.op == Op::const_truth) {
    Register out = truth_register(shape);
    const auto truth = static_cast<Truth>(step.small);
    if (columns::Bitmap* bits = column_for(truth, out.truth)) bits->assign(shape.elements(), true);
    return out;
  }
  base::Number n = step.number;
  if (step.op == Op::const_text) {
    const auto it = std::find(context.batch.texts.begin(), context.batch.texts.end(), step.text);
    n = base::Number(it == context.batch.texts.end() ? -1 : static_cast<std::int64_t>(it - context.batch.texts.begin()));
  }
  const std::optional<int> places = n.decimal_places();
  const std::optional<std::int64_t> scaled = places && *places <= 18 ? n.to_scaled(*places) : std::nullopt;
  Register out = number_register(shape, scaled ? *places : 0);
  const std::uint64_t size = scaled ? magnitude(*scaled) : kRoom;
  if (size < kRoom) {
    out.number.data.assign(shape.elements(), *scaled);
    out.number.valid.assign(shape.elements(), true);
    out.bound = size;
    out.constant = true;
  } else {
    out.number.gap = Value::point(n);
  }
  return out;
}


Register step_broadcast(Context& context, const plan::Step& step) {
  Register plain;
  if (context.in(step, 0).number.has_ranged()) {
    plain = context.in(step, 0);
    drop_ranges(plain.number);
  }
  const Register& a = plain.number.size() > 0 ? plain : context.in(step, 0);
  const plan::Grain& to = context.grain(step.out);
  const Shape from_shape = context.shape(step.in[0]);
  const Shape shape = context.shape(step.out);
  const bool truth = context.program.registers[step.out.index()].truth;
  Register out = truth ? truth_register(shape) : number_register(shape, a.number.scale);
  out.bound = a.bound;
  out.constant = a.constant && to.lists.empty();
  out.number.gap = a.number.gap;

  if (!to.lists.empty()) {
    const std::vector<std::uint32_t>& from = context.items.narrowed(to, context.grain(step.in[0]));
    for (std::size_t s = 0; s < shape.segments; ++s)
      for (std::size_t e = s * shape.stride; e < s * shape.stride + shape.rows; ++e) {
        if (truth) {
          put(out.truth, e, a.truth.at(from[e]));
        } else if (a.number.valid.get(from[e])) {
          out.number.data[e] = a.number.data[from[e]];
          out.number.valid.set(e);
        } else if (const columns::Odd* odd = a.number.find_odd(from[e])) {
          out.number.odd.push_back({static_cast<std::uint32_t>(e), odd->value});
        }
      }
    return out;
  }

  const std::size_t copies = shape.segments / from_shape.segments;
  const std::size_t words = shape.stride / 64;
  const auto spread = [&](const columns::Bitmap& from, columns::Bitmap& into) {
    for (std::size_t s = 0; s < shape.segments; ++s)
      std::copy_n(from.data() + s / copies * words, words, into.data() + s * words);
  };
  if (truth) {
    spread(a.truth.is_true, out.truth.is_true);
    spread(a.truth.is_false, out.truth.is_false);
    spread(a.truth.invalid, out.truth.invalid);
    spread(a.truth.lacks, out.truth.lacks);
    return out;
  }
  spread(a.number.valid, out.number.valid);
  for (std::size_t s = 0; s < shape.segments; ++s) {
    const std::size_t from = s / copies * shape.stride;
    std::copy_n(a.number.data.begin() + static_cast<std::ptrdiff_t>(from), shape.stride,
                out.number.data.begin() + static_cast<std::ptrdiff_t>(s * shape.stride));
    const auto begin = std::lower_bound(a.number.odd.begin(), a.number.odd.end(), from, [](const columns::Odd& o, std::size_t r) { return o.row < r; });
    for (auto it = begin; it != a.number.odd.end() && it->row < from + shape.stride; ++it)
      out.number.odd.push_back({static_cast<std::uint32_t>(it->row - from + s * shape.stride), it->value});
  }
  return out;
}

}  // namespace assay::exec
