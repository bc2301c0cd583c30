#include "exec/steps.h"

namespace assay::exec {

using plan::Compare;
using plan::Op;

namespace {

// A bit an element: x[i] * a ? y[i] * b.
template <class Holds>
void pack(const Register& x, const Register& y, const Alignment& by, TruthColumn& out, Holds&& holds) {
  const std::int64_t* a = x.number.data.data();
  const std::int64_t* b = y.number.data.data();
  for (std::size_t w = 0; w < out.is_true.words(); ++w) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i) bits |= std::uint64_t{holds(a[w * 64 + i] * by.a, b[w * 64 + i] * by.b)} << i;
    const std::uint64_t valid = x.number.valid.data()[w] & y.number.valid.data()[w];
    out.is_true.data()[w] = bits & valid;
    out.is_false.data()[w] = ~bits & valid;
  }
}

}  // namespace

Register step_compare(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  const Register& b = context.in(step, 1);
  const auto op = static_cast<Compare>(step.small);
  Register out = truth_register(shape);
  columns::Bitmap settled_rows(shape.elements());
  const Alignment by = align(a, b);
  if (by.ok) {
    switch (op) {
      case Compare::ge: pack(a, b, by, out.truth, [](std::int64_t x, std::int64_t y) { return x >= y; }); break;
      case Compare::gt: pack(a, b, by, out.truth, [](std::int64_t x, std::int64_t y) { return x > y; }); break;
      case Compare::le: pack(a, b, by, out.truth, [](std::int64_t x, std::int64_t y) { return x <= y; }); break;
      case Compare::lt: pack(a, b, by, out.truth, [](std::int64_t x, std::int64_t y) { return x < y; }); break;
      case Compare::eq: pack(a, b, by, out.truth, [](std::int64_t x, std::int64_t y) { return x == y; }); break;
      case Compare::ne: pack(a, b, by, out.truth, [](std::int64_t x, std::int64_t y) { return x != y; }); break;
    }
    for (std::size_t w = 0; w < settled_rows.words(); ++w)
      settled_rows.data()[w] = a.number.valid.data()[w] & b.number.valid.data()[w];
  }
  const bool shared_gap = a.constant != b.constant;
  Truth gap = Truth::open_;
  if (shared_gap) gap = a.constant ? compare(op, a.number.at(0), b.number.gap) : compare(op, a.number.gap, b.number.at(0));
  Ascending in_a(a.number);
  Ascending in_b(b.number);
  for_each_dead(shape, settled_rows, [&](std::size_t element) {
    const bool both = shared_gap && (a.constant ? in_b.in_gap(element) : in_a.in_gap(element));
    put(out.truth, element, both ? gap : compare(op, in_a.at(element), in_b.at(element)));
  });
  return out;
}

Register step_connective(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = truth_register(shape);
  if (step.op == Op::not_) {
    out.truth = context.in(step, 0).truth;
    std::swap(out.truth.is_true, out.truth.is_false);
    return out;
  }
  // `and`: false dominates, true is neutral; `or`: the other way round.
  const bool conjunction = step.op == Op::and_;
  columns::Bitmap& dominant = conjunction ? out.truth.is_false : out.truth.is_true;
  columns::Bitmap& neutral = conjunction ? out.truth.is_true : out.truth.is_false;
  for (std::size_t w = 0; w < dominant.words(); ++w) {
    std::uint64_t some_dominant = 0, some_invalid = 0, some_lacks = 0, all_neutral = ~std::uint64_t{0};
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const TruthColumn& in = context.in(step, i).truth;
      some_dominant |= (conjunction ? in.is_false : in.is_true).data()[w];
      all_neutral &= (conjunction ? in.is_true : in.is_false).data()[w];
      some_invalid |= in.invalid.data()[w];
      some_lacks |= in.lacks.data()[w];
    }
    dominant.data()[w] = some_dominant;
    neutral.data()[w] = all_neutral;
    out.truth.invalid.data()[w] = some_invalid & ~some_dominant;
    out.truth.lacks.data()[w] = some_lacks & ~some_dominant & ~some_invalid;
  }
  return out;
}

Register step_at_least(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = truth_register(shape);
  for (std::size_t w = 0; w < out.truth.is_true.words(); ++w) {
    std::uint64_t some_invalid = 0, some_lacks = 0;
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const TruthColumn& in = context.in(step, i).truth;
      some_invalid |= in.invalid.data()[w];
      some_lacks |= in.lacks.data()[w];
    }
    std::uint64_t yes = 0, no = 0;
    for (std::size_t bit = 0; bit < 64; ++bit) {
      std::size_t certain = 0, possible = 0;
      for (std::size_t i = 0; i < step.in.size(); ++i) {
        const TruthColumn& in = context.in(step, i).truth;
        certain += (in.is_true.data()[w] >> bit) & 1U;
        possible += (~in.is_false.data()[w] >> bit) & 1U;
      }
      yes |= std::uint64_t{certain >= step.small} << bit;
      no |= std::uint64_t{possible < step.small} << bit;
    }
    const std::uint64_t undecided = ~(yes | no);
    out.truth.is_true.data()[w] = yes;
    out.truth.is_false.data()[w] = no;
    out.truth.invalid.data()[w] = undecided & some_invalid;
    out.truth.lacks.data()[w] = undecided & ~some_invalid & some_lacks;
  }
  return out;
}

Register step_will_fail(Context& context, const plan::Step& step) {
  const TruthColumn& now = context.in(step, 0).truth;
  const TruthColumn& future = context.in(step, 1).truth;
  Register out = truth_register(context.shape(step.out));
  for (std::size_t w = 0; w < out.truth.is_true.words(); ++w) {
    const std::uint64_t fails = future.is_false.data()[w] & ~now.is_false.data()[w];
    out.truth.is_true.data()[w] = fails;
    out.truth.is_false.data()[w] = ~fails;
  }
  return out;
}

Register step_choose_truth(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& c = context.in(step, 0).truth;
  const TruthColumn& a = context.in(step, 1).truth;
  const TruthColumn& b = context.in(step, 2).truth;
  Register out = truth_register(shape);
  TruthColumn& o = out.truth;
  for (std::size_t w = 0; w < o.is_true.words(); ++w) {
    const std::uint64_t yes = c.is_true.data()[w], no = c.is_false.data()[w], broken = c.invalid.data()[w];
    const std::uint64_t either = ~(yes | no);
    const auto pick = [&](const columns::Bitmap& x, const columns::Bitmap& y) { return (yes & x.data()[w]) | (no & y.data()[w]); };
    const std::uint64_t agreed_true = either & a.is_true.data()[w] & b.is_true.data()[w];
    const std::uint64_t agreed_false = either & a.is_false.data()[w] & b.is_false.data()[w];
    const std::uint64_t open = either & ~agreed_true & ~agreed_false;
    const std::uint64_t some_invalid = open & (broken | a.invalid.data()[w] | b.invalid.data()[w]);
    o.is_true.data()[w] = pick(a.is_true, b.is_true) | agreed_true;
    o.is_false.data()[w] = pick(a.is_false, b.is_false) | agreed_false;
    o.invalid.data()[w] = pick(a.invalid, b.invalid) | some_invalid;
    o.lacks.data()[w] = pick(a.lacks, b.lacks) | (open & ~some_invalid & (c.lacks.data()[w] | a.lacks.data()[w] | b.lacks.data()[w]));
  }
  return out;
}

}  // namespace assay::exec
