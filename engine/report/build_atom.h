// The parts of a condition and the cells behind them, as a report shows them.
#pragma once

#include "report/build.h"

#include <optional>
#include <vector>

namespace assay::report {

Range known_range(const std::optional<types::Value>& value);  // nothing of an invalid one
std::vector<Cell> build_cells(const Source& source, const std::vector<explain::Cell>& from);
Atom build_atom(const Source& source, const explain::Atom& from);

}  // namespace assay::report
