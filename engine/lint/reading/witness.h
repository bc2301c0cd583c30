// Values of facts as people write them: "coverage = 61%, teams[吴兴区] = 2023-05-01".
#pragma once

#include "lint/logic/system.h"
#include "lint/reading/reader.h"
#include "semantics/dump.h"

#include <string>
#include <vector>

namespace assay::lint {

// Those of `shown` that have a value, the first few.
std::string witness(const Values& values, const std::vector<Variable>& shown, Reader& reader, semantics::Words words = semantics::Words::english);
// "0%..100%", ">= 0人", "<= 5" of a range in base units; empty where it has no end.
std::string range_text(const Domain& range, const types::Unit& unit);

}  // namespace assay::lint
