// How a command ends.
#pragma once

#include "cli/exit.h"

namespace assay::cli {

// Ends the program with this status, where everything is written and nothing is left but to free what was used: the system does that at once.
// Under a sanitizer it returns the status instead, so that leaks are found.
Exit leave(Exit exit);

}  // namespace assay::cli
