// The plain evaluation of one expression for one row: what a number lies in, and what is known of a condition.
#pragma once

#include "reference/context.h"
#include "reference/values.h"
#include "semantics/model.h"

namespace assay::reference {

Value number(semantics::ExprId id, const Context& context);    // numbers, and grades as their index
Truth condition(semantics::ExprId id, const Context& context);
Truth compared(const semantics::Expr& comparison, const Context& context);  // whether or not the days it counts are there
Value capped_attainment(semantics::ExprId id, const Context& context);  // of one that is false for certain
Value attainment(semantics::ExprId id, const Context& context);  // of a condition, within 0..1

// What a criterion's scheme gives (not of all or nothing, which reads the condition alone).
Value scheme_attainment(const semantics::Scheme& scheme, Truth holds, const Context& now);

// functions.cpp: a number or grade, and what is said of a value that may be missing.
Value function_value(const semantics::Expr& expr, const Context& context);
enum class Missing { counts, may_come, may_come_late };
Missing missing(const semantics::Expr& expr, const Context& context);  // of what children[0] names
Truth reported(const semantics::Expr& expr, const Context& context);
Truth defaulted(const semantics::Expr& expr, const Context& context);
// days.cpp: of two events or dates, and whether the events between which an expression counts days have all happened.
Truth compare_days(semantics::Compare compare, semantics::ExprId a, semantics::ExprId b, const Context& context);
Value days_between(const semantics::Expr& expr, const Context& context);
Truth days_are_there(const semantics::Expr& expr, const Context& context);

// What the scoring formulas stand for while one of them is evaluated.
struct Scores {
  Value attainment, stretch, met, weight;
  base::Number difficulty{1};
  // Of a target its criteria, of a department its targets: their scores, stated weights, whether they apply, and what a filter reads of them.
  std::vector<Value> folded;
  std::vector<Value> weights;
  std::vector<Truth> applies;
  std::vector<Scores> members;
  semantics::Combine combine = semantics::Combine::mean;
  Value all_met;
};
// A fold of scores, where `context.scores` says of which.
Value fold(const semantics::Expr& expr, const Context& context);

}  // namespace assay::reference
