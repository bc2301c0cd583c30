// A line a unit: how many targets have each status, the total score, and a letter a target.
#pragma once

#include "report/build.h"

#include <string>

namespace assay::report {

std::string csv_units(const Source& source);

}  // namespace assay::report
