// The table of --profile: where the time of a run went.
#pragma once

#include "base/profile.h"
#include "cli/words.h"

#include <string>

namespace assay::cli {

// Shares are of the time of all threads together.
std::string profile_table(const base::ProfileFigures& figures, Language language);

}  // namespace assay::cli
