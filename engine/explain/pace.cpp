#include "explain/pace.h"

#include <algorithm>
#include <set>

namespace assay::explain {

using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using types::Truth;

namespace {

// More than this far from `elapsed` is ahead or behind: 5pp.
const base::Number& tolerance() {
  static const base::Number kTolerance = *base::Number::scaled(5, 2);
  return kTolerance;
}

bool is_flow(const semantics::Model& model, const Expr& e) {
  if (e.kind != Kind::fact) return false;
  const types::FactKind kind = model.schema[e.fact].kind;
  return kind == types::FactKind::flow || kind == types::FactKind::cumulative;
}

bool is_given(const semantics::Model& model, ExprId id) {
  const Kind kind = model[id].kind;
  return kind == Kind::number || kind == Kind::param;
}

// What adds up as the season goes on: a flow, flows together, a part or a multiple of them.
bool adds_up(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  const auto part = [&](std::size_t i) { return adds_up(model, e.children[i]); };
  switch (e.kind) {
    case Kind::fact: return is_flow(model, e);
    case Kind::add: return part(0) && part(1);
    case Kind::multiply: return (part(0) && is_given(model, e.children[1])) || (is_given(model, e.children[0]) && part(1));
    case Kind::divide: return part(0) && is_given(model, e.children[1]);
    case Kind::aggregate:
      return e.aggregate == semantics::Aggregate::sum && part(0) &&
             std::none_of(e.axes.begin(), e.axes.end(), [](const semantics::Axis& axis) { return axis.kind == semantics::Axis::Kind::period; });
    case Kind::function:
      if (e.function == functions::Function::default_) return part(0);
      return e.function == functions::Function::sum && std::all_of(e.children.begin(), e.children.end(), [&](ExprId c) { return adds_up(model, c); });
    default: return false;
  }
}

// A goal that is another at each date is no measure of how much is done.
bool moves(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::at_period && e.period) return false;
  if (e.kind == Kind::elapsed || e.kind == Kind::growth || e.kind == Kind::reduction || e.kind == Kind::at_period || is_flow(model, e)) return true;
  if (e.kind == Kind::previous) return model[e.children[0]].kind != Kind::at_period || moves(model, e.children[0]);
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return moves(model, c); });
}

// The comparisons that all have to hold.
void all_to_hold(const semantics::Model& model, ExprId id, std::set<ExprId>& out) {
  const Expr& e = model[id];
  if (e.kind == Kind::compare) out.insert(id);
  if (e.kind == Kind::and_)
    for (const ExprId c : e.children) all_to_hold(model, c, out);
  if (e.kind == Kind::quantifier && e.quantifier == semantics::Quantifier::every && e.axes[0].kind != semantics::Axis::Kind::period)
    all_to_hold(model, e.children[0], out);
}

std::optional<base::Number> done(const semantics::Model& model, const Atom& atom) {
  const Expr& e = model[atom.expression];
  const bool upwards = atom.turned ? e.compare == semantics::Compare::le || e.compare == semantics::Compare::lt
                                   : e.compare == semantics::Compare::ge || e.compare == semantics::Compare::gt;
  if (!upwards || !adds_up(model, e.children[atom.turned ? 1 : 0]) || moves(model, e.children[atom.turned ? 0 : 1])) return std::nullopt;
  if (!atom.value || !atom.goal || !atom.value->is_point() || !atom.goal->is_point() || atom.goal->range.low->sign() <= 0) return std::nullopt;
  return base::divide(*atom.value->range.low, *atom.goal->range.low);
}

}  // namespace

std::optional<Pace> pace_of(const semantics::Model& model, const plan::Program& program, const semantics::Criterion& rule, const std::vector<Atom>& atoms) {
  std::set<ExprId> parts;
  all_to_hold(model, rule.condition, parts);
  std::optional<Pace> pace;
  for (const Atom& atom : atoms) {
    if (atom.truth == Truth::true_ || !parts.contains(atom.expression)) continue;
    const std::optional<base::Number> share = done(model, atom);
    if (!share || (pace && pace->done <= *share)) continue;
    pace = Pace{*share, {}, Pace::State::on_track, {}, {}};
    for (const std::string& where : atom.where) pace->of += where + ", ";
    pace->of += atom.text;
  }
  if (!pace) return std::nullopt;
  if (atoms.size() == 1) pace->of.clear();
  // Of the time until it is due.
  const types::Season& season = model.schema.season;
  if (rule.due < season.to) pace->due = rule.due;
  const auto ended = plan::ended_periods(season, season.step, std::min(program.as_of, rule.due)).size();
  const auto all = plan::ended_periods(season, season.step, rule.due).size();
  if (all == 0) return std::nullopt;
  pace->elapsed = *base::Number::fraction(static_cast<base::Int128>(ended), static_cast<base::Int128>(all));
  const std::optional<base::Number> lead = base::subtract(pace->done, pace->elapsed);
  if (lead && *lead > tolerance()) pace->state = Pace::State::ahead;
  if (lead && *lead < -tolerance()) pace->state = Pace::State::behind;
  return pace;
}

}  // namespace assay::explain
