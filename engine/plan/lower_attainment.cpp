#include "plan/lowering.h"
#include "semantics/ordinal.h"

#include <utility>

namespace assay::plan {

using semantics::Axis;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using semantics::Quantifier;

RegisterId Lowering::attain(Op op, std::vector<RegisterId> in, std::uint32_t small) {
  Step step;
  step.op = op;
  step.small = small;
  Grain grain = builder_.widen_all(in);
  step.in = std::move(in);
  return builder_.number(std::move(step), std::move(grain));
}

RegisterId Lowering::attainment(ExprId id, const Scope& around) {
  const Expr& e = at(id);
  const Scope scope = seen_by(id, around);
  const RegisterId own = value(id, scope);
  const auto parts = [&] {
    std::vector<RegisterId> in{own};
    for (const ExprId c : e.children) in.push_back(attainment(c, scope));
    return in;
  };
  switch (e.kind) {
    case Kind::compare:
      if (e.compare == semantics::Compare::ne || is_ordinal(model(), e.children[0]) || is_ordinal(model(), e.children[1])) break;
      return compared_attainment(e, own, scope);
    case Kind::and_: return attain(Op::attain_least, parts());
    case Kind::or_: return attain(Op::attain_greatest, parts());
    case Kind::implies: {  // as `not a or b`
      const RegisterId premise_fails = condition(Op::not_, {value(e.children[0], scope)});
      return attain(Op::attain_greatest, {own, attain(Op::attain_truth, {premise_fails}), attainment(e.children[1], scope)});
    }
    case Kind::if_:
      return attain(Op::attain_choose, {own, value(e.children[0], scope), attainment(e.children[1], scope), attainment(e.children[2], scope)});
    case Kind::previous:
    case Kind::at_period: {
      if (at(e.children[0]).kind == Kind::fact) break;
      Scope within = scope;
      within.moment = e.kind == Kind::previous ? season_before(scope.moment) : over(model().schema.season, e, scope.moment);
      return attainment(e.children[0], within);
    }
    case Kind::at_least: {
      std::vector<RegisterId> in{own};
      for (std::size_t i = 1; i < e.children.size(); ++i) in.push_back(attainment(e.children[i], scope));
      return attain(Op::attain_best, std::move(in), how_many(e, scope));
    }
    case Kind::quantifier: return quantifier_attainment(e, own, scope);
    default: break;
  }
  return attain(Op::attain_truth, {own});
}

RegisterId Lowering::compared_attainment(const Expr& e, RegisterId own, const Scope& scope) {
  const auto quotient = [&](RegisterId holds) {
    if (const auto d = division(e.children[0], e.children[1], scope)) {
      Step step;
      step.op = Op::attain_quotient;
      step.small = static_cast<std::uint32_t>(e.compare);
      step.quotient = d->quotient;
      std::vector<RegisterId> in{holds, d->above, d->below, d->goal};
      Grain grain = builder_.widen_all(in);
      step.in = std::move(in);
      return builder_.number(std::move(step), std::move(grain));
    }
    return attain(Op::attain_compare, {holds, value(e.children[0], scope), value(e.children[1], scope)}, static_cast<std::uint32_t>(e.compare));
  };
  const auto there = all_happened(e, scope);
  if (!there) return quotient(own);
  // As the `and` of the days being there and the comparison.
  return attain(Op::attain_least, {own, attain(Op::attain_truth, {*there}), quotient(compare(e.compare, e.children[0], e.children[1], scope))});
}

RegisterId Lowering::quantifier_attainment(const Expr& e, RegisterId own, const Scope& scope) {
  const auto member = [&](const Scope& s) {
    return e.quantifier == Quantifier::no ? attain(Op::attain_truth, {condition(Op::not_, {value(e.children[0], s)})})
                                          : attainment(e.children[0], s);
  };
  const bool any = e.quantifier == Quantifier::any;
  std::vector<Scope> inner{within(scope, e.axes)};
  const bool over_periods = e.axes[0].kind == Axis::Kind::period;
  if (over_periods) inner = periods(scope, e.axes[0]);
  if (inner.empty()) return attain(Op::attain_truth, {own});
  if (over_periods && e.children.size() == 1) {
    std::vector<RegisterId> in{own};
    for (const Scope& s : inner) in.push_back(member(s));
    return attain(any ? Op::attain_greatest : Op::attain_mean, std::move(in));
  }
  const bool filtered = e.children.size() > 1;
  std::vector<RegisterId> parts, filters, all{own};
  for (const Scope& s : inner) {
    all.push_back(parts.emplace_back(member(s)));
    if (filtered) all.push_back(filters.emplace_back(value(e.children[1], s)));
  }
  const Grain folded = folded_grain(inner.front(), e.axes, all);
  const Grain left = outside(folded, scope);
  Step step;
  step.op = any ? Op::attain_fold_greatest : Op::attain_fold_mean;
  step.small = filtered ? 1 : 0;
  step.absent = absent_rows(e, scope);
  step.in = {builder_.widen(own, left), over_members(e, std::move(parts), folded)};
  if (filtered) step.in.push_back(over_members(e, std::move(filters), folded));
  return builder_.number(std::move(step), left);
}

}  // namespace assay::plan
