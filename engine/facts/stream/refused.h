// Names of units that make a file one to be read as a whole, where what is wrong with them is told.
#pragma once

#include "facts/binding/names.h"
#include "facts/facts.h"
#include "facts/stream/shape.h"

#include <cstdint>
#include <vector>

namespace assay::facts::stream {

// No unit may be called so: departments, units of measure, rows of means, all units together, the columns of units, and members of dimensions without a column.
std::vector<std::uint64_t> refused_units(const std::vector<Source>& sources, const binding::Names& names);

// Whether a hash of units is there twice, or is one of `refused`. Takes them.
bool is_any_refused(std::vector<std::vector<std::uint64_t>> hashes, const std::vector<std::uint64_t>& refused, const Options& options);

}  // namespace assay::facts::stream
