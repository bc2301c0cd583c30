// Shows what was read and what every step gave, for one unit, in a stable order.
#pragma once

#include "exec/evaluate.h"
#include "facts/facts.h"
#include "plan/program.h"
#include "types/schema.h"

#include <string>

namespace assay::api {

// A line a cell of the first unit: fact, member, period, value, place.
std::string dump_facts(const types::Schema& schema, const facts::Batch& batch);
// A line a step: its register, its operation, and what it gave for each element of the first unit.
std::string dump_trace(const plan::Program& program, const exec::Trace& trace);

}  // namespace assay::api
