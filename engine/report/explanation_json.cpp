// An explanation as JSON: the criterion's fields of a run, and beside them the rule's text, the quote's place and the formulas.
#include "report/explanation.h"
#include "report/to_json.h"

namespace assay::report {

namespace {

Json to_json(const Formula& formula) {
  return {{"formula", formula.stated}, {"values", formula.filled}, {"result", report::to_json(formula.result)}, {"no_score", report::to_json(formula.no_score)}};
}

Json to_json(const ExplainedCriterion& from) {
  Json criterion = report::to_json(from.criterion);
  criterion["source"] = from.source;
  criterion["quoted_from"] = from.quote_at.empty() ? Json(nullptr) : Json(from.quote_in_title ? "title" : "text");
  Json cells = Json::array();
  for (const Atom& atom : from.criterion.atoms)
    for (const Cell& cell : atom.cells)
      if (!cell.place.empty())
        cells.push_back({{"cell", cell.place}, {"fact", cell.name}, {"member", cell.member}, {"period", cell.period}, {"text", cell.text}});
  criterion["reported"] = cells;
  criterion["formula"] = to_json(from.formula);
  return criterion;
}

Json to_json(const ExplainedTarget& from) {
  Json target = report::to_json(from.target);
  target["text"] = from.text;
  target["formula"] = to_json(from.formula);
  target["criteria"] = Json::array();
  for (const ExplainedCriterion& each : from.criteria) target["criteria"].push_back(to_json(each));
  return target;
}

}  // namespace

std::string explanation_json(const Explanation& from) {
  Json json{{"format", 1}, {"unit", from.unit}, {"as_of", from.as_of}};
  Json department = report::to_json(from.department);
  department.erase("targets");
  department["difficulty_source"] = from.difficulty_source;
  department["formula"] = to_json(from.department_formula);
  if (from.whole_department) {
    department["targets"] = Json::array();
    for (const ExplainedTarget& each : from.targets) department["targets"].push_back(to_json(each));
  }
  json["department"] = department;
  if (!from.whole_department && !from.targets.empty()) json["target"] = to_json(from.targets.front());
  return indented(json, 0) + "\n";
}

}  // namespace assay::report
