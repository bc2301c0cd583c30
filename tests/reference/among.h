// A unit beside all units of its batch.
#pragma once

#include "reference/context.h"
#include "reference/values.h"
#include "semantics/model.h"

namespace assay::reference {

Value rank_among(const semantics::Expr& expr, const Context& context);
Value aggregate_among(const semantics::Expr& expr, const Context& context);

}  // namespace assay::reference
