// What the fuzzers do with one input; the same functions run the stored inputs of tests/fuzz/regressions under CTest.
#pragma once

#include <string_view>

namespace assay::fuzz {

// A rules file: parsed, analysed, and where it has a meaning lowered and printed.
void rules(std::string_view text);
// A CSV file of facts for a fixed rulebook.
void csv(std::string_view text);
// A rules file, a line of 8 or more '=', and a CSV file: a whole run.
void both(std::string_view text);

}  // namespace assay::fuzz
