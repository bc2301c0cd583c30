// Tests as JSON: each expectation with what came out, and the criteria behind it as in a run.
#include "report/status.h"
#include "report/test_result.h"
#include "report/to_json.h"

namespace assay::report {

namespace {

using What = semantics::Expectation::What;

void came(JsonText& json, const Checked& check) {
  json.key("came");
  json.open_object();
  if (check.what == What::attainment || check.what == What::score) {
    json.key(check.what == What::attainment ? "attainment" : "score");
    to_json(json, check.range);
  } else {
    json.field("status", row_of(check.status).name);
    json.field("provisional", check.provisional);
    json.field("because", check.because);
  }
  json.close();
}

void checked_json(JsonText& json, const Checked& check) {
  json.open_object();
  json.field("place", check.place);
  json.field("expected", check.expected);
  json.field("passed", check.holds);
  came(json, check);
  json.key("criteria");
  json.open_array();
  for (const Criterion& each : check.criteria) to_json(json, each);
  json.close();
  json.key("targets");
  json.open_array();
  for (const Target& each : check.targets) to_json(json, each);
  json.close();
  json.close();
}

void gap_json(JsonText& json, const CoverageGap& gap) {
  json.open_object();
  json.field("target", gap.target);
  json.field_or_null("criterion", gap.criterion);
  json.field("of", gap.of);
  json.field("expr", gap.expr);
  json.field("place", gap.place);
  json.key("never");
  json.open_array();
  if (gap.missing_true) json.put("true");
  if (gap.missing_false) json.put("false");
  json.close();
  json.close();
}

void coverage_json(JsonText& json, const std::optional<TestCoverage>& coverage) {
  json.key("coverage");
  if (!coverage) return json.put(nullptr);
  json.open_object();
  json.field("outcomes", coverage->outcomes);
  json.field("exercised", coverage->exercised);
  json.key("gaps");
  json.open_array();
  for (const CoverageGap& gap : coverage->gaps) gap_json(json, gap);
  json.close();
  json.close();
}

void result_json(JsonText& json, const TestResult& test) {
  json.open_object();
  json.field("name", test.name);
  json.field("place", test.place);
  json.field("as_of", test.as_of);
  json.field("passed", test.holds);
  json.key("expectations");
  json.open_array();
  for (const Checked& check : test.checks) checked_json(json, check);
  json.close();
  json.close();
}

}  // namespace

std::string tests_json(const TestReport& report) {
  JsonText json;
  json.open_object();
  json.field("format", 1U);
  json.field("tests", report.tests.size());
  json.field("passed", report.passed());
  json.field("failed", report.tests.size() - report.passed());
  json.key("digest");
  json.open_object();
  json.field("rules", "sha256:" + report.rules_digest);
  json.close();
  json.key("results");
  json.open_array();
  for (const TestResult& test : report.tests) result_json(json, test);
  json.close();
  coverage_json(json, report.coverage);
  json.close();
  return json.take() + "\n";
}

}  // namespace assay::report
