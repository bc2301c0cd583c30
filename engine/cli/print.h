// Writes a whole result to standard output or to the file of -o.
#pragma once

#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "cli/terminal.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::cli {

Exit print(std::string_view text, const Terminal& terminal, const std::optional<std::string>& path = std::nullopt);
// After a failed write or finish: says so.
Exit cannot_write(const Output& output, const Terminal& terminal);

}  // namespace assay::cli
