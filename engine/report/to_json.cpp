#include "report/to_json.h"

#include "base/calendar.h"
#include "report/atom_text.h"
#include "report/status.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::report {

namespace {

void number(JsonText& json, std::string_view name, const std::optional<base::Number>& n) {
  json.key(name);
  if (n) json.put(base::to_string(*n));
  else json.put(nullptr);
}

// Days since 1970 as a date.
void date(JsonText& json, const base::Number& days) {
  const auto whole = days.to_scaled(0);
  if (!whole || *whole < -719'162 || *whole > 2'932'896) json.put(nullptr);
  else json.put(base::to_string(base::Date{static_cast<std::int32_t>(*whole)}));
}

void date(JsonText& json, std::string_view name, const std::optional<base::Number>& days) {
  json.key(name);
  if (days) date(json, *days);
  else json.put(nullptr);
}

void range(JsonText& json, std::string_view name, const Range& from) {
  json.key(name);
  to_json(json, from);
}

void no_score(JsonText& json, const std::optional<NoScore>& from) {
  json.key("no_score");
  to_json(json, from);
}

void atom_side(JsonText& json, const Atom& atom, const Range& side, const std::string& name) {
  const bool measured = atom.relation == "∈" || atom.relation == "∉" || atom.relation == "≈" || atom.relation == "≉";  // the name says the same for people
  if (!name.empty() && !(measured && side && !side->is_unbounded())) return json.put(name);
  if (!side || side->is_unbounded()) return json.put(nullptr);
  const bool event = atom.form == Atom::Form::event || atom.form == Atom::Form::days;
  if (side->is_point()) return event ? date(json, *side->low) : json.put(base::to_string(*side->low));
  if (!event) return to_json(json, side);
  json.open_object();
  date(json, "low", side->low);
  date(json, "high", side->high);
  json.close();
}

std::string_view truth_name(types::Truth truth) {
  switch (truth) {
    case types::Truth::false_: return "false";
    case types::Truth::true_: return "true";
    case types::Truth::open_: return "open";
    case types::Truth::unknown: return "unknown";
    case types::Truth::invalid: return "invalid";
  }
  return "";
}

void atom_json(JsonText& json, const Atom& atom) {
  json.open_object();
  json.field("expr", atom.expr);
  json.key("value");
  if (atom.answer) json.put(*atom.answer ? "yes" : "no");
  else atom_side(json, atom, atom.value, atom.value_name);
  json.key("goal");
  if (atom.goal_answer) json.put(*atom.goal_answer ? "yes" : "no");
  else atom_side(json, atom, atom.goal, atom.goal_name);
  number(json, "margin", atom.margin);
  json.key("cells");
  json.open_array();
  for (const Cell& cell : atom.cells)
    if (!cell.place.empty()) json.put(cell.place);
  json.close();
  json.field("where", names(atom.where, Language::en));
  json.field("truth", truth_name(atom.truth));
  json.field("decisive", atom.decisive);
  json.field("unit", atom.form == Atom::Form::event || atom.form == Atom::Form::days ? std::string_view() : std::string_view(atom.base_unit));
  json.field("rule", atom.rule);
  if (atom.negated) json.field("negated", true);
  if (!atom.defaults.empty()) json.field("defaults", atom.defaults);
  if (atom.cells_left_out > 0) json.field("cells_left_out", static_cast<std::uint64_t>(atom.cells_left_out));
  json.close();
}

// How many there are besides those that are listed.
void left_out(JsonText& json, const explain::LeftOut& from) {
  if (!from.any()) return;
  json.key("left_out");
  json.open_object();
  json.field("atoms", static_cast<std::uint64_t>(from.decisive + from.others));
  json.field("decisive", static_cast<std::uint64_t>(from.decisive));
  json.field("needs", static_cast<std::uint64_t>(from.needs));
  json.field("faults", static_cast<std::uint64_t>(from.faults));
  if (from.doubts > 0) json.field("doubts", static_cast<std::uint64_t>(from.doubts));
  json.close();
}

void needs(JsonText& json, const std::vector<Cell>& cells) {
  json.key("needs");
  json.open_array();
  for (const Cell& cell : cells) {
    json.open_object();
    cell_fields(json, cell, CellLabel::kept);
    json.field("of_other_units", cell.of_other_units);
    if (!cell.unit.empty()) json.field("unit", cell.unit);
    if (!cell.own_place.empty()) json.field("superseded", cell.own_place);
    if (cell.wants_day) json.field("undated", cell.place);
    if (cell.items_short > 0) json.field("items_short", static_cast<std::uint32_t>(cell.items_short));
    json.close();
  }
  json.close();
}

void faults(JsonText& json, const std::vector<Cell>& cells) {
  json.key("faults");
  json.open_array();
  for (const Cell& cell : cells) json.put(cell.place);
  json.close();
}

// Only where there are some.
void doubts(JsonText& json, const std::vector<Cell>& cells) {
  if (cells.empty()) return;
  json.key("doubts");
  json.open_array();
  for (const Cell& cell : cells) {
    json.open_object();
    json.field("cell", cell.doubted);
    json.field("code", cell.doubt);
    json.close();
  }
  json.close();
}

void pace(JsonText& json, const std::optional<explain::Pace>& from) {
  json.key("pace");
  if (!from) return json.put(nullptr);
  std::string_view state = "on_track";
  if (from->state == explain::Pace::State::ahead) state = "ahead";
  if (from->state == explain::Pace::State::behind) state = "behind";
  json.open_object();
  json.field("done", base::to_string(from->done));
  json.field("elapsed", base::to_string(from->elapsed));
  json.field("state", state);
  json.field_or_null("of", from->of);
  json.close();
}

void scheme(JsonText& json, const std::optional<SchemeReading>& from) {
  json.key("scheme");
  if (!from) return json.put(nullptr);
  constexpr std::array<std::string_view, 6> kReads = {"condition", "ratio", "value", "short", "over", "over_of_goal"};
  json.open_object();
  json.field("rule", from->rule);
  json.field("reads", kReads[static_cast<std::size_t>(from->reads)]);
  range(json, "value", from->value);
  json.close();
}

void params(JsonText& json, const std::vector<ParamUse>& from) {
  json.key("params");
  json.open_array();
  for (const ParamUse& each : from) {
    json.open_object();
    json.field("name", each.name);
    json.field("value", base::to_string(each.value));
    json.field("source", each.source);
    json.field("assumed", each.assumed);
    json.close();
  }
  json.close();
}

void stretch(JsonText& json, const std::optional<Stretch>& from) {
  json.key("stretch");
  if (!from) return json.put(nullptr);
  json.open_object();
  json.field("status", row_of(from->status).name);
  number(json, "low", from->value ? from->value->low : std::nullopt);
  number(json, "high", from->value ? from->value->high : std::nullopt);
  json.close();
}

void own(JsonText& json, const std::optional<Own>& self) {
  if (!self) return;
  json.key("self");
  json.open_object();
  json.field("status", row_of(self->status).name);
  range(json, "attainment", self->attainment);
  range(json, "score", self->score);
  json.close();
}

void own_score(JsonText& json, const std::optional<Own>& self) {
  if (!self) return;
  json.key("self");
  json.open_object();
  range(json, "score", self->score);
  json.close();
}

template <class Item>
void list(JsonText& json, std::string_view name, const std::vector<Item>& items) {
  json.key(name);
  json.open_array();
  for (const Item& each : items) to_json(json, each);
  json.close();
}

}  // namespace

void to_json(JsonText& json, const Range& range) {
  if (!range) return json.put(nullptr);
  json.open_object();
  number(json, "low", range->low);
  number(json, "high", range->high);
  json.close();
}

void to_json(JsonText& json, const std::optional<NoScore>& from) {
  if (!from) return json.put(nullptr);
  json.open_object();
  json.field("reason", from->reason);
  json.field("of", from->of);
  json.close();
}

void cell_fields(JsonText& json, const Cell& cell, CellLabel label) {
  json.field("fact", cell.name);
  if (label == CellLabel::kept) json.field("label", cell.fact);
  json.field("member", cell.member);
  json.field("period", cell.period);
}

void criterion_fields(JsonText& json, const Criterion& from) {
  json.field("id", from.id);
  json.field("quote", from.quote);
  json.field("status", row_of(from.status).name);
  json.field("provisional", from.provisional);
  json.field("kind", from.kind);
  json.field("decides", from.decides);
  range(json, "attainment", from.attainment);
  range(json, "score", from.score);
  no_score(json, from.no_score);
  scheme(json, from.scheme);
  params(json, from.params);
  json.field_or_null("template", from.in_template);
  stretch(json, from.stretch);
  json.field("rule", from.rule);
  json.field("due", base::to_string(from.due));
  json.field("reason", from.reason);
  pace(json, from.pace);
  json.key("atoms");
  json.open_array();
  for (const Atom& atom : from.atoms) atom_json(json, atom);
  json.close();
  needs(json, from.needs);
  faults(json, from.faults);
  doubts(json, from.doubts);
  left_out(json, from.left_out);
  own(json, from.self);
}

void target_fields(JsonText& json, const Target& from) {
  json.field("id", from.id);
  json.field("title", from.title);
  json.field("status", row_of(from.status).name);
  json.field("provisional", from.provisional);
  json.field("weight", base::to_string(from.weight));
  range(json, "score", from.score);
  no_score(json, from.no_score);
  range(json, "attainment", from.attainment);
  if (!from.applies.empty()) {
    json.key("applies_when");
    json.open_object();
    json.field("expr", from.applies);
    needs(json, from.needs);
    faults(json, from.faults);
    left_out(json, from.left_out);
    json.close();
  }
  own(json, from.self);
}

void department_fields(JsonText& json, const Department& from) {
  json.field("name", from.name);
  json.field("label", from.label);
  json.field("difficulty", base::to_string(from.difficulty));
  range(json, "score", from.score);
  no_score(json, from.no_score);
  json.key("rank");
  if (from.score && from.rank_low != 0) {
    json.open_object();
    json.field("low", from.rank_low);
    json.field("high", from.rank_high);
    json.close();
  } else {
    json.put(nullptr);
  }
  own_score(json, from.self);
}

void to_json(JsonText& json, const Criterion& from) {
  json.open_object();
  criterion_fields(json, from);
  json.close();
}

void to_json(JsonText& json, const Target& from) {
  json.open_object();
  target_fields(json, from);
  list(json, "criteria", from.criteria);
  json.close();
}

void to_json(JsonText& json, const Department& from) {
  json.open_object();
  department_fields(json, from);
  list(json, "targets", from.targets);
  json.close();
}

void to_json(JsonText& json, const Unit& from, std::span<const JsonText> departments) {
  std::size_t size = 1 << 12;
  for (const JsonText& each : departments) size += each.size();
  json.reserve(size);
  json.open_object();
  json.field("unit", from.name);
  range(json, "score", from.score);
  no_score(json, from.no_score);
  own_score(json, from.self);
  json.key("departments");
  json.open_array();
  for (const JsonText& each : departments) json.put(each);
  json.close();
  json.close();
}

}  // namespace assay::report
