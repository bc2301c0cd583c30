// Which build of the program this is.
#pragma once

#include <string>

namespace assay::base {

// The linker's digest of the running program, as bytes: two builds that differ have different ones. It says nothing of shared libraries, none of which
// knows rules. Empty where the linker left none.
const std::string& program_id();

}  // namespace assay::base
