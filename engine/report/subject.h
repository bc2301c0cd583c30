// How people call what an expression stands for: facts by their labels, the rest in the language's own spelling.
#pragma once

#include "semantics/dump.h"
#include "semantics/model.h"

#include <string>

namespace assay::report {

std::string subject(const semantics::Model& model, semantics::ExprId expression, semantics::Words words);

}  // namespace assay::report
