// A condition's part in words: `救护培训人数 152000人, 目标 ≥ 166000人, 差 14000人`.
#pragma once

#include "report/model.h"
#include "report/words.h"

#include <optional>
#include <string>
#include <vector>

namespace assay::report {

std::string atom_text(const Atom& atom, Language language);
// The same in its parts, each by itself; empty where there is none: `152000人`, `≥ 166000人`, `差 14000人`; of events days.
struct AtomParts {
  std::string value, goal, gap;
};
AtomParts atom_parts(const Atom& atom, Language language);
// The cells in one line: `持证救护员 2023Q2, 核心队员 2023Q2`; at most `most`, then how many more.
std::string cell_names(const std::vector<Cell>& cells, std::size_t most, Language language, std::size_t left_out = 0);
std::string fault_text(const Cell& cell, Language language);
std::string need_text(const Cell& cell, Language language);  // of a missing cell, in a line of its own: what there is of it
std::string doubt_text(const Cell& cell, Language language);  // of a cell that a warning doubts
std::string cell_name(const Cell& cell, Language language);
std::string cell_text(const Cell& cell, Language language);  // as it was reported
std::string cell_line(const Cell& cell, Language language);  // `救护培训人数 2023Q1: `15.2万`  facts.csv:3:4`
std::string names(const std::vector<std::string>& all, Language language);
std::string pace_text(const explain::Pace& pace, Language language);
// Why a value does not exist, where the reason is one of these.
std::optional<Word> undefined_word(explain::Reason reason);

}  // namespace assay::report
