#include "plan/lowering.h"

#include <utility>

namespace assay::plan {

using semantics::Aggregate;
using semantics::Axis;
using semantics::Expr;
using semantics::Quantifier;

Scope Lowering::within(const Scope& scope, const std::vector<Axis>& axes) const {
  Scope inner = scope;
  for (const Axis& axis : axes) {
    if (axis.kind == Axis::Kind::dimension) {
      inner.grain.dimensions.push_back(axis.dimension);
      inner.grain.variables.push_back(axis.variable);
    } else if (axis.kind == Axis::Kind::list) {
      inner.grain.list = axis.list;
      inner.grain.list_variable = axis.variable;
    }
  }
  return inner;
}

std::vector<Scope> Lowering::periods(const Scope& scope, const Axis& axis) const {
  std::vector<Scope> out;
  for (const base::Period& p : ended_periods(model().schema.season, axis.step, scope.moment.at)) {
    out.push_back(scope);
    out.back().moment.at = base::last_day(p);
  }
  return out;
}

RegisterId Lowering::fold(Op op, std::vector<RegisterId> in, bool filtered, const Scope& inner, const Scope& outer) {
  for (RegisterId& id : in) id = builder_.widen(id, inner.grain);
  Step step;
  step.op = op;
  step.in = std::move(in);
  step.small = filtered ? 1 : 0;
  step.lacks = builder_.as_of() >= outer.moment.due;
  const bool truth = op == Op::fold_every || op == Op::fold_any;
  return truth ? builder_.truth(std::move(step), outer.grain) : builder_.number(std::move(step), outer.grain);
}

RegisterId Lowering::aggregate(const Expr& e, const Scope& scope) {
  const Scope inner = within(scope, e.axes);
  const bool counts = e.aggregate == Aggregate::count || e.aggregate == Aggregate::share;
  if (counts) {
    const RegisterId filter = e.children.empty() ? builder_.constant(types::Truth::true_) : value(e.children[0], inner);
    return fold(e.aggregate == Aggregate::count ? Op::fold_count : Op::fold_share, {filter}, false, inner, scope);
  }
  std::vector<RegisterId> in{value(e.children[0], inner)};
  if (e.children.size() > 1) in.push_back(value(e.children[1], inner));
  const bool filtered = in.size() > 1;
  switch (e.aggregate) {
    case Aggregate::avg: return fold(Op::fold_avg, std::move(in), filtered, inner, scope);
    case Aggregate::min: return fold(Op::fold_min, std::move(in), filtered, inner, scope);
    case Aggregate::max: return fold(Op::fold_max, std::move(in), filtered, inner, scope);
    default: return fold(Op::fold_sum, std::move(in), filtered, inner, scope);
  }
}

RegisterId Lowering::quantifier(const Expr& e, const Scope& scope) {
  const auto folded = [&](RegisterId r) { return e.quantifier == Quantifier::no ? condition(Op::not_, {r}) : r; };
  if (e.axes[0].kind == Axis::Kind::period) {
    std::vector<RegisterId> parts;
    for (const Scope& s : periods(scope, e.axes[0])) parts.push_back(value(e.children[0], s));
    if (parts.empty()) return builder_.constant(types::Truth::open_);
    return folded(condition(e.quantifier == Quantifier::every ? Op::and_ : Op::or_, std::move(parts)));
  }
  const Scope inner = within(scope, e.axes);
  RegisterId body = value(e.children[0], inner);
  const bool every = e.quantifier == Quantifier::every;
  if (e.children.size() > 1) {
    const RegisterId filter = value(e.children[1], inner);
    body = every ? condition(Op::or_, {condition(Op::not_, {filter}), body}) : condition(Op::and_, {filter, body});
  }
  return folded(fold(every ? Op::fold_every : Op::fold_any, {body}, false, inner, scope));
}

}  // namespace assay::plan
