// Departments that can be looked at apart from each other: what is proved of one says nothing of another.
#pragma once

#include "semantics/model.h"

#include <cstddef>
#include <vector>

namespace assay::lint {

// Every department in one group, those that read a fact or a list in common in the same; in the order of the rulebook. Targets are compared
// with each other (find_implied_targets) by what they read, so no comparison crosses groups.
std::vector<std::vector<std::size_t>> independent_groups(const semantics::Model& model);

}  // namespace assay::lint
