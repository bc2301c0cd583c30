// Factors that move the decimal point and nothing else.
#pragma once

#include "base/number.h"

#include <optional>

namespace assay::exec {

// The exponent of a power of ten; nothing of other numbers.
std::optional<int> power_of_ten(const base::Number& n);

}  // namespace assay::exec
