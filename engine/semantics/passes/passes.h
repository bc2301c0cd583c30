// The passes of the analysis, in the order in which they run; each adds its part to the model and reports its problems.
#pragma once

#include "semantics/passes/analysis.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace assay::semantics {

void check_uses(Analysis& a);
void declare_season(Analysis& a);
void declare_units(Analysis& a);
void declare_dimensions(Analysis& a);  // and the reporting units
void declare_scales(Analysis& a);
void declare_names(Analysis& a);       // parameters, facts, lists, lets, functions, templates; departments and their scopes
void check_recursion(Analysis& a);     // functions that call themselves
void declare_scoring(Analysis& a);
void declare_targets(Analysis& a);
void declare_tests(Analysis& a);
void check_unused(Analysis& a);        // lets that nothing has used, facts that nothing reads
// How far back what the rules, or one expression, read was reported: Schema::read_back.
void note_seasons_read(Model& model);
void note_seasons_read(Model& model, ExprId expression);

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
// Of numbers, grades (their index) and days; nothing where it is not known before any fact is read.
std::optional<base::Number> constant_value(const Model& model, ExprId id);
// Everything that has a name in a target: its criteria, their judged facts, weights.
void declare_target(Analysis& a, const syntax::File& file, const syntax::Target& target, const Scope& department, Department& into);
// Of a criterion that people judge: its fact and its condition.
void declare_judgement(Analysis& a, const syntax::Criterion& criterion, const Scope& scope, Criterion& made);
void check_due(Analysis& a, const syntax::Criterion& criterion, const Criterion& made);
// A due date inside a reporting step.
void doubt_due(Analysis& a, const syntax::Criterion& criterion, const Criterion& made);
// What is known of a criterion's marks: how many are full, where that is stated, and the words of the commitment, which may count in marks.
struct Marks {
  std::optional<base::Number> full;
  std::string words;
};
// How a criterion earns its attainment, where its condition fits; nothing where it does not (reported). `marks` is asked where a number may be meant in marks.
std::optional<Scheme> check_scheme(Analysis& a, const syntax::File& file, const Scope& scope, const syntax::Scheme& scheme, ExprId condition,
                                   Span condition_span, const Bindings* bindings, const std::function<Marks()>& marks);
void weigh_targets(Analysis& a, const syntax::File& file, const std::vector<const syntax::Target*>& targets, Department& department);
// A criterion as a target has it: its own, or one of a template that it applies.
struct StatedCriterion {
  const syntax::File* file = nullptr;
  const syntax::Criterion* criterion = nullptr;
  const Bindings* bindings = nullptr;   // of the template's parameters
  std::optional<Span> applied;          // `apply …`
};
void weigh_criteria(Analysis& a, const std::vector<StatedCriterion>& criteria, Target& target);

// What a test gives, and one thing that it expects. `named` are the scopes in which its names are looked up before any other.
void declare_given(Analysis& a, const syntax::File& file, const syntax::Test& test, const std::vector<const Scope*>& named, Test& made);
std::optional<Expectation> declare_expectation(Analysis& a, const syntax::File& file, const syntax::Test::Expect& expect);
// The fact or the list that a test gives something of; nothing where it names none, which is reported.
struct Found {
  FactId fact;
  ListId list;
};
std::optional<Found> find_given(Analysis& a, const syntax::Test::Given& given, const std::vector<const Scope*>& named);
std::string dotted(const std::vector<syntax::Name>& path);  // 市红十字会.1.aed
// The value of a fact as a test writes it; no value where it is `unknown`. Nothing where it is faulty, which is reported.
struct Written {
  std::optional<GivenValue> value;
};
std::optional<Written> written_value(Analysis& a, const syntax::File& file, FactId fact, syntax::ExprId value);
// Where a value without a period stands: as if reported once for the season so far. Empty where no period has ended.
std::vector<GivenCell> season_so_far(const types::Season& season, const types::Fact& fact, base::Date as_of, const GivenCell& cell);

}  // namespace assay::semantics
