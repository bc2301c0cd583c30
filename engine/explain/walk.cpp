#include "explain/walk.h"

#include <algorithm>

namespace assay::explain {

using semantics::Axis;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using semantics::Quantifier;
using types::Truth;

namespace {

// Whether a part's truth takes part in the whole's, where `dominant` alone decides the whole.
bool takes_part(Truth whole, Truth part, Truth dominant) {
  if (whole == dominant) return part == dominant;
  if (undecided(whole)) return undecided(part);
  return true;
}

// A premise, a filter, what an `if` chooses by: neither way is good or bad.
Place chooser(Place place) {
  place.negated = false;
  return place;
}

Place turned_round(Place place) {
  place.negated = !place.negated;
  return place;
}

Place with_where(Place place, const std::string& name) {
  place.where.push_back(name);
  return place;
}

}  // namespace

Walk::Walk(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch, const exec::Trace& trace, std::size_t row,
           semantics::Words words)
    : model_(model), program_(program), batch_(batch), trace_(trace), row_(row), words_(words), items_(model.schema, batch, &trace.combinations) {}

std::optional<Walk::Element> Walk::find(ExprId id, const Place& place) const {
  const std::optional<plan::RegisterId> reg = program_.find(id, place.moment);
  if (!reg) return std::nullopt;
  const plan::Grain& grain = program_.registers[reg->index()].grain;
  const std::optional<std::size_t> element = items_.element(grain, row_, place.members, place.items);
  if (!element) return std::nullopt;
  return Element{*reg, trace_.stride == 0 ? 0 : *element / trace_.stride, *element};
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
  if (e.kind == Kind::at_period) {
    out.moment = plan::over(model_.schema.season, e, place.moment);
    out.in_period = false;
  }
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
      out.back().standing[axis.dimension] = m;
    }
  } else if (axis.kind == Axis::Kind::period) {
    for (const plan::PeriodMoment& p : plan::periods_of(model_.schema.season, axis, place.moment)) {
      out.push_back(with_where(place, base::to_string(p.period)));
      out.back().moment = p.moment;
      out.back().in_period = !axis.years && axis.step != base::Step::year;
    }
  } else {
    const facts::ListTable& table = batch_.lists[axis.list.index()];
    const types::List& list = model_.schema[axis.list];
    for (std::size_t item = 0; item < table.unit.size(); ++item) {
      if (table.unit[item] != row_) continue;
      // Only the items of the current members.
      const bool here = std::all_of(list.dimensions.begin(), list.dimensions.end(), [&](types::DimensionId d) {
        const auto at = place.standing.find(d);
        return at == place.standing.end() || at->second == items_.member(axis.list, item, d);
      });
      if (!here) continue;
      // The members that were named already are not named again.
      std::string name;
      for (const types::DimensionId d : list.dimensions)
        if (!place.standing.contains(d)) name += model_.schema[d].members[items_.member(axis.list, item, d)] + "/";
      out.push_back(with_where(place, name + table.item[item]));
      out.back().items[axis.variable] = item;
      for (std::size_t d = 0; d < list.dimensions.size(); ++d) {
        const std::size_t member = items_.member(axis.list, item, list.dimensions[d]);
        out.back().standing[list.dimensions[d]] = member;
        if (d < axis.item_members.size() && axis.item_members[d]) out.back().members[*axis.item_members[d]] = member;
      }
    }
  }
  return out;
}

void Walk::condition(ExprId id, const Place& place, std::vector<Atom>& atoms) {
  const Expr& e = model_[id];
  const Truth own = truth(id, place);
  const auto part = [&](ExprId child, Truth dominant) {
    const bool decisive = place.decisive && takes_part(own, truth(child, place), dominant);
    if (decisive == place.decisive) {
      condition(child, place, atoms);
      return;
    }
    Place at = place;
    at.decisive = decisive;
    condition(child, at, atoms);
  };
  switch (e.kind) {
    case Kind::and_:
      for (const ExprId c : e.children) part(c, Truth::false_);
      return;
    case Kind::or_:
      for (const ExprId c : e.children) part(c, Truth::true_);
      return;
    case Kind::not_: condition(e.children[0], turned_round(place), atoms); return;
    case Kind::implies: {
      const Truth premise = truth(e.children[0], place);
      Place at = chooser(place);
      at.decisive = place.decisive && (own == Truth::true_ ? premise == Truth::false_ : own == Truth::false_ || undecided(premise));
      condition(e.children[0], at, atoms);
      part(e.children[1], Truth::true_);
      return;
    }
    case Kind::if_: {
      const Truth chosen = truth(e.children[0], place);
      condition(e.children[0], chooser(place), atoms);
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
      // Rows that are not there cannot be gone through.
      if (e.axes[0].kind == Axis::Kind::list &&
          (!list_is_there(e.axes[0].list) || (own == Truth::unknown && is_short(e.axes[0].list, place)))) {
        atom(id, place, atoms);
        return;
      }
      if (e.quantifier == Quantifier::no && !undecided(own)) whole = own == Truth::true_ ? Truth::false_ : Truth::true_;
      any_member(e, place, [&](const Place& m) {
        Place at = e.quantifier == Quantifier::no ? turned_round(m) : m;
        if (e.children.size() > 1) {
          const Truth in = truth(e.children[1], m);
          if (in == Truth::false_) return false;
          Place filter = chooser(m);
          filter.decisive = place.decisive && undecided(whole) && undecided(in);
          condition(e.children[1], filter, atoms);
        }
        at.decisive = place.decisive && takes_part(whole, truth(e.children[0], m), dominant);
        condition(e.children[0], at, atoms);
        return false;
      });
      return;
    }
    case Kind::previous:
      if (model_[e.children[0]].kind == Kind::fact) break;
      condition(e.children[0], inside(e, place), atoms);
      return;
    case Kind::at_period: {
      const Kind inner = model_[e.children[0]].kind;
      if (inner == Kind::fact) break;
      condition(e.children[0], with_where(inside(e, place), e.period ? base::to_string(*e.period) : std::string(base::step_name(e.step))), atoms);
      return;
    }
    case Kind::at_least:
      for (std::size_t i = 1; i < e.children.size(); ++i) {
        Place at = place;
        const Truth holds = truth(e.children[i], place);
        at.decisive = place.decisive && (undecided(own) ? undecided(holds) : holds == own);
        condition(e.children[i], at, atoms);
      }
      return;
    case Kind::truth: return;
    default: break;
  }
  atom(id, place, atoms);
}

}  // namespace assay::explain
