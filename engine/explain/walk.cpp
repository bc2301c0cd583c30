#include "explain/walk.h"

#include "semantics/dump.h"

#include <algorithm>

namespace assay::explain {

using semantics::Axis;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using semantics::Quantifier;
using types::Truth;

namespace {

bool undecided(Truth t) { return t != Truth::true_ && t != Truth::false_; }

// Whether a part's truth takes part in the whole's, where `dominant` alone decides the whole.
bool takes_part(Truth whole, Truth part, Truth dominant) {
  if (whole == dominant) return part == dominant;
  if (undecided(whole)) return undecided(part);
  return true;
}

bool reads_facts(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::fact || e.kind == Kind::field || e.kind == Kind::aggregate || e.kind == Kind::elapsed ||
      e.kind == Kind::rank_among || e.kind == Kind::aggregate_among)
    return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return reads_facts(model, c); });
}

Place with_where(Place place, const std::string& name) {
  place.where += (place.where.empty() ? "" : ", ") + name;
  return place;
}

}  // namespace

Walk::Walk(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch, const exec::Trace& trace, std::size_t row)
    : model_(model), program_(program), batch_(batch), trace_(trace), row_(row) {}

std::optional<Walk::Element> Walk::find(ExprId id, const Place& place) const {
  const std::optional<plan::RegisterId> reg = program_.find(id, place.moment);
  if (!reg) return std::nullopt;
  const plan::Grain& grain = program_.registers[reg->index()].grain;
  Element out{*reg, 0, 0};
  for (std::size_t i = 0; i < grain.variables.size(); ++i) {
    const auto it = place.members.find(grain.variables[i]);
    out.segment = out.segment * model_.schema[grain.dimensions[i]].members.size() + (it == place.members.end() ? 0 : it->second);
  }
  out.element = grain.list.valid() ? place.item.value_or(0) : out.segment * trace_.stride + row_;
  return out;
}

std::optional<types::Value> Walk::value(ExprId id, const Place& place) const {
  const std::optional<Element> e = find(id, place);
  if (!e || program_.registers[e->id.index()].truth) return std::nullopt;
  return trace_.value(e->id, e->element);
}

Truth Walk::truth(ExprId id, const Place& place) const {
  const std::optional<Element> e = find(id, place);
  if (!e || !program_.registers[e->id.index()].truth) return Truth::open_;
  return trace_.truth(e->id, e->element);
}

Place Walk::inside(const Expr& e, const Place& place) const {
  Place out = place;
  if (e.kind == Kind::at_period) out.moment = plan::over(model_.schema.season, e, place.moment);
  if (e.kind == Kind::previous) out.moment = plan::season_before(place.moment);
  return out;
}

std::vector<Place> Walk::members(const Axis& axis, const Place& place) const {
  std::vector<Place> out;
  if (axis.kind == Axis::Kind::dimension) {
    const types::Dimension& dimension = model_.schema[axis.dimension];
    for (std::size_t m = 0; m < dimension.members.size(); ++m) {
      out.push_back(with_where(place, dimension.members[m]));
      out.back().members[axis.variable] = m;
    }
  } else if (axis.kind == Axis::Kind::period) {
    for (const plan::PeriodMoment& p : plan::periods_of(model_.schema.season, axis, place.moment)) {
      out.push_back(with_where(place, base::to_string(p.period)));
      out.back().moment = p.moment;
    }
  } else {
    const facts::ListTable& table = batch_.lists[axis.list.index()];
    const types::List& list = model_.schema[axis.list];
    for (std::size_t item = 0; item < table.unit.size(); ++item) {
      if (table.unit[item] != row_) continue;
      // Inside a dimension that the list has, too: only the items of the current member.
      bool here = true;
      std::size_t rest = table.member[item];
      for (std::size_t d = list.dimensions.size(); d-- > 0;) {
        const std::size_t size = model_.schema[list.dimensions[d]].members.size();
        const std::size_t position = rest % size;
        rest /= size;
        for (const Expr& e : model_.expressions)
          for (const Axis& a : e.axes)
            if (a.kind == Axis::Kind::dimension && a.dimension == list.dimensions[d])
              if (const auto it = place.members.find(a.variable); it != place.members.end() && it->second != position) here = false;
      }
      if (!here) continue;
      out.push_back(with_where(place, table.item[item]));
      out.back().item = item;
    }
  }
  return out;
}

std::vector<Place> Walk::all_members(const std::vector<Axis>& axes, const Place& place) const {
  std::vector<Place> out{place};
  for (const Axis& axis : axes) {
    std::vector<Place> next;
    for (const Place& p : out)
      for (Place& m : members(axis, p)) next.push_back(std::move(m));
    out = std::move(next);
  }
  return out;
}

