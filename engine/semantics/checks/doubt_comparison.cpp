// What is right by the rules and yet probably not meant: exactly so much of what adds up, and percent where percentage points are meant,
// or the other way round.
#include "semantics/checks/checker.h"

#include "base/number.h"
#include "diagnostics/kinds.h"
#include "semantics/checks/with_unit.h"
#include "types/unit.h"

#include <string>
#include <string_view>
#include <variant>

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

// The growth of a percentage beside percentage points: from 10% to 9.9% is 1% less, and a tenth of a point.
void Checker::doubt_points(ExprId ratio, const syntax::Expr& e, ExprId beside) {
  const bool growth = at(ratio).kind == Kind::growth;
  if (!growth && at(ratio).kind != Kind::reduction) return;
  const Expr& points = at(beside);
  const Expr& of = at(at(ratio).children[0]);
  const bool share = of.unit.percent || (of.kind == Kind::divide && of.unit.powers.empty());
  if (points.kind != Kind::number || !points.unit.points || points.number.sign() == 0 || !share) return;
  const auto percent = base::divide(points.number, *base::Number::fraction(1, 100));
  const std::string as_ratio = percent ? base::to_string(*percent) + "%" : "…%";
  // Where a let stands for it, its argument is elsewhere.
  std::string x = e.kind == syntax::ExprKind::call && !e.children.empty() ? words((*file_)[e.children[0]]) : "x";
  if (of.kind == Kind::divide) x = "(" + x + ")";
  const std::string bare = of.kind == Kind::divide && x.size() > 2 ? x.substr(1, x.size() - 2) : x;
  const auto difference = [&](std::string_view previous) {
    const std::string last = std::string(previous) + "(" + bare + ")";
    return growth ? x + " - " + last : last + " - " + x;
  };
  const std::string example = growth ? "10.1%" : "9.9%";
  report(Problem::points_against_growth, e.span, {words(e), difference("previous"), as_ratio, example}).arguments_zh = {words(e), difference("上年同期"), as_ratio, example};
}

// A fact that is declared without a unit, or what is made of such by adding up; nothing where its range says that it is a share.
std::optional<FactId> Checker::unitless_fact(ExprId id) const {
  const Expr& e = at(id);
  const types::Unit& unit = e.unit;
  if (unit.percent || unit.points || !unit.powers.empty() || e.type != Type::number) return std::nullopt;
  switch (e.kind) {
    case Kind::fact:
    case Kind::field: {
      const types::Fact& fact = a_.model.schema[e.fact];
      const bool share = fact.range_declared && fact.high && *fact.high <= base::Number{2};
      return share || !fact.unit.name.empty() ? std::nullopt : std::optional(e.fact);
    }
    case Kind::negate:
    case Kind::at_period:
    case Kind::previous: return unitless_fact(e.children[0]);
    case Kind::aggregate: return counts(e.aggregate) || e.aggregate == Aggregate::distinct ? std::nullopt : unitless_fact(e.children[0]);
    case Kind::add:
    case Kind::subtract: {
      const auto found = unitless_fact(e.children[0]);
      return found && unitless_fact(e.children[1]) ? found : std::nullopt;
    }
    default: return std::nullopt;
  }
}

// What stands beside a percentage.
void Checker::doubt_unitless(ExprId id, const syntax::Expr& e) {
  const auto found = unitless_fact(id);
  if (!found) return;
  const types::FactKind kind = a_.model.schema[*found].kind;
  const bool flow = kind == types::FactKind::flow;
  const bool cumulative = kind == types::FactKind::cumulative;
  report(Problem::unitless_against_percent, e.span, {words(e), flow ? "flow" : cumulative ? "cumulative" : "level", flow ? "当期" : cumulative ? "累计" : "时点"})
      .related.push_back({a_.model.fact_spans[found->index()], {}, kDeclaredHere});
}

