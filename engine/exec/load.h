// What the general and the lean form of loading cells have in common.
#pragma once

#include "exec/context.h"

namespace assay::exec {

// Where a cell of this load may lie while it is not known; a reported total that is a sum has a range of its own.
types::Interval range_of(const Context& context, const plan::Load& load);

}  // namespace assay::exec
