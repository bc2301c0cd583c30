// Of values that are compared over all units: the first of those that cannot be told, and the cell that leaves each undecided.
#pragma once

#include "facts/facts.h"
#include "plan/program.h"
#include "types/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace assay::exec {

struct Elsewhere {
  std::string unit;
  types::Value value;
  std::optional<facts::CellKey> key;  // of a cell that is missing or cannot be used
  std::string place, text;            // path:row:col of one that is there, and what it says
};

// Of one register's values for one member of its dimensions, of those that lack and of those that are invalid; more are not kept.
inline constexpr std::size_t kMostElsewhere = 20;

// Of row `row`, in which segment `segment` of register `x` lacks or is invalid: its unit, and the first cell that is so.
Elsewhere elsewhere(const plan::Program& program, const facts::Batch& batch, plan::RegisterId x, std::size_t segment, std::size_t row, const types::Value& value);

}  // namespace assay::exec
