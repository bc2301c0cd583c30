// A rulebook of the tree as a model, without an error or a warning.
#pragma once

#include "semantics/model.h"

#include <string>

namespace assay::rulebooks {

// Fails the test that calls it where the checker finds anything.
semantics::Model read(const std::string& folder);

}  // namespace assay::rulebooks
