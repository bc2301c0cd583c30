// Reads one reported file into the store.
#pragma once

#include "base/sha256.h"
#include "facts/binding/names.h"
#include "facts/facts.h"
#include "facts/store/store.h"

#include <string>

namespace assay::facts::read {

void read_file(const types::Schema& schema, const binding::Names& names, const std::string& path, const Options& options,
               Store& store, base::Sha256& digest, diagnostics::Sink& sink);

}  // namespace assay::facts::read
