#include "plan/lowering.h"

#include <algorithm>
#include <utility>

namespace assay::plan {

using semantics::Binding;
using semantics::Expr;
using types::FactKind;

namespace {

base::Period shifted(base::Period period, int seasons) {
  for (int i = 0; i < seasons; ++i) period = base::year_before(period);
  return period;
}

Op load_op(const types::Fact& fact) {
  if (fact.kind == FactKind::event) return Op::load_event;
  if (fact.once) return Op::load_once;
  if (fact.kind == FactKind::flow) return Op::load_flow;
  if (fact.kind == FactKind::cumulative) return Op::load_cumulative;
  return Op::load_newest;
}

}  // namespace

Load Lowering::to_date(types::FactId id, const Scope& scope, base::Date deadline) const {
  const types::Schema& schema = model().schema;
  const types::Fact& fact = schema[id];
  const types::Season& season = schema.season;
  const base::Date known = builder_.as_of();
  Load load;
  load.fact = id;
  load.lacks = known >= scope.moment.due;
  const int shift = scope.moment.shift;
  if (fact.kind == FactKind::event) {
    load.at = scope.moment.at;
    load.known = known;
    load.deadline = std::min(deadline, scope.moment.due);
    load.from = season.from;
    load.to = season.to;
    // Only of a past day does it matter whether what is not there may still be reported.
    load.later = scope.moment.later && scope.moment.at <= known && known < load.deadline;
    return load;
  }
  if (fact.once) {
    const bool from_the_start = fact.kind == FactKind::flag || fact.kind == FactKind::text;
    if (from_the_start || season.to <= known) load.slots.push_back({types::whole_season(season), true});
    std::vector<base::Period> steps = ended_periods(season, season.step, known);
    for (auto it = steps.rbegin(); it != steps.rend(); ++it)
      if (load.slots.empty() || load.slots.front().period != *it) load.slots.push_back({*it, true});
    return load;
  }
  for (const base::Period& p : ended_periods(season, fact.step, scope.moment.at))
    load.slots.push_back({shifted(p, shift), shift > 0 || base::last_day(p) <= known});
  if (fact.kind == FactKind::level || fact.kind == FactKind::rank || fact.kind == FactKind::grade || fact.kind == FactKind::flag ||
      fact.kind == FactKind::text) {
    if (load.slots.size() > 1) load.slots.erase(load.slots.begin(), load.slots.end() - 1);
  }
  if (fact.kind == FactKind::flow) {
    for (const base::Step coarse : {base::Step::year, base::Step::half, base::Step::quarter}) {
      if (coarse <= fact.step) continue;
      for (std::size_t i = 0; i < load.slots.size();) {
        const base::Period whole = base::period_of(base::first_day(load.slots[i].period), coarse);
        std::size_t end = i;
        bool visible = true;
        for (; end < load.slots.size() && base::contains(whole, load.slots[end].period); ++end) visible = visible && load.slots[end].visible;
        const bool complete = end > i && base::first_day(whole) == base::first_day(load.slots[i].period) &&
                              base::last_day(whole) == base::last_day(load.slots[end - 1].period);
        if (complete && visible) load.coarse.push_back({whole, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end - i)});
        i = std::max(end, i + 1);
      }
    }
  }
  return load;
}

RegisterId Lowering::load(Load load, Grain grain) {
  const types::Fact& fact = model().schema[load.fact];
  Step step;
  step.op = load_op(fact);
  step.load = std::move(load);
  const RegisterId raw = builder_.number(std::move(step), grain);
  if (fact.unit.factor == base::Number(1)) return raw;
  Step scale;
  scale.op = Op::scale_by;
  scale.in = {raw};
  scale.number = fact.unit.factor;
  return builder_.number(std::move(scale), std::move(grain));
}

RegisterId Lowering::fact(const Expr& e, const Scope& scope, base::Date deadline) {
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
  Grain outer_grain;
  outer_grain.dimensions.assign(scope.grain.dimensions.begin(), scope.grain.dimensions.begin() + static_cast<std::ptrdiff_t>(depth));
  outer_grain.variables.assign(scope.grain.variables.begin(), scope.grain.variables.begin() + static_cast<std::ptrdiff_t>(depth));
  Grain inner_grain = outer_grain;
  for (std::size_t d = 0; d < e.bindings.size(); ++d)
    if (e.bindings[d].kind == Binding::Kind::total) {
      inner_grain.dimensions.push_back(fact.dimensions[d]);
      inner_grain.variables.push_back(0xFFFFFF00U + static_cast<std::uint32_t>(d));
    }

  std::size_t elements = 1;
  for (const types::DimensionId d : inner_grain.dimensions) elements *= schema[d].members.size();
  Load made = to_date(e.fact, scope, deadline);
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
    out = load(std::move(made), std::move(outer_grain));
  } else {
    Load total = made;
    RegisterId parts = load(std::move(made), inner_grain);
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
      const RegisterId reported = load(std::move(total), {});
      out = arithmetic(Op::total_or, {reported, out});
    }
  }
  if (e.type == semantics::Type::truth) return condition(Op::flag_truth, {out});
  return out;
}

RegisterId Lowering::field(const Expr& e, const Scope& scope, base::Date deadline) {
  const types::Fact& fact = model().schema[e.fact];
  Step step;
  step.op = Op::load_field;
  step.load = to_date(e.fact, scope, deadline);
  step.load->slots.clear();
  step.load->coarse.clear();
  RegisterId out = builder_.number(std::move(step), scope.grain);
  if (fact.unit.factor != base::Number(1)) {
    Step scale;
    scale.op = Op::scale_by;
    scale.in = {out};
    scale.number = fact.unit.factor;
    out = builder_.number(std::move(scale), scope.grain);
  }
  if (e.type == semantics::Type::truth) return condition(Op::flag_truth, {out});
  return out;
}

RegisterId Lowering::event(const Expr& e, const Scope& scope) {
  const Expr& subject = at(e.children[0]);
  const bool own = e.timing == semantics::Timing::by || e.timing == semantics::Timing::before || e.timing == semantics::Timing::on;
  const base::Date last = e.timing == semantics::Timing::before ? base::Date{e.date.days - 1} : e.date;
  const base::Date deadline = own ? last : scope.moment.due;
  const RegisterId day = subject.kind == semantics::Kind::field ? field(subject, scope, deadline) : fact(subject, scope, deadline);
  Step step;
  step.op = Op::event_test;
  step.in = {day};
  step.small = static_cast<std::uint32_t>(e.timing);
  step.from = model().schema.season.from;
  step.date = e.timing == semantics::Timing::none ? model().schema.season.to : e.date;
  builder_.remember(e.children[0], scope.moment, day);
  return builder_.truth(std::move(step), builder_.grain(day));
}

}  // namespace assay::plan
