// The two ends of a figure as fields of a CSV file.
#pragma once

#include "columns/column.h"

#include <cstddef>
#include <string>

namespace assay::report {

// `,low,high`; both empty where nothing is given.
void append_range(std::string& line, const columns::Column& column, std::size_t row, bool given = true);

}  // namespace assay::report
