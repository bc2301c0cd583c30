// What stands beside what in one comparison or event, by how much they differ, and what has no value at all.
#include "explain/walk.h"

#include "semantics/dump.h"

#include <algorithm>

namespace assay::explain {

using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using types::Truth;

namespace {

// No day that can be written is so late: what never happened is later.
constexpr std::int64_t kNoDay = 5'000'000;

bool reads_facts(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::fact || e.kind == Kind::field || e.kind == Kind::aggregate || e.kind == Kind::elapsed ||
      e.kind == Kind::rank_among || e.kind == Kind::aggregate_among)
    return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return reads_facts(model, c); });
}

// Whether that function stands anywhere under it; few conditions have one, and to look for its values is dear.
bool calls(const semantics::Model& model, ExprId id, functions::Function function) {
  const Expr& e = model[id];
  if (e.kind == Kind::function && e.function == function) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return calls(model, c, function); });
}

}  // namespace

// What is beside what in an atom, and by how much they differ.
void Walk::sides(const Expr& e, const Place& place, Atom& out) const {
  const auto side = [&](std::size_t i) { return value(e.children[i], place); };
  const auto point = [](const std::optional<types::Value>& v) { return v && v->is_point() ? v->range.low : std::nullopt; };
  const semantics::Type type = model_[e.children[0]].type;
  const auto text = [&](std::size_t i) {
    const auto v = point(side(i));
    const bool known = v && v->sign() >= 0 && static_cast<std::size_t>(v->numerator()) < batch_.texts.size();
    return known ? batch_.texts[static_cast<std::size_t>(v->numerator())] : std::string();
  };
  const auto answer = [&](std::size_t i) {
    const Truth own = truth(e.children[i], place);
    return undecided(own) ? std::nullopt : std::optional<bool>(own == Truth::true_);
  };
  // Of what the rule does not say itself.
  const bool told = e.kind == Kind::compare && reads_facts(model_, e.children[1]);
  if (e.kind != Kind::reported && type == semantics::Type::text) {
    out.said = text(0);
    if (told) out.goal_said = text(1);
  }
  if (e.kind != Kind::reported && type == semantics::Type::truth) {
    out.answer = answer(0);
    if (told) out.goal_answer = answer(1);
  }
  out.is_day = type == semantics::Type::event && e.kind != Kind::event;
  switch (e.kind) {
    case Kind::compare: {
      if (type == semantics::Type::truth || type == semantics::Type::text) return;
      out.turned = !reads_facts(model_, e.children[0]) && reads_facts(model_, e.children[1]);
      out.value = side(out.turned ? 1 : 0);
      out.goal = side(out.turned ? 0 : 1);
      out.unit = model_[e.children[out.turned ? 1 : 0]].unit;
      // In the unit that the rule writes, where the fact is declared in single ones: 1200万元, not 12000000元.
      if (const semantics::Expr& goal = model_[e.children[out.turned ? 0 : 1]];
          goal.kind == Kind::number && !goal.unit.name.empty() && !goal.unit.percent && !out.unit.percent && out.unit.factor == base::Number(1))
        out.unit = goal.unit;
      const bool less = e.compare == semantics::Compare::le || e.compare == semantics::Compare::lt;
      const bool more = e.compare == semantics::Compare::ge || e.compare == semantics::Compare::gt;
      out.lower_is_better = out.turned ? more : less;
      break;
    }
    case Kind::in_set:
      if (type == semantics::Type::truth || type == semantics::Type::text) return;
      out.value = side(0);
      out.unit = model_[e.children[0]].unit;
      return;
    case Kind::within:
      out.value = side(0);
      out.goal = side(1);
      out.unit = model_[e.children[0]].unit;
      out.tolerance = point(side(2));
      if (out.tolerance && e.relative) {
        const auto goal = point(out.goal);
        out.tolerance = goal ? base::multiply(*out.tolerance, base::absolute(*goal)) : std::nullopt;
      }
      if (const auto v = point(out.value), g = point(out.goal); v && g && out.tolerance) {
        // How far outside.
        const auto apart = base::subtract(*v, *g);
        const auto beyond = apart ? base::subtract(base::absolute(*apart), *out.tolerance) : std::nullopt;
        if (!beyond) return;
        out.margin = beyond->sign() <= 0 ? base::Number(0) : apart->sign() < 0 ? -*beyond : *beyond;
        out.lower_is_better = apart->sign() > 0;
      }
      return;
    case Kind::in_range: {
      out.value = side(0);
      out.unit = model_[e.children[0]].unit;
      const auto v = point(out.value), low = point(side(1)), high = point(side(2));
      if (!low || !high) return;
      out.goal = types::Value{{low, high}, false, false};
      if (!v || type != semantics::Type::number) return;
      // How far outside.
      out.margin = *v < *low ? base::subtract(*v, *low) : *high < *v ? base::subtract(*v, *high) : base::Number(0);
      out.lower_is_better = *high < *v;
      return;
    }
    default: return;
  }
  const auto v = point(out.value), g = point(out.goal);
  if (v && g && (type == semantics::Type::number || (out.is_day && *v < base::Number(kNoDay) && *g < base::Number(kNoDay)))) out.margin = base::subtract(*v, *g);
}

