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
  return text_to_date(e, context);
}

Truth compare_texts(const TextValue& a, const TextValue& b) {
  if (a.text && b.text) return truth(*a.text == *b.text);
  return undecided_by(a.invalid || b.invalid, a.lacks || b.lacks);
}

Truth compare(const Expr& e, const Context& context) {
  const Type type = context.model()[e.children[0]].type;
  if (type == Type::truth || type == Type::text) {
    const Truth same = type == Type::truth
                           ? compare_truths(condition(e.children[0], context), condition(e.children[1], context))
                           : compare_texts(text(e.children[0], context), text(e.children[1], context));
    return e.compare == Compare::ne ? not_(same) : same;
  }
  const Value a = number(e.children[0], context);
  const Value b = number(e.children[1], context);
  switch (e.compare) {
    case Compare::ge: return at_least(a, b);
    case Compare::gt: return more_than(a, b);
    case Compare::le: return at_least(b, a);
    case Compare::lt: return more_than(b, a);
    case Compare::eq: return equal(a, b);
    case Compare::ne: return not_(equal(a, b));
  }
  return Truth::invalid;
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
  if (e.quantifier == Quantifier::every) return and_(parts);
  return e.quantifier == Quantifier::any ? or_(parts) : not_(or_(parts));
}

}  // namespace

Truth condition(semantics::ExprId id, const Context& context) {
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
    case Kind::if_: return choose(child(0), child(1), child(2));
    case Kind::compare: return compare(e, context);
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
