// Functions of values, and what is said of a value that may be missing.
#include "plan/lowering.h"

#include <cstdlib>
#include <utility>

namespace assay::plan {

using functions::Function;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using semantics::Type;

namespace {

// What a rounding goes to: 10^-places of the unit.
base::Number rounding_step(const Expr& e) {
  return *base::multiply(e.number, *base::Number::scaled(1, e.places));
}

}  // namespace

RegisterId Lowering::function(const Expr& e, const Scope& scope) {
  const auto rounding = [&](Op op) {
    Step step;
    step.op = op;
    step.in = {value(e.children[0], scope)};
    step.number = rounding_step(e);
    Grain grain = builder_.grain(step.in.front());
    return builder_.number(std::move(step), std::move(grain));
  };
  switch (e.function) {
    case Function::abs: return arithmetic(Op::absolute, {value(e.children[0], scope)});
    case Function::round: return rounding(Op::round_half);
    case Function::floor: return rounding(Op::round_down);
    case Function::ceiling: return rounding(Op::round_up);
    case Function::mod: return arithmetic(Op::modulo, {value(e.children[0], scope), value(e.children[1], scope)});
    case Function::power: {
      const RegisterId raised = arithmetic(Op::raise, {value(e.children[0], scope)}, static_cast<std::uint32_t>(std::abs(e.places)));
      return e.places >= 0 ? raised : arithmetic(Op::divide, {builder_.constant(base::Number(1)), raised});
    }
    case Function::days: {
      Step step;
      step.op = Op::days;
      step.in = {value(e.children[0], scope), value(e.children[1], scope)};
      step.lacks = builder_.as_of() >= scope.moment.due;
      Grain grain = builder_.widen_all(step.in);
      return builder_.number(std::move(step), std::move(grain));
    }
    case Function::default_: return with_default(e, scope);
    default: return several(e, scope);
  }
}

RegisterId Lowering::several(const Expr& e, const Scope& scope) {
  std::vector<RegisterId> in;
  for (const ExprId c : e.children) in.push_back(value(c, scope));
  switch (e.function) {
    case Function::count:
      if (at(e.children[0]).type != Type::truth) return builder_.constant(base::Number(static_cast<std::int64_t>(in.size())));
      return arithmetic(Op::count_of, std::move(in));
    case Function::avg: return arithmetic(Op::mean_of, std::move(in));
    case Function::min: return arithmetic(Op::least_of, std::move(in));
    case Function::max: return arithmetic(Op::greatest_of, std::move(in));
    case Function::median: return arithmetic(Op::median_of, std::move(in));
    default: return arithmetic(Op::sum_of, std::move(in));
  }
}

// Before the due date what is missing may still come. After it, of what may be reported late for the same days (a yes or no for a longer
// period, a later period's flag) only the season's end says that it did not.
Missing Lowering::missing(ExprId id, const Scope& scope) const {
  if (scope.moment.later) return Missing::may_come;
  const Expr* e = &at(id);
  while (e->kind == Kind::previous || e->kind == Kind::at_period || is_default(*e)) e = &at(e->children[0]);
  const types::Fact& fact = model().schema[e->fact];
  const bool late = fact.once || fact.kind == types::FactKind::event || e->kind == Kind::field;
  const bool due = builder_.as_of() >= scope.moment.due;
  return late && due && builder_.as_of() < model().schema.season.to ? Missing::may_come_late : Missing::counts;
}

RegisterId Lowering::reported(const Expr& e, const Scope& scope) {
  const ExprId subject = e.children[0];
  const RegisterId in = value(subject, scope);
  const auto how = static_cast<std::uint32_t>(missing(subject, scope));
  RegisterId there;
  if (at(subject).type == Type::event) {
    Step step;
    step.op = Op::is_event_reported;
    step.in = {in};
    step.small = how;
    step.lacks = builder_.as_of() >= scope.moment.due;
    Grain grain = builder_.grain(in);
    there = builder_.truth(std::move(step), std::move(grain));
  } else {
    there = condition(Op::is_reported, {in}, how);
  }
  return e.missing ? condition(Op::not_, {there}) : there;
}

RegisterId Lowering::with_default(const Expr& e, const Scope& scope) {
  const bool never = e.type == Type::event && at(e.children[1]).type == Type::truth;
  std::vector<RegisterId> in{value(e.children[0], scope), never ? builder_.constant(base::Number(kNever)) : value(e.children[1], scope)};
  const auto how = static_cast<std::uint32_t>(missing(e.children[0], scope));
  return e.type == Type::truth ? condition(Op::default_truth, std::move(in), how) : arithmetic(Op::default_to, std::move(in), how);
}

}  // namespace assay::plan
