#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <optional>
#include <string>

namespace assay::semantics {

namespace {

// 100000%: scores are kept to 9 places, and have to fit.
constexpr int kMostWorth = 1000;

std::string in_percent(const base::Number& value) {
  const auto hundred = base::multiply(value, 100);
  return hundred ? base::to_string(*hundred) + "%" : std::string();
}

// 60 of a grade is 6000%: what is meant, to the number as it was written.
void report_bare(Analysis& a, const syntax::Grade& grade, const syntax::Expr& written, const base::Number& value) {
  const std::string text = a.words(written.span);
  const base::Number size = value.sign() < 0 ? -value : value;
  const bool number = written.kind == syntax::ExprKind::number || written.kind == syntax::ExprKind::negate;
  const std::string as_hundredths = number ? base::to_string(value) + "%" : "(" + text + ") * 1%";
  const std::string as_whole = number ? in_percent(value) : "(" + text + ") * 100%";
  const std::string meant = size > base::Number(1) ? as_hundredths : as_whole;
  // 1 may be all of it or a hundredth.
  const bool both = size == base::Number(1);
  a.report(Problem::grade_without_percent, written.span,
           {grade.name.text, text, in_percent(value), "`" + meant + "`" + (both ? " or `" + as_hundredths + "`" : std::string())})
      .arguments_zh = {grade.name.text, text, in_percent(value), "`" + meant + "`" + (both ? "或`" + as_hundredths + "`" : std::string())};
}

std::optional<base::Number> worth(Analysis& a, const syntax::File& file, const syntax::Grade& grade) {
  const auto value = a.constant(file, grade.value, a.rulebook);
  if (!value) return std::nullopt;
  const syntax::Expr& written = file[grade.value];
  if (!value->unit.powers.empty()) {
    a.report(Problem::constant_expected, written.span, {a.words(written.span)});
    return std::nullopt;
  }
  if (value->bare && value->value.sign() != 0) {
    report_bare(a, grade, written, value->value);
    return std::nullopt;
  }
  if (value->value > base::Number(kMostWorth) || value->value < base::Number(-kMostWorth))
    a.report(Problem::grade_too_far, written.span, {grade.name.text, in_percent(value->value), in_percent(base::Number(kMostWorth))});
  return value->value;
}

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
    const auto value = worth(a, file, grade);
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
