#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"
#include "semantics/checks/checker.h"

#include "base/number.h"

#include <array>
#include <string_view>
#include <utility>

namespace assay::semantics {

namespace {

constexpr std::uint32_t kMostPlaces = 9;

ExprId quantity(Analysis& a, Quantity which) {
  Expr e;
  e.kind = Kind::quantity;
  e.quantity = which;
  return a.add(std::move(e));
}

ExprId fold(Analysis& a, Aggregate aggregate, bool of_targets) {
  Expr e;
  e.kind = Kind::fold;
  e.aggregate = aggregate;
  e.of_targets = of_targets;
  return a.add(std::move(e));
}

ExprId binary(Analysis& a, Kind kind, ExprId left, ExprId right) {
  Expr e;
  e.kind = kind;
  e.children = {left, right};
  return a.add(std::move(e));
}

// What holds where the rulebook says nothing.
void add_defaults(Analysis& a, Scoring& scoring) {
  if (!scoring.criterion.valid()) {
    Expr tenth;
    tenth.kind = Kind::number;
    tenth.number = *base::Number::fraction(1, 10);
    if (const types::Unit* percent = a.model.schema.units.find("%")) tenth.unit = *percent;
    const ExprId attainment = quantity(a, Quantity::attainment);
    const ExprId part = a.add(std::move(tenth));
    const ExprId bonus = binary(a, Kind::multiply, part, quantity(a, Quantity::stretch));
    scoring.criterion = binary(a, Kind::add, attainment, bonus);
  }
  if (!scoring.target.valid()) {
    const ExprId weight = quantity(a, Quantity::weight);
    scoring.target = binary(a, Kind::multiply, weight, fold(a, Aggregate::avg, false));
  }
  if (!scoring.department.valid()) {
    const ExprId sum = fold(a, Aggregate::sum, true);
    scoring.department = binary(a, Kind::multiply, sum, quantity(a, Quantity::difficulty));
  }
}

void declare_formula(Analysis& a, const syntax::File& file, const syntax::Scoring::Formula& formula, Scoring& into,
                     std::map<std::string, Span>& seen) {
  const std::string& name = formula.name.text;
  const Formula which = name == "criterion"      ? Formula::criterion
                        : name == "target"       ? Formula::target
                                               : Formula::department;
  const auto [first, fresh] = seen.emplace(std::to_string(static_cast<int>(which)), formula.name.span);
  if (!fresh) {
    a.report(Problem::duplicate_formula, formula.name.span, {name}).related.push_back({first->second, {}, kFirstDeclared});
    return;
  }
  const Checked value = Checker(a, file, a.rulebook, which).number(formula.value);
  if (!value) return;
  if (!a.model[value.id].unit.powers.empty()) {
    const Span span = file[formula.value].span;
    a.report(Problem::units_differ, span, {a.model[value.id].unit.name, "1"});
    return;
  }
  (which == Formula::criterion ? into.criterion : which == Formula::target ? into.target : into.department) = value.id;
}

void declare_ties(Analysis& a, const syntax::Name& name, Scoring& into) {
  constexpr std::array<std::pair<std::string_view, Ties>, 6> kTies{{{"shared", Ties::shared},
                                                                   {"并列", Ties::shared},
                                                                   {"difficulty", Ties::difficulty},
                                                                   {"难度系数", Ties::difficulty},
                                                                   {"order", Ties::order},
                                                                   {"顺序", Ties::order}}};
  std::vector<std::string> candidates;
  for (const auto& [word, ties] : kTies) {
    candidates.emplace_back(word);
    if (name.text != word) continue;
    into.ties = ties;
    return;
  }
  a.unknown(Problem::unknown_ties, name.span, {name.text}, candidates);
}

}  // namespace

void declare_scoring(Analysis& a) {
  const syntax::Scoring* first = nullptr;
  std::map<std::string, Span> seen;
  Scoring& into = a.model.scoring;
  for (const syntax::File& file : a.files) {
    for (const syntax::Statement& statement : file.statements) {
      const auto* scoring = std::get_if<syntax::Scoring>(&statement);
      if (scoring == nullptr) continue;
      if (first != nullptr) {
        a.report(Problem::duplicate_scoring, scoring->span).related.push_back({first->span, {}, kFirstDeclared});
        continue;
      }
      first = scoring;
      into.span = scoring->span;
      if (scoring->ties) declare_ties(a, *scoring->ties, into);
      if (scoring->round_places) {
        if (*scoring->round_places > kMostPlaces) a.report(Problem::round_places, scoring->round_span, {std::to_string(kMostPlaces)});
        else into.places = static_cast<int>(*scoring->round_places);
      }
      for (const auto& formula : scoring->formulas) declare_formula(a, file, formula, into, seen);
    }
  }
  add_defaults(a, into);
}

}  // namespace assay::semantics
