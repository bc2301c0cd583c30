// How far an open condition has come, beside how much of its time has gone by.
#pragma once

#include "explain/explain.h"

#include <optional>

namespace assay::explain {

// Of amounts against goals, of which all have to be reached: of the one that is furthest behind. Nothing where there is no such.
std::optional<Pace> pace_of(const semantics::Model& model, const plan::Program& program, const semantics::Criterion& rule, const std::vector<Atom>& atoms);

}  // namespace assay::explain
