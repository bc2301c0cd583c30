// What a fact comes to at a date: sentence by sentence from grammar/meaning.md ("Time").
#pragma once

#include "reference/context.h"
#include "reference/values.h"
#include "semantics/model.h"

#include <optional>
#include <string>

namespace assay::reference {

// Of a number, rank, grade (its index) or flag (0 or 1), in base units: a fact with its bindings, or a field of a list.
Value value_to_date(const semantics::Expr& expr, const Context& context);

struct TextValue {
  std::optional<std::string> text;
  bool invalid = false, lacks = false;  // where there is none
};
TextValue text_to_date(const semantics::Expr& expr, const Context& context);

// `expr`: an event with its timing.
Truth happened(const semantics::Expr& expr, const Context& context);

}  // namespace assay::reference
