// For tests: where the grammar has two readings of a text, or the parser needs its slow prediction.
#pragma once

#include "source/source.h"

#include <string>
#include <vector>

namespace assay::syntax {

std::vector<std::string> find_ambiguities(const source::Files& files, source::FileId file);

}  // namespace assay::syntax
