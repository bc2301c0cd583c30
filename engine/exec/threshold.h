// What the general and the lean form of comparisons have in common.
#pragma once

#include "exec/bounds.h"
#include "exec/context.h"

#include <cstdint>
#include <optional>

namespace assay::exec {

// A constant at the scale of what it is compared with, so that no element has to be lifted: x * by ? y becomes x ? y / by.
// `decided`: where no whole number can be equal, what all elements come to.
struct Threshold {
  std::int64_t at = 0;
  std::optional<bool> decided;
};

Threshold threshold(plan::Compare op, std::int64_t y, std::int64_t by);

// Of integers at one scale.
Truth compare(plan::Compare op, const Bounds& a, const Bounds& b);

}  // namespace assay::exec
