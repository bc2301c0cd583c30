// Formulas of the scoring in which attainments, of which 1 is full marks, are taken for percentages or for marks: beside 80, plus 10, times 100.
#include "lint/findings/findings.h"

#include "base/number.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Aggregate;
using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Quantity;
using Node = semantics::Kind;

std::string as_percent(const Number& ratio) {
  const auto hundredths = base::multiply(ratio, Number(100));
  return hundredths ? base::to_string(*hundredths) + "%" : base::to_string(ratio);
}

// What a formula comes to where all is attained. Nothing for what is not a matter of numbers alone.
class FullMarks {
 public:
  FullMarks(const semantics::Model& model, bool stretched) : model_(model), stretched_(stretched) {}

  std::optional<Number> of_criterion(const Number& weight) const { return value(model_.scoring.criterion, weight, {}); }
  std::optional<Number> of_target(const semantics::Target& target) const {
    std::vector<Number> criteria;
    for (const semantics::Criterion& criterion : target.criteria) {
      const auto each = of_criterion(criterion.weight);
      if (!each) return std::nullopt;
      criteria.push_back(*each);
    }
    return value(model_.scoring.target, target.weight, criteria);
  }
  std::optional<Number> of_department(const semantics::Department& department) const {
    std::vector<Number> targets;
    for (const semantics::Target& target : department.targets) {
      const auto each = of_target(target);
      if (!each) return std::nullopt;
      targets.push_back(*each);
    }
    return value(model_.scoring.department, Number(100), targets);
  }

 private:
  std::optional<Number> value(ExprId id, const Number& weight, const std::vector<Number>& parts) const {
    const Expr& e = model_[id];
    const auto child = [&](std::size_t i) { return value(e.children[i], weight, parts); };
    switch (e.kind) {
      case Node::number: return e.number;
      case Node::param: return model_.params[e.param].values.empty() ? std::nullopt : std::optional(model_.params[e.param].values.back().value);
      case Node::quantity:
        if (e.quantity == Quantity::weight) return weight;
        return Number(e.quantity == Quantity::stretch && !stretched_ ? 0 : 1);
      case Node::negate: {
        const auto of = child(0);
        return of ? std::optional(-*of) : std::nullopt;
      }
      case Node::add:
      case Node::subtract:
      case Node::multiply:
      case Node::divide: {
        const auto left = child(0), right = child(1);
        if (!left || !right) return std::nullopt;
        if (e.kind == Node::add) return base::add(*left, *right);
        if (e.kind == Node::subtract) return base::subtract(*left, *right);
        return e.kind == Node::multiply ? base::multiply(*left, *right) : base::divide(*left, *right);
      }
      case Node::fold: return fold(e, parts);
      case Node::function: {
        if (e.children.size() < 2 || (e.function != functions::Function::min && e.function != functions::Function::max)) return std::nullopt;
        std::vector<Number> values;
        for (std::size_t i = 0; i < e.children.size(); ++i) {
          const auto each = child(i);
          if (!each) return std::nullopt;
          values.push_back(*each);
        }
        return e.function == functions::Function::min ? *std::min_element(values.begin(), values.end()) : *std::max_element(values.begin(), values.end());
      }
      default: return std::nullopt;
    }
  }
  static std::optional<Number> fold(const Expr& e, const std::vector<Number>& parts) {
    if (!e.children.empty() || parts.empty()) return std::nullopt;
    switch (e.aggregate) {
      case Aggregate::sum: return base::sum(parts);
      case Aggregate::avg:  // of unequal ones the weights decide
        return std::ranges::all_of(parts, [&](const Number& each) { return each == parts.front(); }) ? std::optional(parts.front()) : std::nullopt;
      case Aggregate::min: return *std::min_element(parts.begin(), parts.end());
      case Aggregate::max: return *std::max_element(parts.begin(), parts.end());
      case Aggregate::count: return Number(static_cast<std::int64_t>(parts.size()));
      default: return std::nullopt;
    }
  }

  const semantics::Model& model_;
  bool stretched_;
};

// An attainment, or what is made of criteria's scores and lies where they do.
bool is_attainment(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Node::quantity) return e.quantity == Quantity::attainment;
  return e.kind == Node::fold && !e.of_targets && (e.aggregate == Aggregate::avg || e.aggregate == Aggregate::min || e.aggregate == Aggregate::max);
}

// attainment >= 80; min(attainment, 100)
// `folds`: what criteria are scored is a ratio, too.
bool look_beside(Lint& lint, ExprId id, bool folds) {
  const semantics::Model& model = lint.model;
  const Expr& e = model[id];
  bool found = false;
  const bool several = e.kind == Node::function && e.children.size() > 1 && (e.function == functions::Function::min || e.function == functions::Function::max);
  if (e.kind == Node::compare || several) {
    for (const ExprId attained : e.children) {
      if (!is_attainment(model, attained) || (!folds && model[attained].kind == Node::fold)) continue;
      for (const ExprId other : e.children) {
        const Expr& number = model[other];
        if (number.kind != Node::number || number.unit.percent || number.unit.points || number.number <= Number(10)) continue;
        const auto meant = base::divide(number.number, Number(100));
        lint.report(Kind::attainment_not_percent, number.span, {lint.words(other), lint.words(attained), as_percent(number.number), meant ? as_percent(*meant) : std::string("…")});
        found = true;
      }
    }
  }
  for (const ExprId child : e.children) found = look_beside(lint, child, folds) || found;
  return found;
}

bool is_far(const Number& full, const Number& meant) {
  const auto twice = base::multiply(full, Number(2)), half = base::divide(full, Number(2));
  return twice && half && (*twice < meant || *half > meant);
}

}  // namespace

// Of formulas that the rulebook states. The first department tells; they are all scored by the same.
void find_formula_scale(Lint& lint) {
  const semantics::Model& model = lint.model;
  const semantics::Scoring& scoring = model.scoring;
  if (!scoring.span.valid() || lint.targets.empty()) return;
  const auto of_criterion = FullMarks(model, false).of_criterion(Number(1));
  bool found = look_beside(lint, scoring.criterion, false);
  found = look_beside(lint, scoring.target, of_criterion && *of_criterion <= Number(2)) || found;
  if (found || model.departments.empty()) return;
  for (const semantics::Department& department : model.departments) {
    if (department.targets.empty()) continue;
    std::optional<Number> meant{Number{}};
    for (const semantics::Target& target : department.targets) meant = meant ? base::add(*meant, target.weight) : meant;
    const auto full = FullMarks(model, false).of_department(department);
    const auto stretched = FullMarks(model, true).of_department(department);
    if (!meant || !full || !stretched) return;
    const bool plain = is_far(*full, *meant);
    if (!plain && !is_far(*stretched, *meant)) return;
    const ExprId formula = model[scoring.criterion].span.valid() ? scoring.criterion : model[scoring.target].span.valid() ? scoring.target : scoring.department;
    const Number& exact = plain ? *full : *stretched;
    const Number comes_to = base::rounded(exact, 2).value_or(exact);  // of more digits than that can be rounded, as it is
    lint.report(Kind::full_marks_far, model[formula].span.valid() ? model[formula].span : scoring.span,
                {plain ? "" : ", with every stretch reached,", base::to_string(comes_to), base::to_string(*meant), plain ? "" : "冲刺全部达成时"});
    return;
  }
}

}  // namespace assay::lint
