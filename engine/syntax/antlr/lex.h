// Cuts what the scan left into tokens, as grammar/AssayLexer.g4 says; ANTLR's own lexer does the same at eight times the cost and is
// compared with this one, token for token, by tests/unit/syntax/lex_test.cpp.
#pragma once

#include "syntax/scan.h"

#include <cstddef>

namespace assay::syntax {

// One token, in indices of the stand-ins: [begin, end). At the end of the text its type is that of the end of file.
struct Lexeme {
  std::size_t type = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t lines = 0;  // line ends passed since the token before began
};

// The next one from `at` on, which moves past it.
Lexeme next_lexeme(const std::u32string& stand_ins, std::size_t& at);

}  // namespace assay::syntax
