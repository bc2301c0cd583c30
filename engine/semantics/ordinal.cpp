#include "semantics/ordinal.h"

#include <algorithm>

namespace assay::semantics {

bool is_ordinal(const Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.type != Type::number) return true;
  if ((e.kind == Kind::fact || e.kind == Kind::field) && model.schema[e.fact].kind == types::FactKind::rank) return true;
  if (e.kind == Kind::rank_among) return true;
  if (e.kind == Kind::aggregate && (counts(e.aggregate) || e.aggregate == Aggregate::distinct)) return false;
  if (e.kind == Kind::function && (e.function == functions::Function::count || e.function == functions::Function::days)) return false;
  // The filter of an aggregate and the condition of an `if` are no part of the number.
  if (e.kind == Kind::if_) return is_ordinal(model, e.children[1]) || is_ordinal(model, e.children[2]);
  if (e.kind == Kind::aggregate) return is_ordinal(model, e.children[0]);
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return is_ordinal(model, c); });
}

bool is_place(const Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::rank_among) return true;
  if (e.kind == Kind::aggregate) return e.aggregate == Aggregate::count || e.aggregate == Aggregate::distinct;
  if (e.kind != Kind::fact && e.kind != Kind::field) return false;
  const types::Fact& fact = model.schema[e.fact];
  const bool averaged = fact.total == types::Total::mean &&
                        std::any_of(e.bindings.begin(), e.bindings.end(), [](const Binding& b) { return b.kind == Binding::Kind::total; });
  return fact.kind == types::FactKind::rank || (fact.whole && !averaged && fact.unit.factor == base::Number(1));
}

}  // namespace assay::semantics
