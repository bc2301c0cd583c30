#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assay::semantics {

namespace {

constexpr diagnostics::Words kOtherTarget{"the target with that criterion", "有该细项的目标"};

// Whether the rulebook says itself what a department's score is made of.
bool has_own_formula(const Analysis& a) {
  for (const syntax::File& file : a.files)
    for (const syntax::Statement& statement : file.statements)
      if (const auto* scoring = std::get_if<syntax::Scoring>(&statement))
        for (const auto& formula : scoring->formulas)
          if (formula.name.text == "department") return true;
  return false;
}

// 12 or 0.12 for 1.2: full marks would be 1200 or 12. With 0 nothing earns anything.
void doubt_difficulty(Analysis& a, const DatedNumber& difficulty) {
  const base::Number far{5}, ten{10}, near = *base::divide(base::Number{1}, far);
  if ((difficulty.value > near && difficulty.value < far) || has_own_formula(a)) return;
  base::Number likely = difficulty.value.sign() == 0 ? base::Number{1} : difficulty.value;
  while (likely >= far || likely <= near) {
    const auto nearer = likely >= far ? base::divide(likely, ten) : base::multiply(likely, ten);
    if (!nearer) return;
    likely = *nearer;
  }
  const auto marks = base::multiply(difficulty.value, base::Number{100});
  if (marks) a.report(Problem::difficulty_far, difficulty.span, {a.words(difficulty.span), base::to_string(*marks), base::to_string(likely)});
}

void declare_difficulty(Analysis& a, const syntax::File& file, const syntax::Department& department, const Scope& scope, Department& made) {
  if (department.difficulty_source) made.difficulty_source = department.difficulty_source->value;
  if (department.difficulty.empty()) {
    DatedNumber one;
    one.value = base::Number{1};
    one.from = a.model.schema.season.from;
    one.to = *base::make_date(9999, 12, 31);
    one.span = department.name.span;
    made.difficulty.push_back(one);
    return;
  }
  DatedValues values = dated_values(a, file, department.difficulty, scope, "difficulty", nullptr);
  if (!values.unit.powers.empty())
    a.report(Problem::constant_expected, department.difficulty_span, {a.words(department.difficulty_span)});
  for (const DatedNumber& each : values.values)
    if (each.value.sign() < 0) a.report(Problem::negative_value, each.span, {"difficulty", base::to_string(each.value)});
    else doubt_difficulty(a, each);
  made.difficulty = std::move(values.values);
}

// `部门.criterion` names a judged grade only where no other criterion and no fact of the department is called so.
void drop_shared_aliases(Analysis& a, const Department& department, const Scope& scope) {
  std::map<std::string, int> uses;
  for (const Target& target : department.targets)
    for (const Criterion& criterion : target.criteria) ++uses[criterion.name];
  for (const Target& target : department.targets)
    for (const Criterion& criterion : target.criteria) {
      if (!criterion.judged.valid() || (uses[criterion.name] == 1 && scope.find_here(criterion.name) == nullptr)) continue;
      std::erase(a.model.schema.facts[criterion.judged.index()].aliases, department.name + "." + criterion.name);
    }
}

// A target `1.1` beside the first criterion of target `1`, which has no name of its own.
void doubt_shared_ids(Analysis& a, const Department& department) {
  const auto names_another = [](const Target& target) { return target.name.find('.') != std::string::npos; };
  if (std::none_of(department.targets.begin(), department.targets.end(), names_another)) return;
  std::map<std::string_view, const Target*> by_criterion;
  for (const Target& target : department.targets)
    for (const Criterion& criterion : target.criteria) by_criterion.emplace(criterion.id, &target);
  for (const Target& target : department.targets)
    if (const auto found = by_criterion.find(target.id); found != by_criterion.end()) {
      const Target& other = *found->second;
      const std::string criterion = target.name.substr(other.name.size() + 1);
      a.report(Problem::shared_id, target.span, {target.id, other.name, criterion}).related.push_back({other.span, {}, kOtherTarget});
    }
}

}  // namespace

void declare_targets(Analysis& a) {
  for (const syntax::File& file : a.files) {
    for (const syntax::Statement& statement : file.statements) {
      const auto* department = std::get_if<syntax::Department>(&statement);
      if (department == nullptr) continue;
      // A department that is declared again has no scope of its own.
      if (a.department_spans.at(department->name.text) != department->name.span) continue;
      const Scope& scope = *a.departments.at(department->name.text);
      Department made;
      made.name = department->name.text;
      if (department->label && department->label->value != made.name) made.label = department->label->value;
      a.model.schema.departments.push_back({made.name, made.label});
      made.span = department->head;
      declare_difficulty(a, file, *department, scope, made);
      std::vector<const syntax::Target*> targets;
      std::map<std::string, Span> seen;
      for (const auto& item : department->body) {
        const auto* target = std::get_if<syntax::Target>(&item);
        if (target == nullptr) continue;
        const auto [first, fresh] = seen.emplace(target->id.text, target->id.span);
        if (!fresh) {
          a.report(Problem::duplicate_target, target->id.span, {target->id.text}).related.push_back({first->second, {}, kFirstDeclared});
          continue;
        }
        declare_target(a, file, *target, scope, made);
        targets.push_back(target);
      }
      weigh_targets(a, file, targets, made);
      drop_shared_aliases(a, made, scope);
      doubt_shared_ids(a, made);
      a.model.departments.push_back(std::move(made));
    }
  }
}

}  // namespace assay::semantics
