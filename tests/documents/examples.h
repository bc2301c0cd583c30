// An example of the documents as a whole rulebook.
#pragma once

#include <string>
#include <string_view>

namespace assay::documents {

// prelude.assay, the rulebook that examples share; the manual shows it.
std::string prelude();

bool states_season(std::string_view example);
// Whether a text states a season, or uses `season.assay` (the prelude): it stands for itself.
bool stands_alone(std::string_view example);
// An example put where it belongs: a target into a department, a criterion into a target, and what is no statement is
// a condition that is required. One that stands alone stays as it is.
std::string in_place(std::string_view example);
// The same behind the prelude, unless it stands alone.
std::string as_rulebook(std::string_view example);

}  // namespace assay::documents
