// An explanation as JSON: the criterion's fields of a run, and beside them the rule's text, the quote's place and the formulas.
#include "report/explanation.h"
#include "report/to_json.h"

namespace assay::report {

namespace {

Json to_json(const Formula& formula) {
  return {{"formula", formula.stated}, {"values", formula.filled}, {"result", report::to_json(formula.result)}};
}

}  // namespace

std::string explanation_json(const Explanation& from) {
  Json json{{"format", 1}, {"unit", from.unit}, {"as_of", from.as_of}};
  Json department = report::to_json(from.department);
  department.erase("targets");
  department["formula"] = to_json(from.department_formula);
  json["department"] = department;
  Json target = report::to_json(from.target);
  target["text"] = from.text;
  target["formula"] = to_json(from.target_formula);
  target["criteria"] = Json::array();
  for (const ExplainedCriterion& each : from.criteria) {
    Json criterion = report::to_json(each.criterion);
    criterion["source"] = each.source;
    criterion["quoted_from"] = each.quote_at.empty() ? Json(nullptr) : Json(each.quote_in_title ? "title" : "text");
    Json cells = Json::array();
    for (const Atom& atom : each.criterion.atoms)
      for (const Cell& cell : atom.cells)
        if (!cell.place.empty())
          cells.push_back({{"cell", cell.place}, {"fact", cell.name}, {"member", cell.member}, {"period", cell.period}, {"text", cell.text}});
    criterion["reported"] = cells;
    criterion["formula"] = to_json(each.formula);
    target["criteria"].push_back(criterion);
  }
  json["target"] = target;
  return indented(json, 0) + "\n";
}

}  // namespace assay::report
