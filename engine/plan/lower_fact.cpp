#include "plan/lowering.h"

#include <algorithm>
#include <utility>

namespace assay::plan {

using semantics::Binding;
using semantics::Expr;
using semantics::ExprId;
using types::FactKind;

namespace {

Op load_op(const types::Fact& fact) {
  if (fact.kind == FactKind::event) return Op::load_event;
  if (fact.once) return Op::load_once;
  if (fact.kind == FactKind::flow) return Op::load_flow;
  if (fact.kind == FactKind::cumulative) return Op::load_cumulative;
  return Op::load_newest;
}

}  // namespace

Load Lowering::to_date(types::FactId id, const Moment& moment, base::Date deadline, bool day) const {
  const types::Schema& schema = model().schema;
  const types::Fact& fact = schema[id];
  const types::Season& season = schema.season;
  const base::Date known = builder_.as_of();
  const int shift = moment.shift;
  Load load;
  load.fact = id;
  load.lacks = shift > 0 || known >= moment.due;
  if (fact.kind == FactKind::event) {
    load.windowed = moment.is_windowed(season);
    load.at = types::years_before(moment.at, shift);
    // All of an earlier season is known.
    load.known = shift > 0 ? types::years_before(season.to, shift) : known;
    load.deadline = types::years_before(std::min(deadline, moment.last_due()), shift);
    load.from = types::years_before(moment.from, shift);
    load.to = types::years_before(moment.to, shift);
    load.season_from = types::years_before(season.from, shift);
    load.season_to = types::years_before(season.to, shift);
    // Whether what is not there may still be reported matters of a past day, and where the day itself is asked for.
    load.later = moment.later && (day || load.at <= load.known) && load.known < load.deadline;
    return load;
  }
  if (fact.once) {
    const bool from_the_start = fact.kind == FactKind::flag || fact.kind == FactKind::text;
    const base::Period whole = types::years_before(types::whole_season(season), shift);
    // What is said of the season comes after what was due before its end, so that nothing said later reverses that.
    const bool steps_first = shift == 0 && moment.due < season.to;
    bool whole_visible = shift > 0 || from_the_start || season.to <= known;
    if (whole_visible && !steps_first) load.slots.push_back({whole, true});
    const auto ended_by = [&](base::Date date) {
      std::vector<base::Period> ended = types::once_periods(season);
      std::erase_if(ended, [&](const base::Period& p) { return types::days_of(season, p).last > date; });
      return ended;
    };
    std::vector<base::Period> steps = ended_by(shift > 0 ? season.to : std::min(known, moment.due));
    // In future, what a later step may still say is open, whatever an earlier one said.
    if (shift == 0 && moment.later && ended_by(moment.due).size() > steps.size()) {
      steps.clear();
      whole_visible = whole_visible && !steps_first;
    }
    for (auto it = steps.rbegin(); it != steps.rend(); ++it) {
      const base::Period p = types::years_before(*it, shift);
      if (load.slots.empty() || load.slots.front().period != p) load.slots.push_back({p, true});
    }
    if (whole_visible && steps_first) load.slots.push_back({whole, true});
    return load;
  }
  const auto slot = [&](const base::Period& p) { load.slots.push_back({types::years_before(p, shift), shift > 0 || types::days_of(season, p).last <= known}); };
  for (const base::Period& p : ended_periods(season, fact.step, moment.at)) {
    if (moment.from != season.from && types::days_of(season, p).first < moment.from) continue;
    // A running total of a month before the period's end bounds what is missing.
    const types::Days days = types::days_of(season, p);
    if (fact.kind == FactKind::cumulative && fact.step > base::Step::month)
      for (base::Period m = base::period_of(days.first, base::Step::month); base::last_day(m) < days.last; m = base::next(m)) slot(m);
    slot(p);
  }
  if (fact.kind == FactKind::level || fact.kind == FactKind::rank || fact.kind == FactKind::grade || fact.kind == FactKind::flag ||
      fact.kind == FactKind::text) {
    if (load.slots.size() > 1) load.slots.erase(load.slots.begin(), load.slots.end() - 1);
  }
  if (fact.kind == FactKind::flow) {
    for (const base::Step coarse : {base::Step::year, base::Step::half, base::Step::quarter}) {
      if (coarse <= fact.step) continue;
      for (std::size_t i = 0; i < load.slots.size();) {
        base::Period whole = base::period_of(base::first_day(load.slots[i].period), coarse);
        if (coarse == base::Step::year && types::has_own_years(season)) whole = types::years_before(types::whole_season(season), shift);
        const types::Days days = types::days_of(season, whole);
        std::size_t end = i;
        bool visible = true;
        for (; end < load.slots.size() && types::contains(season, whole, load.slots[end].period); ++end) visible = visible && load.slots[end].visible;
        const bool complete = end > i && days.first == base::first_day(load.slots[i].period) && days.last == base::last_day(load.slots[end - 1].period);
        if (complete && visible) load.coarse.push_back({whole, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end - i)});
        i = std::max(end, i + 1);
      }
    }
  }
  return load;
}

