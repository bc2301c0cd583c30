// Where it is undecided whether targets apply: what is taken for true in a case, and the hull of all cases.
#include "exec/steps.h"

#include <optional>

namespace assay::exec {

Register step_is_undecided(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = truth_register(shape);
  TruthColumn& o = out.truth;
  for (std::size_t w = 0; w < o.is_true.words(); ++w) {
    std::uint64_t decided = ~std::uint64_t{0};
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const TruthColumn& in = context.in(step, i).truth;
      decided &= in.is_true.data()[w] | in.is_false.data()[w];
    }
    o.is_false.data()[w] = decided;
    o.is_true.data()[w] = ~decided;
  }
  // Rows that are not there are undecided everywhere; they must not set off the cases.
  for (std::size_t s = 0; s < shape.segments; ++s)
    for (std::size_t e = shape.rows; e < shape.stride; ++e) o.is_true.reset(s * shape.stride + e);
  return out;
}

Register step_count_undecided(Context& context, const plan::Step& step) {
  Register out = context.in(step, 0);
  out.constant = false;
  const TruthColumn& in = context.in(step, 1).truth;
  const Shape shape = context.shape(step.out);
  columns::Bitmap decided(shape.elements());
  for (std::size_t w = 0; w < decided.words(); ++w) decided.data()[w] = in.is_true.data()[w] | in.is_false.data()[w];
  for_each_dead(shape, decided, [&](std::size_t element) { ++out.number.data.data()[element]; });
  ++out.bound;
  return out;
}

Register step_assume(Context& context, const plan::Step& step) {
  Register out;
  out.truth = context.in(step, 0).truth;
  const columns::Column& before = context.in(step, 1).number;
  const auto bits = static_cast<std::uint64_t>(step.number.numerator());
  const Shape shape = context.shape(step.out);
  columns::Bitmap decided(shape.elements());
  for (std::size_t w = 0; w < decided.words(); ++w) decided.data()[w] = out.truth.is_true.data()[w] | out.truth.is_false.data()[w];
  for_each_dead(shape, decided, [&](std::size_t element) {
    const auto others = static_cast<std::size_t>(before.data.data()[element]);
    if (others >= plan::kCaseTargets) return;
    out.truth.invalid.reset(element);
    out.truth.lacks.reset(element);
    put(out.truth, element, ((bits >> others) & 1U) != 0 ? Truth::true_ : Truth::false_);
  });
  return out;
}

Register step_case_hull(Context& context, const plan::Step& step) {
  const std::size_t cases = (step.in.size() - 1) / 2;
  const TruthColumn& undecided = context.in(step, step.in.size() - 1).truth;
  Register out = context.in(step, 0);
  if (!undecided.is_true.any()) return out;
  const Shape shape = context.shape(step.out);
  out.constant = false;
  std::vector<Ascending> at;
  for (std::size_t c = 0; c < cases; ++c) at.emplace_back(context.in(step, c).number);
  std::vector<columns::Odd> odd;
  Ascending first(context.in(step, 0).number);
  const columns::Column& own = context.in(step, 0).number;
  out.number.high = {};
  out.number.ranged = out.number.lacking = {};
  for (std::size_t w = 0; w < out.number.valid.words(); ++w) out.number.valid.data()[w] &= ~undecided.is_true.data()[w];
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    if (!undecided.is_true.get(element)) {
      if (!first.in_gap(element)) odd.push_back({static_cast<std::uint32_t>(element), own.at(element)});
      return;
    }
    std::optional<Value> all;
    for (std::size_t c = 0; c < cases; ++c) {
      if (context.in(step, cases + c).truth.is_false.get(element)) continue;
      const Value v = at[c].at(element);
      all = all ? hull(*all, v) : v;
    }
    odd.push_back({static_cast<std::uint32_t>(element), all.value_or(Value::point(base::Number(0)))});
  });
  out.number.odd = std::move(odd);
  return out;
}

}  // namespace assay::exec
