#include "semantics/analyze.h"

#include "semantics/checks/checker.h"
#include "semantics/passes/passes.h"

#include <algorithm>
#include <map>

namespace assay::semantics {

namespace {

// The names of a model that is there already. A department's own names can be seen too, where only one department has them.
void take_names(Analysis& a) {
  const Model& model = a.model;
  const auto put = [](Scope& scope, const std::string& name, Symbol::Kind kind, std::size_t index, Span span) {
    return scope.symbols.emplace(name, Symbol{kind, static_cast<std::uint32_t>(index), span, false}).second;
  };
  for (const std::string& name : model.schema.units.names()) put(a.rulebook, name, Symbol::Kind::unit, 0, {});
  for (std::size_t i = 0; i < model.schema.dimensions.size(); ++i)
    put(a.rulebook, model.schema.dimensions[i].name, Symbol::Kind::dimension, i, model.dimension_spans[i]);
  for (std::size_t i = 0; i < model.schema.lists.size(); ++i)
    put(a.rulebook, model.schema.lists[i].name, Symbol::Kind::list, i, model.list_spans[i]);
  for (std::size_t i = 0; i < model.schema.scales.size(); ++i) {
    put(a.rulebook, model.schema.scales[i].name, Symbol::Kind::scale, i, model.scale_spans[i]);
    for (const types::Grade& grade : model.schema.scales[i].grades) a.grade_names.insert(grade.name);
  }
  for (std::size_t i = 0; i < model.params.size(); ++i) {
    put(a.rulebook, model.params[i].name, Symbol::Kind::param, i, model.params[i].span);
    const types::Unit& unit = model.params[i].unit;
    a.param_bare.push_back(unit.name.empty() && unit.powers.empty());
  }
  std::map<std::string, int> uses;
  for (const types::Fact& fact : model.schema.facts)
    if (!fact.list.valid()) ++uses[fact.name];
  for (std::size_t i = 0; i < model.schema.facts.size(); ++i) {
    const types::Fact& fact = model.schema.facts[i];
    if (fact.list.valid()) continue;
    if (!fact.department.empty()) {
      auto& scope = a.departments[fact.department];
      if (scope == nullptr) scope = &a.scopes.emplace_back();
      put(*scope, fact.name, Symbol::Kind::fact, i, model.fact_spans[i]);
    }
    if (fact.department.empty() || uses[fact.name] == 1) put(a.rulebook, fact.name, Symbol::Kind::fact, i, model.fact_spans[i]);
    if (!fact.label.empty()) a.labels.emplace(fact.label, fact.name);
  }
  for (const Expr& e : model.expressions)
    for (const Axis& axis : e.axes) a.variables = std::max(a.variables, axis.variable + 1);
  a.season_known = model.season_span.valid();
}

}  // namespace

std::optional<Model> analyze(const std::vector<syntax::File>& files, const source::Files& sources, diagnostics::Sink& sink, const Limits& limits) {
  Model model;
  std::size_t written = 0;
  for (const syntax::File& file : files) written += file.expressions.size();
  model.expressions.reserve(written * 2);  // seldom more than that
  Analysis a(files, sources, model, sink, limits);
  check_uses(a);
  declare_season(a);
  declare_units(a);
  declare_dimensions(a);
  declare_scales(a);
  declare_names(a);
  declare_scoring(a);
  declare_targets(a);
  declare_tests(a);
  check_unused(a);
  if (sink.has_errors()) return std::nullopt;
  note_seasons_read(model);
  return model;
}

std::optional<ExprId> analyze_expression(const syntax::File& file, syntax::ExprId expression, const source::Files& sources, Model& model,
                                         diagnostics::Sink& sink) {
  if (sink.has_errors()) return std::nullopt;
  const std::vector<syntax::File> none;
  Analysis a(none, sources, model, sink);
  take_names(a);
  Checker checker(a, file, a.rulebook);
  const Checked value = checker.check(expression);
  if (!value) return std::nullopt;
  note_seasons_read(model, value.id);
  // An event by itself asks whether it has happened.
  if (model[value.id].type == Type::event && model[value.id].kind != Kind::date) return checker.condition(expression);
  return value.id;
}

}  // namespace assay::semantics
