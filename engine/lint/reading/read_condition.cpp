#include "lint/reading/reader.h"

#include <algorithm>

namespace assay::lint {

using base::Number;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

namespace {

bool counts_days(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::function && e.function == functions::Function::days) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return counts_days(model, child); });
}

}  // namespace

bool asks_for_days(const semantics::Model& model, const Expr& comparison) {
  if (model[comparison.children[0]].type == semantics::Type::event) return true;
  return std::any_of(comparison.children.begin(), comparison.children.end(), [&](ExprId child) { return counts_days(model, child); });
}

bool is_plain_event(const semantics::Model& model, const Expr& event, const Scope& scope) {
  const Kind subject = model[event.children[0]].kind;
  return scope.shift == 0 && (subject == Kind::fact || subject == Kind::field);
}

Truth Reader::all(const std::vector<Truth>& parts) {
  std::vector<FormulaId> holds;
  std::vector<FormulaId> fails;
  for (const Truth& part : parts) {
    holds.push_back(part.holds);
    fails.push_back(part.fails);
  }
  return {formulas_.all(std::move(holds)), formulas_.any(std::move(fails))};
}

Truth Reader::any(const std::vector<Truth>& parts) {
  std::vector<Truth> opposites;
  for (const Truth& part : parts) opposites.push_back(opposite(part));
  return opposite(all(opposites));
}

// Of a variable that is 0 or 1.
Truth Reader::flag(Variable variable) {
  Linear above = Linear::of(variable);
  above.constant = Number(-1);
  return {formulas_.atom(std::move(above), Relation::not_negative), formulas_.atom(Linear::of(variable, -1), Relation::not_negative)};
}

Truth Reader::whole_condition(ExprId id, const Scope& scope) {
  const Truth either = flag(vocabulary_.expression(id, scope, {Number(0), Number(1), true}));
  if (!may_have_no_value(model_, id)) return either;
  const FormulaId decided = flag(vocabulary_.decided(id, scope)).holds;
  return {formulas_.all({decided, either.holds}), formulas_.all({decided, either.fails})};
}

// All that is asked of an event is that its day lies between two days. Only `after` and `on` may be true of one before the season's start, and what
// is asked `on` such a day that day decides.
Truth Reader::event(const Expr& e, const Scope& scope) {
  const types::Season& season = model_.schema.season;
  const auto day = [](base::Date date) { return Number(date.days); };
  Number first = day(season.from);
  Number last = day(scope.at);
  const auto by = [&](base::Date date) { last = std::min(last, day(date)); };
  switch (e.timing) {
    case semantics::Timing::none: by(season.to); break;
    case semantics::Timing::by: by(e.date); break;
    case semantics::Timing::before: by({e.date.days - 1}); break;
    case semantics::Timing::after: first = Number(e.date.days + 1); break;
    case semantics::Timing::on:
      first = day(e.date);
      by(e.date);
      break;
  }
  const Expr& subject = model_[e.children[0]];
  const auto between = [&](const Linear& when) {
    return formulas_.all({formulas_.atom(*subtract(when, Linear::of(first)), Relation::not_negative), formulas_.atom(*subtract(Linear::of(last), when), Relation::not_negative)});
  };
  FormulaId holds = Formulas::never();
  if (first >= day(season.from)) holds = between(Linear::of(vocabulary_.day(subject, scope)));
  else if (e.timing == semantics::Timing::on) holds = between(Linear::of(vocabulary_.day_before(subject, scope)));
  else for (const Coming& each : coming(subject, scope)) holds = formulas_.any({holds, formulas_.all({each.when, between(each.day)})});
  return {holds, formulas_.negate(holds)};
}

Truth Reader::quantifier(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  if (none_has_ended(e.axes, scope, model_.schema)) return {};
  const auto scopes = scopes_of(e.axes, scope, model_.schema);
  if (!scopes) return whole_condition(id, scope);
  const bool every = e.quantifier == semantics::Quantifier::every;
  std::vector<Truth> parts;
  for (const Scope& each : *scopes) {
    Truth part = condition(e.children[0], each);
    if (e.children.size() > 1) {
      const Truth filter = condition(e.children[1], each);
      part = every ? any({opposite(filter), part}) : all({filter, part});
    }
    parts.push_back(part);
  }
  if (every) return all(parts);
  return e.quantifier == semantics::Quantifier::any ? any(parts) : opposite(any(parts));
}

Truth Reader::condition(ExprId id, const Scope& scope) {
  if (!scope.members.empty()) return read_condition(id, scope);
  const auto found = read_.find(id.index());
  if (found != read_.end() && found->second.scope == scope && effort_ + found->second.effort <= kMostEffort) {
    effort_ += found->second.effort;
    return found->second.truth;
  }
  const std::size_t before = effort_;
  const Truth truth = read_condition(id, scope);
  if (effort_ <= kMostEffort) read_[id.index()] = {scope, truth, effort_ - before};
  return truth;
}

Truth Reader::read_condition(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  if (too_much()) return whole_condition(id, scope);
  const auto children = [&] {
    std::vector<Truth> out;
    for (const ExprId child : e.children) out.push_back(condition(child, scope));
    return out;
  };
  switch (e.kind) {
    case Kind::truth: return {Formulas::of(e.truth), Formulas::of(!e.truth)};
    case Kind::fact:
    case Kind::field: return flag(vocabulary_.value(e, scope));
    case Kind::compare: return comparison(id, scope);
    case Kind::previous: {
      Scope before = scope;
      ++before.shift;
      return condition(e.children[0], before);
    }
    case Kind::in_set:
    case Kind::in_range: return membership(id, scope);
    case Kind::within: return within(id, scope);
    case Kind::at_least: return at_least(id, scope);
    case Kind::event: return is_plain_event(model_, e, scope) ? event(e, scope) : whole_condition(id, scope);
    case Kind::not_: return opposite(condition(e.children[0], scope));
    case Kind::and_: return all(children());
    case Kind::or_: return any(children());
    case Kind::implies: return any({opposite(condition(e.children[0], scope)), condition(e.children[1], scope)});
    case Kind::if_: {
      const std::vector<Truth> parts = children();
      // What chooses may be neither, as a division by 0 is: then both have to agree.
      const auto chosen = [&](FormulaId then, FormulaId otherwise) {
        return formulas_.any({formulas_.all({parts[0].holds, then}), formulas_.all({parts[0].fails, otherwise}), formulas_.all({then, otherwise})});
      };
      return {chosen(parts[1].holds, parts[2].holds), chosen(parts[1].fails, parts[2].fails)};
    }
    case Kind::quantifier: return quantifier(id, scope);
    default: return whole_condition(id, scope);
  }
}

}  // namespace assay::lint
