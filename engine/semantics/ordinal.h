// What kind of number an expression is: one that may be divided, or one that only stands in an order.
#pragma once

#include "semantics/model.h"

namespace assay::semantics {

// A rank, grade, flag or text: no quotient says how close it was to another.
bool is_ordinal(const Model& model, ExprId id);
// Whole numbers counted from 1: a rank, also one among units, a count, a fact of whole numbers.
bool is_place(const Model& model, ExprId id);

}  // namespace assay::semantics
