// What `--help` prints: the commands, or one command's options with an example.
#pragma once

#include "cli/command.h"

#include <string>

namespace assay::cli {

std::string help_text(Language language);
std::string help_text(const Command& command, Language language);

}  // namespace assay::cli
