// Values over a stated or the current period, and what going through periods demands.
#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"
#include "syntax/keywords.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace assay::semantics {

namespace {

// Cells of earlier years are not read (AS0710 refuses their dates).
constexpr int kFirstYear = 1900;

}  // namespace

// A list's rows hold for the season as a whole.
bool Checker::of_other_season() const {
  if (previous_ > 0 || over_period_) return true;
  for (const Axis& each : axes_around())
    if (each.years) return true;
  return false;
}

std::optional<int> Checker::year(syntax::ExprId id) {
  const syntax::Expr& e = (*file_)[id];
  if (e.kind == syntax::ExprKind::error) return std::nullopt;
  int out = 0;
  const char* const end = e.text.data() + e.text.size();
  const auto read = std::from_chars(e.text.data(), end, out);
  if (e.kind != syntax::ExprKind::number || read.ec != std::errc() || read.ptr != end || out > 9999) {
    report(Problem::year_expected, e.span, {words(e)});
    return std::nullopt;
  }
  const types::Season& season = a_.model.schema.season;
  if (!a_.season_known || (out >= kFirstYear && out <= types::whole_season(season).year)) return out;
  report(Problem::period_outside, e.span, {words(e), season.name});
  return std::nullopt;
}

// `written` is the quantifier's own axis, with what it may say beside the name.
bool Checker::open_period(Axis& axis, const std::string& name, Span span, const syntax::Axis* written) {
  if (!a_.model.season_span.valid()) {
    a_.unknown(Problem::axis_expected, span, {name}, {});
    return false;
  }
  if (!a_.season_known) return false;
  const types::Season& season = a_.model.schema.season;
  if (written != nullptr && written->from.valid()) {
    if (axis.step != base::Step::year) {
      report(Problem::only_years_from, span, {name});
      return false;
    }
    const auto first = year(written->from);
    const auto last = year(written->to);
    if (!first || !last) return false;
    if (*last < *first) {
      report(Problem::years_backwards, source::join((*file_)[written->from].span, (*file_)[written->to].span),
             {std::to_string(*first), std::to_string(*last)});
      return false;
    }
    axis.years = Years{*first, *last};
  } else if (types::whole_periods(season, axis.step).empty()) {
    report(Problem::no_whole_period, span, {name, season.name});
    return false;
  }
  for (const Axis& outer : axes_here()) {
    if (outer.kind != Axis::Kind::period) continue;
    const std::string outer_name(base::step_name(outer.step));
    if (axis.step == outer.step) {
      report(Problem::nested_axis, span, {name});
      return false;
    }
    if (axis.step > outer.step) {
      report(Problem::longer_inside, span, {name, outer_name});
      return false;
    }
    // Within the current year is within the season that is gone through.
    if (outer.step != base::Step::year) axis.within = outer.step;
  }
  return true;
}

// The quantifier around goes through periods of the step, or the aggregate around does from now on.
bool Checker::current_period(const syntax::Expr& e, base::Step step) {
  const syntax::Expr& inner = (*file_)[e.children[0]];
  Frame* collector = nullptr;
  const auto is_current = [&](const Axis& axis) { return axis.kind == Axis::Kind::period && axis.step == step; };
  // In a let what it opens itself comes before what is open around it.
  std::size_t end = frames_.size();
  for (std::size_t let = let_frames_.size() + 1; let-- > 0 && collector == nullptr;) {
    const std::size_t begin = let == 0 ? 0 : let_frames_[let - 1];
    for (std::size_t i = begin; i < end; ++i) {
      Frame& frame = frames_[i];
      if ((!frame.collects && is_current(frame.axis)) || std::any_of(frame.collected.begin(), frame.collected.end(), is_current)) return true;
      if (frame.collects && !frame.closed) collector = &frame;
    }
    end = begin;
  }
  bool taken = collector == nullptr;
  if (collector != nullptr)
    for (const Axis& each : collector->collected) taken = taken || each.kind == Axis::Kind::period;
  if (taken) {
    const std::string name(base::step_name(step)), name_zh = syntax::chinese_words(name);
    report(Problem::no_period_around, e.span, {words(inner) + "@" + name, name, a_.year()}).arguments_zh = {words(inner) + "@" + name_zh, name_zh, a_.year()};
    return false;
  }
  Axis made;
  made.kind = Axis::Kind::period;
  made.step = step;
  if (!open_period(made, std::string(base::step_name(step)), e.op_span, nullptr)) return false;
  made.variable = a_.variables++;
  collector->collected.push_back(made);
  return true;
}

