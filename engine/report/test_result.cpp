#include "report/test_result.h"

#include "base/calendar.h"
#include "report/build.h"
#include "semantics/dump.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace assay::report {

namespace {

constexpr std::size_t kRow = 0;

// Runs of white space as one space.
std::string one_line(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

// The criteria that a failed expectation of a target is about: those named, those that came out so, or else all that could matter.
std::vector<std::size_t> behind(const semantics::Target& target, const semantics::Expectation& expected, const verify::Came& came) {
  if (expected.criterion) return {*expected.criterion};
  std::set<std::size_t> chosen;
  const bool of_status = expected.what == semantics::Expectation::What::status;
  if (of_status) {
    chosen.insert(expected.because.begin(), expected.because.end());
    chosen.insert(came.because.begin(), came.because.end());
  }
  if (chosen.empty())
    for (std::size_t c = 0; c < target.criteria.size(); ++c)
      if (target.criteria[c].decides || !of_status) chosen.insert(c);
  return {chosen.begin(), chosen.end()};
}

void add_reasons(const Source& source, const semantics::Expectation& expected, const verify::Came& came, Checked& made) {
  if (!expected.target) {
    for (std::size_t t = 0; t < source.model.departments[expected.department].targets.size(); ++t) {
      made.targets.push_back(build_target(source, expected.department, t, kRow));
      made.targets.back().criteria.clear();
    }
    return;
  }
  Target target = build_target(source, expected.department, *expected.target, kRow);
  made.applies = target.applies;
  for (const std::size_t c : behind(source.model.departments[expected.department].targets[*expected.target], expected, came))
    made.criteria.push_back(std::move(target.criteria[c]));
}

// As it stands in the rules.
std::string tier_text(const semantics::Scheme& scheme, const verify::Gap& gap, const source::Files& rules, semantics::Words words) {
  if (gap.tier < scheme.rows.size()) return one_line(rules.slice(gap.span));
  return std::string(word(Word::tier_else, words == semantics::Words::chinese ? Language::zh : Language::en));
}

}  // namespace

std::size_t TestReport::passed() const {
  return static_cast<std::size_t>(std::count_if(tests.begin(), tests.end(), [](const TestResult& each) { return each.holds; }));
}

TestResult build_test_result(const semantics::Model& model, const source::Files& rules, const verify::Verified& verified, semantics::Words words) {
  Source source{model, verified.program, rules, verified.batch, verified.outcome, &verified.trace, std::nullopt};
  source.words = words;
  TestResult made;
  made.name = verified.test.name;
  made.path = rules.path(verified.test.span.file);
  made.line = rules.position(verified.test.span.file, verified.test.span.begin).line;
  made.place = rules.place(verified.test.span);
  made.as_of = base::to_string(verified.test.as_of);
  made.holds = verified.holds();
  for (std::size_t i = 0; i < verified.came.size(); ++i) {
    const semantics::Expectation& expected = verified.test.expectations[i];
    const verify::Came& came = verified.came[i];
    Checked& check = made.checks.emplace_back();
    check.holds = came.holds;
    check.place = rules.place(expected.span);
    check.expected = one_line(rules.slice(expected.span));
    check.what = expected.what;
    check.status = came.status;
    check.provisional = came.provisional;
    check.range = came.range;
    if (expected.target && !expected.criterion)
      for (const std::size_t c : came.because) check.because.push_back(model.departments[expected.department].targets[*expected.target].criteria[c].name);
    if (!came.holds) add_reasons(source, expected, came, check);
  }
  return made;
}

TestCoverage build_test_coverage(const semantics::Model& model, const source::Files& rules, const verify::Coverage& coverage, semantics::Words words) {
  TestCoverage made;
  made.outcomes = coverage.outcomes();
  made.exercised = coverage.exercised();
  constexpr std::array<std::string_view, 5> kOf = {"criterion", "stretch", "applies", "side", "tier"};
  for (const verify::Gap& gap : coverage.gaps()) {
    const semantics::Target& target = model.departments[gap.department].targets[gap.target];
    CoverageGap& each = made.gaps.emplace_back();
    each.target = target.id;
    if (gap.criterion) each.criterion = target.criteria[*gap.criterion].id;
    each.of = kOf[static_cast<std::size_t>(gap.of)];
    each.expr = gap.of == verify::Gap::Of::tier ? tier_text(*target.criteria[*gap.criterion].scheme, gap, rules, words) : semantics::print(model, gap.expression, words);
    each.place = rules.place(gap.span);
    each.missing_true = gap.missing_true;
    each.missing_false = gap.missing_false;
  }
  return made;
}

}  // namespace assay::report
