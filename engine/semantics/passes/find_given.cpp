// Which fact or list a test speaks of.
#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

namespace {

// A judge's grade goes by the criterion's id, or by its name within the department.
FactId find_judged(const Analysis& a, const std::string& id) {
  const auto& facts = a.model.schema.facts;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].judge && std::find(facts[i].aliases.begin(), facts[i].aliases.end(), id) != facts[i].aliases.end()) return FactId(i);
  return {};
}

const Symbol* find_qualified(Analysis& a, const std::vector<syntax::Name>& path) {
  const syntax::Name& owner = path.front();
  const auto department = a.departments.find(owner.text);
  if (department == a.departments.end()) {
    std::vector<std::string> candidates;
    for (const auto& [name, scope] : a.departments) candidates.push_back(name);
    a.unknown(Problem::unknown_department, owner.span, {owner.text}, candidates);
    return nullptr;
  }
  if (path.size() == 2)
    if (const Symbol* found = department->second->find_here(path[1].text)) return found;
  std::vector<std::string> candidates;
  for (const auto& [name, symbol] : department->second->symbols)
    if (symbol.kind == Symbol::Kind::fact || symbol.kind == Symbol::Kind::list) candidates.push_back(owner.text + "." + name);
  for (const types::Fact& fact : a.model.schema.facts)
    if (fact.judge && fact.name.starts_with(owner.text + ".")) candidates.push_back(fact.name);
  std::sort(candidates.begin(), candidates.end());
  a.unknown(Problem::given_unknown, source::join(owner.span, path.back().span), {dotted(path)}, candidates);
  return nullptr;
}

// In the departments that the test expects something of, else in the rulebook, else in the only department that has it.
const Symbol* find_bare(Analysis& a, const syntax::Name& name, const std::vector<const Scope*>& named) {
  std::vector<std::pair<const Symbol*, std::string>> found;
  const auto look_in = [&](const Scope& scope) {
    if (const Symbol* symbol = scope.find_here(name.text)) found.emplace_back(symbol, scope.department);
  };
  for (const Scope* scope : named) look_in(*scope);
  if (found.empty()) look_in(a.rulebook);
  if (found.empty())
    for (const auto& [department, scope] : a.departments) look_in(*scope);
  if (found.size() == 1) return found.front().first;
  if (found.size() > 1) {
    a.report(Problem::given_ambiguous, name.span, {name.text, found.front().second + "." + name.text});
    return nullptr;
  }
  if (const auto label = a.labels.find(name.text); label != a.labels.end()) {
    a.report(Problem::label_as_name, name.span, {name.text}).suggestion = label->second;
    return nullptr;
  }
  // A judge's grade by the criterion's name alone.
  std::vector<std::string> judged;
  for (const types::Fact& fact : a.model.schema.facts)
    if (fact.judge && fact.name.ends_with("." + name.text)) judged.push_back(fact.name);
  if (judged.size() == 1) {
    a.report(Problem::given_unknown, name.span, {name.text}).suggestion = judged.front();
    return nullptr;
  }
  std::vector<std::string> candidates;
  for (const types::Fact& fact : a.model.schema.facts)
    if (!fact.judge && !fact.list.valid()) candidates.push_back(fact.name);
  for (const types::List& list : a.model.schema.lists) candidates.push_back(list.name);
  a.unknown(Problem::given_unknown, name.span, {name.text}, candidates);
  return nullptr;
}

}  // namespace

std::string dotted(const std::vector<syntax::Name>& path) {
  std::string out;
  for (const syntax::Name& part : path) out += (out.empty() ? "" : ".") + part.text;
  return out;
}

std::optional<Found> find_given(Analysis& a, const syntax::Test::Given& given, const std::vector<const Scope*>& named) {
  if (given.path.size() > 1)
    if (const FactId judged = find_judged(a, dotted(given.path)); judged.valid()) return Found{judged, {}};
  const Symbol* symbol = given.path.size() == 1 ? find_bare(a, given.path.front(), named) : find_qualified(a, given.path);
  if (symbol == nullptr || symbol->broken) return std::nullopt;
  if (symbol->kind == Symbol::Kind::list) return Found{{}, ListId(symbol->index)};
  if (symbol->kind == Symbol::Kind::fact) return Found{FactId(symbol->index), {}};
  a.report(Problem::given_not_fact, given.span, {dotted(given.path)});
  return std::nullopt;
}

}  // namespace assay::semantics
