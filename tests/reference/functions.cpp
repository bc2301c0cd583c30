// Functions of values, and what is said of a value that may be missing: grammar/meaning.md, "Functions" and "What is missing".
#include "reference/evaluate.h"
#include "reference/time.h"

#include <cstdlib>
#include <stdexcept>
#include <vector>

namespace assay::reference {
namespace {

using functions::Function;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using semantics::Type;

const Expr& subject_of(const Expr& e, const Context& context) {
  const Expr* subject = &context.model()[e.children[0]];
  while (subject->kind == Kind::previous || subject->kind == Kind::at_period || (subject->kind == Kind::function && subject->function == Function::default_)) subject = &context.model()[subject->children[0]];
  return *subject;
}

struct Known {
  bool known = false, invalid = false, lacks = false;
};

Known knowledge(ExprId id, const Context& context) {
  const Expr& e = context.model()[id];
  if (e.kind == Kind::previous) {
    return knowledge(e.children[0], season_before(context));
  }
  if (e.kind == Kind::at_period) return knowledge(e.children[0], over(e, context));
  if (e.type == Type::text) {
    const TextValue t = text_to_date(e, context);
    return {t.text.has_value(), t.invalid, t.lacks};
  }
  const Value v = value_to_date(e, context);
  return {v.is_point(), v.invalid, v.lacks};
}

End clamped(const End& e, const Value& to) {
  if (compare(e, low_end(to)) < 0) return low_end(to);
  if (compare(e, high_end(to)) > 0) return high_end(to);
  return e;
}

Value default_value(const Expr& e, const Context& context) {
  const Value v = number(e.children[0], context);
  if (v.is_point() || v.invalid || !v.lacks) return v;
  switch (missing(e, context)) {
    case Missing::may_come_late: return v;
    case Missing::may_come: return {v.range, false, false};
    case Missing::counts: break;
  }
  const Value d = number(e.children[1], context);
  return between(clamped(low_end(d), v), clamped(high_end(d), v), d.invalid, d.lacks);
}

Value count_conditions(const Expr& e, const Context& context) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  bool invalid = false;
  bool lacking = false;
  for (const ExprId c : e.children) {
    const Truth t = condition(c, context);
    certain += t == Truth::true_ ? 1 : 0;
    possible += t == Truth::false_ ? 0 : 1;
    invalid = invalid || t == Truth::invalid;
    lacking = lacking || t == Truth::unknown;
  }
  return between(End{0, base::Number(certain)}, End{0, base::Number(possible)}, invalid, lacking);
}

}  // namespace

// Until the due date what is missing may still come; what a later report may speak for, until the season's end.
Missing missing(const Expr& e, const Context& context) {
  if (context.later) return Missing::may_come;
  if (context.as_of < context.due) return Missing::counts;
  const Expr& subject = subject_of(e, context);
  const types::Fact& fact = context.schema()[subject.fact];
  const bool later_reports = subject.kind == Kind::field || fact.once || fact.kind == types::FactKind::event;
  return later_reports && context.as_of < context.schema().season.to ? Missing::may_come_late : Missing::counts;
}

Value function_value(const Expr& e, const Context& context) {
  const auto child = [&](std::size_t i) { return number(e.children[i], context); };
  const auto all = [&] {
    std::vector<Value> values;
    for (const ExprId c : e.children) values.push_back(number(c, context));
    return values;
  };
  base::Number step = e.number;
  for (int i = 0; i < std::abs(e.places); ++i)
    step = *(e.places > 0 ? base::divide(step, base::Number(10)) : base::multiply(step, base::Number(10)));
  switch (e.function) {
    case Function::abs: return absolute(child(0));
    case Function::round: return rounded_to(child(0), step, 0);
    case Function::floor: return rounded_to(child(0), step, -1);
    case Function::ceiling: return rounded_to(child(0), step, 1);
    case Function::mod: return modulo(child(0), child(1));
    case Function::power: return power(child(0), e.places);
    case Function::days: return days_between(e, context);
    case Function::default_: return default_value(e, context);
    case Function::sum: return sum_of(all());
    case Function::avg: return mean_of(all());
    case Function::min: return least_of(all());
    case Function::max: return greatest_of(all());
    case Function::median: return median_of(all());
    case Function::count:
      if (context.model()[e.children[0]].type != Type::truth) return Value::point(static_cast<std::int64_t>(e.children.size()));
      return count_conditions(e, context);
    default: throw std::logic_error("a function that is a kind of its own");
  }
}

Truth reported(const Expr& e, const Context& context) {
  const Missing means = missing(e, context);
  if (context.model()[e.children[0]].type == Type::event) {
    const Happening h = happening(e.children[0], context);
    const bool due = context.as_of >= context.due;
    if (h.high != kNever || (h.low == kNever && due)) return e.missing ? Truth::false_ : Truth::true_;
    if (h.invalid) return Truth::invalid;
    if (!h.lacks || means == Missing::may_come) return Truth::open_;
    return means == Missing::may_come_late ? Truth::unknown : truth(e.missing);
  }
  const Known k = knowledge(e.children[0], context);
  if (k.known) return truth(!e.missing);
  if (k.invalid) return Truth::invalid;
  if (!k.lacks || means == Missing::may_come) return Truth::open_;
  return means == Missing::may_come_late ? Truth::unknown : truth(e.missing);
}

Truth defaulted(const Expr& e, const Context& context) {
  const Truth own = condition(e.children[0], context);
  if (own != Truth::unknown) return own;
  switch (missing(e, context)) {
    case Missing::may_come: return Truth::open_;
    case Missing::may_come_late: return own;
    case Missing::counts: break;
  }
  return condition(e.children[1], context);
}

}  // namespace assay::reference
