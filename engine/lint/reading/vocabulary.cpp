#include "lint/reading/vocabulary.h"

#include "semantics/dump.h"

#include <algorithm>
#include <set>
#include <utility>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Binding;
using semantics::Expr;
using semantics::ExprId;
using types::FactKind;

// Dates of cells lie in the years 1900 to 2199; the day after these stands for never.
const base::Date kFirstDay = *base::make_date(1900, 1, 1);
const base::Date kNever = *base::make_date(2200, 1, 1);

std::optional<Number> times(const std::optional<Number>& n, std::uint32_t by) {
  return n ? base::multiply(*n, Number(static_cast<std::int64_t>(by))) : std::nullopt;
}

void add_facts(const semantics::Model& model, ExprId id, std::string& out) {
  const Expr& e = model[id];
  if (e.fact.valid()) out += "#" + std::to_string(e.fact.value);
  for (const ExprId child : e.children) add_facts(model, child, out);
}

}  // namespace

const Number& Vocabulary::never() {
  static const Number kDay(kNever.days);
  return kDay;
}

Term Vocabulary::term_of(const Expr& e, const Scope& scope) const {
  const types::Fact& fact = model_.schema[e.fact];
  const types::Season& season = model_.schema.season;
  Term term;
  term.fact = e.fact;
  term.shift = scope.shift;
  if (e.kind == semantics::Kind::field) {
    term.members = {e.variable};
    return term;
  }
  for (const Binding& binding : e.bindings) {
    term.members.push_back(binding.kind == Binding::Kind::total   ? types::kTotal
                           : binding.kind == Binding::Kind::fixed ? binding.value
                                                                  : scope.member_of(binding.value));
  }
  if (fact.once) term.counted = ended_of(types::once_periods(season), scope.shift > 0 ? season.to : scope.due);
  else if (fact.kind != FactKind::event) term.counted = ended(fact.step, scope.at);
  return term;
}

std::uint32_t Vocabulary::ended(base::Step step, base::Date at) const {
  const auto [it, fresh] = ended_.try_emplace({step, at});
  if (fresh) it->second = ended_of(types::periods(model_.schema.season, step), at);
  return it->second;
}

std::uint32_t Vocabulary::ended_of(const std::vector<base::Period>& periods, base::Date at) const {
  return static_cast<std::uint32_t>(
      std::count_if(periods.begin(), periods.end(), [&](const base::Period& period) { return types::days_of(model_.schema.season, period).last <= at; }));
}

// What the value may be where every cell it rests on is reported and well formed.
Domain Vocabulary::domain_of(const Term& term) const {
  const types::Fact& fact = model_.schema[term.fact];
  switch (fact.kind) {
    case FactKind::flag: return {Number(0), Number(1), true};
    case FactKind::grade: return {Number(0), Number(static_cast<std::int64_t>(model_.schema[fact.scale].grades.size()) - 1), true};
    case FactKind::text: return {Number(0), std::nullopt, true};
    case FactKind::event: return {Number((term.kind == Term::Kind::day ? model_.schema.season.from : kFirstDay).days), Vocabulary::never(), true};
    default: break;
  }
  Domain domain{fact.low, fact.high, fact.whole};
  if (fact.list.valid()) return domain;
  // A coarser period may stand for the sum of its parts, so the sum may be as little as one of them.
  if (fact.kind == FactKind::flow && term.counted > 0) {
    if (domain.low && domain.low->sign() < 0) domain.low = times(domain.low, term.counted);
    if (domain.high && domain.high->sign() > 0) domain.high = times(domain.high, term.counted);
  }
  if (std::find(term.members.begin(), term.members.end(), types::kTotal) == term.members.end()) return domain;
  if (fact.total == types::Total::mean) domain.whole = false;
  if (fact.total == types::Total::sum) {
    domain.high.reset();
    if (domain.low && domain.low->sign() >= 0) domain.low = Number(0);
    else domain.low.reset();
  }
  return domain;
}

Variable Vocabulary::find(Term term, const Domain& domain, const std::string& more) {
  Key key{term.kind, term.fact.value, term.members, term.counted, term.shift, term.text + more};
  const auto [it, fresh] = found_.emplace(std::move(key), Variable(terms_.size()));
  if (fresh) {
    terms_.push_back(std::move(term));
    domains_.push_back(domain);
  }
  return it->second;
}

Variable Vocabulary::value(const Expr& e, const Scope& scope) {
  Term term = term_of(e, scope);
  const Domain domain = domain_of(term);
  return find(std::move(term), domain);
}

bool Vocabulary::is_yet_to_come(Variable value) const {
  const Term& term = terms_[value.index()];
  const types::Fact& fact = model_.schema[term.fact];
  return term.kind == Term::Kind::value && term.counted == 0 && !fact.once && !fact.list.valid();
}

