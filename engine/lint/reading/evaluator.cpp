#include "lint/reading/evaluator.h"

#include "semantics/dated.h"

#include <algorithm>
#include <set>

namespace assay::lint {

using base::Number;
using semantics::Aggregate;
using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

std::optional<bool> Evaluator::opposite(std::optional<bool> truth) {
  if (!truth) return std::nullopt;
  return !*truth;
}

std::optional<bool> Evaluator::all(const std::vector<std::optional<bool>>& parts) {
  bool known = true;
  for (const auto& part : parts) {
    if (part && !*part) return false;
    known = known && part;
  }
  if (!known) return std::nullopt;
  return true;
}

std::optional<Number> Evaluator::value(Variable variable) const {
  if (const auto it = values_.find(variable); it != values_.end()) return it->second;
  const Domain& domain = reader_.vocabulary().domains()[variable.index()];
  Range range;
  range.whole = domain.whole;
  if (domain.low) range.raise({*domain.low, false});
  if (domain.high) range.lower({*domain.high, false});
  return range.pick();
}

std::optional<Number> Evaluator::day(const Expr& event, const Scope& scope) const {
  const auto of_season = value(reader_.vocabulary().day(event, scope));
  if (!of_season || *of_season <= Number(scope.at.days)) return of_season;
  const auto before = value(reader_.vocabulary().day_before(event, scope));
  return before && *before < Number(model_.schema.season.from.days) ? before : of_season;
}

std::optional<Number> Evaluator::unknown(ExprId id, const Scope& scope) {
  const bool truth = model_[id].type == semantics::Type::truth;
  return value(reader_.vocabulary().expression(id, scope, truth ? Domain{Number(0), Number(1), true} : Domain{}));
}

std::optional<bool> Evaluator::compare(ExprId left, ExprId right, Compare op, const Scope& scope) {
  if (model_[left].type == semantics::Type::truth) {
    const auto a = condition(left, scope);
    const auto b = condition(right, scope);
    if (!a || !b) return std::nullopt;
    return (*a == *b) == (op == Compare::eq);
  }
  if (model_[left].type == semantics::Type::event) return days(left, right, op, scope);
  const auto a = number(left, scope);
  const auto b = number(right, scope);
  if (!a || !b) return std::nullopt;
  return semantics::holds(op, *a < *b ? -1 : *a == *b ? 0 : 1);
}

std::optional<bool> Evaluator::days(ExprId left, ExprId right, Compare op, const Scope& scope) {
  if (op == Compare::ne) return opposite(days(left, right, Compare::eq, scope));
  const auto day_of = [&](ExprId id) { return model_[id].kind == Kind::date ? std::optional(Number(model_[id].date.days)) : day(model_[id], scope); };
  const auto comes = [&](ExprId id, const Number& on) { return model_[id].kind == Kind::date || on <= Number(scope.at.days); };
  const auto a = day_of(left);
  const auto b = day_of(right);
  if (!a || !b) return std::nullopt;
  return comes(left, *a) && comes(right, *b) && semantics::holds(op, *a < *b ? -1 : *a == *b ? 0 : 1);
}

std::optional<bool> Evaluator::membership(const Expr& e, const Scope& scope) {
  std::vector<std::optional<bool>> parts;
  if (e.kind == Kind::in_range) {
    parts = {compare(e.children[0], e.children[1], Compare::ge, scope), compare(e.children[0], e.children[2], Compare::le, scope)};
    return all(parts);
  }
  for (std::size_t i = 1; i < e.children.size(); ++i) parts.push_back(opposite(compare(e.children[0], e.children[i], Compare::eq, scope)));
  return opposite(all(parts));
}

std::optional<bool> Evaluator::within(const Expr& e, const Scope& scope) {
  const auto x = number(e.children[0], scope), y = number(e.children[1], scope), t = number(e.children[2], scope);
  if (!x || !y || !t) return std::nullopt;
  const auto apart = base::subtract(*x, *y);
  const auto allowed = e.relative ? base::multiply(*t, base::absolute(*y)) : t;
  if (!apart || !allowed) return std::nullopt;
  return base::absolute(*apart) <= *allowed;
}

std::optional<bool> Evaluator::at_least(const Expr& e, const Scope& scope) {
  const std::size_t k = how_many(model_, e, scope);
  std::size_t held = 0, may = 0;
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    const auto each = condition(e.children[i], scope);
    if (!each || *each) ++may;
    if (each && *each) ++held;
  }
  if (held >= k) return true;
  if (may < k) return false;
  return std::nullopt;
}

