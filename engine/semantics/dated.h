// Values that hold from a day on: parameters and difficulties.
#pragma once

#include "base/calendar.h"
#include "base/number.h"
#include "semantics/model.h"

#include <vector>

namespace assay::semantics {

// The value of a date; before the first date the first value.
base::Number value_at(const std::vector<DatedNumber>& values, base::Date date);

}  // namespace assay::semantics
