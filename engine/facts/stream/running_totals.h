// Running totals of a batch that fall within a season, told as the roll-up tells them.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/heading.h"
#include "facts/facts.h"

#include <string>
#include <vector>

namespace assay::facts::stream {

// `keys`: of one fact, member and season, by their last days.
void check_totals(const types::Schema& schema, const binding::Layout& layout, const std::string& path, const std::vector<CellKey>& keys, const Batch& batch,
                  diagnostics::Sink& sink);

}  // namespace assay::facts::stream