Variable Vocabulary::day(const Expr& e, const Scope& scope) {
  Term term = term_of(e, scope);
  term.kind = Term::Kind::day;
  const Domain domain = domain_of(term);
  return find(std::move(term), domain);
}

Variable Vocabulary::day_before(const Expr& e, const Scope& scope) {
  Term term = term_of(e, scope);
  term.kind = Term::Kind::day_before;
  const Domain domain = domain_of(term);
  return find(std::move(term), domain);
}

Term Vocabulary::term_of(ExprId id, const Scope& scope, std::string& more) const {
  Term term;
  term.kind = Term::Kind::whole_expression;
  term.text = semantics::print(model_, id);
  term.shift = scope.shift;
  term.truth = model_[id].type == semantics::Type::truth;
  more += "@" + std::to_string(scope.at.days) + "/" + std::to_string(scope.due.days);
  if (scope.over_from) more += "<" + std::to_string(scope.over_from->days);
  for (const auto& [variable, member] : scope.members) more += "," + std::to_string(variable) + "=" + std::to_string(member);
  add_facts(model_, id, more);
  return term;
}

Variable Vocabulary::expression(ExprId id, const Scope& scope, const Domain& domain) {
  std::string more;
  Term term = term_of(id, scope, more);
  return find(std::move(term), domain, more);
}

Variable Vocabulary::decided(ExprId id, const Scope& scope) {
  std::string more = "?";
  Term term = term_of(id, scope, more);
  term.truth = true;
  return find(std::move(term), {Number(0), Number(1), true}, more);
}

Variable Vocabulary::elapsed(const Scope& scope) {
  Term term;
  term.kind = Term::Kind::whole_expression;
  term.text = "elapsed";
  term.shift = scope.shift;
  return find(std::move(term), {Number(0), Number(1), false}, "@" + std::to_string(scope.at.days));
}

Number Vocabulary::text(const std::string& text) {
  const auto [it, fresh] = text_numbers_.emplace(text, texts_.size());
  if (fresh) texts_.push_back(text);
  return Number(static_cast<std::int64_t>(it->second));
}

FormulaId Vocabulary::with_growth(FormulaId id, Formulas& formulas) {
  const std::vector<Variable> variables = variables_of(id, formulas);
  if (variables.size() < 2) return id;
  std::vector<Variable> flows;
  for (const Variable variable : variables) {
    const Term& term = terms_[variable.index()];
    if (term.kind != Term::Kind::value) continue;
    const types::Fact& fact = model_.schema[term.fact];
    if (fact.kind != FactKind::flow || !fact.low || fact.low->sign() < 0) continue;
    flows.push_back(variable);
  }
  if (flows.size() < 2) return id;
  const auto whose = [&](Variable variable) {
    const Term& term = terms_[variable.index()];
    return std::tie(term.fact, term.members, term.shift);
  };
  std::sort(flows.begin(), flows.end(), [&](Variable a, Variable b) {
    return std::tuple(whose(a), terms_[a.index()].counted) < std::tuple(whose(b), terms_[b.index()].counted);
  });
  std::vector<FormulaId> parts{id};
  for (std::size_t i = 1; i < flows.size(); ++i) {
    if (whose(flows[i - 1]) != whose(flows[i])) continue;
    const Linear more = *subtract(Linear::of(flows[i]), Linear::of(flows[i - 1]));
    parts.push_back(formulas.atom(more, Relation::not_negative));
    // In each of the periods between them no more than one may be.
    const Term& term = terms_[flows[i].index()];
    const types::Fact& fact = model_.schema[term.fact];
    const bool total = std::find(term.members.begin(), term.members.end(), types::kTotal) != term.members.end();
    const auto most = total ? std::nullopt : times(fact.high, term.counted - terms_[flows[i - 1].index()].counted);
    if (const auto rest = most ? subtract(Linear::of(*most), more) : std::nullopt) parts.push_back(formulas.atom(*rest, Relation::not_negative));
  }
  return formulas.all(std::move(parts));
}

std::vector<Variable> variables_of(FormulaId id, const Formulas& formulas) {
  std::vector<Variable> out;
  std::set<FormulaId> seen;  // those of several parts
  std::vector<FormulaId> pending{id};
  while (!pending.empty()) {
    const Formula& formula = formulas[pending.back()];
    pending.pop_back();
    for (const auto& term : formula.linear.terms) out.push_back(term.first);
    for (const FormulaId part : formula.parts)
      if (formulas[part].parts.empty() || seen.insert(part).second) pending.push_back(part);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace assay::lint
