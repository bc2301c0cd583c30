#include "lint/findings/findings.h"

#include <algorithm>

namespace assay::lint {

using semantics::Criterion;

Lint::Lint(const semantics::Model& model_, const source::Files& files_, const std::vector<std::size_t>& departments, diagnostics::Sink& sink)
    : model(model_), files(files_), reader(model_), sink_(sink), solver_(reader.formulas(), reader.vocabulary().domains()) {
  for (const std::size_t each : departments)
    for (const semantics::Target& target : model.departments[each].targets) ask(target);
}

void Lint::ask(const semantics::Target& target) {
  AskedTarget made;
  made.target = &target;
  const std::size_t place = targets.size();
  if (target.applies_when.valid())
    made.applies = ask(Asked{Asked::Of::applies, place, 0, target.applies_when, {model.schema.season.to, model.schema.season.to, 0, false, {}}, {}, false, false});
  for (std::size_t i = 0; i < target.criteria.size(); ++i) {
    const Criterion& criterion = target.criteria[i];
    if (criterion.kind == Criterion::Kind::judge) continue;
    const Scope scope{criterion.due, criterion.due, 0, false, {}};
    made.criteria.push_back(ask(Asked{Asked::Of::criterion, place, i, criterion.condition, scope, {}, false, false}));
    if (criterion.stretch) ask(Asked{Asked::Of::stretch, place, i, criterion.stretch->condition, scope, {}, false, false});
  }
  targets.push_back(std::move(made));
}

std::size_t Lint::ask(Asked each) {
  reader.start();
  each.truth = reader.condition(each.id, each.scope);
  asked.push_back(std::move(each));
  return asked.size() - 1;
}

Answer Lint::solve(FormulaId id) {
  if (id == Formulas::never()) return {Answer::Kind::none, {}};
  return solver_.solve(reader.vocabulary().with_growth(id, reader.formulas()));
}

bool Lint::impossible(FormulaId id) {
  if (const auto known = solver_.at_once(id)) return *known;
  return id == Formulas::never() || solver_.impossible(reader.vocabulary().with_growth(id, reader.formulas()));
}

bool Lint::is_true(const Values& values, semantics::ExprId id, const Scope& scope) {
  return Evaluator(reader, values).condition(id, scope) == std::optional(true);
}

bool Lint::is_false(const Values& values, semantics::ExprId id, const Scope& scope) {
  return Evaluator(reader, values).condition(id, scope) == std::optional(false);
}

bool Lint::is_true(const Values& values, const Asked& each) { return is_true(values, each.id, each.scope); }

std::string Lint::shown(const Values& values, const std::vector<FormulaId>& formulas, semantics::Words words) {
  std::set<Variable> variables;
  for (const FormulaId id : formulas)
    for (const Variable variable : variables_of(id, reader.formulas())) variables.insert(variable);
  return witness(values, {variables.begin(), variables.end()}, reader, words);
}

diagnostics::Diagnostic& Lint::report(Kind kind, source::Span span, std::vector<std::string> arguments) {
  if (!reported_.emplace(kind, span, arguments.empty() ? std::string() : arguments.front()).second) {
    discarded_ = {};
    return discarded_;
  }
  return sink_.report(kind, span, std::move(arguments));
}

std::vector<std::size_t> least_core(Lint& lint, const std::vector<FormulaId>& parts) {
  std::vector<std::size_t> kept(parts.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = i;
  const auto impossible = [&](const std::vector<std::size_t>& some) {
    std::vector<FormulaId> all;
    for (const std::size_t i : some) all.push_back(parts[i]);
    return lint.impossible(lint.reader.formulas().all(std::move(all)));
  };
  if (!impossible(kept)) return {};
  // Halves first, so that a long list does not take as many steps as it has parts squared.
  for (std::size_t size = kept.size() / 2; size > 0; size /= 2) {
    for (std::size_t at = 0; at < kept.size();) {
      std::vector<std::size_t> rest(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(at));
      rest.insert(rest.end(), kept.begin() + static_cast<std::ptrdiff_t>(std::min(at + size, kept.size())), kept.end());
      if (impossible(rest)) kept = std::move(rest);
      else at += size;
    }
  }
  return kept;
}

}  // namespace assay::lint
