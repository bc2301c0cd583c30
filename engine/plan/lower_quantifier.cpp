#include "plan/lowering.h"

#include <utility>

namespace assay::plan {

using semantics::Aggregate;
using semantics::Axis;
using semantics::Expr;
using semantics::Quantifier;

namespace {

const Axis* period_axis(const std::vector<Axis>& axes) {
  for (const Axis& axis : axes)
    if (axis.kind == Axis::Kind::period) return &axis;
  return nullptr;
}

Op fold_op(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::sum: return Op::fold_sum;
    case Aggregate::avg: return Op::fold_avg;
    case Aggregate::min: return Op::fold_min;
    case Aggregate::max: return Op::fold_max;
    case Aggregate::median: return Op::fold_median;
    case Aggregate::count: return Op::fold_count;
    case Aggregate::share: return Op::fold_share;
    case Aggregate::streak: break;
  }
  return Op::fold_streak;
}

}  // namespace

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
  for (const PeriodMoment& p : periods_of(model().schema.season, axis, scope.moment)) {
    out.push_back(scope);
    out.back().moment = p.moment;
  }
  return out;
}

// Registers of one grain as one register with an element for each of them, innermost.
RegisterId Lowering::side_by_side(std::vector<RegisterId> in) {
  const RegisterInfo info = builder_.info(in.front());
  Grain grain = info.grain;
  grain.periods = static_cast<std::uint32_t>(in.size());
  Step step;
  step.op = Op::side_by_side;
  step.in = std::move(in);
  return info.truth ? builder_.truth(std::move(step), std::move(grain)) : builder_.number(std::move(step), std::move(grain));
}

RegisterId Lowering::fold(Op op, std::vector<RegisterId> in, bool filtered, const Scope& outer) {
  Step step;
  step.op = op;
  step.in = std::move(in);
  step.small = filtered ? 1 : 0;
  step.lacks = builder_.as_of() >= outer.moment.due;
  const bool truth = op == Op::fold_every || op == Op::fold_any;
  return truth ? builder_.truth(std::move(step), outer.grain) : builder_.number(std::move(step), outer.grain);
}

// A child for all that is gone through: of one scope, or of each period's.
RegisterId Lowering::over_members(const Expr& e, std::size_t child, const std::vector<Scope>& inner) {
  std::vector<RegisterId> parts;
  for (const Scope& s : inner) parts.push_back(builder_.widen(value(e.children[child], s), s.grain));
  return period_axis(e.axes) != nullptr ? side_by_side(std::move(parts)) : parts.front();
}

RegisterId Lowering::aggregate(const Expr& e, const Scope& scope) {
  std::vector<Scope> inner{within(scope, e.axes)};
  if (const Axis* axis = period_axis(e.axes)) inner = periods(inner.front(), *axis);
  if (inner.empty()) {
    Step step;
    step.op = Op::not_yet;
    return builder_.number(std::move(step), {});
  }
  std::vector<RegisterId> in;
  for (std::size_t i = 0; i < e.children.size(); ++i) in.push_back(over_members(e, i, inner));
  const bool filtered = in.size() > 1;
  return fold(fold_op(e.aggregate), std::move(in), filtered, scope);
}

RegisterId Lowering::quantifier(const Expr& e, const Scope& scope) {
  const bool every = e.quantifier == Quantifier::every;
  const auto filtered = [&](const Scope& s) {
    const RegisterId body = value(e.children[0], s);
    if (e.children.size() == 1) return body;
    const RegisterId filter = value(e.children[1], s);
    return every ? condition(Op::or_, {condition(Op::not_, {filter}), body}) : condition(Op::and_, {filter, body});
  };
  const auto folded = [&](RegisterId r) { return e.quantifier == Quantifier::no ? condition(Op::not_, {r}) : r; };
  if (e.axes[0].kind == Axis::Kind::period) {
    std::vector<RegisterId> parts;
    for (const Scope& s : periods(scope, e.axes[0])) parts.push_back(filtered(s));
    if (parts.empty()) return builder_.constant(types::Truth::open_);
    return folded(condition(every ? Op::and_ : Op::or_, std::move(parts)));
  }
  const Scope inner = within(scope, e.axes);
  return folded(fold(every ? Op::fold_every : Op::fold_any, {builder_.widen(filtered(inner), inner.grain)}, false, scope));
}

}  // namespace assay::plan
