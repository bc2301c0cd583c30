#include "differential/constructs.h"

#include "differential/harness.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace assay::differential {
namespace {

using semantics::Axis;
using semantics::Binding;
using semantics::Kind;

constexpr const char* kFactKinds[] = {"flow", "cumulative", "level", "event", "rank", "grade", "flag", "text"};
constexpr const char* kCompares[] = {">=", ">", "<=", "<", "==", "!="};
constexpr const char* kTimings[] = {"bare event", "by", "before", "after", "on"};
constexpr const char* kQuantifiers[] = {"every", "any", "no"};
constexpr const char* kAggregates[] = {"sum", "avg", "min", "max", "median", "count", "share", "streak", "count distinct"};
constexpr const char* kTypes[] = {"numbers", "truths", "events", "grades", "texts"};
constexpr const char* kSchemes[] = {"all or nothing", "proportional", "linear", "steps", "deduct", "bonus", "places"};
constexpr const char* kAxes[] = {"dimension", "list", "period"};

std::string name(const semantics::Model& model, const semantics::Expr& e) {
  switch (e.kind) {
    case Kind::number: return "number";
    case Kind::truth: return "truth";
    case Kind::grade: return "grade";
    case Kind::text: return "text";
    case Kind::date: return "date";
    case Kind::unknown: return std::string("unknown ") + kTypes[static_cast<std::size_t>(e.type)];
    case Kind::in_set: return std::string("in set of ") + kTypes[static_cast<std::size_t>(model[e.children[0]].type)];
    case Kind::in_range: return std::string("in range of ") + kTypes[static_cast<std::size_t>(model[e.children[0]].type)];
    case Kind::within: return e.relative ? "within, relative" : "within, absolute";
    case Kind::at_least: return "at least";
    case Kind::reported: return std::string(e.missing ? "missing " : "reported ") + kTypes[static_cast<std::size_t>(model[e.children[0]].type)];
    case Kind::function: {
      const std::string function(functions::entry(e.function).name);
      if (e.function == functions::Function::default_) return "default of " + std::string(kTypes[static_cast<std::size_t>(e.type)]);
      if (e.function == functions::Function::count) return "count of " + std::string(kTypes[static_cast<std::size_t>(model[e.children[0]].type)]);
      return "function " + function;
    }
    case Kind::param: return "param";
    case Kind::elapsed: return "elapsed";
    case Kind::fact: return std::string("fact ") + kFactKinds[static_cast<std::size_t>(model.schema[e.fact].kind)];
    case Kind::field: return std::string("field ") + kFactKinds[static_cast<std::size_t>(model.schema[e.fact].kind)];
    case Kind::negate: return "negate";
    case Kind::add: return "add";
    case Kind::subtract: return "subtract";
    case Kind::multiply: return "multiply";
    case Kind::divide: return "divide";
    case Kind::if_: return e.type == semantics::Type::truth ? "if of conditions" : "if of numbers";
    case Kind::previous: return std::string("previous of ") + kTypes[static_cast<std::size_t>(e.type)];
    case Kind::at_period: return std::string("over ") + (e.period ? "a stated" : "the current") + " period, of " + kTypes[static_cast<std::size_t>(e.type)];
    case Kind::growth: return "growth";
    case Kind::reduction: return "reduction";
    case Kind::aggregate:
      return std::string(kAggregates[static_cast<std::size_t>(e.aggregate)]) + " over " + kAxes[static_cast<std::size_t>(e.axes[0].kind)] +
             (e.children.size() > 1 ? " where" : "");
    case Kind::rank_among: return "rank among units";
    case Kind::aggregate_among: return std::string(kAggregates[static_cast<std::size_t>(e.aggregate)]) + " among units";
    case Kind::compare:
      return std::string("compare ") + kTypes[static_cast<std::size_t>(model[e.children[0]].type)] + " " + kCompares[static_cast<std::size_t>(e.compare)];
    case Kind::member: return "member";
    case Kind::event: return kTimings[static_cast<std::size_t>(e.timing)];
    case Kind::not_: return "not";
    case Kind::and_: return "and";
    case Kind::or_: return "or";
    case Kind::implies: return "implies";
    case Kind::quantifier:
      return std::string(kQuantifiers[static_cast<std::size_t>(e.quantifier)]) + " over " + kAxes[static_cast<std::size_t>(e.axes[0].kind)] +
             (e.children.size() > 1 ? " where" : "");
    case Kind::quantity: return "scoring quantity";
    case Kind::fold:
      return std::string("scoring ") + kAggregates[static_cast<std::size_t>(e.aggregate)] + (e.of_targets ? " of targets" : " of criteria") +
             (e.children.empty() ? "" : " where");
  }
  return "?";
}

bool opens(const semantics::Model& model, semantics::ExprId id, Axis::Kind kind) {
  const semantics::Expr& e = model[id];
  for (const Axis& axis : e.axes)
    if (axis.kind == kind) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](semantics::ExprId c) { return opens(model, c, kind); });
}

