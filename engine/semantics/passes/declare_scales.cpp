#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::semantics {

namespace {

void declare_scale(Analysis& a, const syntax::File& file, const syntax::Scale& scale) {
  const auto index = static_cast<std::uint32_t>(a.model.schema.scales.size());
  if (!a.declare(a.rulebook, scale.name, {Symbol::Kind::scale, index, {}, false})) return;
  types::Scale made;
  made.name = scale.name.text;
  if (scale.label) made.label = scale.label->value;
  std::vector<std::string> names;
  for (const syntax::Grade& grade : scale.grades) {
    if (const auto first = std::find(names.begin(), names.end(), grade.name.text); first != names.end()) {
      const Span span = scale.grades[static_cast<std::size_t>(first - names.begin())].name.span;
      a.report(Problem::duplicate_member, grade.name.span, {grade.name.text, made.name}).related.push_back({span, {}, kFirstDeclared});
    }
    names.push_back(grade.name.text);
    a.grade_names.insert(grade.name.text);
    const auto value = a.plain_number(file, grade.value, a.rulebook);
    if (value && !made.grades.empty() && *value <= made.grades.back().value)
      a.report(Problem::scale_order, grade.name.span, {grade.name.text});
    made.grades.push_back({grade.name.text, value.value_or(made.grades.empty() ? base::Number{} : made.grades.back().value)});
  }
  if (scale.pass) {
    const auto found = std::find(names.begin(), names.end(), scale.pass->text);
    if (found == names.end()) {
      a.unknown_grade(scale.pass->span, scale.pass->text, made.name, names);
    } else {
      made.pass = static_cast<std::size_t>(found - names.begin());
    }
  }
  a.model.schema.scales.push_back(std::move(made));
  a.model.scale_spans.push_back(scale.name.span);
}

}  // namespace

void declare_scales(Analysis& a) {
  for (const syntax::File& file : a.files)
    for (const syntax::Statement& statement : file.statements)
      if (const auto* scale = std::get_if<syntax::Scale>(&statement)) declare_scale(a, file, *scale);
}

}  // namespace assay::semantics
