// Tests as JSON: each expectation with what came out, and the criteria behind it as in a run.
#include "report/status.h"
#include "report/test_result.h"
#include "report/to_json.h"

namespace assay::report {

namespace {

using What = semantics::Expectation::What;

Json came(const Checked& check) {
  if (check.what == What::attainment) return {{"attainment", to_json(check.range)}};
  if (check.what == What::score) return {{"score", to_json(check.range)}};
  return {{"status", row_of(check.status).name}, {"provisional", check.provisional}, {"because", check.because}};
}

Json checked_json(const Checked& check) {
  Json json{{"place", check.place}, {"expected", check.expected}, {"passed", check.holds}, {"came", came(check)}};
  json["criteria"] = Json::array();
  for (const Criterion& each : check.criteria) json["criteria"].push_back(report::to_json(each));
  json["targets"] = Json::array();
  for (const Target& each : check.targets) json["targets"].push_back(report::to_json(each));
  return json;
}

Json coverage_json(const TestCoverage& coverage) {
  Json json{{"outcomes", coverage.outcomes}, {"exercised", coverage.exercised}, {"gaps", Json::array()}};
  for (const CoverageGap& gap : coverage.gaps) {
    Json each{{"target", gap.target}, {"criterion", gap.criterion.empty() ? Json(nullptr) : Json(gap.criterion)}, {"of", gap.of}, {"expr", gap.expr}};
    each["place"] = gap.place;
    each["never"] = Json::array();
    if (gap.missing_true) each["never"].push_back("true");
    if (gap.missing_false) each["never"].push_back("false");
    json["gaps"].push_back(each);
  }
  return json;
}

}  // namespace

std::string tests_json(const TestReport& report) {
  Json json{{"format", 1}, {"tests", report.tests.size()}, {"passed", report.passed()}, {"failed", report.tests.size() - report.passed()}};
  json["digest"] = {{"rules", "sha256:" + report.rules_digest}};
  json["results"] = Json::array();
  for (const TestResult& test : report.tests) {
    Json each{{"name", test.name}, {"place", test.place}, {"as_of", test.as_of}, {"passed", test.holds}, {"expectations", Json::array()}};
    for (const Checked& check : test.checks) each["expectations"].push_back(checked_json(check));
    json["results"].push_back(each);
  }
  json["coverage"] = report.coverage ? coverage_json(*report.coverage) : Json(nullptr);
  return indented(json, 0) + "\n";
}

}  // namespace assay::report
