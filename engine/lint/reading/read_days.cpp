// Days of events beside each other and beside days that are stated.
#include "lint/reading/reader.h"

#include <algorithm>
#include <utility>

namespace assay::lint {

using base::Number;
using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

bool are_plain_days(const semantics::Model& model, const Expr& e, const Scope& scope) {
  const auto is_day = [&](ExprId id) {
    const Kind kind = model[id].kind;
    return model[id].type == semantics::Type::event && (kind == Kind::date || kind == Kind::fact || kind == Kind::field);
  };
  return scope.shift == 0 && !scope.over_from && std::all_of(e.children.begin(), e.children.end(), is_day);
}

// True only where all of them come, and false otherwise; by then: what lies later is never.
Truth Reader::days(ExprId left, ExprId right, Compare op, const Scope& scope) {
  if (op == Compare::ne) return opposite(days(left, right, Compare::eq, scope));
  std::vector<FormulaId> parts;
  const auto day = [&](ExprId id) {
    const Expr& e = model_[id];
    if (e.kind == Kind::date) return Linear::of(Number(e.date.days));
    const Variable when = vocabulary_.day(e, scope);
    parts.push_back(formulas_.atom({Number(scope.at.days), {{when, -1}}}, Relation::not_negative));
    return Linear::of(when);
  };
  const Linear a = day(left);
  const Linear b = day(right);
  parts.push_back(compare({{Formulas::always(), a, Linear::of(1)}}, {{Formulas::always(), b, Linear::of(1)}}, op)->holds);
  const FormulaId holds = formulas_.all(std::move(parts));
  return {holds, formulas_.negate(holds)};
}

}  // namespace assay::lint
