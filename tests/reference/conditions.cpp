#include "reference/evaluate.h"
#include "reference/time.h"

#include <algorithm>
#include <stdexcept>

namespace assay::reference {
namespace {

using semantics::Compare;
using semantics::Expr;
using semantics::Kind;
using semantics::Quantifier;
using semantics::Type;

Truth of_flag(const Value& v) {
  if (v.is_point()) return truth(v.range.low->sign() != 0);
  return undecided_by(v.invalid, v.lacks);
}

Truth compare_truths(Truth a, Truth b) {
  if (!undecided(a) && !undecided(b)) return truth(a == b);
  return undecided_by(a == Truth::invalid || b == Truth::invalid, a == Truth::unknown || b == Truth::unknown);
}

TextValue text(semantics::ExprId id, const Context& context) {
  const Expr& e = context.model()[id];
  if (e.kind == Kind::text) return {e.text, false, false};
  if (e.kind == Kind::at_period) return text(e.children[0], over(e, context));
  if (e.kind == Kind::previous) return text(e.children[0], season_before(context));
  if (e.kind == Kind::unknown) return {std::nullopt, false, true};
  if (e.kind == Kind::function) {
    const TextValue own = text(e.children[0], context);
    if (own.text || own.invalid || !own.lacks) return own;
    if (missing(e, context) == Missing::counts) return text(e.children[1], context);
    return {std::nullopt, false, missing(e, context) == Missing::may_come_late};
  }
  return text_to_date(e, context);
}

Truth compare_texts(const TextValue& a, const TextValue& b) {
  if (a.text && b.text) return truth(*a.text == *b.text);
  return undecided_by(a.invalid || b.invalid, a.lacks || b.lacks);
}

Truth compare(Compare op, semantics::ExprId left, semantics::ExprId right, const Context& context) {
  const Type type = context.model()[left].type;
  if (type == Type::event) return compare_days(op, left, right, context);
  if (type == Type::truth || type == Type::text) {
    const Truth same = type == Type::truth
                           ? compare_truths(condition(left, context), condition(right, context))
                           : compare_texts(text(left, context), text(right, context));
    return op == Compare::ne ? not_(same) : same;
  }
  const Value a = number(left, context);
  const Value b = number(right, context);
  switch (op) {
    case Compare::ge: return at_least(a, b);
    case Compare::gt: return more_than(a, b);
    case Compare::le: return at_least(b, a);
    case Compare::lt: return more_than(b, a);
    case Compare::eq: return equal(a, b);
    case Compare::ne: return not_(equal(a, b));
  }
  return Truth::invalid;
}

// `x == a or x == b …`, `a <= x and x <= b`.
Truth member(const Expr& e, const Context& context) {
  if (e.kind == Kind::in_range)
    return and_({compare(Compare::le, e.children[1], e.children[0], context), compare(Compare::le, e.children[0], e.children[2], context)});
  std::vector<Truth> parts;
  for (std::size_t i = 1; i < e.children.size(); ++i) parts.push_back(compare(Compare::eq, e.children[0], e.children[i], context));
  return or_(parts);
}

Truth within(const Expr& e, const Context& context) {
  const Value a = number(e.children[0], context);
  const Value b = number(e.children[1], context);
  const Value tolerance = number(e.children[2], context);
  return at_least(e.relative ? multiply(tolerance, absolute(b)) : tolerance, absolute(subtract(a, b)));
}

std::size_t certain(const std::vector<Truth>& parts, Truth as) { return static_cast<std::size_t>(std::count(parts.begin(), parts.end(), as)); }

Truth some_of(const Expr& e, const Context& context) {
  std::vector<Truth> parts;
  for (std::size_t i = 1; i < e.children.size(); ++i) parts.push_back(condition(e.children[i], context));
  const auto wanted = static_cast<std::size_t>(number(e.children[0], context).range.low->numerator());
  if (certain(parts, Truth::true_) >= wanted) return Truth::true_;
  if (parts.size() - certain(parts, Truth::false_) < wanted) return Truth::false_;
  return undecided_by(certain(parts, Truth::invalid) > 0, certain(parts, Truth::unknown) > 0);
}

Truth quantify(const Expr& e, const Context& context) {
  const auto around = members(e.axes[0], context);
  if (!around) return context.as_of >= context.due ? Truth::unknown : Truth::open_;
  if (e.axes[0].kind == semantics::Axis::Kind::period && around->empty()) return Truth::open_;
  std::vector<Truth> parts;
  for (const Context& c : *around) {
    const Truth filter = e.children.size() > 1 ? condition(e.children[1], c) : Truth::true_;
    const Truth body = condition(e.children[0], c);
    parts.push_back(e.quantifier == Quantifier::every ? implies(filter, body) : and_({filter, body}));
  }
  if (!absent(e.axes, context).none()) parts.push_back(undecided_by(false, context.as_of >= context.due));
  if (e.quantifier == Quantifier::every) return and_(parts);
  return e.quantifier == Quantifier::any ? or_(parts) : not_(or_(parts));
}

}  // namespace

Truth compared(const Expr& e, const Context& context) { return compare(e.compare, e.children[0], e.children[1], context); }

Truth condition(semantics::ExprId id, const Context& context) {
  if (stands_apart(id, context)) return condition(id, outside(context));
  const Expr& e = context.model()[id];
  const auto child = [&](std::size_t i) { return condition(e.children[i], context); };
  const auto children = [&] {
    std::vector<Truth> all;
    for (const semantics::ExprId c : e.children) all.push_back(condition(c, context));
    return all;
  };
  switch (e.kind) {
    case Kind::truth: return truth(e.truth);
    case Kind::fact:
    case Kind::field: return of_flag(value_to_date(e, context));
    case Kind::at_period: return condition(e.children[0], over(e, context));
    case Kind::previous: return condition(e.children[0], season_before(context));
    case Kind::if_: return choose(child(0), child(1), child(2));
    case Kind::compare: return and_({days_are_there(e, context), compared(e, context)});
    case Kind::in_set:
    case Kind::in_range: return and_({days_are_there(e, context), member(e, context)});
    case Kind::within: return and_({days_are_there(e, context), within(e, context)});
    case Kind::at_least: return some_of(e, context);
    case Kind::reported: return reported(e, context);
    case Kind::function: return defaulted(e, context);
    case Kind::unknown: return Truth::unknown;
    case Kind::event: return happened(e, context);
    case Kind::member: {
      const std::uint32_t current = member_of(context.current_of(e.variable), e.dimension, context);
      return truth(std::find(e.members.begin(), e.members.end(), current) != e.members.end());
    }
    case Kind::not_: return not_(child(0));
    case Kind::and_: return and_(children());
    case Kind::or_: return or_(children());
    case Kind::implies: return implies(child(0), child(1));
    case Kind::quantifier: return quantify(e, context);
    default: throw std::logic_error("a number stands where a condition belongs");
  }
}

}  // namespace assay::reference