// The defaults that were taken under an expression, in the language's spelling and with what was taken.
void Walk::defaults(ExprId id, const Place& place, std::vector<std::string>& out) const {
  const Expr& e = model_[id];
  const auto below = [&](const Place& m) {
    for (const ExprId c : e.children) defaults(c, m, out);
    return false;
  };
  if (e.axes.empty()) below(inside(e, place));
  else if (out.size() < kMostCells) any_member(e, place, below);
  if (e.kind != Kind::function || e.function != functions::Function::default_) return;
  std::string text;
  for (const std::string& name : place.where) text += (text.empty() ? "" : ", ") + name;
  text += (text.empty() ? "" : ": ") + semantics::print(model_, id, words_);
  if (e.type == semantics::Type::truth) {
    if (truth(e.children[0], place) != Truth::unknown || truth(id, place) == Truth::unknown || undecided(truth(id, place))) return;
    out.push_back(std::move(text));
    return;
  }
  const auto own = value(e.children[0], place), taken = value(id, place);
  if (!own || !taken || own->is_point() || !own->lacks || !taken->is_point()) return;
  if (e.type == semantics::Type::number) {
    const base::Number& n = *taken->range.low;
    text += " = " + base::to_string(base::divide(n, e.unit.factor).value_or(n)) + e.unit.name;
  }
  if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
}

// The events of which the days are counted under an expression, but which never happened.
void Walk::never(ExprId id, const Place& place, std::vector<Never>& out) {
  const Expr& e = model_[id];
  if (e.kind == Kind::function && e.function == functions::Function::days)
    for (const ExprId c : e.children) {
      const std::optional<types::Value> day = value(c, place);
      if (!day || !day->is_point() || *day->range.low < base::Number(kNoDay)) continue;
      const Never found{c, place.moment.at, later_day(c, place)};
      if (std::find(out.begin(), out.end(), found) == out.end()) out.push_back(found);
    }
  if (!e.axes.empty()) return;
  for (const ExprId c : e.children) never(c, inside(e, place), out);
}

std::optional<base::Date> Walk::later_day(ExprId id, const Place& place) {
  std::vector<Cell> under;
  cells(id, place, false, under);
  std::optional<base::Date> first;
  for (const Cell& c : under)
    if (c.state == Cell::State::reported && c.day && *c.day > place.moment.at && (!first || *c.day < *first)) first = c.day;
  return first;
}