void Walk::condition(ExprId id, const Place& place, std::vector<Atom>& atoms) {
  const Expr& e = model_[id];
  const Truth own = truth(id, place);
  const auto part = [&](ExprId child, Truth dominant, Place at) {
    at.decisive = place.decisive && takes_part(own, truth(child, at), dominant);
    condition(child, at, atoms);
  };
  switch (e.kind) {
    case Kind::and_:
      for (const ExprId c : e.children) part(c, Truth::false_, place);
      return;
    case Kind::or_:
      for (const ExprId c : e.children) part(c, Truth::true_, place);
      return;
    case Kind::not_: condition(e.children[0], place, atoms); return;
    case Kind::implies: {
      const Truth premise = truth(e.children[0], place);
      Place at = place;
      at.decisive = place.decisive && (own == Truth::true_ ? premise == Truth::false_ : own == Truth::false_ || undecided(premise));
      condition(e.children[0], at, atoms);
      part(e.children[1], Truth::true_, place);
      return;
    }
    case Kind::if_: {
      const Truth chosen = truth(e.children[0], place);
      condition(e.children[0], place, atoms);
      for (const std::size_t branch : {std::size_t{1}, std::size_t{2}}) {
        Place at = place;
        at.decisive = place.decisive && chosen != (branch == 1 ? Truth::false_ : Truth::true_);
        condition(e.children[branch], at, atoms);
      }
      return;
    }
    case Kind::quantifier: {
      const Truth dominant = e.quantifier == Quantifier::every ? Truth::false_ : Truth::true_;
      // `no` is `not any`: seen from inside, the whole is turned round.
      Truth whole = own;
      if (e.axes[0].kind == Axis::Kind::list && !list_is_there(e.axes[0].list)) {
        atom(id, place, atoms);
        return;
      }
      if (e.quantifier == Quantifier::no && !undecided(own)) whole = own == Truth::true_ ? Truth::false_ : Truth::true_;
      for (const Place& m : members(e.axes[0], place)) {
        Place at = m;
        if (e.children.size() > 1) {
          const Truth in = truth(e.children[1], m);
          if (in == Truth::false_) continue;
          at.decisive = place.decisive && undecided(whole) && undecided(in);
          condition(e.children[1], at, atoms);
        }
        at.decisive = place.decisive && takes_part(whole, truth(e.children[0], m), dominant);
        condition(e.children[0], at, atoms);
      }
      return;
    }
    case Kind::at_period: {
      const Kind inner = model_[e.children[0]].kind;
      if (inner == Kind::fact) break;
      condition(e.children[0], with_where(inside(e, place), e.period ? base::to_string(*e.period) : std::string(base::step_name(e.step))), atoms);
      return;
    }
    case Kind::truth: return;
    default: break;
  }
  atom(id, place, atoms);
}

void Walk::atom(ExprId id, const Place& place, std::vector<Atom>& atoms) {
  const Expr& e = model_[id];
  Atom out;
  out.expression = id;
  out.span = e.span;
  out.text = semantics::print(model_, id);
  out.where = place.where;
  out.truth = truth(id, place);
  out.decisive = place.decisive;
  if (e.kind == Kind::compare && model_[e.children[0]].type != semantics::Type::truth && model_[e.children[0]].type != semantics::Type::text) {
    out.turned = !reads_facts(model_, e.children[0]) && reads_facts(model_, e.children[1]);
    out.value = value(e.children[out.turned ? 1 : 0], place);
    out.goal = value(e.children[out.turned ? 0 : 1], place);
    out.unit = model_[e.children[out.turned ? 1 : 0]].unit;
    // In the unit that the rule writes, where the fact is declared in single ones: 1200万元, not 12000000元.
    const semantics::Expr& goal = model_[e.children[out.turned ? 0 : 1]];
    if (goal.kind == Kind::number && !goal.unit.name.empty() && !goal.unit.percent && !out.unit.percent && out.unit.factor == base::Number(1))
      out.unit = goal.unit;
    const bool less = e.compare == semantics::Compare::le || e.compare == semantics::Compare::lt;
    const bool more = e.compare == semantics::Compare::ge || e.compare == semantics::Compare::gt;
    out.lower_is_better = out.turned ? more : less;
  } else if (e.kind == Kind::event) {
    out.is_event = true;
    Place within = place;
    ExprId subject = e.children[0];
    for (; model_[subject].kind == Kind::at_period; subject = model_[subject].children[0]) within = inside(model_[subject], within);
    out.value = value(subject, within);
    base::Date goal = e.timing == semantics::Timing::none ? within.moment.to : e.date;
    const bool has_deadline = e.timing == semantics::Timing::none || e.timing == semantics::Timing::by;
    if (has_deadline) goal = std::min(goal, place.moment.due);
    goal = types::years_before(goal, e.timing == semantics::Timing::none ? within.moment.shift : place.moment.shift);
    out.goal = types::Value::point(base::Number(goal.days));
  }
  cells(id, place, false, out.cells);
  // What happened after the evaluated day counts as not happened; people still want to read when it did.
  if (out.is_event && out.truth == Truth::false_) {
    for (const Cell& c : out.cells)
      if (const std::optional<base::Date> day = base::parse_date(c.text); day && c.state == Cell::State::reported && *day > place.moment.at)
        out.value = types::Value::point(base::Number(day->days));
  }
  if (out.value && out.goal && out.value->is_point() && out.goal->is_point() &&
      (e.kind == Kind::event || model_[e.children[0]].type == semantics::Type::number)) {
    const base::Number& v = *out.value->range.low;
    const base::Number& g = *out.goal->range.low;
    if (!out.is_event) out.margin = base::subtract(v, g);
    else if (v < base::Number(model_.schema.season.from.days)) out.before_season = true;
    else if (v < base::Number(5'000'000)) out.margin = base::subtract(g, v);
  }
  atoms.push_back(std::move(out));
}

bool Walk::divides_by_zero(ExprId id, const Place& place) {
  const Expr& e = model_[id];
  if (e.kind == Kind::divide || e.kind == Kind::growth || e.kind == Kind::reduction) {
    Place at = place;
    if (e.kind != Kind::divide) at.moment = plan::season_before(at.moment);
    const std::optional<types::Value> by = value(e.children[e.kind == Kind::divide ? 1 : 0], at);
    if (by && by->range.high && by->range.high->sign() <= 0 && (e.kind != Kind::divide || by->is_point())) return true;
  }
  for (const Place& m : e.axes.empty() ? std::vector<Place>{inside(e, place)} : all_members(e.axes, place))
    for (const ExprId c : e.children)
      if (divides_by_zero(c, m)) return true;
  return false;
}

}  // namespace assay::explain
