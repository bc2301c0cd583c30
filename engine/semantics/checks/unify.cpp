// Gives the two sides of a comparison, a sum or an `if` one unit.
#include "semantics/checks/checker.h"
#include "semantics/checks/with_unit.h"

#include "base/number.h"
#include "diagnostics/kinds.h"
#include "semantics/passes/passes.h"

#include <utility>

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

namespace {

std::pair<std::string, std::string> left_out(const types::Unit& unit) {
  const auto whole = base::divide(base::Number{1}, unit.factor);
  const std::string times = "`* " + (whole ? base::to_string(*whole) : std::string("…")) + "`";
  return {", and leave out " + times + ": a ratio goes beside a percentage as it is", "，并删去" + times + "：比率可直接与百分数比较"};
}

}  // namespace

// A ratio that was multiplied by 100 to be in percent, or by 1000.
bool Checker::is_multiplied(ExprId id, const types::Unit& unit) const {
  const Expr& e = at(id);
  if (e.kind != Kind::multiply || !unit.powers.empty() || (!unit.percent && !unit.points)) return false;
  const auto is_whole = [&](ExprId factor) {
    const Expr& number = at(factor);
    if (number.kind != Kind::number || !number.unit.name.empty() || !number.unit.powers.empty()) return false;
    const auto whole = base::multiply(number.number, unit.factor);
    return whole && *whole == base::Number{1};
  };
  return is_whole(e.children[0]) || is_whole(e.children[1]);
}

bool Checker::unify(Checked& left, const syntax::Expr& l, Checked& right, const syntax::Expr& r, bool summed) {
  if (at(left.id).kind == Kind::unknown) return adopt(left, right), true;
  if (at(right.id).kind == Kind::unknown) return adopt(right, left), true;
  const bool left_quantity = left.flavour == Flavour::quantity;
  const bool right_quantity = right.flavour == Flavour::quantity;
  if (!left_quantity && !right_quantity) return true;
  // Of 1 + 10% the 1 is the whole, and that of `share + 1` need not be.
  const auto whole = [&](const Checked& other) { return summed && (!reads_fact(other.id) || at(other.id).kind == Kind::growth || at(other.id).kind == Kind::reduction); };
  if (!left_quantity) return adapt(left, l, right, summed);
  if (!right_quantity) return adapt(right, r, left, whole(left));
  const types::Unit& a = at(left.id).unit;
  const types::Unit& b = at(right.id).unit;
  if (a.powers == b.powers) {
    if (a.powers.empty()) {
      doubt_fraction(l);
      doubt_fraction(r);
    }
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

bool Checker::adapt(Checked& bare, const syntax::Expr& e, const Checked& other, bool whole) {
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
  const auto value = constant_value(a_.model, bare.id);
  if (value && value->sign() == 0) {
    set_unit(bare.id, unit);
    bare.flavour = Flavour::quantity;
    return true;
  }
  if (!value) {
    report(Problem::expression_against_scaled, e.span, {words(e), shown(unit)});
    return false;
  }
  Amounts amounts = likely_amounts(words(e), *value, unit, a_.model.schema.units);
  std::pair<std::string, std::string> more;
  if (is_multiplied(other.id, unit)) {
    amounts = one_amount(in_unit(*value, unit.name));
    more = left_out(unit);
  } else if (whole && unit.percent && *value == base::Number{1}) {
    amounts = one_amount("100%");
  }
  report(Problem::bare_against_scaled, e.span, {words(e), shown(unit), amounts.or_en, amounts.or_en, more.first}).arguments_zh = {words(e), shown(unit), amounts.asked_zh,
                                                                                                                                 amounts.or_zh, more.second};
  return false;
}

}  // namespace assay::semantics
