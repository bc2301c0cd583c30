#include "explain/explain.h"

#include "explain/gaps.h"
#include "explain/pace.h"
#include "explain/walk.h"

#include <algorithm>
#include <array>

namespace assay::explain {

using exec::Status;
using semantics::Kind;
using types::Truth;

std::string_view code(Reason reason) {
  constexpr std::array<std::string_view, 13> kCodes = {
      "met",          "value_out_of_range", "event_late",       "event_not_happened", "not_due_yet",         "fact_missing",
      "cell_invalid", "division_by_zero",   "too_many_digits",  "not_applicable",     "event_before_season", "base_not_positive",
      "no_members"};
  return kCodes[static_cast<std::size_t>(reason)];
}

namespace {

Reason reason_of_false(const semantics::Model& model, const std::vector<Atom>& atoms) {
  for (const Atom& a : atoms) {
    if (!a.decisive) continue;
    if (a.truth == Truth::false_ && asks_for_reported(model, a.expression)) return Reason::fact_missing;
    if (a.truth == Truth::false_ && !a.never.empty())
      return std::any_of(a.never.begin(), a.never.end(), [](const Never& each) { return !each.came; }) ? Reason::event_not_happened : Reason::event_late;
    if (!a.is_event) continue;
    if (a.before_season) return Reason::event_before_season;
    if (a.truth == Truth::true_) return Reason::value_out_of_range;  // it happened and should not have
    const bool happened = std::any_of(a.cells.begin(), a.cells.end(), [](const Cell& c) { return c.state == Cell::State::reported && !c.denies; });
    if (!happened) return Reason::event_not_happened;
    return a.margin && a.margin->sign() < 0 ? Reason::event_late : Reason::value_out_of_range;
  }
  return Reason::value_out_of_range;
}

Reason reason_of_undefined(Walk::Undefined undefined) {
  switch (undefined) {
    case Walk::Undefined::quotient: return Reason::division_by_zero;
    case Walk::Undefined::growth: return Reason::base_not_positive;
    case Walk::Undefined::day: return Reason::event_not_happened;
    case Walk::Undefined::empty: return Reason::no_members;
    case Walk::Undefined::nothing: break;
  }
  return Reason::too_many_digits;
}

}  // namespace

CriterionReasons explain(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch, const exec::Trace& trace,
                         const exec::Outcome& outcome, std::size_t department, std::size_t target, std::size_t criterion, std::size_t row,
                         semantics::Words words) {
  const semantics::Criterion& rule = model.departments[department].targets[target].criteria[criterion];
  const plan::CriterionPlan& plan = program.departments[department].targets[target].criteria[criterion];
  const exec::CriterionOutcome& came = outcome.departments[department].targets[target].criteria[criterion];
  const Status status = came.status[row];

  CriterionReasons out;
  Walk walk(model, program, batch, trace, row, words);
  const Truth now = trace.truth(plan.now, row);
  // What decided: the present, unless only the future is certain.
  const Truth future = trace.truth(plan.future, row);
  const bool from_future = (status == Status::missed || status == Status::met) && !undecided(future) && now != future;
  Place place{from_future ? plan.future_moment : plan.now_moment, {}, {}, {}, {}, true, false};
  Gaps gaps;
  if (status != Status::not_applicable && status != Status::met) walk.name_gaps(gaps);
  walk.condition(rule.condition, place, out.atoms);
  out.left_out = walk.left_out();
  out.doubts = walk.doubts();
  if (rule.kind == semantics::Criterion::Kind::judge && out.atoms.empty()) {
    std::vector<Cell> grade;
    walk.cells_of(program.writer(plan.attainment).in[0], 0, 1, std::nullopt, grade);
    gaps.add(grade);
  }
  gaps.give(out);

  switch (status) {
    case Status::met: out.reason = Reason::met; break;
    case Status::not_applicable: out.reason = Reason::not_applicable; break;
    case Status::unknown: out.reason = Reason::fact_missing; break;
    case Status::open: out.reason = Reason::not_due_yet; break;
    case Status::missed: out.reason = reason_of_false(model, out.atoms); break;
    case Status::invalid:
      out.reason = !out.faults.empty() ? Reason::cell_invalid : reason_of_undefined(walk.undefined(rule.condition, place));
      break;
  }
  // Of all comparisons the one furthest behind can only be named where all were looked at.
  if (status == Status::open && out.left_out.decisive == 0) out.pace = pace_of(model, program, rule, out.atoms);
  return out;
}

CriterionReasons explain_applies(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch,
                                 const exec::Trace& trace, std::size_t department, std::size_t target, std::size_t row,
                                 semantics::Words words) {
  CriterionReasons out;
  const semantics::ExprId condition = model.departments[department].targets[target].applies_when;
  if (!condition.valid()) return out;
  const plan::TargetPlan& plan = program.departments[department].targets[target];
  // What decided: the present, unless the future is certain to be another.
  const Truth future = trace.truth(plan.will_apply, row);
  const bool from_future = !undecided(future) && future != trace.truth(plan.applies_now, row);
  const Place place{from_future ? plan.will_apply_moment : plan.applies_moment, {}, {}, {}, {}, true, false};
  Walk walk(model, program, batch, trace, row, words);
  Gaps gaps;
  walk.name_gaps(gaps);
  walk.condition(condition, place, out.atoms);
  out.left_out = walk.left_out();
  gaps.give(out);
  const Truth truth = walk.truth(condition, place);
  out.reason = truth == Truth::true_      ? Reason::met
               : truth == Truth::false_   ? Reason::not_applicable
               : truth == Truth::invalid  ? Reason::cell_invalid
               : truth == Truth::unknown ? Reason::fact_missing
                                          : Reason::not_due_yet;
  return out;
}

}  // namespace assay::explain
