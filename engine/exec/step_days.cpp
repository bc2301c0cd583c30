// The days on which events happened, beside each other (grammar/meaning.md, "Days").
#include "exec/steps.h"

#include <optional>

namespace assay::exec {

using base::Number;
using plan::Compare;
using plan::Missing;

namespace {

// A day lies in [first, last]; a last one of kNever says that it may never come.
struct Day {
  std::int64_t first = 0, last = kNever;
  bool invalid = false, lacks = false;
  bool certain() const { return last < kNever; }
  bool never() const { return first >= kNever; }
};

Day day(const Value& v) {
  if (!v.range.low || !v.range.high) return {0, kNever, v.invalid, v.lacks};
  return {static_cast<std::int64_t>(v.range.low->numerator()), static_cast<std::int64_t>(v.range.high->numerator()), v.invalid, v.lacks};
}

Truth undecided(const Day& a, const Day& b) {
  if (a.invalid || b.invalid) return Truth::invalid;
  return a.lacks || b.lacks ? Truth::unknown : Truth::open_;
}

// Of two days that both come; where one never does no comparison but `!=` is true.
Truth compare(Compare op, const Day& a, const Day& b) {
  switch (op) {
    case Compare::ge: return compare(Compare::le, b, a);
    case Compare::gt: return compare(Compare::lt, b, a);
    case Compare::ne: {
      const Truth same = compare(Compare::eq, a, b);
      return same == Truth::true_ ? Truth::false_ : same == Truth::false_ ? Truth::true_ : same;
    }
    default: break;
  }
  if (a.never() || b.never()) return Truth::false_;
  const bool both = a.certain() && b.certain();
  const bool apart = a.last < b.first || b.last < a.first;
  switch (op) {
    case Compare::le:
      if (both && a.last <= b.first) return Truth::true_;
      if (a.first > b.last) return Truth::false_;
      break;
    case Compare::lt:
      if (both && a.last < b.first) return Truth::true_;
      if (a.first >= b.last) return Truth::false_;
      break;
    default:
      if (both && a.first == b.last && a.last == b.first) return Truth::true_;
      if (apart) return Truth::false_;
  }
  return undecided(a, b);
}

}  // namespace

Register step_compare_days(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const auto op = static_cast<Compare>(step.small);
  Register out = truth_register(shape);
  Ascending in_a(context.in(step, 0).number);
  Ascending in_b(context.in(step, 1).number);
  for_each_dead(shape, columns::Bitmap(shape.elements()), [&](std::size_t element) {
    put(out.truth, element, compare(op, day(in_a.at(element)), day(in_b.at(element))));
  });
  return out;
}

Register step_days(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  Register out = number_register(shape, 0);
  out.bound = static_cast<std::uint64_t>(kNever);
  Ascending in_a(context.in(step, 0).number);
  Ascending in_b(context.in(step, 1).number);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const Day a = day(in_a.at(element));
    const Day b = day(in_b.at(element));
    Value v{{}, a.invalid || b.invalid, a.lacks || b.lacks};
    if (a.certain() && b.certain()) {
      v.range = {Number(b.first - a.last), Number(b.last - a.first)};
    } else if (step.lacks && !v.invalid && (a.never() || b.never())) {
      v = Value::none();
    }
    v = settled(v);
    if (v.is_point()) {
      out.number.data[element] = static_cast<std::int64_t>(v.range.low->numerator());
      out.number.valid.set(element);
    } else {
      out.number.odd.push_back({static_cast<std::uint32_t>(element), v});
    }
  });
  return out;
}

Register step_event_reported(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const auto missing = static_cast<Missing>(step.small);
  Register out = truth_register(shape);
  Ascending at(context.in(step, 0).number);
  for_each_dead(shape, columns::Bitmap(shape.elements()), [&](std::size_t element) {
    const Day d = day(at.at(element));
    Truth t = Truth::open_;
    if (d.certain() || (d.never() && step.lacks)) t = Truth::true_;
    else if (d.invalid) t = Truth::invalid;
    else if (d.lacks && missing == Missing::counts) t = Truth::false_;
    else if (d.lacks && missing == Missing::may_come_late) t = Truth::unknown;
    put(out.truth, element, t);
  });
  return out;
}

}  // namespace assay::exec