Checked Checker::check_at_period(const syntax::Expr& e) {
  Expr made;
  made.kind = Kind::at_period;
  const syntax::Expr& inner = (*file_)[e.children[0]];
  if (const auto step = base::step_named(e.text)) {
    if (!a_.season_known || !current_period(e, *step)) return {};
    made.step = *step;
  } else {
    made.period = base::parse_period(e.text);
    if (!made.period || !a_.season_known) return {};
    made.step = made.period->step;
    if (made.period->year < kFirstYear || !types::place(a_.model.schema.season, *made.period)) {
      report(Problem::period_outside, e.op_span, {e.text, a_.model.schema.season.name});
      return {};
    }
  }
  if (over_period_) {
    report(Problem::period_of_period, e.span, {words(inner)});
    return {};
  }
  over_period_ = true;
  const Checked value = check(e.children[0]);
  over_period_ = false;
  if (!value || !check_steps(value.id, made.step, e.text, made.period)) return {};
  made.type = at(value.id).type;
  made.scale = at(value.id).scale;
  made.unit = at(value.id).unit;
  made.children = {value.id};
  return make(std::move(made), e, value.flavour);
}

// A fact that is reported less often has no value at the end, or within, of each period.
bool Checker::check_steps(ExprId body, base::Step step, const std::string& axis_name, std::optional<base::Period> stated) {
  const Expr& e = at(body);
  if (e.kind == Kind::at_period) return true;  // was checked itself
  if (e.apart && std::any_of(e.axes.begin(), e.axes.end(), [](const Axis& axis) { return axis.kind == Axis::Kind::period; })) return true;
  if (e.kind == Kind::fact) {
    const types::Fact& fact = a_.model.schema[e.fact];
    if (fact.once || fact.kind == types::FactKind::event || fact.step <= step) return true;
    const base::Period example = base::period_of(stated ? base::last_day(*stated) : a_.model.schema.season.from, fact.step);
    const std::string by_name = a_.words(e.span) + "@" + to_string(example);
    const std::string own(base::step_name(fact.step));
    const std::string own_zh = syntax::chinese_words(own);
    std::string en, zh;
    if (stated && fact.step < base::Step::year) {
      en = "it is reported each " + own + ": write `" + by_name + "`";
      zh = "它按" + own_zh + "填报：请写`" + by_name + "`";
    } else if (fact.step < base::Step::year) {
      en = "it is reported each " + own + ": go through each `" + own + "`";
      zh = "它按" + own_zh + "填报：请逐一考察`" + own_zh + "`";
    }
    if (!en.empty()) {
      const bool month = step == base::Step::month, quarter = step == base::Step::quarter;
      en += month ? ", or declare it `monthly`" : quarter ? ", or declare it `quarterly`" : "";
      zh += month ? "，或将它声明为`按月`" : quarter ? "，或将它声明为`按季`" : "";
    } else {
      en = "a number that is the same for every unit is best a `param`, known from the first day; or report it for each; or name its period, `" + by_name + "`, known from that period's end on";
      zh = "各单位都相同的数最好设为`参数`，从第一天起就有；或逐期填报；也可写明它的期间`" + by_name + "`，但要到该期间结束时才有";
    }
    auto& made = a_.report(Problem::coarse_step, e.span, {fact.name, axis_name, en});
    made.arguments_zh = {fact.name, syntax::chinese_words(axis_name), zh};
    made.related.push_back({a_.model.fact_spans[e.fact.index()], {}, kDeclaredHere});
    return false;
  }
  bool all = true;
  for (const ExprId child : e.children) all = check_steps(child, step, axis_name, stated) && all;
  return all;
}

}  // namespace assay::semantics
