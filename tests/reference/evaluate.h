// The plain evaluation of one expression for one row: what a number lies in, and what is known of a condition.
#pragma once

#include "reference/context.h"
#include "reference/values.h"
#include "semantics/model.h"

namespace assay::reference {

Value number(semantics::ExprId id, const Context& context);    // numbers, and grades as their index
Truth condition(semantics::ExprId id, const Context& context);
Value capped_attainment(semantics::ExprId id, const Context& context);  // of one that is false for certain
Value attainment(semantics::ExprId id, const Context& context);  // of a condition, within 0..1

// What the scoring formulas stand for while one of them is evaluated.
struct Scores {
  Value attainment, stretch, met, weight;
  base::Number difficulty{1};
  std::vector<Value> folded;   // the criteria's or the targets' scores
  std::vector<Value> weights;  // beside them
};
// A fold of scores: mean(criteria) is weighted and rounded half up to 9 places.
Value fold(const semantics::Expr& expr, const Scores& scores);

}  // namespace assay::reference
