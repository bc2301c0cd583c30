// What a fact comes to at a date: sentence by sentence from grammar/meaning.md ("Time").
#pragma once

#include "reference/context.h"
#include "reference/values.h"
#include "semantics/model.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace assay::reference {

// Of a number, rank, grade (its index) or flag (0 or 1), in base units: a fact with its bindings, or a field of a list.
Value value_to_date(const semantics::Expr& expr, const Context& context);

// Of a field that is not reported, in the field's unit.
Value field_range(const semantics::Expr& field, const Context& context);

struct TextValue {
  std::optional<std::string> text;
  bool invalid = false, lacks = false;  // where there is none
};
TextValue text_to_date(const semantics::Expr& expr, const Context& context);

// The day on which something happened lies between two days, or it never did.
inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
struct Happening {
  std::int64_t low = kNever, high = kNever;
  bool invalid = false, lacks = false;
};
// Of an event by itself: its deadline is the criterion's due date.
Happening happening(semantics::ExprId event, const Context& context);

// `expr`: an event with its timing.
Truth happened(const semantics::Expr& expr, const Context& context);

}  // namespace assay::reference
