// What a rulebook's own tests came to, whatever the format, with the values behind each expectation that does not hold.
#pragma once

#include "report/layout.h"
#include "report/model.h"
#include "report/words.h"
#include "semantics/dump.h"
#include "semantics/model.h"
#include "source/source.h"
#include "verify/coverage.h"
#include "verify/verify.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::report {

// One expectation, and what came out.
struct Checked {
  bool holds = false;
  std::string place;                  // path:line:column
  std::string expected;               // as it stands in the rules
  semantics::Expectation::What what{};
  exec::Status status{};
  bool provisional = false;
  std::vector<std::string> because;   // names of criteria
  Range range;
  std::string applies;                // the target's `applies when`, where it has one
  std::vector<Criterion> criteria;    // those behind it, where it does not hold
  std::vector<Target> targets;        // of a department likewise, without criteria
};

struct TestResult {
  std::string name, path, place, as_of;
  std::uint32_t line = 0;
  bool holds = true;
  std::vector<Checked> checks;
};

struct CoverageGap {
  std::string target, criterion;      // ids; no criterion of an `applies when`
  std::string of;                     // criterion, stretch, applies, side, tier
  std::string expr, place;
  bool missing_true = false, missing_false = false;
};

struct TestCoverage {
  std::size_t outcomes = 0, exercised = 0;
  std::vector<CoverageGap> gaps;
};

struct TestReport {
  std::string rules_digest;
  std::vector<TestResult> tests;
  std::optional<TestCoverage> coverage;
  std::size_t passed() const;
};

// `words`: of expressions; what programs read is always in English.
TestResult build_test_result(const semantics::Model& model, const source::Files& rules, const verify::Verified& verified,
                             semantics::Words words = semantics::Words::english);
TestCoverage build_test_coverage(const semantics::Model& model, const source::Files& rules, const verify::Coverage& coverage,
                                 semantics::Words words = semantics::Words::english);

struct TestStyle {
  Language language = Language::en;
  bool colour = false;
};
std::string tests_table(const TestReport& report, const TestStyle& style);
std::string tests_json(const TestReport& report);
std::string tests_junit(const TestReport& report, Language language);  // as JUnit's own XML, without durations

// What came out in the language's words: `missed because aed`, `attainment 97.5%`, `no score`.
std::string came_text(const Checked& check, Language language);
// What does not hold and the values behind it, a line each.
std::vector<std::string> failure_lines(const Checked& check, Language language);
std::string gap_text(const CoverageGap& gap, Language language);

}  // namespace assay::report
