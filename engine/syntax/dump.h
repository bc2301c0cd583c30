// Shows what this stage made: the words of a file, and its tree; one a line with its place, stable, for people and goldens.
#pragma once

#include "source/source.h"
#include "syntax/ast.h"

#include <string>

namespace assay::syntax {

std::string dump_tokens(const source::Files& files, source::FileId file);
std::string dump_ast(const File& file, const source::Files& files);

}  // namespace assay::syntax
