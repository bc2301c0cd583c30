// Problems on their way to standard error, and what they come to.
#pragma once

#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "diagnostics/diagnostics.h"
#include "source/source.h"

namespace assay::cli {

// Draws them sorted, at most --max-diagnostics; gives the exit status they come to.
Exit show_problems(diagnostics::Sink& sink, const source::Files& files, const Arguments& arguments, const Terminal& terminal);
Exit show_problems(diagnostics::Sink& sink, const Terminal& terminal);  // of arguments alone

}  // namespace assay::cli
