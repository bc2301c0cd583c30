// Gives the two sides of a comparison, a sum or an `if` one unit.
#include "semantics/checks/checker.h"
#include "semantics/checks/with_unit.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

namespace assay::semantics {

std::string Checker::shown(const types::Unit& unit) const {
  return unit.name.empty() ? a_.model.schema.units.print(unit.powers) : unit.name;
}

// The unit of a bare expression, and of a number behind a sign.
void Checker::set_unit(ExprId id, const types::Unit& unit) {
  at(id).unit = unit;
  if (at(id).kind == Kind::negate) set_unit(at(id).children[0], unit);
}

// `unknown` is of whatever kind and unit it stands beside.
void Checker::adopt(Checked& unknown, const Checked& other) {
  const Expr& as = at(other.id);
  Expr& made = at(unknown.id);
  made.type = as.type == Type::event ? Type::truth : as.type;
  made.scale = as.scale;
  made.unit = as.unit;
  unknown.flavour = other.flavour;
}

// A number that stands there, with its sign.
std::optional<base::Number> Checker::written_number(ExprId id) const {
  const Expr& e = at(id);
  if (e.kind == Kind::number) return e.number;
  if (e.kind != Kind::negate) return std::nullopt;
  const auto inner = written_number(e.children[0]);
  return inner ? std::optional(-*inner) : std::nullopt;
}

bool Checker::unify(Checked& left, const syntax::Expr& l, Checked& right, const syntax::Expr& r) {
  if (at(left.id).kind == Kind::unknown) return adopt(left, right), true;
  if (at(right.id).kind == Kind::unknown) return adopt(right, left), true;
  const bool left_quantity = left.flavour == Flavour::quantity;
  const bool right_quantity = right.flavour == Flavour::quantity;
  if (!left_quantity && !right_quantity) return true;
  if (!left_quantity) return adapt(left, l, right);
  if (!right_quantity) return adapt(right, r, left);
  const types::Unit& a = at(left.id).unit;
  const types::Unit& b = at(right.id).unit;
  if (a.powers == b.powers) {
    if (b.percent || b.points) doubt_unitless(left.id, l);
    if (a.percent || a.points) doubt_unitless(right.id, r);
    // A ratio is shown as what it is compared with.
    if (a.powers.empty() && a.name.empty() && (b.percent || b.points)) at(left.id).unit = b;
    else if (b.powers.empty() && b.name.empty() && (a.percent || a.points)) at(right.id).unit = a;
    return true;
  }
  // The side that is a written number is the wrong one; else the right one.
  const bool blame_left = at(left.id).kind == Kind::number && at(right.id).kind != Kind::number;
  const syntax::Expr& wrong = blame_left ? l : r;
  const syntax::Expr& other = blame_left ? r : l;
  const types::Unit& wrong_unit = blame_left ? a : b;
  const types::Unit& other_unit = blame_left ? b : a;
  auto& made = wrong_unit.powers.empty() && wrong_unit.name.empty()
                   ? report(Problem::unit_missing, wrong.span, {shown(other_unit)})
                   : report(Problem::units_differ, wrong.span, {shown(wrong_unit), shown(other_unit)});
  made.related.push_back({other.span, {}, kComparedWith});
  return false;
}

bool Checker::adapt(Checked& bare, const syntax::Expr& e, const Checked& other) {
  const types::Unit unit = at(other.id).unit;
  if (unit.factor == base::Number{1} && !unit.percent) {
    set_unit(bare.id, unit);
    bare.flavour = Flavour::quantity;
    return true;
  }
  if (bare.flavour == Flavour::count) {
    report(Problem::count_against_scaled, e.span, {words(e), shown(unit)});
    return false;
  }
  const auto value = written_number(bare.id);
  if (value && value->sign() == 0) {
    set_unit(bare.id, unit);
    bare.flavour = Flavour::quantity;
    return true;
  }
  if (!value) {
    report(Problem::expression_against_scaled, e.span, {words(e), shown(unit)});
    return false;
  }
  const Amounts amounts = likely_amounts(words(e), *value, unit, a_.model.schema.units);
  report(Problem::bare_against_scaled, e.span, {words(e), shown(unit), amounts.or_en, amounts.or_en}).arguments_zh = {words(e), shown(unit), amounts.asked_zh,
                                                                                                                     amounts.or_zh};
  return false;
}

}  // namespace assay::semantics
