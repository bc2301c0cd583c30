// Tests for the terminal: a line a test, and under one that failed what was expected, what came out and the values behind it.
#include "base/text.h"
#include "report/test_result.h"

namespace assay::report {

namespace {

// What the rules expect, without their word for it: it stands before it.
std::string_view without_keyword(std::string_view expectation) {
  for (const std::string_view word : {"expect ", "预期 "})
    if (expectation.starts_with(word)) expectation.remove_prefix(word.size());
  while (expectation.starts_with(' ')) expectation.remove_prefix(1);
  return expectation;
}

std::string failure(const Checked& check, const TestStyle& style, const Paint& paint) {
  const std::string expected = "    " + std::string(word(Word::expected, style.language)) + "  ";
  std::string text = expected + base::printable(without_keyword(check.expected)) + "  " + paint("2", base::printable(check.place)) + "\n";
  text += "    " + padded_right(word(Word::came_out, style.language), base::display_width(expected) - 4) + paint("31", base::printable(came_text(check, style.language))) + "\n";
  for (const std::string& line : failure_lines(check, style.language)) text += "      " + line + "\n";
  return text;
}

std::string coverage_text(const TestCoverage& coverage, const TestStyle& style, const Paint& paint) {
  if (coverage.gaps.empty()) return std::string(word(Word::exercised_all, style.language)) + "\n";
  std::string text = say(Word::heading, style.language, word(Word::not_exercised, style.language)) + "\n";
  std::string target;
  for (const CoverageGap& gap : coverage.gaps) {
    if (gap.target != target) text += "  " + base::printable(gap.target) + "\n";
    target = gap.target;
    const std::string name = gap.criterion.empty() ? std::string() : gap.criterion.substr(gap.target.size() + 1) + "  ";
    const std::string side = gap.of == "side" || gap.of == "tier" ? "`" + gap.expr + "` " : std::string();
    text += "    " + base::printable(name + side) + gap_text(gap, style.language) + "  " + paint("2", base::printable(gap.place)) + "\n";
  }
  return text + say(Word::exercised, style.language, coverage.outcomes, coverage.exercised) + "\n";
}

}  // namespace

std::string tests_table(const TestReport& report, const TestStyle& style) {
  const Paint paint{style.colour};
  std::string text;
  for (const TestResult& test : report.tests) {
    text += paint(test.holds ? "32" : "31", test.holds ? "✓" : "✗") + " " + base::printable(test.name);
    if (!test.holds) text += "  " + paint("2", base::printable(test.place));
    text += "\n";
    for (const Checked& check : test.checks)
      if (!check.holds) text += failure(check, style, paint);
  }
  if (report.coverage) text += "\n" + coverage_text(*report.coverage, style, paint);
  if (!report.tests.empty()) text += "\n";
  return text + say(Word::tests_summary, style.language, report.tests.size(), report.passed(), report.tests.size() - report.passed()) + "\n";
}

}  // namespace assay::report