bool opens_within(const semantics::Model& model, const semantics::Expr& e, Axis::Kind outer, Axis::Kind inner) {
  return !e.axes.empty() && e.axes.front().kind == outer &&
         std::any_of(e.children.begin(), e.children.end(), [&](semantics::ExprId c) { return opens(model, c, inner); });
}

}  // namespace

Constructs::Constructs() {
  for (const char* n : {"number", "truth", "grade", "text", "param", "elapsed", "negate", "add", "subtract", "multiply", "divide", "if of conditions",
                        "if of numbers", "growth", "reduction", "not", "and", "or", "implies", "bound to an axis", "bound to a member",
                        "bound to the total", "criterion require", "criterion aim", "criterion judge", "judge that decides", "stretch", "due", "applies when",
                        "weights of criteria", "dated difficulty", "signed", "range", "monthly season", "total sum", "total mean", "total min", "total max",
                        "scoring sum of targets", "scoring max of targets", "scoring avg of criteria", "scoring min of criteria", "scoring max of criteria",
                        "scoring sum of targets where", "scoring min of targets where", "scoring avg of targets", "scoring avg of criteria where",
                        "scoring sum of criteria where", "scoring count of criteria where", "scoring count of criteria", "ties by difficulty",
                        "ties by order", "combine min", "combine all or nothing", "combine share met",
                        "scoring quantity", "rank among units", "sum among units", "avg among units", "min among units", "max among units", "median among units"})
    counts_[n] = 0;
  for (const char* n : kSchemes) counts_[std::string("scheme ") + n] = 0;
  for (const char* n : {"date", "unknown numbers", "unknown truths", "unknown grades", "in set of numbers", "in set of truths", "in set of grades", "in set of texts", "in set of events",
                        "in range of numbers", "in range of grades", "in range of events", "within, relative", "within, absolute", "at least",
                        "missing numbers", "missing truths", "missing events", "missing grades", "missing texts", "reported numbers",
                        "reported truths", "reported events", "default of numbers", "default of truths", "default of grades", "default of texts", "default of events", "count of truths",
                        "count of numbers"})
    counts_[n] = 0;
  for (const char* n : {"sum", "avg", "min", "max", "median", "abs", "round", "floor", "ceiling", "mod", "power", "days"})
    counts_[std::string("function ") + n] = 0;
  for (const char* n : kCompares) counts_[std::string("compare events ") + n] = 0;
  for (const char* n : kFactKinds) counts_[std::string("fact ") + n] = 0;
  for (const char* n : {"event", "flag", "level", "text", "grade"}) counts_[std::string("field ") + n] = 0;
  for (const char* n : kTimings) counts_[n] = 0;
  for (const char* axis : kAxes)
    for (const char* n : kQuantifiers) counts_[std::string(n) + " over " + axis] = 0;
  for (const char* axis : kAxes)
    for (const char* n : kQuantifiers) counts_[std::string(n) + " over " + axis + " where"] = 0;
  for (const char* axis : kAxes)
    for (const char* n : {"sum", "avg", "min", "max", "median", "count", "share"}) counts_[std::string(n) + " over " + axis] = 0;
  counts_["streak over period"] = 0;
  for (const char* n : {"count distinct over list", "count distinct over list where", "count distinct over dimension", "count distinct over dimension where", "count distinct over period"}) counts_[n] = 0;
  for (const char* n : {"lists within lists", "a list within a dimension", "a dimension within a list", "a member of an item"}) counts_[n] = 0;
  for (const char* axis : kAxes)
    for (const char* n : {"sum", "avg", "min", "max", "median"}) counts_[std::string(n) + " over " + axis + " where"] = 0;
  for (const char* n : kTypes) counts_[std::string("over a stated period, of ") + n] = 0;
  for (const char* n : kTypes) counts_[std::string("previous of ") + n] = 0;
  for (const char* n : {"numbers", "events"}) counts_[std::string("over the current period, of ") + n] = 0;
  for (const char* n : {"through years", "aggregates through years", "aggregates of a let", "periods within periods", "previous of previous", "member"}) counts_[n] = 0;
  for (const char* n : kCompares) {
    counts_[std::string("compare numbers ") + n] = 0;
    counts_[std::string("compare grades ") + n] = 0;
  }
  for (const char* n : {"==", "!="}) {
    counts_[std::string("compare truths ") + n] = 0;
    counts_[std::string("compare texts ") + n] = 0;
  }
  for (const char* n : {"false", "true", "open", "unknown", "invalid"}) {
    counts_[std::string("came out: now ") + n] = 0;
    counts_[std::string("came out: future ") + n] = 0;
  }
  for (const char* n : {"met", "missed", "open", "unknown", "invalid", "not applicable"}) counts_[std::string("came out: target ") + n] = 0;
  for (const char* n : {"provisional", "attainment between", "attainment an interval", "score an interval", "rank an interval", "no score"})
    counts_[std::string("came out: ") + n] = 0;
}

