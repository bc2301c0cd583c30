// An example of the documents as a whole rulebook.
#pragma once

#include <string>
#include <string_view>

namespace assay::documents {

// prelude.assay, the rulebook that examples share; the manual shows it.
std::string prelude();

// A text with a season, or that uses `season.assay` (the prelude), stands for itself. Other declarations follow the
// prelude; a target is put into a department, a criterion into a target, and anything else is a condition that is
// required.
std::string as_rulebook(std::string_view example);

}  // namespace assay::documents
