// From the registers of a program to an outcome: statuses of criteria and targets, ranks of departments.
#pragma once

#include "exec/evaluate.h"

namespace assay::exec {

Outcome assemble(const plan::Program& program, const std::vector<Register>& registers, std::size_t rows, Detail detail);

}  // namespace assay::exec
