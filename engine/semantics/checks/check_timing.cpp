#include "semantics/checks/checker.h"

#include "base/calendar.h"
#include "diagnostics/kinds.h"
#include "syntax/spoken.h"

#include <string>
#include <utility>

namespace assay::semantics {

ExprId Checker::happened(ExprId event, Span span) {
  Expr made;
  made.kind = Kind::event;
  made.type = Type::truth;
  made.timing = Timing::none;
  made.children = {event};
  made.span = here(span);
  return add(std::move(made));
}

// A day as a value.
Checked Checker::check_date(const syntax::Expr& e) {
  Expr made;
  made.kind = Kind::date;
  made.type = Type::event;
  made.date = e.date;
  return make(std::move(made), e);
}

Checked Checker::check_timing(const syntax::Expr& e) {
  const syntax::Expr& date = (*file_)[e.children[1]];
  const Checked event = check(e.children[0]);
  if (date.kind != syntax::ExprKind::date) {
    if (date.kind == syntax::ExprKind::error) return {};
    // The day that was meant, of this season; else an example.
    const types::Season& season = a_.model.schema.season;
    const auto edge = e.op == syntax::Op::before ? syntax::Edge::first : syntax::Edge::last;
    const auto day = syntax::day_meant(words(date), edge, season.from, season.to);
    const std::string example = a_.model.season_span.valid() ? base::to_string(season.to) : "2023-12-31";
    // 于 6月底前: typed as a day it would be that very day.
    const std::string said = words(date);
    const bool on = e.op != syntax::Op::by && e.op != syntax::Op::before && e.op != syntax::Op::after;
    if (on && day && said.ends_with("前")) {
      const std::string name = words((*file_)[e.children[0]]), last = base::to_string(*day);
      report(Problem::date_expected, date.span, {said, name + " by " + last}).arguments_zh = {said, name + " 截至 " + last};
      return {};
    }
    report(Problem::date_expected, date.span, {words(date), day ? base::to_string(*day) : example});
    return {};
  }
  if (!event) return {};
  if (at(event.id).type != Type::event || at(event.id).kind == Kind::date) {
    const syntax::Expr& wrong = (*file_)[e.children[0]];
    report(Problem::event_expected, wrong.span, {words(wrong), a_.year()});
    return {};
  }
  const base::Date season_end = a_.model.schema.season.to;
  const base::Date last{date.date.days - (e.op == syntax::Op::before ? 1 : 0)};
  if (a_.season_known && (e.op == syntax::Op::by || e.op == syntax::Op::before) && last > season_end)
    report(Problem::after_season, date.span, {base::to_string(date.date), base::to_string(season_end)}).related.push_back({a_.model.season_span, {}, kDeclaredHere});
  Expr made;
  made.kind = Kind::event;
  made.type = Type::truth;
  made.timing = e.op == syntax::Op::by       ? Timing::by
                : e.op == syntax::Op::before ? Timing::before
                : e.op == syntax::Op::after  ? Timing::after
                                             : Timing::on;
  made.date = date.date;
  made.children = {event.id};
  return make(std::move(made), e);
}

}  // namespace assay::semantics
