#include "semantics/checks/checker.h"
#include "semantics/passes/passes.h"

#include "base/number.h"

#include <utility>

namespace assay::semantics {

Checked Checker::check_negate(const syntax::Expr& e) {
  const Checked value = number(e.children[0]);
  if (!value) return {};
  Expr made;
  made.kind = Kind::negate;
  made.unit = at(value.id).unit;
  made.children = {value.id};
  return make(std::move(made), e, value.flavour);
}

Checked Checker::check_sum(const syntax::Expr& e) {
  Checked left = number(e.children[0]);
  Checked right = number(e.children[1]);
  if (!left || !right) return {};
  if (!unify(left, (*file_)[e.children[0]], right, (*file_)[e.children[1]], true)) return {};
  const bool minus = e.kind == syntax::ExprKind::subtract;
  const types::Unit& l = at(left.id).unit;
  const types::Unit& r = at(right.id).unit;
  Expr made;
  made.kind = minus ? Kind::subtract : Kind::add;
  made.unit = l.name.empty() || (l.points && r.percent) ? r : l;
  if (minus && l.percent && r.percent)
    if (const types::Unit* points = a_.model.schema.units.find("pp")) made.unit = *points;
  made.children = {left.id, right.id};
  const Flavour flavour = left.flavour == Flavour::quantity || right.flavour == Flavour::quantity ? Flavour::quantity
                          : left.flavour == Flavour::count || right.flavour == Flavour::count     ? Flavour::count
                                                                                                    : Flavour::bare;
  return make(std::move(made), e, flavour);
}

Checked Checker::check_product(const syntax::Expr& e) {
  const Checked left = number(e.children[0]);
  const Checked right = number(e.children[1]);
  if (!left || !right) return {};
  const bool times = e.kind == syntax::ExprKind::multiply;
  Expr made;
  made.kind = times ? Kind::multiply : Kind::divide;
  made.unit = times ? product(a_, at(left.id).unit, at(right.id).unit) : quotient(a_, at(left.id).unit, at(right.id).unit);
  made.children = {left.id, right.id};
  Flavour flavour = Flavour::quantity;
  if (left.flavour == Flavour::bare && right.flavour == Flavour::bare) flavour = Flavour::bare;
  else if (times && left.flavour != Flavour::quantity && right.flavour != Flavour::quantity) flavour = Flavour::count;

  // `100元/人` is one number in a unit of its own.
  const syntax::Expr& r = (*file_)[e.children[1]];
  if (!times && at(left.id).kind == Kind::number && left.flavour == Flavour::quantity && r.kind == syntax::ExprKind::name &&
      at(right.id).kind == Kind::number && right.flavour == Flavour::quantity && !made.unit.powers.empty()) {
    if (const auto value = base::divide(at(left.id).number, at(right.id).number)) {
      made.kind = Kind::number;
      made.number = *value;
      made.children.clear();
    }
  }
  return make(std::move(made), e, flavour);
}

}  // namespace assay::semantics
