// Divisors that may be 0, and leave a condition without a value then.
#include "lint/findings/findings.h"

#include <algorithm>

namespace assay::lint {

namespace {

using semantics::Expr;
using semantics::ExprId;

class Divisions {
 public:
  Divisions(Lint& lint, const Asked& asked) : lint_(lint), asked_(asked) {
    Formulas& formulas = lint.reader.formulas();
    undefined_ = formulas.all({formulas.negate(asked.truth.holds), formulas.negate(asked.truth.fails)});
  }

  void run() {
    if (undefined_ != Formulas::never()) visit(asked_.id, asked_.scope);
  }

 private:
  void visit(ExprId id, const Scope& scope) {
    const Expr& e = lint_.model[id];
    if (e.kind == semantics::Kind::divide) look(id, scope);
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

  void look(ExprId id, const Scope& scope) {
    const ExprId divisor = lint_.model[id].children[1];
    const Cases cases = lint_.reader.number(divisor, scope);
    if (cases.size() != 1 || !cases.front().is_linear() || cases.front().above.is_constant()) return;
    const Linear& below = cases.front().above;
    // Only of facts is it known that they may be 0.
    for (const auto& term : below.terms)
      if (lint_.reader.vocabulary()[term.first].kind != Term::Kind::value) return;
    Formulas& formulas = lint_.reader.formulas();
    const FormulaId zero = formulas.all({cases.front().when, formulas.atom(below, Relation::zero)});
    const Answer some = lint_.solve(formulas.all({zero, undefined_}));
    if (some.kind != Answer::Kind::some) return;
    Evaluator evaluator(lint_.reader, some.values);
    if (evaluator.condition(asked_.id, asked_.scope) || evaluator.number(divisor, scope) != std::optional(base::Number(0))) return;
    auto& made = lint_.report(Kind::may_divide_by_zero, lint_.model[divisor].span,
                              {lint_.words(divisor), lint_.words(id), lint_.shown(some.values, {zero})});
    const Expr& e = lint_.model[divisor];
    if (e.kind == semantics::Kind::fact) made.related.push_back({lint_.model.fact_spans[e.fact.index()], {}, kDeclaredHere});
  }

  Lint& lint_;
  const Asked& asked_;
  FormulaId undefined_;
};

}  // namespace

void find_divisions_by_zero(Lint& lint) {
  for (const Asked& asked : lint.asked) {
    if (asked.never || asked.always) continue;
    lint.reader.start();
    Divisions(lint, asked).run();
  }
}

}  // namespace assay::lint
