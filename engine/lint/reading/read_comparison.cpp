#include "lint/reading/reader.h"

#include <utility>

namespace assay::lint {

using semantics::Aggregate;
using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

namespace {

bool is_extreme(const Expr& e) {
  return e.kind == Kind::aggregate && e.children.size() == 1 && (e.aggregate == Aggregate::min || e.aggregate == Aggregate::max);
}

}  // namespace

std::optional<Truth> Reader::compare(const Cases& a, const Cases& b, Compare op) {
  std::vector<FormulaId> holds;
  std::vector<FormulaId> fails;
  const auto put = [&](FormulaId when, const Linear& d) {
    FormulaId is;
    switch (op) {
      case Compare::ge: is = formulas_.atom(d, Relation::not_negative); break;
      case Compare::gt: is = formulas_.atom(d, Relation::positive); break;
      case Compare::le: is = formulas_.atom(negate(d), Relation::not_negative); break;
      case Compare::lt: is = formulas_.atom(negate(d), Relation::positive); break;
      case Compare::eq: is = formulas_.atom(d, Relation::zero); break;
      case Compare::ne: is = formulas_.negate(formulas_.atom(d, Relation::zero)); break;
    }
    holds.push_back(formulas_.all({when, is}));
    fails.push_back(formulas_.all({when, formulas_.negate(is)}));
  };
  for (const Case& x : a) {
    for (const Case& y : b) {
      const FormulaId when = formulas_.all({x.when, y.when});
      if (when == Formulas::never()) continue;
      std::optional<Linear> left = x.above;
      std::optional<Linear> right = y.above;
      if (x.below != y.below) {
        // A quotient beside a plain number: both times the divisor.
        if (!y.is_linear() && x.is_linear() && x.above.is_constant()) left = scale(y.below, x.above.constant);
        else if (!x.is_linear() && y.is_linear() && y.above.is_constant()) right = scale(x.below, y.above.constant);
        else return std::nullopt;
      }
      const auto difference = left && right ? subtract(*left, *right) : std::nullopt;
      if (!difference) return std::nullopt;
      const Linear& divisor = x.is_linear() ? y.below : x.below;
      if (divisor.is_constant()) {
        put(when, *difference);
        continue;
      }
      put(formulas_.all({when, formulas_.atom(divisor, Relation::positive)}), *difference);
      put(formulas_.all({when, formulas_.atom(negate(divisor), Relation::positive)}), negate(*difference));
    }
  }
  return Truth{formulas_.any(std::move(holds)), formulas_.any(std::move(fails))};
}

// The least of members is at least something where every member is, and so on.
std::optional<Truth> Reader::compare_members(const Expr& extreme, ExprId other, Compare op, const Scope& scope) {
  if (op == Compare::eq || op == Compare::ne) return std::nullopt;
  const auto scopes = scopes_of(extreme.axes, scope, model_.schema);
  if (!scopes) return std::nullopt;
  const Cases right = number(other, scope);
  std::vector<Truth> parts;
  for (const Scope& each : *scopes) {
    const auto part = compare(number(extreme.children[0], each), right, op);
    if (!part) return std::nullopt;
    parts.push_back(*part);
  }
  const bool up = op == Compare::ge || op == Compare::gt;
  // Where a member has no value, the others still bound the least of them on one side.
  return up == (extreme.aggregate == Aggregate::min) ? all(parts) : any(parts);
}

std::optional<Truth> Reader::beside(ExprId left, ExprId right, Compare op, const Scope& scope) {
  if (model_[left].type == semantics::Type::truth) {
    const Truth a = condition(left, scope);
    const Truth b = condition(right, scope);
    const Truth same = any({all({a, b}), all({opposite(a), opposite(b)})});
    // Both must be known for either answer.
    const FormulaId known = formulas_.all({formulas_.any({a.holds, a.fails}), formulas_.any({b.holds, b.fails})});
    const Truth out{formulas_.all({known, same.holds}), formulas_.all({known, same.fails})};
    return op == Compare::eq ? out : opposite(out);
  }
  std::optional<Truth> out;
  if (is_extreme(model_[left])) out = compare_members(model_[left], right, op, scope);
  if (!out && is_extreme(model_[right])) out = compare_members(model_[right], left, mirrored(op), scope);
  return out ? out : compare(number(left, scope), number(right, scope), op);
}

Truth Reader::comparison(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  if (are_plain_days(model_, e, scope)) return days(e.children[0], e.children[1], e.compare, scope);
  if (asks_for_days(model_, e)) return whole_condition(id, scope);
  const auto out = beside(e.children[0], e.children[1], e.compare, scope);
  return out ? *out : whole_condition(id, scope);
}

}  // namespace assay::lint
