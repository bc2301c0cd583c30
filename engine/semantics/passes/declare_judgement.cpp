// A judged criterion: the grade that reviewers report is a fact of its own, and the criterion compares it with the grade that is asked for.
#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::semantics {

void declare_judgement(Analysis& a, const syntax::Criterion& criterion, const Scope& scope, Criterion& made) {
  if (!criterion.scale) return;  // a syntax error
  const Symbol* named = a.look_up(scope, *criterion.scale, Symbol::Kind::scale, Problem::unknown_scale);
  if (named == nullptr) return;
  const ScaleId scale(named->index);
  const types::Scale& of = a.model.schema[scale];
  std::optional<std::size_t> asked = of.pass;
  if (criterion.at_least) {
    std::vector<std::string> grades;
    for (const types::Grade& grade : of.grades) grades.push_back(grade.name);
    const auto found = std::find(grades.begin(), grades.end(), criterion.at_least->text);
    if (found == grades.end()) {
      a.unknown_asked_grade(criterion.at_least->span, criterion.at_least->text, of.name, grades);
      return;
    }
    asked = static_cast<std::size_t>(found - grades.begin());
  }
  const Span place = criterion.name ? criterion.name->span : criterion.span;
  if (!asked && made.decides) {
    a.report(Problem::scale_without_pass, place, {of.name, made.name})
        .related.push_back({a.model.scale_spans[scale.index()], {}, kDeclaredHere});
    return;
  }
  types::Fact fact;
  fact.name = made.id;
  fact.kind = types::FactKind::grade;
  fact.scale = scale;
  fact.step = a.model.schema.season.step;
  fact.once = true;
  fact.judge = true;
  fact.aliases = {made.id};
  if (!made.quote.empty()) fact.aliases.push_back(made.quote);
  if (criterion.name) fact.aliases.push_back(scope.department + "." + made.name);
  made.judged = FactId(a.model.schema.facts.size());
  a.model.schema.facts.push_back(std::move(fact));
  a.model.fact_spans.push_back(place);

  Expr condition;
  condition.type = Type::truth;
  condition.span = criterion.span;
  condition.kind = Kind::truth;
  condition.truth = true;
  if (asked) {
    Expr reported;
    reported.kind = Kind::fact;
    reported.type = Type::grade;
    reported.fact = made.judged;
    reported.scale = scale;
    reported.span = criterion.span;
    Expr grade;
    grade.kind = Kind::grade;
    grade.type = Type::grade;
    grade.grade = static_cast<std::uint32_t>(*asked);
    grade.scale = scale;
    grade.span = criterion.at_least ? criterion.at_least->span : criterion.span;
    condition.kind = Kind::compare;
    condition.compare = Compare::ge;
    condition.children = {a.add(std::move(reported)), a.add(std::move(grade))};
  }
  made.condition = a.add(std::move(condition));
}

}  // namespace assay::semantics