RegisterId Lowering::load(const Load& load, const Moment& moment, const Grain& grain) {
  const types::Fact& fact = model().schema[load.fact];
  const auto raw_load = [&](Load of) {
    Step step;
    step.op = load_op(fact);
    step.load = std::move(of);
    return builder_.number(std::move(step), grain);
  };
  RegisterId raw;
  if (fact.kind == FactKind::cumulative && moment.from != model().schema.season.from) {
    // Within a period: what it had come to at its end, less what before it.
    Moment end = moment;
    end.from = model().schema.season.from;
    Moment before = end;
    before.at = base::Date{moment.from.days - 1};
    Load at_end = to_date(load.fact, end, end.due);
    Load at_begin = to_date(load.fact, before, before.due);
    at_end.members = at_begin.members = load.members;
    at_end.beside_total = at_begin.beside_total = load.beside_total;
    raw = arithmetic(Op::subtract, {raw_load(std::move(at_end)), raw_load(std::move(at_begin))});
  } else {
    raw = raw_load(load);
  }
  if (fact.unit.factor == base::Number(1)) return raw;
  Step scale;
  scale.op = Op::scale_by;
  scale.in = {raw};
  scale.number = fact.unit.factor;
  return builder_.number(std::move(scale), grain);
}

Grain Lowering::up_to(const Grain& grain, std::size_t dimensions) const {
  Grain out;
  out.dimensions.assign(grain.dimensions.begin(), grain.dimensions.begin() + static_cast<std::ptrdiff_t>(dimensions));
  out.variables.assign(grain.variables.begin(), grain.variables.begin() + static_cast<std::ptrdiff_t>(dimensions));
  return out;
}

RegisterId Lowering::member(const Expr& e, const Scope& scope) {
  const auto& variables = scope.grain.variables;
  const auto depth = static_cast<std::size_t>(std::find(variables.begin(), variables.end(), e.variable) - variables.begin()) + 1;
  Step step;
  step.op = Op::is_member;
  for (const std::uint32_t m : e.members) step.numbers.emplace_back(static_cast<std::int64_t>(m));
  return builder_.truth(std::move(step), up_to(scope.grain, depth));
}

RegisterId Lowering::fact(const Expr& e, const Scope& scope, base::Date deadline, bool day) {
  const types::Schema& schema = model().schema;
  const types::Fact& fact = schema[e.fact];

  // The grain reaches to the innermost axis that a dimension is bound to; dimensions taken as a total are folded behind it.
  std::size_t depth = 0;
  bool all_total = !e.bindings.empty();
  for (const Binding& b : e.bindings) {
    if (b.kind != Binding::Kind::total) all_total = false;
    if (b.kind != Binding::Kind::axis) continue;
    const auto it = std::find(scope.grain.variables.begin(), scope.grain.variables.end(), b.value);
    depth = std::max(depth, static_cast<std::size_t>(it - scope.grain.variables.begin()) + 1);
  }
  Grain outer_grain = up_to(scope.grain, depth);
  Grain inner_grain = outer_grain;
  for (std::size_t d = 0; d < e.bindings.size(); ++d)
    if (e.bindings[d].kind == Binding::Kind::total) {
      inner_grain.dimensions.push_back(fact.dimensions[d]);
      inner_grain.variables.push_back(0xFFFFFF00U + static_cast<std::uint32_t>(d));
    }

  std::size_t elements = 1;
  for (const types::DimensionId d : inner_grain.dimensions) elements *= schema[d].members.size();
  Load made = to_date(e.fact, scope.moment, deadline, day);
  for (std::size_t element = 0; element < elements; ++element) {
    std::vector<std::size_t> position(inner_grain.dimensions.size());
    for (std::size_t i = position.size(), rest = element; i-- > 0;) {
      const std::size_t size = schema[inner_grain.dimensions[i]].members.size();
      position[i] = rest % size;
      rest /= size;
    }
    std::size_t member = 0;
    std::size_t folded = depth;
    for (std::size_t d = 0; d < e.bindings.size(); ++d) {
      std::size_t m = e.bindings[d].value;
      if (e.bindings[d].kind == Binding::Kind::total) m = position[folded++];
      if (e.bindings[d].kind == Binding::Kind::axis)
        m = position[static_cast<std::size_t>(std::find(outer_grain.variables.begin(), outer_grain.variables.end(), e.bindings[d].value) -
                                              outer_grain.variables.begin())];
      member = member * schema[fact.dimensions[d]].members.size() + m;
    }
    made.members.push_back(static_cast<std::uint32_t>(member));
  }

  RegisterId out;
  if (inner_grain == outer_grain) {
    out = load(made, scope.moment, outer_grain);
  } else {
    Load total = made;
    made.beside_total = all_total && !fact.once && fact.kind != FactKind::event;
    const RegisterId parts = load(made, scope.moment, inner_grain);
    const Op op = fact.total == types::Total::mean  ? Op::fold_avg
                  : fact.total == types::Total::min ? Op::fold_min
                  : fact.total == types::Total::max ? Op::fold_max
                                                    : Op::fold_sum;
    Step step;
    step.op = op;
    step.in = {parts};
    out = builder_.number(std::move(step), outer_grain);
    if (all_total) {
      total.members = {types::kTotal};
      const RegisterId reported = load(total, scope.moment, {});
      out = arithmetic(Op::total_or, {reported, out});
    }
  }
  if (e.type == semantics::Type::truth) return condition(Op::flag_truth, {out});
  return out;
}

