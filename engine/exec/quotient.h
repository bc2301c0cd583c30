// Quotients beside constants: what the general and the lean form of their comparison have in common.
#pragma once

#include "exec/bounds.h"
#include "exec/interval.h"

#include <cstdint>
#include <optional>

namespace assay::exec {

// What is compared, of single values.
Value value_of(plan::Quotient quotient, const Value& above, const Value& below);

// above * by_above ? below * by_below is what is asked, for rows whose `below` is positive.
struct Crossed {
  plan::Compare op{};
  std::int64_t by_above = 0, by_below = 0;
};

// Nothing where an integer leaves no room.
std::optional<Crossed> cross(plan::Quotient quotient, plan::Compare op, Part above, Part below, const base::Number& goal);

// An interval without any bound makes what is computed of it one, too.
bool without_end(const Bounds& b);

// What bounds of both sides say, `below` positive.
Truth compare(const Crossed& crossed, const Bounds& above, const Bounds& below);

}  // namespace assay::exec
