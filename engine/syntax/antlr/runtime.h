// The generated lexer and parser and their runtime, for this folder only.
#pragma once

#include "AssayLexer.h"
#include "AssayParser.h"
#include "antlr4-runtime.h"

namespace assay::syntax {

using Lexer = assay_grammar::AssayLexer;
using Parser = assay_grammar::AssayParser;

}  // namespace assay::syntax
