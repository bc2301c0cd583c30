#include "report/schema.h"

#include "report/status.h"

#include <nlohmann/json.hpp>

#include <array>
#include <initializer_list>
#include <utility>

namespace assay::report {

namespace {

using Json = nlohmann::ordered_json;
using Fields = std::initializer_list<std::pair<std::string_view, Json>>;

Json type(std::string_view name, std::string_view meaning = {}) {
  Json json{{"type", name}};
  if (!meaning.empty()) json["description"] = meaning;
  return json;
}
Json text(std::string_view meaning = {}) { return type("string", meaning); }
Json truth(std::string_view meaning = {}) { return type("boolean", meaning); }
Json count(std::string_view meaning = {}) {
  Json json = type("integer", meaning);
  json["minimum"] = 0;
  return json;
}
Json ref(std::string_view name) { return {{"$ref", "#/$defs/" + std::string(name)}}; }
Json list(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json nothing() { return {{"type", "null"}}; }
Json either(std::initializer_list<Json> all) {
  Json json{{"anyOf", Json::array()}};
  for (const Json& each : all) json["anyOf"].push_back(each);
  return json;
}
Json one_of(std::initializer_list<std::string_view> words) {
  Json json{{"enum", Json::array()}};
  for (const std::string_view each : words) json["enum"].push_back(each);
  return json;
}
Json constant(Json value) { return {{"const", std::move(value)}}; }
Json pattern(std::string_view expression, std::string_view meaning) {
  Json json = text(meaning);
  json["pattern"] = expression;
  return json;
}

// All `fields` are there; those of `more` may be. Fields may be added in later versions.
Json object(Fields fields, Fields more = {}) {
  Json json{{"type", "object"}, {"properties", Json::object()}, {"required", Json::array()}};
  for (const auto& [name, value] : fields) {
    json["properties"][std::string(name)] = value;
    json["required"].push_back(name);
  }
  for (const auto& [name, value] : more) json["properties"][std::string(name)] = value;
  return json;
}

Json with(Json json, Fields fields) {
  for (const auto& [name, value] : fields) {
    json["properties"][std::string(name)] = value;
    json["required"].push_back(name);
  }
  return json;
}

Json number() {
  return pattern("^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$", "an exact number in base units: a plain decimal, or a reduced fraction where no decimal ends");
}
Json date() { return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day"); }
Json digest() { return pattern("^sha256:[0-9a-f]{64}$", "SHA-256"); }
Json place() { return text("path:line:column in the rules, file:row:column in reported facts"); }

Json range() { return object({{"low", either({ref("number"), nothing()})}, {"high", either({ref("number"), nothing()})}}); }
Json side() {
  return either({ref("number"), ref("date"), ref("range"), object({{"low", either({ref("date"), nothing()})}, {"high", either({ref("date"), nothing()})}}),
                 text("a grade, a text, or yes or no of a flag"), nothing()});
}

Json status() {
  Json json{{"enum", Json::array()}};
  for (const StatusRow& each : statuses()) json["enum"].push_back(each.name);
  return json;
}

Json atom() {
  return object({{"expr", text("in the language's own spelling")},
                 {"value", side()},
                 {"goal", side()},
                 {"margin", either({ref("number"), nothing()})},
                 {"cells", list(place())},
                 {"where", text("the member or period, where the condition is one of several")},
                 {"truth", one_of({"true", "false", "open", "unknown", "invalid"})},
                 {"decisive", truth("whether it takes part in the truth of the whole")},
                 {"unit", text("the base unit of value, goal and margin")},
                 {"rule", place()}},
                {{"negated", truth("there where the rule asks that `expr` does not hold: it stands under `not` or `no`")},
                 {"defaults", list(text("a default that was taken for what is missing"))},
                 {"cells_left_out", count("cells that there are besides those listed")}});
}

Json left_out() {
  return object({{"atoms", count("that there are besides those listed")}, {"decisive", count("of these, those that are decisive")}, {"needs", count()}, {"faults", count()}},
                {{"doubts", count()}});
}

Json need() { return object({{"fact", text()}, {"label", text()}, {"member", text()}, {"period", text()},
                               {"of_other_units", truth("a cell of another unit; without `unit` it stands for those of all others, and `fact` is an expression")}},
                              {{"unit", text("of another unit's cell: whose")},
                               {"items_short", count("how many rows of a list are missing, where some are there")},
                               {"undated", text("the place of a cell that says that the event happened, without its day")},
                               {"superseded", text("the place of the unit's own cell, which a review of a longer period has superseded")}}); }

Json no_score() {
  return either({nothing(), object({{"reason", one_of({"division_by_zero", "too_many_digits", "nothing_left", "not_applicable", "cell_invalid"})},
                                    {"of", text("whose formula; of not_applicable what does not apply")}})});
}
// As the units themselves reported it, where a review stands beside.
Json self() { return object({{"status", ref("status")}, {"attainment", ref("maybe_range")}, {"score", ref("maybe_range")}}); }
Json self_score() { return object({{"score", ref("maybe_range")}}); }
Json scheme() {
  return either({nothing(), object({{"rule", text()}, {"reads", one_of({"condition", "ratio", "value", "short", "over", "over_of_goal"})}, {"value", ref("maybe_range")}})});
}
Json params() { return list(object({{"name", text()}, {"value", ref("number")}, {"source", text()}, {"assumed", text()}})); }

Json criterion() {
  return object({{"id", text()},
                 {"quote", text("of the published text")},
                 {"status", ref("status")},
                 {"provisional", truth("for now: what is reported later may change it")},
                 {"kind", one_of({"require", "aim", "judge"})},
                 {"decides", truth("takes part in the target's verdict")},
                 {"attainment", ref("maybe_range")},
                 {"score", ref("maybe_range")},
                 {"no_score", no_score()},
                 {"scheme", scheme()},
                 {"params", params()},
                 {"template", either({nothing(), place()})},
                 {"stretch", either({nothing(), object({{"status", ref("status")}, {"low", either({ref("number"), nothing()})}, {"high", either({ref("number"), nothing()})}})})},
                 {"rule", place()},
                 {"due", ref("date")},
                 {"reason", text("why, in one word that does not change")},
                 {"pace", either({nothing(), object({{"done", ref("number")}, {"elapsed", ref("number")}, {"state", one_of({"ahead", "on_track", "behind"})}, {"of", either({nothing(), text("of several comparisons: which")})}})})},
                 {"atoms", list(ref("atom"))},
                 {"needs", list(ref("need"))},
                 {"faults", list(place())}},
                {{"self", self()},
                 {"left_out", left_out()},
                 {"doubts", list(object({{"cell", place()}, {"code", pattern("^AS[0-9]{4}$", "of the warning that doubts it")}}, {}))}});
}

Json target(Json criteria) {
  return object({{"id", text()},
                 {"title", text()},
                 {"status", ref("status")},
                 {"provisional", truth()},
                 {"weight", ref("number")},
                 {"score", ref("maybe_range")},
                 {"no_score", no_score()},
                 {"attainment", ref("maybe_range")},
                 {"criteria", std::move(criteria)}},
                {{"self", self()}, {"applies_when", object({{"expr", text()}, {"needs", list(ref("need"))}, {"faults", list(place())}}, {{"left_out", left_out()}})}});
}

Json department() {
  return object({{"name", text()},
                 {"label", text()},
                 {"difficulty", ref("number")},
                 {"score", ref("maybe_range")},
                 {"no_score", no_score()},
                 {"rank", either({nothing(), object({{"low", count()}, {"high", count()}})})}},
                {{"self", self_score()}});
}

Json assumed() { return list(object({{"name", text()}, {"because", text()}})); }
Json formula() { return object({{"formula", text()}, {"values", text("the formula with the values put in")}, {"result", ref("maybe_range")}, {"no_score", no_score()}}); }

Json run() {
  return object({{"format", constant(1)},
                 {"season", text()},
                 {"as_of", ref("date")},
                 {"digest", object({{"rules", ref("digest")}, {"facts", ref("digest")}, {"result", ref("digest")}})},
                 {"assumed", assumed()},
                 {"faults", count("problems in the reported data")},
                 {"units", list(object({{"unit", text()},
                                        {"score", ref("maybe_range")},
                                        {"no_score", no_score()},
                                        {"departments", list(with(department(), {{"targets", list(target(list(ref("criterion"))))}}))}},
                                       {{"self", self_score()}}))}});
}

Json explain() {
  const Json reported = object({{"cell", place()}, {"fact", text()}, {"member", text()}, {"period", text()}, {"text", text()}}, {{"self", object({{"cell", place()}, {"text", text()}, {"reason", text("of the review; may be empty")}})},
                                {"doubt", text("the code of the warning that doubts it")}});
  const Json explained = with(criterion(), {{"source", text("the rule's own lines")},
                                            {"quoted_from", either({nothing(), one_of({"title", "text"})})},
                                            {"reported", list(reported)},
                                            {"formula", formula()}});
  const Json whole = with(target(list(explained)), {{"text", text()}, {"formula", formula()}});
  Json explained_department = with(department(), {{"difficulty_source", text()}, {"formula", formula()}});
  explained_department["properties"]["targets"] = list(whole);  // where a department was asked for
  const Json one = object({{"format", constant(1)}, {"unit", text()}, {"as_of", ref("date")}, {"department", explained_department}}, {{"target", whole}});
  // Where nothing was asked for: what may be.
  const Json all = list(object({{"id", text()}, {"title", text()}, {"status", ref("status")}}));
  return either({one, all});
}

Json check() {
  const Fields at = {{"path", text()}, {"line", count()}, {"column", count()}, {"end_line", count()}, {"end_column", count()}, {"row", count()}};
  const Json diagnostic = object({{"code", pattern("^AS[0-9]{4}$", "see `assay codes`")},
                                  {"severity", one_of({"error", "limit", "warning", "note"})},
                                  {"message", text()},
                                  {"label", text()},
                                  {"help", text()},
                                  {"suggestion", either({text(), nothing()})},
                                  {"related", list(object({{"words", text()}}, at))}},
                                 at);
  return object({{"format", constant(1)},
                 {"errors", count()},
                 {"warnings", count()},
                 {"departments", count()},
                 {"targets", count()},
                 {"criteria", count()},
                 {"digest", object({{"rules", ref("digest")}})},
                 {"diagnostics", list(diagnostic)},
                 {"assumed", assumed()},
                 {"uncovered", list(object({{"target", text()}, {"place", place()}, {"words", list(text())}}))}});
}

Json test() {
  const Json came = either({object({{"status", ref("status")}, {"provisional", truth()}, {"because", list(text())}}),
                            object({{"attainment", ref("maybe_range")}}), object({{"score", ref("maybe_range")}})});
  const Json expectation = object({{"place", place()},
                                   {"expected", text("as it stands in the rules")},
                                   {"passed", truth()},
                                   {"came", came},
                                   {"criteria", list(ref("criterion"))},
                                   {"targets", list(target(list(ref("criterion"))))}});
  const Json gap = object({{"target", text()},
                           {"criterion", either({text(), nothing()})},
                           {"of", one_of({"criterion", "stretch", "applies", "side", "tier"})},
                           {"expr", text()},
                           {"place", place()},
                           {"never", list(one_of({"true", "false"}))}});
  return object({{"format", constant(1)},
                 {"tests", count()},
                 {"passed", count()},
                 {"failed", count()},
                 {"digest", object({{"rules", ref("digest")}})},
                 {"results", list(object({{"name", text()}, {"place", place()}, {"as_of", ref("date")}, {"passed", truth()}, {"expectations", list(expectation)}}))},
                 {"coverage", either({nothing(), object({{"outcomes", count()}, {"exercised", count()}, {"gaps", list(gap)}})})}});
}

Json definitions() {
  Json json = Json::object();
  json["number"] = number();
  json["date"] = date();
  json["digest"] = digest();
  json["range"] = range();
  json["maybe_range"] = either({ref("range"), nothing()});
  json["status"] = status();
  json["atom"] = atom();
  json["need"] = need();
  json["criterion"] = criterion();
  return json;
}

struct Schema {
  std::string_view name;
  Json (*make)();
};
constexpr std::array<Schema, 4> kSchemas = {{{"run", run}, {"check", check}, {"explain", explain}, {"test", test}}};
constexpr std::array<std::string_view, 4> kNames = {"run", "check", "explain", "test"};

}  // namespace

std::span<const std::string_view> schema_names() { return kNames; }

std::optional<std::string> json_schema(std::string_view command) {
  for (const Schema& each : kSchemas) {
    if (each.name != command) continue;
    Json json{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "assay " + std::string(command) + " --format json"}};
    json.update(each.make());
    json["$defs"] = definitions();
    return json.dump(2) + "\n";
  }
  return std::nullopt;
}

}  // namespace assay::report
