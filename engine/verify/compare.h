// Compares what came out of a test's only unit with one expectation.
#pragma once

#include "verify/verify.h"

namespace assay::verify {

Came compare(const semantics::Model& model, const exec::Outcome& outcome, const semantics::Expectation& expected);

}  // namespace assay::verify
