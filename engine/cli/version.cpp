#include "cli/command.h"
#include "cli/print.h"
#include "cli/version.h"

#include <string>

namespace assay::cli {

Exit version_command(const Arguments&, const Terminal& terminal) { return print("assay " + std::string(kVersion) + "\n", terminal); }

}  // namespace assay::cli
