// Numbers that are known before any fact is read: weights, ranges, grades, parameters.
#include "semantics/checks/checker.h"
#include "semantics/checks/with_unit.h"

#include "diagnostics/kinds.h"
#include "semantics/passes/analysis.h"
#include "semantics/passes/passes.h"

#include "base/number.h"

#include <utility>

namespace assay::semantics {

namespace {

struct Folded {
  std::optional<base::Number> value;
  bool constant = true;
};

Folded fold(const Model& model, ExprId id) {
  const Expr& e = model[id];
  std::vector<base::Number> parts;
  for (const ExprId child : e.children) {
    const Folded part = fold(model, child);
    if (!part.value) return part;
    parts.push_back(*part.value);
  }
  switch (e.kind) {
    case Kind::number: return {e.number};
    case Kind::negate: return {-parts[0]};
    case Kind::add: return {base::add(parts[0], parts[1])};
    case Kind::subtract: return {base::subtract(parts[0], parts[1])};
    case Kind::multiply: return {base::multiply(parts[0], parts[1])};
    case Kind::divide: return {base::divide(parts[0], parts[1])};
    default: return {std::nullopt, false};
  }
}

}  // namespace

std::optional<base::Number> constant_value(const Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::grade) return base::Number(static_cast<std::int64_t>(e.grade));
  if (e.kind == Kind::date) return base::Number(e.date.days);
  return fold(model, id).value;
}

std::optional<Constant> Analysis::constant(const syntax::File& file, syntax::ExprId expression, const Scope& scope,
                                           const Bindings* bindings) {
  const std::size_t before = model.expressions.size();
  const Span span = file[expression].span;
  std::optional<Constant> out;
  if (const Checked checked = Checker(*this, file, scope, Formula::none, bindings).number(expression)) {
    const Folded folded = fold(model, checked.id);
    if (folded.value) {
      out = Constant{*folded.value, model[checked.id].unit, checked.flavour == Flavour::bare};
    } else {
      report(folded.constant ? Problem::constant_undefined : Problem::constant_expected, span, {words(span)});
    }
  }
  model.expressions.resize(before);
  return out;
}

std::optional<Constant> Analysis::constant_in(const syntax::File& file, syntax::ExprId expression, const Scope& scope,
                                              const types::Unit& unit, const Bindings* bindings, const std::pair<std::string, std::string>& more) {
  auto value = constant(file, expression, scope, bindings);
  if (!value) return value;
  const Span span = file[expression].span;
  const std::string shown = unit.name.empty() ? model.schema.units.print(unit.powers) : unit.name;
  if (!value->bare) {
    if (unit.percent) Checker(*this, file, scope, Formula::none, bindings).doubt_fraction(file[expression]);
    if (value->unit.powers == unit.powers) return value;
    const std::string own = value->unit.name.empty() ? "1" : value->unit.name;
    report(Problem::units_differ, span, {own, shown, more.first}).arguments_zh = {own, shown, more.second};
    return std::nullopt;
  }
  if (unit.factor != base::Number{1} && value->value.sign() != 0) {
    const Amounts amounts = likely_amounts(words(span), value->value, unit, model.schema.units);
    report(Problem::bare_against_scaled, span, {words(span), shown, amounts.or_en, amounts.or_en, more.first}).arguments_zh = {words(span), shown, amounts.asked_zh, amounts.or_zh, more.second};
    return std::nullopt;
  }
  value->unit = unit;
  value->bare = false;
  return value;
}

std::optional<base::Number> Analysis::plain_number(const syntax::File& file, syntax::ExprId expression, const Scope& scope) {
  const auto value = constant(file, expression, scope);
  if (!value) return std::nullopt;
  if (value->unit.powers.empty()) return value->value;
  const Span span = file[expression].span;
  report(Problem::constant_expected, span, {words(span)});
  return std::nullopt;
}

}  // namespace assay::semantics
