// Comparisons, and what is made of them: sets, ranges, tolerances.
#include "plan/lowering.h"

#include <utility>

namespace assay::plan {

using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

RegisterId Lowering::compare(Compare op, ExprId left, ExprId right, const Scope& scope) {
  const RegisterId a = value(left, scope);
  const RegisterId b = value(right, scope);
  const auto small = static_cast<std::uint32_t>(op);
  switch (at(left).type) {
    case semantics::Type::event: return condition(Op::compare_days, {a, b}, small);
    case semantics::Type::truth: break;
    default:
      if (const auto d = division(left, right, scope)) {
        Step step;
        step.op = Op::compare_quotient;
        step.small = small;
        step.quotient = d->quotient;
        std::vector<RegisterId> in{d->above, d->below, d->goal};
        Grain grain = builder_.widen_all(in);
        step.in = std::move(in);
        return builder_.truth(std::move(step), std::move(grain));
      }
      return condition(Op::compare, {a, b}, small);
  }
  // Two conditions are equal where both hold or both do not.
  const RegisterId both = condition(Op::and_, {a, b});
  const RegisterId neither = condition(Op::and_, {condition(Op::not_, {a}), condition(Op::not_, {b})});
  const RegisterId equal = condition(Op::or_, {both, neither});
  return op == Compare::eq ? equal : condition(Op::not_, {equal});
}

std::optional<Lowering::Division> Lowering::division(ExprId left, ExprId right, const Scope& scope) {
  const RegisterId goal = value(right, scope);
  if (builder_.program().steps[goal.index()].op != Op::const_number) return std::nullopt;
  const RegisterId own = value(left, scope);
  const auto& steps = builder_.program().steps;
  const auto constant = [&](RegisterId id, std::int64_t n) {
    while (steps[id.index()].op == Op::broadcast) id = steps[id.index()].in[0];
    return steps[id.index()].op == Op::const_number && steps[id.index()].number == base::Number(n);
  };
  const Step& step = steps[own.index()];
  if (step.op == Op::divide) return Division{step.in[0], step.in[1], goal, Quotient::itself};
  if (step.op != Op::subtract) return std::nullopt;
  const auto of_base = [&](RegisterId id) { return steps[id.index()].op == Op::of_base; };
  if (of_base(step.in[0]) && constant(step.in[1], 1)) {
    const Step& ratio = steps[step.in[0].index()];
    return Division{ratio.in[0], ratio.in[1], goal, Quotient::growth};
  }
  if (of_base(step.in[1]) && constant(step.in[0], 1)) {
    const Step& ratio = steps[step.in[1].index()];
    return Division{ratio.in[0], ratio.in[1], goal, Quotient::reduction};
  }
  return std::nullopt;
}

RegisterId Lowering::comparison(const Expr& e, const Scope& scope) {
  const RegisterId own = compare(e.compare, e.children[0], e.children[1], scope);
  const auto there = all_happened(e, scope);
  return there ? condition(Op::and_, {*there, own}) : own;
}

RegisterId Lowering::membership(const Expr& e, const Scope& scope) {
  std::vector<RegisterId> parts;
  if (e.kind == Kind::in_range) {
    parts = {compare(Compare::ge, e.children[0], e.children[1], scope), compare(Compare::le, e.children[0], e.children[2], scope)};
  } else {
    for (std::size_t i = 1; i < e.children.size(); ++i) parts.push_back(compare(Compare::eq, e.children[0], e.children[i], scope));
    if (parts.size() > 1) parts = {condition(Op::or_, std::move(parts))};
  }
  if (const auto there = all_happened(e, scope)) parts.push_back(*there);
  return parts.size() == 1 ? parts.front() : condition(Op::and_, std::move(parts));
}

RegisterId Lowering::within_tolerance(const Expr& e, const Scope& scope) {
  const RegisterId other = value(e.children[1], scope);
  const RegisterId apart = arithmetic(Op::absolute, {arithmetic(Op::subtract, {value(e.children[0], scope), other})});
  RegisterId allowed = value(e.children[2], scope);
  if (e.relative) allowed = arithmetic(Op::multiply, {allowed, arithmetic(Op::absolute, {other})});
  const RegisterId own = condition(Op::compare, {apart, allowed}, static_cast<std::uint32_t>(Compare::le));
  const auto there = all_happened(e, scope);
  return there ? condition(Op::and_, {*there, own}) : own;
}

std::uint32_t Lowering::how_many(const Expr& at_least, const Scope& scope) const {
  const Expr& count = at(at_least.children[0]);
  const base::Number n = count.kind == Kind::param ? param(count, scope) : count.number;
  return static_cast<std::uint32_t>(n.numerator());
}

// The events of the days(…) that a number is computed from, whatever else it depends on.
void Lowering::days_read(ExprId id, std::vector<ExprId>& events) const {
  const Expr& e = at(id);
  switch (e.kind) {
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
      for (const ExprId c : e.children) days_read(c, events);
      return;
    case Kind::function: break;
    default: return;
  }
  using functions::Function;
  switch (e.function) {
    case Function::days:
      for (const ExprId c : e.children)
        if (at(c).kind != Kind::date) events.push_back(c);
      return;
    case Function::abs:
    case Function::round:
    case Function::floor:
    case Function::ceiling:
    case Function::mod:
    case Function::power:
      for (const ExprId c : e.children) days_read(c, events);
      return;
    default: return;
  }
}

// That the events between which a comparison counts days have happened.
std::optional<RegisterId> Lowering::all_happened(const Expr& e, const Scope& scope) {
  std::vector<ExprId> events;
  for (const ExprId c : e.children) days_read(c, events);
  if (events.empty()) return std::nullopt;
  std::vector<RegisterId> parts;
  for (const ExprId event : events) {
    Step step;
    step.op = Op::event_test;
    step.in = {value(event, scope)};
    step.small = static_cast<std::uint32_t>(semantics::Timing::after);
    step.date = *base::make_date(1, 1, 1);
    Grain grain = builder_.grain(step.in.front());
    parts.push_back(builder_.truth(std::move(step), std::move(grain)));
  }
  return parts.size() == 1 ? parts.front() : condition(Op::and_, std::move(parts));
}

}  // namespace assay::plan
