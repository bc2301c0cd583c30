// Divisors that may be 0, and leave a condition without a value then.
#include "lint/findings/findings.h"

#include "semantics/dump.h"

#include <algorithm>
#include <string>
#include <vector>

namespace assay::lint {

namespace {

using functions::Function;
using semantics::Expr;
using semantics::ExprId;

class Divisions {
 public:
  // `guard`: when the target applies, if it says so; else it is not judged.
  Divisions(Lint& lint, const Asked& asked, const Asked* guard) : lint_(lint), asked_(asked), guard_(guard) {
    Formulas& formulas = lint.reader.formulas();
    undefined_ = formulas.all({formulas.negate(asked.truth.holds), formulas.negate(asked.truth.fails), guard ? guard->truth.holds : Formulas::always()});
  }

  void run() {
    if (undefined_ != Formulas::never()) visit(asked_.id, asked_.scope);
  }

 private:
  void visit(ExprId id, const Scope& scope) {
    const Expr& e = lint_.model[id];
    if (e.kind == semantics::Kind::divide) look(id, e.children[1], scope);
    if (e.kind == semantics::Kind::function && e.function == Function::mod) look(id, e.children[1], scope);
    if (e.kind == semantics::Kind::function && e.function == Function::power && e.places < 0) look(id, e.children[0], scope);
    Scope inner = scope;
    if (e.kind == semantics::Kind::previous) ++inner.shift;
    if (!e.axes.empty()) {
      // Of members that are alike one is enough.
      const auto scopes = scopes_of(e.axes, scope, lint_.model.schema);
      if (!scopes) return;
      inner = scopes->back();
    }
    for (const ExprId child : e.children) visit(child, inner);
  }

  void look(ExprId id, ExprId divisor, const Scope& scope) {
    const Cases cases = lint_.reader.number(divisor, scope);
    Formulas& formulas = lint_.reader.formulas();
    const FormulaId zero = lint_.reader.zero(cases);
    if (zero == Formulas::always() || zero == Formulas::never()) return;
    // Only of facts is it known that they may be 0.
    const std::vector<Variable> variables = variables_of(zero, formulas);
    for (const Variable variable : variables)
      if (lint_.reader.vocabulary()[variable].kind == Term::Kind::whole_expression) return;
    const Answer some = lint_.solve(formulas.all({zero, undefined_}));
    if (some.kind != Answer::Kind::some) return;
    Evaluator evaluator(lint_.reader, some.values);
    if (evaluator.condition(asked_.id, asked_.scope) || evaluator.number(divisor, scope) != std::optional(base::Number(0))) return;
    if (guard_ != nullptr && !lint_.is_true(some.values, *guard_)) return;
    const Expr& e = lint_.model[divisor];
    // Of a fact the range as it is written.
    const std::string range = e.kind == semantics::Kind::fact ? ">= 1" + lint_.model.schema[e.fact].unit.name + "`" : std::string();
    auto& made = lint_.report(Kind::may_divide_by_zero, e.span,
                              {lint_.words(divisor), lint_.words(id), lint_.shown(some.values, {zero}), range.empty() ? range : " such as `range " + range,
                               range.empty() ? range : "，如`范围 " + range});
    made.arguments_zh = made.arguments;
    if (made.arguments_zh.size() > 2) made.arguments_zh[2] = lint_.shown(some.values, {zero}, semantics::Words::chinese);
    if (e.kind == semantics::Kind::fact) made.related.push_back({lint_.model.fact_spans[e.fact.index()], {}, kDeclaredHere});
  }

  Lint& lint_;
  const Asked& asked_;
  const Asked* guard_;
  FormulaId undefined_;
};

bool reads_what_came_out(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  using semantics::Quantity;
  if (e.kind == semantics::Kind::quantity) return e.quantity == Quantity::met || e.quantity == Quantity::stretch || e.quantity == Quantity::attainment;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return reads_what_came_out(model, child); });
}

// In a scoring formula: how many of the criteria or the targets were met, by which it divides. What an `if` around asks of it is taken for a guard.
void look_at_formula(Lint& lint, ExprId id, std::vector<std::string>& guarded) {
  const Expr& e = lint.model[id];
  if (e.kind == semantics::Kind::divide) {
    const Expr& divisor = lint.model[e.children[1]];
    const std::string words = semantics::print(lint.model, e.children[1]);
    const bool may_be_none = divisor.kind == semantics::Kind::fold && divisor.aggregate == semantics::Aggregate::count && !divisor.children.empty() &&
                             reads_what_came_out(lint.model, divisor.children.front());
    const bool asked = std::any_of(guarded.begin(), guarded.end(), [&](const std::string& around) { return around.find(words) != std::string::npos; });
    if (may_be_none && !asked) lint.report(Kind::may_divide_by_zero, divisor.span, {lint.words(e.children[1]), lint.words(id), words + " = 0"});
  }
  const bool chooses = e.kind == semantics::Kind::if_;
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    if (chooses && i == 1) guarded.push_back(semantics::print(lint.model, e.children[0]));
    look_at_formula(lint, e.children[i], guarded);
  }
  if (chooses) guarded.pop_back();
}

}  // namespace

void find_divisions_by_zero(Lint& lint) {
  for (const Asked& asked : lint.asked) {
    if (asked.never || asked.always) continue;
    const auto applies = lint.targets[asked.target].applies;
    lint.reader.start();
    Divisions(lint, asked, applies && asked.of != Asked::Of::applies ? &lint.asked[*applies] : nullptr).run();
  }
  for (const ExprId formula : {lint.model.scoring.criterion, lint.model.scoring.target, lint.model.scoring.department}) {
    std::vector<std::string> guarded;
    if (formula.valid()) look_at_formula(lint, formula, guarded);
  }
}

}  // namespace assay::lint
