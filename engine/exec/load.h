// What the general and the lean form of loading cells have in common.
#pragma once

#include "exec/context.h"

namespace assay::exec {

// Where a cell of this load may lie while it is not known; a reported total that is a sum has a range of its own.
types::Interval range_of(const Context& context, const plan::Load& load);
// What a load reads of its one period where no cell is there.
types::Interval range_of_missing(const Context& context, const plan::Step& step);

}  // namespace assay::exec