void Walk::atom(ExprId id, const Place& place, std::vector<Atom>& atoms) {
  std::size_t& listed = place.decisive ? decisive_ : others_;
  const bool any_doubts = batch_.remarks && !batch_.remarks->doubts.empty();
  if (listed == kMostAtoms) {
    ++(place.decisive ? left_out_.decisive : left_out_.others);
    if (leaves_gaps(id, place)) note_gaps(id, place);
    if (!any_doubts || !place.decisive) return;
    // What is doubted is named in any case.
    std::vector<Cell> under;
    notes_doubts_ = true;
    cells(id, place, false, under);
    notes_doubts_ = false;
    note_doubts(under);
    return;
  }
  ++listed;
  const Expr& e = model_[id];
  Atom out;
  out.expression = id;
  out.span = e.span;
  out.text = semantics::print(model_, id, words_);
  out.where = place.where;
  out.truth = truth(id, place);
  out.decisive = place.decisive;
  out.negated = place.negated;
  if (!e.children.empty()) sides(e, place, out);
  if (place.in_period && out.value && !e.children.empty()) {
    const Expr& valued = model_[e.children[out.turned ? 1 : 0]];
    out.to_date = valued.kind == Kind::fact && model_.schema[valued.fact].kind == types::FactKind::flow;
  }
  if ((e.kind == Kind::fact || e.kind == Kind::field || e.kind == Kind::at_period || e.kind == Kind::previous) && !undecided(out.truth)) out.answer = out.truth == Truth::true_;
  base::Date began = model_.schema.season.from;  // the season that is looked at
  if (e.kind == Kind::event) {
    out.is_event = true;
    Place within = place;
    ExprId subject = e.children[0];
    const auto looks_elsewhere = [&] { return model_[subject].kind == Kind::at_period || model_[subject].kind == Kind::previous; };
    for (; looks_elsewhere(); subject = model_[subject].children[0]) within = inside(model_[subject], within);
    out.value = value(subject, within);
    // Behind a default the event itself.
    for (; looks_elsewhere() || model_[subject].kind == Kind::function; subject = model_[subject].children[0]) within = inside(model_[subject], within);
    began = types::years_before(began, within.moment.shift);
    base::Date goal = e.timing == semantics::Timing::none ? within.moment.to : e.date;
    const bool has_deadline = e.timing == semantics::Timing::none || e.timing == semantics::Timing::by;
    if (has_deadline) goal = std::min(goal, place.moment.due);
    goal = types::years_before(goal, e.timing == semantics::Timing::none ? within.moment.shift : place.moment.shift);
    out.goal = types::Value::point(base::Number(goal.days));
  }
  if (out.truth == Truth::false_ && calls(model_, id, functions::Function::days)) never(id, place, out.never);
  only_faults_ = rests_on_fault(id, place);
  const bool gaps = only_faults_ || leaves_gaps(id, place);
  // Outside of quantifiers only what is needed.
  if (gaps && place.where.empty()) note_gaps(id, place);
  most_cells_ = cells_ < kMostCellsOfAll ? kMostCells : kFewCells;
  cells_beyond_ = 0;
  notes_doubts_ = any_doubts && place.decisive;
  if (gaps && !place.where.empty()) begin_gaps();
  cells(id, place, false, out.cells);
  if (gaps_from_) end_gaps(out.cells);
  only_faults_ = false;
  if (notes_doubts_) note_doubts(out.cells);
  notes_doubts_ = false;
  out.cells_left_out = cells_beyond_;
  cells_ += out.cells.size();
  most_cells_ = kMostCells;
  // That a day is not known matters only where it would decide.
  const auto happened = [](const Cell& c) { return c.state == Cell::State::reported && !c.denies; };
  if (out.is_event && !undecided(out.truth) && std::any_of(out.cells.begin(), out.cells.end(), happened))
    std::erase_if(out.cells, [](const Cell& c) { return c.state == Cell::State::missing; });
  // What happened after the evaluated day counts as not happened; people still want to read when it did.
  if (out.is_event && out.truth == Truth::false_) {
    for (const Cell& c : out.cells)
      if (c.day && c.state == Cell::State::reported && *c.day > place.moment.at) out.value = types::Value::point(base::Number(c.day->days));
  }
  if (out.is_event && out.value && out.value->is_point()) {
    const base::Number& v = *out.value->range.low;
    if (v < base::Number(began.days)) out.before_season = true;
    else if (v < base::Number(kNoDay)) out.margin = base::subtract(*out.goal->range.low, v);
  }
  if (calls(model_, id, functions::Function::default_)) defaults(id, place, out.defaults);
  atoms.push_back(std::move(out));
}

Walk::Undefined Walk::undefined(ExprId id, const Place& place) {
  const Expr& e = model_[id];
  const auto is_zero = [&](ExprId by, const Place& at) {
    const std::optional<types::Value> v = value(by, at);
    return v && v->is_point() && v->range.low->sign() == 0;
  };
  if (e.kind == Kind::divide && is_zero(e.children[1], place)) return Undefined::quotient;
  if (e.kind == Kind::growth || e.kind == Kind::reduction) {
    Place past = place;
    past.moment = plan::season_before(place.moment);
    const std::optional<types::Value> base = value(e.children[0], past);
    if (base && base->range.high && base->range.high->sign() <= 0) return Undefined::growth;
  }
  if (e.kind == Kind::function) {
    using functions::Function;
    if (e.function == Function::mod && is_zero(e.children[1], place)) return Undefined::quotient;
    if (e.function == Function::power && e.places < 0 && is_zero(e.children[0], place)) return Undefined::quotient;
    if (e.function == Function::days)
      for (const ExprId c : e.children) {
        const std::optional<types::Value> day = value(c, place);
        if (day && day->is_point() && *day->range.low >= base::Number(kNoDay)) return Undefined::day;
      }
  }
  const auto any = [&](auto&& f) { return e.axes.empty() ? f(inside(e, place)) : any_member(e, place, f); };
  if (e.kind == Kind::aggregate && e.aggregate != semantics::Aggregate::sum && e.aggregate != semantics::Aggregate::count &&
      e.aggregate != semantics::Aggregate::streak) {
    const bool share = e.aggregate == semantics::Aggregate::share;
    const bool filtered = !share && e.children.size() > 1;
    if (!any([&](const Place& m) { return !filtered || truth(e.children[1], m) != Truth::false_; })) return Undefined::empty;
  }
  Undefined found = Undefined::nothing;
  any([&](const Place& m) {
    return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return (found = undefined(c, m)) != Undefined::nothing; });
  });
  return found;
}

}  // namespace assay::explain