void Constructs::count(const semantics::Model& model) {
  std::set<std::uint32_t> of_items;
  for (const semantics::Expr& e : model.expressions)
    for (const Axis& axis : e.axes)
      for (const auto& variable : axis.item_members)
        if (variable) of_items.insert(*variable);
  for (const semantics::Expr& e : model.expressions) {
    ++counts_[name(model, e)];
    for (const semantics::Axis& axis : e.axes) {
      if (axis.years) ++counts_[e.kind == Kind::aggregate ? "aggregates through years" : "through years"];
      if (axis.within) ++counts_["periods within periods"];
    }
    if (e.apart && e.kind == Kind::aggregate) ++counts_["aggregates of a let"];
    if (opens_within(model, e, Axis::Kind::list, Axis::Kind::list)) ++counts_["lists within lists"];
    if (opens_within(model, e, Axis::Kind::dimension, Axis::Kind::list)) ++counts_["a list within a dimension"];
    if (opens_within(model, e, Axis::Kind::list, Axis::Kind::dimension)) ++counts_["a dimension within a list"];
    for (const Binding& b : e.bindings)
      if (b.kind == Binding::Kind::axis && of_items.count(b.value) > 0) ++counts_["a member of an item"];
    if (e.kind == Kind::previous && model[e.children[0]].kind == Kind::previous) ++counts_["previous of previous"];
    for (const Binding& b : e.bindings) {
      if (b.kind == Binding::Kind::axis) ++counts_["bound to an axis"];
      if (b.kind == Binding::Kind::fixed) ++counts_["bound to a member"];
      if (b.kind == Binding::Kind::total) ++counts_["bound to the total"];
    }
  }
  for (const types::Fact& f : model.schema.facts) {
    if (f.is_signed) ++counts_["signed"];
    if (f.range_declared) ++counts_["range"];
    if (f.total == types::Total::sum) ++counts_["total sum"];
    if (f.total == types::Total::mean) ++counts_["total mean"];
    if (f.total == types::Total::min) ++counts_["total min"];
    if (f.total == types::Total::max) ++counts_["total max"];
  }
  if (model.scoring.ties == semantics::Ties::difficulty) ++counts_["ties by difficulty"];
  if (model.scoring.ties == semantics::Ties::order) ++counts_["ties by order"];
  if (model.schema.season.step == base::Step::month) ++counts_["monthly season"];
  for (const semantics::Department& d : model.departments) {
    if (d.difficulty.size() > 1) ++counts_["dated difficulty"];
    for (const semantics::Target& t : d.targets) {
      if (t.applies_when.valid()) ++counts_["applies when"];
      if (t.combine == semantics::Combine::min) ++counts_["combine min"];
      if (t.combine == semantics::Combine::all_or_nothing) ++counts_["combine all or nothing"];
      if (t.combine == semantics::Combine::share_met) ++counts_["combine share met"];
      for (const semantics::Criterion& c : t.criteria) {
        if (c.kind == semantics::Criterion::Kind::require) ++counts_["criterion require"];
        if (c.kind == semantics::Criterion::Kind::aim) ++counts_["criterion aim"];
        if (c.kind == semantics::Criterion::Kind::judge) ++counts_[c.decides ? "judge that decides" : "criterion judge"];
        if (c.stretch) ++counts_["stretch"];
        if (c.scheme) ++counts_[std::string("scheme ") + kSchemes[static_cast<std::size_t>(c.scheme->kind)]];
        if (c.due != model.schema.season.to) ++counts_["due"];
        if (c.weight != t.criteria.front().weight) ++counts_["weights of criteria"];
      }
    }
  }
}

void Constructs::count(const reference::Result& result) {
  for (const reference::DepartmentResult& d : result.departments) {
    if (!d.scored) ++counts_["came out: no score"];
    if (d.rank_low != d.rank_high) ++counts_["came out: rank an interval"];
    if (!d.score.is_point()) ++counts_["came out: score an interval"];
    for (const reference::TargetResult& t : d.targets) {
      ++counts_["came out: target " + show(t.status)];
      for (const reference::CriterionResult& c : t.criteria) {
        ++counts_["came out: now " + show(c.now)];
        ++counts_["came out: future " + show(c.future)];
        if (c.provisional) ++counts_["came out: provisional"];
        if (!c.attainment.is_point()) ++counts_["came out: attainment an interval"];
        else if (c.attainment.range.low->sign() > 0 && *c.attainment.range.low < base::Number(1)) ++counts_["came out: attainment between"];
      }
    }
  }
}

std::string Constructs::missing() const {
  std::string names;
  for (const auto& [name, count] : counts_)
    if (count == 0) names += (names.empty() ? "" : ", ") + name;
  return names;
}

std::string Constructs::table() const {
  std::string out;
  for (const auto& [name, count] : counts_) {
    char line[96];
    std::snprintf(line, sizeof line, "  %9zu  ", count);
    out += line + name + "\n";
  }
  return out;
}

}  // namespace assay::differential