std::optional<bool> Evaluator::happened(const Expr& e, const Scope& scope) {
  const types::Season& season = model_.schema.season;
  const Expr& event = model_[e.children[0]];
  const bool of_before = e.timing == semantics::Timing::on && e.date < season.from;
  const auto when = of_before ? value(reader_.vocabulary().day_before(event, scope)) : day(event, scope);
  if (!when) return std::nullopt;
  const auto not_after = [&](base::Date date) { return *when <= Number(date.days); };
  if (!not_after(scope.at)) return false;
  const bool in_season = *when >= Number(season.from.days);
  switch (e.timing) {
    case semantics::Timing::none: return in_season && not_after(season.to);
    case semantics::Timing::by: return in_season && not_after(e.date);
    case semantics::Timing::before: return in_season && *when < Number(e.date.days);
    case semantics::Timing::after: return *when > Number(e.date.days);
    case semantics::Timing::on: return *when == Number(e.date.days);
  }
  return std::nullopt;
}

std::optional<bool> Evaluator::condition(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  const auto child = [&](std::size_t i) { return condition(e.children[i], scope); };
  const auto truth = [](const std::optional<Number>& flag) -> std::optional<bool> {
    if (!flag) return std::nullopt;
    return flag->sign() != 0;
  };
  switch (e.kind) {
    case Kind::truth: return e.truth;
    case Kind::fact:
    case Kind::field: return truth(value(reader_.vocabulary().value(e, scope)));
    case Kind::compare: return asks_for_days(model_, e) && !are_plain_days(model_, e, scope) ? truth(unknown(id, scope)) : compare(e.children[0], e.children[1], e.compare, scope);
    case Kind::previous: {
      Scope before = scope;
      ++before.shift;
      return condition(e.children[0], before);
    }
    case Kind::in_set:
    case Kind::in_range: return asks_for_days(model_, e) && !are_plain_days(model_, e, scope) ? truth(unknown(id, scope)) : membership(e, scope);
    case Kind::within: return asks_for_days(model_, e) ? truth(unknown(id, scope)) : within(e, scope);
    case Kind::at_least: return at_least(e, scope);
    case Kind::event: return is_plain_event(model_, e, scope) ? happened(e, scope) : truth(unknown(id, scope));
    case Kind::not_: return opposite(child(0));
    case Kind::implies: return opposite(all({child(0), opposite(child(1))}));
    case Kind::if_: {
      const auto decides = child(0);
      if (decides) return child(*decides ? 1 : 2);
      const auto then = child(1);
      return then == child(2) ? then : std::nullopt;
    }
    case Kind::and_:
    case Kind::or_: {
      std::vector<std::optional<bool>> parts;
      for (std::size_t i = 0; i < e.children.size(); ++i) parts.push_back(e.kind == Kind::and_ ? child(i) : opposite(child(i)));
      return e.kind == Kind::and_ ? all(parts) : opposite(all(parts));
    }
    case Kind::quantifier: {
      if (none_has_ended(e.axes, scope, model_.schema)) return std::nullopt;
      const auto scopes = scopes_of(e.axes, scope, model_.schema);
      if (!scopes) return truth(unknown(id, scope));
      const bool every = e.quantifier == semantics::Quantifier::every;
      // `every` is that no member is without it, `any` that not all are.
      std::vector<std::optional<bool>> parts;
      for (const Scope& each : *scopes) {
        const auto body = condition(e.children[0], each);
        const auto filter = e.children.size() > 1 ? condition(e.children[1], each) : std::optional(true);
        parts.push_back(opposite(all({filter, every ? opposite(body) : body})));
      }
      return e.quantifier == semantics::Quantifier::any ? opposite(all(parts)) : all(parts);
    }
    default: return truth(unknown(id, scope));
  }
}

// growth and reduction: only of a base that is positive.
std::optional<Number> Evaluator::change(const Expr& e, const Scope& scope) {
  Scope before = scope;
  ++before.shift;
  const auto now = number(e.children[0], scope);
  const auto then = number(e.children[0], before);
  if (!now || !then || then->sign() <= 0) return std::nullopt;
  const auto ratio = base::divide(*now, *then);
  if (!ratio) return std::nullopt;
  return e.kind == Kind::growth ? base::subtract(*ratio, 1) : base::subtract(1, *ratio);
}

