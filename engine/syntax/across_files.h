// What is said of one file's text and rests on what another file declares: once all are parsed.
#pragma once

#include "diagnostics/diagnostics.h"
#include "syntax/ast.h"

#include <vector>

namespace assay::syntax {

// `名 高于 …` of a fact that some file declares as a rank is offered with the sign that compares places.
void look_across_files(const std::vector<File>& files, diagnostics::Sink& sink);

}  // namespace assay::syntax
