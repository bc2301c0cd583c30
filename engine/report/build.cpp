#include "report/build.h"

#include "base/calendar.h"
#include "exec/scheme.h"
#include "report/build_atom.h"
#include "semantics/dated.h"
#include "semantics/dump.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <utility>

namespace assay::report {

namespace {

using semantics::Kind;

std::string_view kind_name(semantics::Criterion::Kind kind) {
  switch (kind) {
    case semantics::Criterion::Kind::require: return "require";
    case semantics::Criterion::Kind::aim: return "aim";
    case semantics::Criterion::Kind::judge: return "judge";
  }
  return "";
}

// Why the formula of `of` gave nothing, itself or what it rests on; nothing without a trace.
std::optional<NoScore> no_score(const Source& source, plan::RegisterId score, std::string of, std::size_t row) {
  if (source.trace == nullptr) return std::nullopt;
  const auto fault = explain::score_fault(source.program, *source.trace, score, row);
  return fault ? std::optional(NoScore{explain::code(*fault), std::move(of)}) : std::nullopt;
}

constexpr std::string_view kNotApplicable = "not_applicable";

void collect_params(const semantics::Model& model, semantics::ExprId id, base::Date at, std::vector<ParamUse>& out) {
  if (!id.valid()) return;
  const semantics::Expr& e = model[id];
  if (e.kind == Kind::param) {
    const semantics::Param& param = model.params[e.param];
    const bool known = std::any_of(out.begin(), out.end(), [&](const ParamUse& u) { return u.name == param.name; });
    if (!known) out.push_back({param.name, param.label, param.source, param.assumed, semantics::value_at(param.values, at), param.unit});
  }
  for (const semantics::ExprId child : e.children) collect_params(model, child, at, out);
}

std::optional<SchemeReading> build_scheme(const Source& source, const semantics::Criterion& from, const plan::CriterionPlan& plan, std::size_t row) {
  if (!from.scheme) return std::nullopt;
  using Reads = SchemeReading::Reads;
  using SchemeKind = semantics::Scheme::Kind;
  SchemeReading made;
  made.rule = semantics::print(source.model, *from.scheme, source.words);
  if (source.trace == nullptr || from.scheme->kind == SchemeKind::all_or_nothing) return made;
  const plan::Step& step = source.program.writer(plan.attainment);
  made.value = known_range(exec::scheme_reads(*from.scheme, source.trace->value(step.in[1], row), source.trace->value(step.in[2], row)));
  made.unit = source.model[from.scheme->value].unit;
  switch (from.scheme->kind) {
    case SchemeKind::proportional:
    case SchemeKind::steps: made.reads = Reads::ratio; break;
    case SchemeKind::deduct: made.reads = Reads::is_short; break;
    case SchemeKind::bonus: made.reads = from.scheme->of_goal ? Reads::over_of_goal : Reads::over; break;
    default: made.reads = Reads::value; break;
  }
  return made;
}

// Of a criterion's, or of a target's outcome.
template <class Outcome>
Own own(const Outcome& came, std::size_t row) {
  if (came.status[row] == exec::Status::not_applicable) return {came.status[row], {}, {}};
  return {came.status[row], range_of(came.attainment, row), range_of(came.score, row)};
}

// Perhaps the same value was meant for all of the season.
std::optional<ReportedOnce> reported_once(const Source& source, const std::vector<explain::Cell>& needs, std::size_t row) {
  const types::Schema& schema = source.model.schema;
  for (const explain::Cell& cell : needs) {
    if (cell.of_other_units || !cell.key.fact.valid()) continue;
    const types::Fact& fact = schema[cell.key.fact];
    const bool of_a_list = fact.list.valid();
    if (of_a_list || fact.kind != types::FactKind::level || fact.once || fact.step >= base::Step::year) continue;
    const auto same = [&](const explain::Cell& other) { return other.key.fact == cell.key.fact && other.key.member == cell.key.member; };
    if (std::count_if(needs.begin(), needs.end(), same) < 2) continue;
    std::size_t reported = 0;
    for (const base::Period period : types::periods(schema.season, fact.step))
      reported += source.batch.place({cell.key.fact, cell.key.member, period}, row).has_value();
    if (reported == 1) return ReportedOnce{fact.name, fact.name + "@" + to_string(types::whole_season(schema.season))};
  }
  return std::nullopt;
}

bool may_have_gaps(const Source& source, exec::Status status) {
  if (status == exec::Status::not_applicable) return false;
  return status != exec::Status::met || (source.batch.remarks && !source.batch.remarks->doubts.empty());
}

Criterion build_criterion(const Source& source, std::size_t d, std::size_t t, std::size_t c, std::size_t row) {
  const semantics::Criterion& from = source.model.departments[d].targets[t].criteria[c];
  const exec::CriterionOutcome& came = source.outcome.departments[d].targets[t].criteria[c];
  Criterion made;
  made.id = from.id;
  made.quote = from.quote;
  made.kind = kind_name(from.kind);
  made.decides = from.decides;
  made.status = came.status[row];
  made.provisional = came.provisional.get(row);
  made.due = from.due;
  const bool applies = made.status != exec::Status::not_applicable;
  if (applies) {
    made.attainment = range_of(came.attainment, row);
    made.score = range_of(came.score, row);
    if (!made.score) made.no_score = no_score(source, source.program.departments[d].targets[t].criteria[c].score, made.id, row);
    if (!came.stretch.empty()) made.stretch = Stretch{came.stretch[row], range_of(came.stretch_value, row)};
  }
  if (source.self != nullptr) made.self = own(source.self->departments[d].targets[t].criteria[c], row);
  if (source.only_what_is_wrong) {
    if (!may_have_gaps(source, made.status)) return made;
  } else {
    made.rule = source.rules.place(from.span);
    if (from.template_span) made.in_template = source.rules.place(*from.template_span);
    const plan::CriterionPlan& plan = source.program.departments[d].targets[t].criteria[c];
    if (applies) made.scheme = build_scheme(source, from, plan, row);
    collect_params(source.model, from.condition, plan.now_moment.at, made.params);
    if (from.stretch) collect_params(source.model, from.stretch->condition, plan.now_moment.at, made.params);
  }
  if (source.trace != nullptr) {
    if (from.condition.valid()) made.condition = semantics::print(source.model, from.condition, source.words);
    const explain::CriterionReasons reasons =
        explain::explain(source.model, source.program, source.batch, *source.trace, source.outcome, d, t, c, row, source.words);
    made.reason_code = reasons.reason;
    made.reason = explain::code(reasons.reason);
    made.pace = reasons.pace;
    for (const explain::Atom& atom : reasons.atoms)
      if (atom.decisive || !source.only_what_is_wrong) made.atoms.push_back(build_atom(source, atom));
    made.needs = build_cells(source, reasons.needs);
    made.faults = build_cells(source, reasons.faults);
    made.left_out = reasons.left_out;
    if (applies) made.doubts = build_cells(source, reasons.doubts);
    if (!source.only_what_is_wrong) made.once = reported_once(source, reasons.needs, row);
  }
  return made;
}

}  // namespace

Range range_of(const columns::Column& column, std::size_t row) {
  const types::Value value = column.at(row);
  if (value.invalid && value.range.is_unbounded()) return std::nullopt;
  return value.range;
}

Source spoken(const Source& source, Language language) {
  Source out = source;
  out.words = language == Language::zh ? semantics::Words::chinese : semantics::Words::english;
  return out;
}

Target build_target(const Source& source, std::size_t d, std::size_t t, std::size_t row) {
  const semantics::Target& from = source.model.departments[d].targets[t];
  const exec::TargetOutcome& came = source.outcome.departments[d].targets[t];
  Target made;
  made.id = from.id;
  made.name = from.name;
  made.title = from.title;
  made.weight = from.weight;
  made.status = came.status[row];
  made.provisional = came.provisional.get(row);
  if (made.status != exec::Status::not_applicable) {
    made.attainment = range_of(came.attainment, row);
    made.score = range_of(came.score, row);
  }
  if (source.self != nullptr) made.self = own(source.self->departments[d].targets[t], row);
  if (from.applies_when.valid()) {
    made.applies = semantics::print(source.model, from.applies_when, source.words);
    if (source.trace != nullptr) {
      const explain::CriterionReasons reasons =
          explain::explain_applies(source.model, source.program, source.batch, *source.trace, d, t, row, source.words);
      made.needs = build_cells(source, reasons.needs);
      made.faults = build_cells(source, reasons.faults);
      made.left_out = reasons.left_out;
    }
  }
  made.criteria.reserve(from.criteria.size());
  for (std::size_t c = 0; c < from.criteria.size(); ++c) made.criteria.push_back(build_criterion(source, d, t, c, row));
  if (made.status == exec::Status::not_applicable) made.no_score = NoScore{kNotApplicable, made.id};
  else if (!made.score) made.no_score = no_score(source, source.program.departments[d].targets[t].score, made.id, row);
  // What one of its criteria came upon is said of that one.
  for (const Criterion& criterion : made.criteria)
    if (made.no_score && criterion.no_score) {
      made.no_score = criterion.no_score;
      break;
    }
  return made;
}

void score_department(const Source& source, std::size_t d, std::size_t row, Department& made) {
  const exec::DepartmentOutcome& came = source.outcome.departments[d];
  if (!came.scored.get(row)) {
    made.no_score = NoScore{kNotApplicable, made.name};
    return;
  }
  made.score = range_of(came.score, row);
  made.rank_low = came.rank_low[row];
  made.rank_high = came.rank_high[row];
  if (made.score) return;
  made.no_score = no_score(source, source.program.departments[d].score, made.name, row);
  for (std::size_t t = 0; t < made.targets.size(); ++t) {
    const std::optional<NoScore>& below = made.targets[t].no_score;
    if (!below || below->reason == kNotApplicable) continue;
    made.no_score = below;
    break;
  }
}

std::vector<Criterion> build_gaps(const Source& source, std::size_t d, std::size_t t, std::size_t row) {
  std::vector<Criterion> made;
  const std::vector<exec::CriterionOutcome>& came = source.outcome.departments[d].targets[t].criteria;
  for (std::size_t c = 0; c < came.size(); ++c) {
    if (!may_have_gaps(source, came[c].status[row])) continue;
    const explain::CriterionReasons reasons =
        explain::explain(source.model, source.program, source.batch, *source.trace, source.outcome, d, t, c, row, source.words);
    Criterion& each = made.emplace_back();
    each.needs = build_cells(source, reasons.needs);
    each.doubts = build_cells(source, reasons.doubts);
    each.left_out = reasons.left_out;
  }
  return made;
}

Department build_department(const Source& source, std::size_t d, std::size_t row) {
  const semantics::Department& from = source.model.departments[d];
  const exec::DepartmentOutcome& came = source.outcome.departments[d];
  Department made;
  made.name = from.name;
  made.label = from.label;
  made.difficulty = came.difficulty;
  if (source.self != nullptr) {
    const exec::DepartmentOutcome& self = source.self->departments[d];
    made.self = Own{{}, {}, self.scored.get(row) ? range_of(self.score, row) : Range()};
  }
  made.targets.reserve(from.targets.size());
  for (std::size_t t = 0; t < from.targets.size(); ++t) made.targets.push_back(build_target(source, d, t, row));
  score_department(source, d, row, made);
  return made;
}

namespace {

void build_departments(const Source& source, std::size_t row, const Built& built, std::vector<Department>& made) {
  const std::size_t first = source.department.value_or(0);
  made.resize(source.department ? 1 : source.model.departments.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < made.size(); i = next++) {
      made[i] = build_department(source, first + i, row);
      if (built) built(i, made[i]);
    }
  };
  std::future<void> other;
  if (source.side_by_side && made.size() > 1) other = std::async(std::launch::async, work);
  work();
  if (other.valid()) other.get();
}

}  // namespace

Unit build_unit(const Source& source, std::size_t row, const Built& built) {
  Unit unit;
  unit.name = source.batch.units[row];
  if (source.outcome.scored.get(row)) unit.score = range_of(source.outcome.total, row);
  if (source.self != nullptr) unit.self = Own{{}, {}, source.self->scored.get(row) ? range_of(source.self->total, row) : Range()};
  build_departments(source, row, built, unit.departments);
  for (const Department& each : unit.departments)
    if (!unit.score && !unit.no_score && each.no_score) unit.no_score = each.no_score;
  return unit;
}

}  // namespace assay::report
