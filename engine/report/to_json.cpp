#include "report/to_json.h"

#include "base/calendar.h"
#include "report/atom_text.h"
#include "report/status.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::report {

namespace {

Json number(const std::optional<base::Number>& n) { return n ? Json(base::to_string(*n)) : Json(nullptr); }

// Days since 1970 as a date.
Json date(const base::Number& days) {
  const auto whole = days.to_scaled(0);
  if (!whole || *whole < -719'162 || *whole > 2'932'896) return nullptr;
  return base::to_string(base::Date{static_cast<std::int32_t>(*whole)});
}

Json atom_side(const Atom& atom, const Range& side, const std::string& name) {
  const bool measured = atom.relation == "∈" || atom.relation == "∉" || atom.relation == "≈" || atom.relation == "≉";  // the name says the same for people
  if (!name.empty() && !(measured && side && !side->is_unbounded())) return name;
  if (!side || side->is_unbounded()) return nullptr;
  const bool event = atom.form == Atom::Form::event || atom.form == Atom::Form::days;
  if (side->is_point()) return event ? date(*side->low) : number(side->low);
  if (event) return Json{{"low", side->low ? date(*side->low) : Json(nullptr)}, {"high", side->high ? date(*side->high) : Json(nullptr)}};
  return to_json(side);
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

Json places(const std::vector<Cell>& cells) {
  Json json = Json::array();
  for (const Cell& cell : cells)
    if (!cell.place.empty()) json.push_back(cell.place);
  return json;
}

Json atom_json(const Atom& atom) {
  Json json{{"expr", atom.expr}};
  json["value"] = atom_side(atom, atom.value, atom.value_name);
  if (atom.answer) json["value"] = *atom.answer ? "yes" : "no";
  json["goal"] = atom_side(atom, atom.goal, atom.goal_name);
  json["margin"] = number(atom.margin);
  json["cells"] = places(atom.cells);
  json["where"] = names(atom.where, Language::en);
  json["truth"] = truth_name(atom.truth);
  json["decisive"] = atom.decisive;
  json["unit"] = atom.form == Atom::Form::event || atom.form == Atom::Form::days ? "" : atom.base_unit;
  json["rule"] = atom.rule;
  if (atom.negated) json["negated"] = true;
  if (!atom.defaults.empty()) json["defaults"] = atom.defaults;
  return json;
}

Json needs(const std::vector<Cell>& cells) {
  Json json = Json::array();
  for (const Cell& cell : cells)
    json.push_back({{"fact", cell.name}, {"label", cell.fact}, {"member", cell.member}, {"period", cell.period}, {"of_other_units", cell.of_other_units}});
  return json;
}

Json faults(const std::vector<Cell>& cells) {
  Json json = Json::array();
  for (const Cell& cell : cells) json.push_back(cell.place);
  return json;
}

Json pace(const std::optional<explain::Pace>& from) {
  if (!from) return nullptr;
  std::string_view state = "on_track";
  if (from->state == explain::Pace::State::ahead) state = "ahead";
  if (from->state == explain::Pace::State::behind) state = "behind";
  Json json = {{"done", base::to_string(from->done)}, {"elapsed", base::to_string(from->elapsed)}, {"state", state}};
  json["of"] = from->of.empty() ? Json(nullptr) : Json(from->of);
  return json;
}

Json scheme(const std::optional<SchemeReading>& from) {
  if (!from) return nullptr;
  constexpr std::array<std::string_view, 6> kReads = {"condition", "ratio", "value", "short", "over", "over_of_goal"};
  return {{"rule", from->rule}, {"reads", kReads[static_cast<std::size_t>(from->reads)]}, {"value", report::to_json(from->value)}};
}

Json params(const std::vector<ParamUse>& from) {
  Json json = Json::array();
  for (const ParamUse& each : from)
    json.push_back({{"name", each.name}, {"value", base::to_string(each.value)}, {"source", each.source}, {"assumed", each.assumed}});
  return json;
}

}  // namespace

Json to_json(const Range& range) {
  if (!range) return nullptr;
  return {{"low", number(range->low)}, {"high", number(range->high)}};
}

Json to_json(const std::optional<NoScore>& from) {
  if (!from) return nullptr;
  return {{"reason", from->reason}, {"of", from->of}};
}

namespace {

Json own(const Own& self) {
  return {{"status", row_of(self.status).name}, {"attainment", report::to_json(self.attainment)}, {"score", report::to_json(self.score)}};
}

}  // namespace

Json to_json(const Criterion& from) {
  Json json{{"id", from.id}, {"quote", from.quote}, {"status", row_of(from.status).name}, {"provisional", from.provisional}};
  json["kind"] = from.kind;
  json["decides"] = from.decides;
  json["attainment"] = to_json(from.attainment);
  json["score"] = to_json(from.score);
  json["no_score"] = to_json(from.no_score);
  json["scheme"] = scheme(from.scheme);
  json["params"] = params(from.params);
  json["template"] = from.in_template.empty() ? Json(nullptr) : Json(from.in_template);
  json["stretch"] = nullptr;
  if (from.stretch) {
    const Range& value = from.stretch->value;
    json["stretch"] = {{"status", row_of(from.stretch->status).name},
                       {"low", value ? number(value->low) : Json(nullptr)},
                       {"high", value ? number(value->high) : Json(nullptr)}};
  }
  json["rule"] = from.rule;
  json["due"] = base::to_string(from.due);
  json["reason"] = from.reason;
  json["pace"] = pace(from.pace);
  json["atoms"] = Json::array();
  for (const Atom& atom : from.atoms) json["atoms"].push_back(atom_json(atom));
  json["needs"] = needs(from.needs);
  json["faults"] = faults(from.faults);
  if (from.self) json["self"] = own(*from.self);
  return json;
}

Json to_json(const Target& from) {
  Json json{{"id", from.id}, {"title", from.title}, {"status", row_of(from.status).name}, {"provisional", from.provisional}};
  json["weight"] = base::to_string(from.weight);
  json["score"] = to_json(from.score);
  json["no_score"] = to_json(from.no_score);
  json["attainment"] = to_json(from.attainment);
  if (!from.applies.empty()) json["applies_when"] = {{"expr", from.applies}, {"needs", needs(from.needs)}, {"faults", faults(from.faults)}};
  if (from.self) json["self"] = own(*from.self);
  json["criteria"] = Json::array();
  for (const Criterion& criterion : from.criteria) json["criteria"].push_back(to_json(criterion));
  return json;
}

Json to_json(const Department& from) {
  Json json{{"name", from.name}, {"label", from.label}, {"difficulty", base::to_string(from.difficulty)}, {"score", to_json(from.score)}};
  json["no_score"] = to_json(from.no_score);
  json["rank"] = nullptr;
  if (from.score && from.rank_low != 0) json["rank"] = {{"low", from.rank_low}, {"high", from.rank_high}};
  if (from.self) json["self"] = {{"score", to_json(from.self->score)}};
  json["targets"] = Json::array();
  for (const Target& target : from.targets) json["targets"].push_back(to_json(target));
  return json;
}

Json to_json(const Unit& from) {
  Json json{{"unit", from.name}, {"score", to_json(from.score)}, {"no_score", to_json(from.no_score)}};
  if (from.self) json["self"] = {{"score", to_json(from.self->score)}};
  json["departments"] = Json::array();
  for (const Department& department : from.departments) json["departments"].push_back(to_json(department));
  return json;
}

std::string indented(const Json& json, std::size_t depth) {
  const std::string flat = json.dump(2, ' ', false, Json::error_handler_t::replace);
  const std::string margin(depth, ' ');
  std::string out;
  out.reserve(flat.size() + flat.size() / 4);
  for (std::size_t begin = 0; begin < flat.size();) {
    const std::size_t end = std::min(flat.find('\n', begin), flat.size() - 1) + 1;
    out += margin;
    out.append(flat, begin, end - begin);
    begin = end;
  }
  return out;
}

std::string packed(std::string_view written) {
  std::string out;
  out.reserve(written.size());
  for (std::size_t at = 0; at < written.size();) {
    const char c = written[at];
    if (c == ' ' || c == '\n') {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    if (c == '"') {
      while (written[end] != '"') end += written[end] == '\\' ? 2U : 1U;
      ++end;
    }
    out.append(written, at, end - at);
    at = end;
  }
  return out;
}

}  // namespace assay::report
