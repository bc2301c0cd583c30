// Sets, ranges and tolerances as the comparisons that they are, and some of several conditions.
#include "lint/reading/reader.h"

#include "semantics/dated.h"

#include <algorithm>
#include <utility>

namespace assay::lint {

using base::Number;
using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

std::size_t how_many(const semantics::Model& model, const Expr& at_least, const Scope& scope) {
  const Expr& count = model[at_least.children[0]];
  const Number n = count.kind == Kind::param ? semantics::value_at(model.params[count.param].values, date_of(scope)) : count.number;
  return static_cast<std::size_t>(n.numerator());
}

Truth Reader::membership(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  const bool of_days = are_plain_days(model_, e, scope);
  if (!of_days && asks_for_days(model_, e)) return whole_condition(id, scope);
  std::vector<Truth> parts;
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    const Compare op = e.kind == Kind::in_set ? Compare::eq : i == 1 ? Compare::ge : Compare::le;
    const auto part = of_days ? days(e.children[0], e.children[i], op, scope) : beside(e.children[0], e.children[i], op, scope);
    if (!part) return whole_condition(id, scope);
    parts.push_back(*part);
  }
  return e.kind == Kind::in_set ? any(parts) : all(parts);
}

// |x - y| <= t, where that is one comparison for each sign.
Truth Reader::within(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  if (asks_for_days(model_, e)) return whole_condition(id, scope);
  const auto plain = [](const Cases& cases) { return cases.size() == 1 && cases.front().when == Formulas::always() && cases.front().is_linear(); };
  const Cases x = number(e.children[0], scope), y = number(e.children[1], scope), t = number(e.children[2], scope);
  if (!plain(x) || !plain(y) || !plain(t)) return whole_condition(id, scope);
  const auto apart = subtract(x.front().above, y.front().above);
  if (!apart) return whole_condition(id, scope);
  Cases allowed = t;
  if (e.relative) {
    if (!t.front().above.is_constant()) return whole_condition(id, scope);
    allowed = *absolute(y);
    for (Case& each : allowed) {
      const auto scaled = scale(each.above, t.front().above.constant);
      if (!scaled) return whole_condition(id, scope);
      each.above = *scaled;
    }
  }
  const auto size = absolute({{Formulas::always(), *apart, Linear::of(1)}});
  const auto out = compare(*size, allowed, Compare::le);
  return out ? *out : whole_condition(id, scope);
}

Truth Reader::at_least(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  std::vector<Truth> parts;
  for (std::size_t i = 1; i < e.children.size(); ++i) parts.push_back(condition(e.children[i], scope));
  const std::size_t k = how_many(model_, e, scope);
  // That k are true, whatever the others are; and that so many are false that no k are left.
  const auto some = [&](std::size_t least, bool of_true) -> std::optional<FormulaId> {
    std::vector<Truth> either;
    for (const Truth& part : parts) either.push_back(of_true ? Truth{part.holds, formulas_.negate(part.holds)} : Truth{part.fails, formulas_.negate(part.fails)});
    const auto each = exactly(either);
    if (!each) return std::nullopt;
    return formulas_.any({each->begin() + static_cast<std::ptrdiff_t>(std::min(least, each->size())), each->end()});
  };
  const auto holds = some(k, true), fails = some(parts.size() + 1 - std::min(k, parts.size()), false);
  return holds && fails ? Truth{*holds, *fails} : whole_condition(id, scope);
}

}  // namespace assay::lint
