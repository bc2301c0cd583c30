// Reads files piece by piece, wherever that gives what reading it as a whole gives.
#pragma once

#include "facts/binding/names.h"
#include "facts/facts.h"

#include <memory>
#include <string>
#include <vector>

namespace assay::facts::stream {

// Nothing where the files must be read as a whole; then nothing was reported.
std::unique_ptr<Reader> open(const types::Schema& schema, const std::vector<std::string>& paths, const Options& options, diagnostics::Sink& sink);

}  // namespace assay::facts::stream
