// What is right by the rules and yet probably not meant: exactly so much of what adds up, and percent where percentage points are meant.
#include "semantics/checks/checker.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

namespace assay::semantics {

// A flow, what it comes to over a period, or the sum of such.
bool Checker::adds_up(ExprId id) const {
  const Expr& e = at(id);
  if (e.kind == Kind::at_period) return adds_up(e.children[0]);
  if (e.kind == Kind::aggregate) return e.aggregate == Aggregate::sum && adds_up(e.children[0]);
  if (e.kind != Kind::fact) return false;
  const types::FactKind kind = a_.model.schema[e.fact].kind;
  return kind == types::FactKind::flow || kind == types::FactKind::cumulative;
}

// Between two percentages.
bool Checker::is_difference(ExprId id) const {
  const Expr& e = at(id);
  if (e.kind == Kind::function && e.function == functions::Function::abs) return is_difference(e.children[0]);
  return e.kind == Kind::subtract && e.unit.points;
}

void Checker::doubt_percent(ExprId id, const syntax::Expr& e) {
  const Expr& number = at(id);
  if (number.kind != Kind::number || !number.unit.percent || number.number.sign() == 0) return;
  const auto points = base::divide(number.number, *base::Number::fraction(1, 100));
  report(Problem::percent_against_points, e.span, {words(e), (points ? base::to_string(*points) : words(e)) + "pp"});
}

void Checker::doubt_comparison(ExprId left, ExprId right, Compare op, const syntax::Expr& l, const syntax::Expr& r) {
  const Expr& other = at(right);
  if (op == Compare::eq && adds_up(left) && !(other.kind == Kind::number && other.number.sign() == 0)) report(Problem::equality_on_flow, l.span, {words(l)});
  if (is_difference(left)) doubt_percent(right, r);
  // `aed >= previous(aed) + 3%`
  const bool shifted = (other.kind == Kind::add && r.kind == syntax::ExprKind::add) || (other.kind == Kind::subtract && r.kind == syntax::ExprKind::subtract);
  if (shifted && at(left).unit.percent && at(other.children[0]).unit.percent && reads_fact(other.children[0]))
    doubt_percent(other.children[1], (*file_)[r.children[1]]);
}

}  // namespace assay::semantics
