// Which slips make another rule that is as good as the first one, so that nobody could notice: each kind by its name.
#pragma once

#include "mutation.h"

#include <string>

namespace assay::mutants {

// What kind of legal change this is; empty where there is none that the language could not have told from a slip.
std::string legal_change(const Mutant& mutant, const std::string& model_before, const std::string& model_after);

}  // namespace assay::mutants
