// For those who only judge: a rulebook's own tests are not read, so that they cost nothing and what is wrong in one stops nobody.
#pragma once

#include "syntax/antlr/token_stream.h"
#include "syntax/problems.h"
#include "syntax/scan.h"

namespace assay::syntax {

// Takes the tests out of the tokens, and what was found wrong inside of them out of the problems. Where brackets or strings of the file are
// in doubt, nobody can say where a test ends, and nothing is taken out.
void leave_out_tests(TokenStream& stream, const Scan& scan, Problems& problems);

}  // namespace assay::syntax
