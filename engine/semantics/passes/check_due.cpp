// A day that a criterion is due on: within the season, and not before anything that it reads is reported.
#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::semantics {

namespace {

constexpr diagnostics::Words kCriterionReads{"read here", "在此使用"};

void check_first_due(Analysis& a, ExprId id, Span due_span, base::Date due) {
  const Expr& e = a.model[id];
  const types::Season& season = a.model.schema.season;
  if (e.kind == Kind::previous) return;  // last season's cells are there
  if (e.kind == Kind::at_period && e.period) {
    const auto placed = types::place(season, *e.period);
    if (placed && placed->years_before == 0 && due < placed->to)
      a.report(Problem::due_before_period, due_span, {base::to_string(due), base::to_string(*e.period)}).related.push_back({e.span, {}, kCriterionReads});
    return;
  }
  for (const Axis& axis : e.axes) {
    if (!axis.years) continue;
    const int year = types::whole_season(season).year;
    if (axis.years->last == year && due < season.to)
      a.report(Problem::due_before_period, due_span, {base::to_string(due), std::to_string(year)}).related.push_back({e.span, {}, kCriterionReads});
    return;
  }
  if (e.kind == Kind::fact) {
    const types::Fact& fact = a.model.schema[e.fact];
    if (!fact.once && fact.kind != types::FactKind::event) {
      const auto periods = types::periods(a.model.schema.season, fact.step);
      // Of a step longer than the season it is the season itself.
      const base::Date first = periods.empty() ? a.model.schema.season.to : std::min(base::last_day(periods.front()), a.model.schema.season.to);
      if (due < first)
        a.report(Problem::due_before_reported, due_span,
                  {base::to_string(due), fact.name, base::to_string(periods.empty() ? types::whole_season(a.model.schema.season) : periods.front())})
            .related.push_back({e.span, {}, kCriterionReads});
    }
  }
  for (const ExprId child : e.children) check_first_due(a, child, due_span, due);
}

}  // namespace

void check_due(Analysis& a, const syntax::Criterion& criterion, const Criterion& made) {
  const types::Season& season = a.model.schema.season;
  if (!a.season_known) return;
  if (made.due < season.from) {
    a.report(Problem::due_before_season, criterion.due_span, {base::to_string(made.due)})
        .related.push_back({a.model.season_span, {}, kDeclaredHere});
    return;
  }
  if (made.due > season.to)
    a.report(Problem::after_season, criterion.due_span, {base::to_string(made.due), base::to_string(season.to)}).related.push_back({a.model.season_span, {}, kDeclaredHere});
  if (made.condition.valid() && !made.judged.valid()) check_first_due(a, made.condition, criterion.due_span, made.due);
  if (made.stretch && made.stretch->condition.valid()) check_first_due(a, made.stretch->condition, criterion.due_span, made.due);
  if (!made.judged.valid()) doubt_due(a, criterion, made);
}

}  // namespace assay::semantics
