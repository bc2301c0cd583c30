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

// Of the season the first day; before it comes, one before the season's start that is reported for it. What lies later is never.
std::vector<Reader::Coming> Reader::coming(const Expr& event, const Scope& scope) {
  const Linear day = Linear::of(vocabulary_.day(event, scope));
  const Linear before = Linear::of(vocabulary_.day_before(event, scope));
  const FormulaId has_come = formulas_.atom(*subtract(Linear::of(Number(scope.at.days)), day), Relation::not_negative);
  const FormulaId had_come = formulas_.atom(*subtract(Linear::of(Number(model_.schema.season.from.days)), before), Relation::positive);
  return {{has_come, day}, {formulas_.all({formulas_.negate(has_come), had_come}), before}};
}

// True only where all of them come, and false otherwise.
Truth Reader::days(ExprId left, ExprId right, Compare op, const Scope& scope) {
  if (op == Compare::ne) return opposite(days(left, right, Compare::eq, scope));
  const auto days_of = [&](ExprId id) {
    Cases out;
    const Expr& e = model_[id];
    if (e.kind == Kind::date) return Cases{{Formulas::always(), Linear::of(Number(e.date.days)), Linear::of(1)}};
    for (Coming& each : coming(e, scope)) out.push_back({each.when, std::move(each.day), Linear::of(1)});
    return out;
  };
  const FormulaId holds = compare(days_of(left), days_of(right), op)->holds;
  return {holds, formulas_.negate(holds)};
}

}  // namespace assay::lint