RegisterId Lowering::field(const Expr& e, const Scope& scope, base::Date deadline, bool day) {
  const types::Fact& fact = model().schema[e.fact];
  Grain grain;
  grain.lists = {fact.list};
  grain.list_variables = {e.variable};
  Step step;
  step.op = Op::load_field;
  step.load = to_date(e.fact, scope.moment, deadline, day);
  step.load->slots.clear();
  step.load->coarse.clear();
  if (fact.kind == FactKind::event) step.load->growing = scope.moment.growing;
  else step.load->later = scope.moment.growing;
  RegisterId out = builder_.number(std::move(step), grain);
  if (fact.unit.factor != base::Number(1)) {
    Step scale;
    scale.op = Op::scale_by;
    scale.in = {out};
    scale.number = fact.unit.factor;
    out = builder_.number(std::move(scale), grain);
  }
  if (e.type == semantics::Type::truth) return condition(Op::flag_truth, {out});
  return out;
}

Moment Lowering::looked_at(const Expr& e, const Moment& moment) const {
  return e.kind == semantics::Kind::previous ? season_before(moment) : over(model().schema.season, e, moment);
}

RegisterId Lowering::day_asked(ExprId id, const Scope& scope, const Expr& test, int shift) {
  using semantics::Kind;
  const Expr& e = at(id);
  const auto child = [&](std::size_t i, const Scope& s) { return day_asked(e.children[i], s, test, shift); };
  RegisterId day;
  switch (e.kind) {
    case Kind::at_period:
    case Kind::previous: {
      Scope within = scope;
      within.moment = looked_at(e, scope.moment);
      return child(0, within);
    }
    case Kind::truth: return builder_.constant(base::Number(kNever));
    case Kind::date: return value(id, scope);
    case Kind::function: day = arithmetic(Op::default_to, {child(0, scope), child(1, scope)}, static_cast<std::uint32_t>(missing(e.children[0], scope))); break;
    default: {
      base::Date deadline = scope.moment.last_due();
      if (test.timing == semantics::Timing::by || test.timing == semantics::Timing::before || test.timing == semantics::Timing::on) {
        // In the days of the season, as those of the moment are.
        const base::Date last = test.timing == semantics::Timing::before ? base::Date{test.date.days - 1} : test.date;
        deadline = scope.moment.shift == shift ? last : scope.moment.to;
      }
      day = e.kind == Kind::field ? field(e, scope, deadline) : fact(e, scope, deadline);
    }
  }
  builder_.remember(id, scope.moment, day);
  return day;
}

RegisterId Lowering::event(const Expr& e, const Scope& scope) {
  // Of another season, its own date is the same day of that.
  const base::Date date = types::years_before(e.date, scope.moment.shift);
  // Over what the event itself is looked at, whatever its default.
  Moment moment = scope.moment;
  for (ExprId id = e.children[0]; at(id).kind == semantics::Kind::at_period || at(id).kind == semantics::Kind::previous || is_default(at(id)); id = at(id).children[0])
    if (!is_default(at(id))) moment = looked_at(at(id), moment);
  Step step;
  step.op = Op::event_test;
  step.in = {day_asked(e.children[0], scope, e, scope.moment.shift)};
  step.small = static_cast<std::uint32_t>(e.timing);
  step.from = types::years_before(moment.from, moment.shift);
  step.date = e.timing == semantics::Timing::none ? types::years_before(moment.to, moment.shift) : date;
  Grain grain = builder_.grain(step.in.front());
  return builder_.truth(std::move(step), std::move(grain));
}

}  // namespace assay::plan
