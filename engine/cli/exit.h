// The exit statuses of the program.
#pragma once

#include "diagnostics/diagnostics.h"

#include <exception>

namespace assay::cli {

enum class Exit : int {
  done = 0,
  findings = 1,     // check with warnings or words left over, a failed test, --fail-on
  unusable = 2,     // rules, data or arguments that cannot be used
  limit = 3,        // nothing worse than a limit that was hit
  interrupted = 130,
};

// What the problems in a sink come to: done, unusable or limit.
Exit exit_of(const diagnostics::Sink& sink);
Exit worse(Exit a, Exit b);  // unusable before limit before findings before done

// What nobody has caught: that there is no more memory is a limit, all else a fault of the program.
void report_failure(const std::exception& error, diagnostics::Sink& sink);

}  // namespace assay::cli
