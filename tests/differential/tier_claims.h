// What the checker claims of the tiers of a scheme, looked up in the reference evaluator: each tier is probed by what it alone would give.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/facts.h"
#include "reference/context.h"
#include "semantics/model.h"

#include <cstddef>
#include <optional>

namespace assay::differential {

// Whether the claim's witness bears it out: the tiers named hold there, or none does, and earn what is said. Nothing where it names none.
std::optional<bool> witness_holds(const semantics::Model& model, const facts::Batch& batch, const diagnostics::Diagnostic& claim);
// Whether one row of facts is as the claim says. Nothing where it says nothing of all facts, and of facts that leave open what is earned.
std::optional<bool> claim_holds(const reference::Facts& facts, std::size_t row, base::Date as_of, const diagnostics::Diagnostic& claim);

}  // namespace assay::differential
