// The program behind main: finds the command, reads its arguments, runs it, answers with the exit status.
#pragma once

#include <string>
#include <vector>

namespace assay::cli {

// `given`: the arguments without the program's name. Never throws.
int run_program(std::vector<std::string> given);

}  // namespace assay::cli