std::optional<Number> Evaluator::aggregate(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  if (none_has_ended(e.axes, scope, model_.schema)) return std::nullopt;
  const auto scopes = scopes_of(e.axes, scope, model_.schema);
  if (!scopes) return unknown(id, scope);
  const bool counts = e.aggregate == Aggregate::count || e.aggregate == Aggregate::share;
  const std::size_t filter = counts ? 0 : 1;
  std::int64_t count = 0;
  std::vector<Number> values;
  for (const Scope& each : *scopes) {
    const auto in = e.children.size() > filter ? condition(e.children[filter], each) : std::optional(true);
    if (!in) return std::nullopt;
    if (!*in) continue;
    ++count;
    if (counts) continue;
    const auto member = number(e.children[0], each);
    if (!member) return std::nullopt;
    values.push_back(*member);
  }
  switch (e.aggregate) {
    case Aggregate::count: return Number(count);
    case Aggregate::share: return Number::fraction(count, static_cast<base::Int128>(scopes->size()));
    case Aggregate::sum: return base::sum(values);
    case Aggregate::avg: {
      const auto sum = base::sum(values);
      return sum && count > 0 ? base::divide(*sum, Number(count)) : std::nullopt;
    }
    case Aggregate::min: return count > 0 ? std::optional(*std::min_element(values.begin(), values.end())) : std::nullopt;
    case Aggregate::max: return count > 0 ? std::optional(*std::max_element(values.begin(), values.end())) : std::nullopt;
    case Aggregate::distinct: return Number(static_cast<std::int64_t>(std::set<Number>(values.begin(), values.end()).size()));
    default: return unknown(id, scope);
  }
}

std::optional<Number> Evaluator::function(ExprId id, const Scope& scope) {
  using functions::Function;
  const Expr& e = model_[id];
  switch (e.function) {
    case Function::abs:
    case Function::round:
    case Function::floor:
    case Function::ceiling:
    case Function::mod:
    case Function::power: break;
    case Function::count: {
      std::int64_t count = 0;
      for (const ExprId child : e.children) {
        const auto holds = model_[child].type == semantics::Type::truth ? condition(child, scope) : std::optional(true);
        if (!holds) return std::nullopt;
        count += *holds ? 1 : 0;
      }
      return Number(count);
    }
    default: return unknown(id, scope);
  }
  std::vector<Number> values;
  for (const ExprId child : e.children) {
    const auto each = number(child, scope);
    if (!each) return std::nullopt;
    values.push_back(*each);
  }
  if (e.function == Function::abs) return base::absolute(values.front());
  const bool divides = e.function == Function::mod || (e.function == Function::power && e.places < 0);
  return divides && values.back().sign() == 0 ? std::nullopt : unknown(id, scope);
}

std::optional<Number> Evaluator::number(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  const auto both = [&](auto operation) -> std::optional<Number> {
    const auto a = number(e.children[0], scope);
    const auto b = number(e.children[1], scope);
    return a && b ? operation(*a, *b) : std::nullopt;
  };
  switch (e.kind) {
    case Kind::number: return e.number;
    case Kind::grade: return Number(static_cast<std::int64_t>(e.grade));
    case Kind::text: return reader_.vocabulary().text(e.text);
    case Kind::param: return semantics::value_at(model_.params[e.param].values, date_of(scope));
    case Kind::elapsed: {
      const Cases cases = reader_.number(id, scope);
      return cases.front().above.is_constant() ? cases.front().above.constant : value(cases.front().above.terms.front().first);
    }
    case Kind::fact:
    case Kind::field: {
      const Reading reading = reading_of(model_, e, scope);
      const Variable of = reader_.vocabulary().value(e, reading.end);
      if (reader_.vocabulary().is_yet_to_come(of)) return std::nullopt;
      auto reported = value(of);
      if (reading.before) {
        const auto before = value(reader_.vocabulary().value(e, *reading.before));
        reported = reported && before ? base::subtract(*reported, *before) : std::nullopt;
      }
      return reported && e.type == semantics::Type::number ? base::multiply(*reported, model_.schema[e.fact].unit.factor) : reported;
    }
    case Kind::negate: {
      const auto child = number(e.children[0], scope);
      return child ? std::optional(-*child) : std::nullopt;
    }
    case Kind::add: return both([](const Number& a, const Number& b) { return base::add(a, b); });
    case Kind::subtract: return both([](const Number& a, const Number& b) { return base::subtract(a, b); });
    case Kind::multiply: return both([](const Number& a, const Number& b) { return base::multiply(a, b); });
    case Kind::divide: return both([](const Number& a, const Number& b) { return base::divide(a, b); });
    case Kind::if_: {
      const auto decides = condition(e.children[0], scope);
      return decides ? number(e.children[*decides ? 1 : 2], scope) : std::nullopt;
    }
    case Kind::previous: {
      Scope before = scope;
      ++before.shift;
      return number(e.children[0], before);
    }
    case Kind::at_period: {
      const auto within = scope_of_period(model_, e, scope);
      return within ? number(e.children[0], *within) : unknown(id, scope);
    }
    case Kind::growth:
    case Kind::reduction: return change(e, scope);
    case Kind::aggregate: return aggregate(id, scope);
    case Kind::function: return function(id, scope);
    default: return unknown(id, scope);
  }
}

}  // namespace assay::lint
