// Functions of one or two values.
#include "semantics/checks/checker.h"
#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

using functions::Function;

namespace {

constexpr int kPlaces = 18;    // of round, either way
constexpr int kExponent = 38;  // of power, either way

}  // namespace

Checked Checker::check_builtin(const syntax::Expr& e, Function function) {
  if (e.where.valid()) {
    report(Problem::filter_not_allowed, (*file_)[e.where].span, {e.text});
    return {};
  }
  switch (function) {
    case Function::round:
    case Function::floor:
    case Function::ceiling: return check_rounding(e, function);
    case Function::mod: return check_modulo(e);
    case Function::power: return check_power(e);
    case Function::days: return check_days(e);
    case Function::default_: return check_default(e);
    default: break;
  }
  const Checked value = number(e.children[0]);
  if (!value) return {};
  Expr made;
  made.kind = Kind::function;
  made.function = function;
  made.unit = at(value.id).unit;
  made.children = {value.id};
  return make(std::move(made), e, value.flavour);
}

// A whole number that is written out.
std::optional<int> Checker::whole_number(syntax::ExprId id, int least, int most) {
  const Checked value = number(id);
  if (!value) return std::nullopt;
  const auto written = at(value.id).unit.powers.empty() && !at(value.id).unit.percent ? constant_value(a_.model, value.id) : std::nullopt;
  const auto whole = written ? written->to_scaled(0) : std::nullopt;
  if (whole && *whole >= least && *whole <= most) return static_cast<int>(*whole);
  const syntax::Expr& e = (*file_)[id];
  report(Problem::whole_number_between, e.span, {words(e), std::to_string(least), std::to_string(most)});
  return std::nullopt;
}

// In the unit that the value is in, as people read it: 97.54% to one place is 97.5%.
Checked Checker::check_rounding(const syntax::Expr& e, Function function) {
  const Checked value = number(e.children[0]);
  const std::optional<int> places = e.children.size() > 1 ? whole_number(e.children[1], -kPlaces, kPlaces) : 0;
  if (!value || !places) return {};
  Expr made;
  made.kind = Kind::function;
  made.function = function;
  made.unit = at(value.id).unit;
  made.number = made.unit.factor;
  made.places = *places;
  made.children = {value.id};
  return make(std::move(made), e, value.flavour);
}

Checked Checker::check_modulo(const syntax::Expr& e) {
  Checked value = number(e.children[0]);
  Checked by = number(e.children[1]);
  if (!value || !by || !unify(value, (*file_)[e.children[0]], by, (*file_)[e.children[1]])) return {};
  Expr made;
  made.kind = Kind::function;
  made.function = Function::mod;
  made.unit = at(value.id).unit;
  made.children = {value.id, by.id};
  return make(std::move(made), e, value.flavour);
}

Checked Checker::check_power(const syntax::Expr& e) {
  const Checked value = number(e.children[0]);
  const std::optional<int> exponent = whole_number(e.children[1], -kExponent, kExponent);
  if (!value || !exponent) return {};
  Expr made;
  made.kind = Kind::function;
  made.function = Function::power;
  made.places = *exponent;
  made.children = {value.id};
  types::Unit unit;
  for (int i = 0; i < std::abs(*exponent); ++i) unit = *exponent > 0 ? product(a_, unit, at(value.id).unit) : quotient(a_, unit, at(value.id).unit);
  made.unit = *exponent == 1 ? at(value.id).unit : unit;
  return make(std::move(made), e, value.flavour);
}

Checked Checker::check_days(const syntax::Expr& e) {
  std::vector<ExprId> children;
  for (const syntax::ExprId id : e.children) {
    const Checked day = check(id);
    if (!day) return {};
    if (at(day.id).type != Type::event) {
      report(Problem::day_expected, (*file_)[id].span, {words((*file_)[id])});
      return {};
    }
    children.push_back(day.id);
  }
  Expr made;
  made.kind = Kind::function;
  made.function = Function::days;
  made.children = std::move(children);
  return make(std::move(made), e, Flavour::count);
}

}  // namespace assay::semantics
