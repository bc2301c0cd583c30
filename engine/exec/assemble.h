// From the registers of a program to an outcome: statuses of criteria and targets, ranks of departments.
#pragma once

#include "exec/evaluate.h"
#include "plan/program.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assay::exec {

// What decides each target, one after another: of thousands of targets, plans and models lie far from each other.
struct Deciding {
  struct Criterion {
    plan::RegisterId now, future;
    bool due = false;
  };
  struct Target {
    std::uint32_t first = 0, count = 0;       // of `criteria`
    plan::RegisterId applies, will_apply;     // none: everywhere
  };
  explicit Deciding(const plan::Program& program);
  std::vector<Criterion> criteria;
  std::vector<Target> targets;                // of all departments
};

// `decided`: of the targets of all departments, or none; those that have statuses need no more, and they are taken out.
Outcome assemble(const plan::Program& program, const Deciding& deciding, std::span<TargetStatuses> decided, const std::vector<Register>& registers, std::size_t rows,
                 Detail detail);

}  // namespace assay::exec
