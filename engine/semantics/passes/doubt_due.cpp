// A due date inside a reporting step: nothing that is reported for that step counts by then, which hardly anybody means who says `due 2023-08-31`.
#include "semantics/passes/passes.h"

#include "base/calendar.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace assay::semantics {

namespace {

constexpr diagnostics::Words kStepReadHere{"read here", "在此使用"};

// The period of a step that a day lies inside, its last day in the season, and the last day of the one before it.
struct OpenPeriod {
  base::Period period;
  base::Date last, before;
};

// Nothing where one ends with the day, or none has ended before it (an error of its own).
std::optional<OpenPeriod> open_at(const types::Season& season, base::Step step, base::Date day) {
  if (step == base::Step::day) return std::nullopt;
  std::optional<base::Date> before;
  for (const base::Period& period : types::periods(season, step)) {
    const base::Date last = std::min(base::last_day(period), season.to);
    if (last > day) return before && *before < day ? std::optional(OpenPeriod{period, last, *before}) : std::nullopt;
    before = last;
  }
  return std::nullopt;
}

class DueDoubts {
 public:
  DueDoubts(Analysis& a, Span due_span, base::Date due) : a_(a), due_span_(due_span), due_(due) {}

  // Only the first is told of: another day settles all.
  void look_at(ExprId id) {
    const Expr& e = a_.model[id];
    // What is said of another season is there, a stated period ends by the due date, and whether something is there is asked of what has ended.
    if (reported_ || e.kind == Kind::previous || e.kind == Kind::at_period || e.kind == Kind::reported) return;
    if (e.kind == Kind::fact) return look_at_fact(e);
    for (const Axis& axis : e.axes) {
      if (axis.kind != Axis::Kind::period) continue;
      // Inside, everything is as of the end of a period that has ended.
      if (!axis.years) look_at_periods(e, axis.step);
      return;
    }
    for (const ExprId child : e.children) look_at(child);
  }

 private:
  void look_at_fact(const Expr& e) {
    const types::Fact& fact = a_.model.schema[e.fact];
    if (fact.once || fact.kind == types::FactKind::event) return;
    const auto open = open_at(a_.model.schema.season, fact.step, due_);
    if (!open) return;
    std::string en, zh;
    if (fact.step > base::Step::month && base::last_day(base::period_of(due_, base::Step::month)) == due_) {
      const bool quarter = fact.step > base::Step::quarter && base::last_day(base::period_of(due_, base::Step::quarter)) == due_;
      en = std::string(", or declare `") + fact.name + "` " + (quarter ? "`quarterly`" : "`monthly`");
      zh = "，或将`" + fact.name + "`声明为" + (quarter ? "`按季`" : "`按月`");
    }
    const std::string due = base::to_string(due_), period = base::to_string(open->period), before = base::to_string(open->before), last = base::to_string(open->last);
    auto& told = a_.report(Problem::due_inside_step, due_span_, {due, fact.name, period, before, last, en});
    told.arguments_zh = {due, fact.name, period, before, last, zh};
    told.related.push_back({e.span, {}, kStepReadHere});
    reported_ = true;
  }

  void look_at_periods(const Expr& e, base::Step step) {
    const auto open = open_at(a_.model.schema.season, step, due_);
    if (!open) return;
    a_.report(Problem::due_inside_period, due_span_, {base::to_string(due_), base::to_string(open->period), base::to_string(open->before), base::to_string(open->last)})
        .related.push_back({e.span, {}, kStepReadHere});
    reported_ = true;
  }

  Analysis& a_;
  Span due_span_;
  base::Date due_;
  bool reported_ = false;
};

}  // namespace

void doubt_due(Analysis& a, const syntax::Criterion& criterion, const Criterion& made) {
  DueDoubts doubts(a, criterion.due_span, made.due);
  if (made.condition.valid()) doubts.look_at(made.condition);
  if (made.stretch && made.stretch->condition.valid()) doubts.look_at(made.stretch->condition);
}

}  // namespace assay::semantics
