// The passes of the analysis, in the order in which they run; each adds its part to the model and reports its problems.
#pragma once

#include "semantics/passes/analysis.h"

namespace assay::semantics {

void check_uses(Analysis& a);
void declare_season(Analysis& a);
void declare_units(Analysis& a);
void declare_dimensions(Analysis& a);  // and the reporting units
void declare_scales(Analysis& a);
void declare_names(Analysis& a);       // parameters, facts, lists, lets, functions, templates; departments and their scopes
void declare_scoring(Analysis& a);
void declare_targets(Analysis& a);
void check_unused(Analysis& a);        // lets that nothing has used, facts that nothing reads

// Of a fact in a scope; `list` where it is a field. Nothing where it is faulty.
FactId declare_fact(Analysis& a, const syntax::File& file, const syntax::Fact& fact, Scope& scope, ListId list = {});
void declare_list(Analysis& a, const syntax::File& file, const syntax::List& list, Scope& scope);
void declare_param(Analysis& a, const syntax::File& file, const syntax::Param& param, Scope& scope);
// Values with the days from which they hold, ascending and without gaps in the season; `bare` and `unit` are of the first.
struct DatedValues {
  std::vector<DatedNumber> values;
  types::Unit unit;
  bool bare = true;
  bool ok = true;
};
DatedValues dated_values(Analysis& a, const syntax::File& file, const std::vector<syntax::DatedValue>& values, const Scope& scope,
                         const std::string& name, const types::Unit* unit);
// A unit expression: 人, 元/人, %. Nothing where it is faulty.
std::optional<types::Unit> unit_expression(Analysis& a, const syntax::File& file, syntax::ExprId expression);
types::Unit product(const Analysis& a, const types::Unit& left, const types::Unit& right);
types::Unit quotient(const Analysis& a, const types::Unit& left, const types::Unit& right);
// Everything that has a name in a target: its criteria, their judged facts, weights.
void declare_target(Analysis& a, const syntax::File& file, const syntax::Target& target, const Scope& department, Department& into);
void weigh_targets(Analysis& a, const syntax::File& file, const std::vector<const syntax::Target*>& targets, Department& department);
void weigh_criteria(Analysis& a, const syntax::File& file, const std::vector<const syntax::Criterion*>& criteria, Target& target);

}  // namespace assay::semantics
