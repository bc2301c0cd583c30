// The built program, and what it says.
#pragma once

#include <set>
#include <string>

namespace assay::documents {

struct Said {
  std::string text;  // standard output and standard error
  int exit = 0;
};

// Shell commands, run in the folder; `assay` in them is the program.
Said run_in(const std::string& folder, const std::string& locale, const std::string& command);
// Likewise from the top of the tree, in English.
Said run(const std::string& command);

// Codes of the errors and warnings about a rulebook, but for what every example without a use for all its facts draws.
std::set<std::string> codes_of_rules(const std::string& rulebook);
// What the rulebook's own tests come to.
Said tests_of_rules(const std::string& rulebook);
// Codes of what is wrong with a reported file, read with the prelude. A restated value is nothing wrong.
std::set<std::string> codes_of_facts(const std::string& file);
// All there are.
const std::set<std::string>& known_codes();

}  // namespace assay::documents
