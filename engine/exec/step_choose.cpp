#include "exec/steps.h"

#include <algorithm>

namespace assay::exec {

Register step_choose(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& c = context.in(step, 0).truth;
  const Register& a = context.in(step, 1);
  const Register& b = context.in(step, 2);
  Register out = number_register(shape, 0);
  const Alignment by = align(a, b);
  if (by.ok) {
    out.number.scale = by.scale;
    out.bound = std::max(by.bound_a, by.bound_b);
    for (std::size_t w = 0; w < out.number.valid.words(); ++w) {
      const std::uint64_t yes = c.is_true.data()[w] & a.number.valid.data()[w];
      const std::uint64_t no = c.is_false.data()[w] & b.number.valid.data()[w];
      out.number.valid.data()[w] = yes | no;
      for (std::size_t i = 0; i < 64; ++i) {
        const std::size_t e = w * 64 + i;
        out.number.data[e] = ((yes >> i) & 1U) != 0 ? a.number.data[e] * by.a : ((no >> i) & 1U) != 0 ? b.number.data[e] * by.b : 0;
      }
    }
  }
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const Truth t = c.at(element);
    Value v;
    if (t == Truth::true_) {
      v = in_a.at(element);
    } else if (t == Truth::false_) {
      v = in_b.at(element);
    } else {
      v = hull(in_a.at(element), in_b.at(element));
      v.invalid = v.invalid || t == Truth::invalid;
      v.lacks = v.lacks || t == Truth::unknown;
      v = settled(v);
    }
    out.number.odd.push_back({static_cast<std::uint32_t>(element), v});
  });
  return out;
}

}  // namespace assay::exec
