// From the registers of a program to an outcome: statuses of criteria and targets, ranks of departments.
#pragma once

#include "exec/evaluate.h"

namespace assay::exec {

// A criterion's status from its condition now and in future (grammar/meaning.md, "Status of a criterion").
struct Verdict {
  Status status = Status::open;
  bool provisional = false;
};
Verdict verdict(types::Truth now, types::Truth future);

Outcome assemble(const plan::Program& program, const std::vector<Register>& registers, std::size_t rows, Detail detail);

}  // namespace assay::exec
