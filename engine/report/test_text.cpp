// Tests in words: what came out, and what is behind it.
#include "base/text.h"
#include "report/amount.h"
#include "report/atom_text.h"
#include "report/status.h"
#include "report/test_result.h"

#include <array>

namespace assay::report {

namespace {

using What = semantics::Expectation::What;

Word word_of(exec::Status status, bool provisional) {
  if (provisional && status == exec::Status::met) return Word::test_provisional_met;
  constexpr std::array<Word, kStatuses> kWords = {Word::test_met,     Word::test_missed,  Word::test_open,
                                                  Word::test_unknown, Word::test_invalid, Word::test_not_applicable};
  return kWords[static_cast<std::size_t>(status)];
}

// Exactly, so that it can stand in an expectation.
std::string number_text(const std::optional<base::Number>& n, bool percent) {
  if (!n) return "…";
  if (!percent) return base::to_string(*n);
  const auto hundredths = base::multiply(*n, base::Number(100));
  return hundredths ? base::to_string(*hundredths) + "%" : base::to_string(*n);
}

std::string range_text(const types::Interval& range, bool percent) {
  if (range.is_point()) return number_text(range.low, percent);
  return number_text(range.low, percent) + ".." + number_text(range.high, percent);
}

void add_atom(const Atom& atom, Language language, std::vector<std::string>& lines) {
  std::string_view mark = "?";
  if (atom.as_asked() == types::Truth::true_) mark = "✓";
  if (atom.as_asked() == types::Truth::false_) mark = "✗";
  if (atom.as_asked() == types::Truth::open_) mark = "…";
  if (atom.as_asked() == types::Truth::invalid) mark = "!";
  lines.push_back("  " + atom.expr);
  lines.push_back("    " + std::string(mark) + " " + atom_text(atom, language));
  for (const Cell& cell : atom.cells) lines.push_back("      " + cell_line(cell, language));
}

}  // namespace

std::string came_text(const Checked& check, Language language) {
  if (check.what == What::status) {
    std::string text(word(word_of(check.status, check.provisional), language));
    for (std::size_t i = 0; i < check.because.size(); ++i) text += (i == 0 ? " " + std::string(word(Word::test_because, language)) + " " : ", ") + check.because[i];
    return text;
  }
  const bool attainment = check.what == What::attainment;
  if (!check.range) return std::string(word(attainment ? Word::test_no_attainment : Word::no_score, language));
  return std::string(word(attainment ? Word::test_attainment : Word::test_score, language)) + " " + range_text(*check.range, attainment);
}

std::vector<std::string> failure_lines(const Checked& check, Language language) {
  std::vector<std::string> lines;
  if (!check.applies.empty()) lines.push_back(say(Word::applies_when, language, check.applies));
  for (const Target& target : check.targets) {
    std::string line = target.id + "  " + std::string(word(word_of(target.status, target.provisional), language));
    if (target.score) line += "  " + std::string(word(Word::test_score, language)) + " " + range_text(*target.score, false);
    lines.push_back(std::move(line));
  }
  for (const Criterion& criterion : check.criteria) {
    std::string line = criterion.id + "  " + std::string(word(word_of(criterion.status, criterion.provisional), language));
    if (check.what == What::attainment && criterion.attainment)
      line += "  " + std::string(word(Word::test_attainment, language)) + " " + range_text(*criterion.attainment, true);
    if (check.what == What::score && criterion.score) line += "  " + std::string(word(Word::test_score, language)) + " " + range_text(*criterion.score, false);
    lines.push_back(std::move(line));
    if (criterion.status == exec::Status::not_applicable) continue;
    for (const Atom& atom : criterion.atoms) add_atom(atom, language, lines);
    if (const std::size_t more = criterion.left_out.decisive + criterion.left_out.others; more > 0) lines.push_back("    " + say(Word::more, language, more));
    if (criterion.reason_code == explain::Reason::division_by_zero) lines.push_back("    " + std::string(word(Word::division_by_zero, language)));
    if (criterion.reason_code == explain::Reason::too_many_digits) lines.push_back("    " + std::string(word(Word::too_many_digits, language)));
  }
  for (std::string& line : lines) line = base::printable(line);
  return lines;
}

std::string gap_text(const CoverageGap& gap, Language language) {
  struct Row {
    std::string_view of;
    Word missing_true, missing_false, both;
  };
  constexpr std::array<Row, 5> kRows = {{{"criterion", Word::gap_met, Word::gap_not_met, Word::gap_neither},
                                         {"stretch", Word::gap_stretch_met, Word::gap_stretch_not_met, Word::gap_stretch_neither},
                                         {"applies", Word::gap_applies, Word::gap_applies_not, Word::gap_applies_neither},
                                         {"side", Word::gap_true, Word::gap_false, Word::gap_truth_neither},
                                         {"tier", Word::gap_tier, Word::gap_tier, Word::gap_tier}}};
  for (const Row& row : kRows) {
    if (row.of != gap.of) continue;
    return std::string(word(gap.missing_true && gap.missing_false ? row.both : gap.missing_true ? row.missing_true : row.missing_false, language));
  }
  return {};
}

}  // namespace assay::report
