// An explanation as JSON: the criterion's fields of a run, and beside them the rule's text, the quote's place and the formulas.
#include "report/explanation.h"
#include "report/to_json.h"

namespace assay::report {

namespace {

void formula_json(JsonText& json, const Formula& formula) {
  json.key("formula");
  json.open_object();
  json.field("formula", formula.stated);
  json.field("values", formula.filled);
  json.key("result");
  to_json(json, formula.result);
  json.key("no_score");
  to_json(json, formula.no_score);
  json.close();
}

void reported_json(JsonText& json, const std::vector<Atom>& atoms) {
  json.key("reported");
  json.open_array();
  for (const Atom& atom : atoms)
    for (const Cell& cell : atom.cells) {
      if (cell.place.empty()) continue;
      json.open_object();
      json.field("cell", cell.place);
      cell_fields(json, cell, CellLabel::left_out);
      json.field("text", cell.text);
      if (!cell.own_place.empty()) {
        json.key("self");
        json.open_object();
        json.field("cell", cell.own_place);
        json.field("text", cell.own_text);
        json.field("reason", cell.reason);
        json.close();
      }
      if (!cell.doubt.empty()) json.field("doubt", cell.doubt);
      json.close();
    }
  json.close();
}

void criterion_json(JsonText& json, const ExplainedCriterion& from) {
  json.open_object();
  criterion_fields(json, from.criterion);
  json.field("source", from.source);
  json.key("quoted_from");
  if (from.quote_at.empty()) json.put(nullptr);
  else json.put(from.quote_in_title ? "title" : "text");
  reported_json(json, from.criterion.atoms);
  formula_json(json, from.formula);
  json.close();
}

void target_json(JsonText& json, const ExplainedTarget& from) {
  json.open_object();
  target_fields(json, from.target);
  json.key("criteria");
  json.open_array();
  for (const ExplainedCriterion& each : from.criteria) criterion_json(json, each);
  json.close();
  json.field("text", from.text);
  formula_json(json, from.formula);
  json.close();
}

void department_json(JsonText& json, const Explanation& from) {
  json.open_object();
  department_fields(json, from.department);
  json.field("difficulty_source", from.difficulty_source);
  formula_json(json, from.department_formula);
  if (from.whole_department) {
    json.key("targets");
    json.open_array();
    for (const ExplainedTarget& each : from.targets) target_json(json, each);
    json.close();
  }
  json.close();
}

}  // namespace

std::string explanation_json(const Explanation& from) {
  JsonText json;
  json.open_object();
  json.field("format", 1U);
  json.field("unit", from.unit);
  json.field("as_of", from.as_of);
  json.key("department");
  department_json(json, from);
  if (!from.whole_department && !from.targets.empty()) {
    json.key("target");
    target_json(json, from.targets.front());
  }
  json.close();
  return json.take() + "\n";
}

}  // namespace assay::report
