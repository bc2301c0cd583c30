#include "plan/lowering.h"

#include <utility>

namespace assay::plan {

using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

base::Number Lowering::param(const Expr& e, const Scope& scope) const {
  return semantics::value_at(model().params[e.param].values, types::years_before(scope.moment.at, scope.moment.shift));
}

namespace {

// What two numbers come to; nothing where it has no value or needs too many digits, which the rows will tell.
std::optional<base::Number> folded(Op op, const base::Number& a, const base::Number& b) {
  switch (op) {
    case Op::add: return base::add(a, b);
    case Op::subtract: return base::subtract(a, b);
    case Op::multiply: return base::multiply(a, b);
    case Op::divide: return base::divide(a, b);
    default: return std::nullopt;
  }
}

}  // namespace

// Of constants a constant; what adds nothing or multiplies by 1 is its other side.
std::optional<RegisterId> Lowering::simplified(Op op, const std::vector<RegisterId>& in) {
  if (in.size() != 2) return std::nullopt;
  const auto constant = [&](RegisterId id) -> std::optional<base::Number> {
    const Step& step = builder_.program().steps[id.index()];
    return step.op == Op::const_number ? std::optional(step.number) : std::nullopt;
  };
  const std::optional<base::Number> a = constant(in[0]), b = constant(in[1]);
  if (a && b) {
    const std::optional<base::Number> made = folded(op, *a, *b);
    return made ? std::optional(builder_.constant(*made)) : std::nullopt;
  }
  const base::Number neutral(op == Op::multiply ? 1 : 0);
  if (op != Op::add && op != Op::multiply) return std::nullopt;
  if (a && *a == neutral) return in[1];
  if (b && *b == neutral) return in[0];
  return std::nullopt;
}

RegisterId Lowering::arithmetic(Op op, std::vector<RegisterId> in, std::uint32_t small) {
  if (const auto simple = simplified(op, in)) return *simple;
  Step step;
  step.op = op;
  step.small = small;
  Grain grain = builder_.widen_all(in);
  step.in = std::move(in);
  return builder_.number(std::move(step), std::move(grain));
}

RegisterId Lowering::condition(Op op, std::vector<RegisterId> in, std::uint32_t small) {
  if ((op == Op::and_ || op == Op::or_) && in.size() == 1) return in.front();
  Step step;
  step.op = op;
  step.small = small;
  Grain grain = builder_.widen_all(in);
  step.in = std::move(in);
  return builder_.truth(std::move(step), std::move(grain));
}

Scope Lowering::seen_by(ExprId id, const Scope& around) const {
  Scope scope = around;
  if (at(id).apart) scope.grain = {};
  return scope;
}

RegisterId Lowering::value(ExprId id, const Scope& around) {
  const Scope scope = seen_by(id, around);
  if (scope.quantities) return compute(id, scope);  // differs from criterion to criterion
  const auto key = std::make_pair(id, scope.moment);
  if (const auto it = memo_.find(key); it != memo_.end()) return it->second;
  const RegisterId out = compute(id, scope);
  memo_.emplace(key, out);
  builder_.remember(id, scope.moment, out);
  return out;
}

RegisterId Lowering::compute(ExprId id, const Scope& scope) {
  const Expr& e = at(id);
  const auto child = [&](std::size_t i) { return value(e.children[i], scope); };
  const auto before = [&](std::size_t i) {
    Scope past = scope;
    past.moment = season_before(scope.moment);
    return value(e.children[i], past);
  };
  switch (e.kind) {
    case Kind::number: return builder_.constant(e.number);
    case Kind::truth: return builder_.constant(e.truth ? types::Truth::true_ : types::Truth::false_);
    case Kind::grade: return builder_.constant(base::Number(static_cast<std::int64_t>(e.grade)));
    case Kind::text: {
      Step step;
      step.op = Op::const_text;
      step.text = e.text;
      return builder_.number(std::move(step), {});
    }
    case Kind::date: return builder_.constant(base::Number(types::years_before(e.date, scope.moment.shift).days));
    case Kind::unknown: {
      if (e.type == semantics::Type::truth) return builder_.constant(types::Truth::unknown);
      Step step;
      step.op = Op::const_unknown;
      return builder_.number(std::move(step), {});
    }
    case Kind::param: return builder_.constant(param(e, scope));
    case Kind::elapsed: {
      const auto& season = model().schema.season;
      const auto all = types::periods(season, season.step).size();
      const auto ended = ended_periods(season, season.step, scope.moment.at).size();
      return builder_.constant(*base::Number::fraction(static_cast<base::Int128>(ended), static_cast<base::Int128>(all)));
    }
    case Kind::fact: return fact(e, scope, scope.moment.last_due(), true);
    case Kind::field: return field(e, scope, scope.moment.last_due(), true);
    case Kind::negate: return arithmetic(Op::negate, {child(0)});
    case Kind::add: return arithmetic(Op::add, {child(0), child(1)});
    case Kind::subtract: return arithmetic(Op::subtract, {child(0), child(1)});
    case Kind::multiply: return arithmetic(Op::multiply, {child(0), child(1)});
    case Kind::divide: return arithmetic(Op::divide, {child(0), child(1)});
    case Kind::if_:
      return e.type == semantics::Type::truth ? condition(Op::choose_truth, {child(0), child(1), child(2)})
                                              : arithmetic(Op::choose, {child(0), child(1), child(2)});
    case Kind::previous: return before(0);
    case Kind::at_period: {
      Scope within = scope;
      within.moment = over(model().schema.season, e, scope.moment);
      return value(e.children[0], within);
    }
    case Kind::growth:
      return arithmetic(Op::subtract, {arithmetic(Op::of_base, {child(0), before(0)}), builder_.constant(base::Number(1))});
    case Kind::reduction:
      return arithmetic(Op::subtract, {builder_.constant(base::Number(1)), arithmetic(Op::of_base, {child(0), before(0)})});
    case Kind::aggregate: return aggregate(e, scope);
    case Kind::rank_among:
    case Kind::aggregate_among: {
      Step step;
      step.op = e.kind == Kind::rank_among ? Op::among_rank : Op::among_fold;
      step.small = e.kind == Kind::rank_among ? 0 : static_cast<std::uint32_t>(e.aggregate);
      step.lacks = scope.moment.later && model().schema.reports.empty();
      step.in = {child(0)};
      const Grain grain = builder_.grain(step.in[0]);
      return builder_.number(std::move(step), grain);
    }
    case Kind::function: return function(e, scope);
    case Kind::compare: return comparison(e, scope);
    case Kind::in_set:
    case Kind::in_range: return membership(e, scope);
    case Kind::within: return within_tolerance(e, scope);
    case Kind::at_least: {
      std::vector<RegisterId> in;
      for (std::size_t i = 1; i < e.children.size(); ++i) in.push_back(child(i));
      return condition(Op::at_least, std::move(in), how_many(e, scope));
    }
    case Kind::member: return member(e, scope);
    case Kind::reported: return reported(e, scope);
    case Kind::event: return event(e, scope);
    case Kind::not_: return condition(Op::not_, {child(0)});
    case Kind::and_:
    case Kind::or_: {
      std::vector<RegisterId> in;
      for (const ExprId c : e.children) in.push_back(value(c, scope));
      return condition(e.kind == Kind::and_ ? Op::and_ : Op::or_, std::move(in));
    }
    case Kind::implies: return condition(Op::or_, {condition(Op::not_, {child(0)}), child(1)});
    case Kind::quantifier: return quantifier(e, scope);
    case Kind::quantity:
      switch (e.quantity) {
        case semantics::Quantity::attainment: return scope.quantities->attainment;
        case semantics::Quantity::stretch: return scope.quantities->stretch;
        case semantics::Quantity::met: return scope.quantities->met;
        case semantics::Quantity::weight: return scope.quantities->weight;
        case semantics::Quantity::difficulty: return scope.quantities->difficulty;
      }
      break;
    case Kind::fold: return score_fold(e, scope);
  }
  return builder_.constant(base::Number(0));
}

}  // namespace assay::plan
