// One canonical line for an expression: English words, single spaces, only the parentheses that are needed.
#pragma once

#include "syntax/ast.h"

#include <string>

namespace assay::syntax {

std::string print_expression(const File& file, ExprId id);

}  // namespace assay::syntax