// Of a share that is reported, and not of what is computed from amounts, which may be parts of one whole.
void Checker::doubt_sum(ExprId id, const syntax::Expr& e) {
  const Expr& summed = at(id);
  if (summed.kind == Kind::at_period || summed.kind == Kind::previous) return doubt_sum(summed.children[0], e);
  if ((summed.kind != Kind::fact && summed.kind != Kind::field) || !summed.unit.percent) return;
  const std::string of = words((*file_)[e.children[0]]);
  report(Problem::percentages_added, e.span, {words(e), "write `avg(" + of + ")`, `min(" + of + ")`, or ask each of them: `every … has " + of + " >= …`"}).arguments_zh = {
      words(e), "请写`平均(" + of + ")`、`最小(" + of + ")`，或要求每一个：`每个 … 满足 " + of + " >= …`"};
}

// `share * 100 >= 65%`, which 0.65% meets.
void Checker::doubt_multiplied(ExprId id, const syntax::Expr& e, ExprId beside) {
  const types::Unit& unit = at(beside).unit;
  if (!is_multiplied(id, unit) || is_multiplied(beside, unit) || !reads_fact(id)) return;
  const auto times = base::divide(base::Number{1}, unit.factor);
  report(Problem::multiplied_against_percent, e.span, {words(e), unit.name, times ? base::to_string(*times) : "…"});
}

void Checker::doubt_fraction(const syntax::Expr& e) {
  if (e.kind != syntax::ExprKind::divide) return;
  const syntax::Expr& over = (*file_)[e.children[0]];
  const syntax::Expr& under = (*file_)[e.children[1]];
  if (over.kind != syntax::ExprKind::number || under.kind != syntax::ExprKind::number) return;
  const auto above = types::parse_quantity(over.text, a_.model.schema.units, false);
  const auto below = types::parse_quantity(under.text, a_.model.schema.units, false);
  const auto* of = std::get_if<types::Quantity>(&above);
  const auto* by = std::get_if<types::Quantity>(&below);
  if (of == nullptr || by == nullptr || !of->bare || (!by->unit.percent && !by->unit.points)) return;
  const auto fraction = base::divide(of->number, by->number);
  const auto percent = fraction ? base::divide(*fraction, by->unit.factor) : std::nullopt;
  const auto hundredths = percent ? base::multiply(*percent, base::Number{100}) : std::nullopt;
  const auto shown = hundredths ? base::rounded(*hundredths, 2) : std::nullopt;
  if (!shown) return;
  Amounts amounts = likely_amounts(words(e), *fraction, by->unit, a_.model.schema.units);
  // Half of a percent may be meant, too.
  const std::string hundredth = "`" + base::to_string(of->number) + "/" + base::to_string(by->number) + " * 1%`";
  if (by->unit.percent && base::absolute(*fraction) < base::Number{1}) {
    amounts.or_en += " or " + hundredth;
    amounts.or_zh += "或" + hundredth;
  }
  report(Problem::fraction_of_percent, e.span, {words(e), words(over), words(under), base::to_string(*shown) + "%", amounts.or_en}).arguments_zh = {
      words(e), words(over), words(under), base::to_string(*shown) + "%", amounts.or_zh};
}

void Checker::doubt_comparison(ExprId left, ExprId right, Compare op, const syntax::Expr& l, const syntax::Expr& r) {
  const Expr& other = at(right);
  if (op == Compare::eq && adds_up(left) && !(other.kind == Kind::number && other.number.sign() == 0)) report(Problem::equality_on_flow, l.span, {words(l)});
  if (is_difference(left)) doubt_percent(right, r);
  doubt_points(left, l, right);
  doubt_multiplied(left, l, right);
  // `aed >= previous(aed) + 3%`
  const bool shifted = (other.kind == Kind::add && r.kind == syntax::ExprKind::add) || (other.kind == Kind::subtract && r.kind == syntax::ExprKind::subtract);
  if (shifted && at(left).unit.percent && at(other.children[0]).unit.percent && reads_fact(other.children[0]))
    doubt_percent(other.children[1], (*file_)[r.children[1]]);
}

}  // namespace assay::semantics
