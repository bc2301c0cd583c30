// The generated parser and its runtime, for this folder only.
#pragma once

#include "syntax/antlr/lean_parser.h"

#include "AssayParser.h"
#include "antlr4-runtime.h"

namespace assay::syntax {

using Parser = assay_grammar::AssayParser;

}  // namespace assay::syntax
