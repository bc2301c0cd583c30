// Shows a model: schema, expressions with types and units, criteria, weights.
#pragma once

#include "semantics/model.h"
#include "source/source.h"

#include <string>

namespace assay::semantics {

std::string dump_model(const Model& model, const source::Files& sources);
// One line in the language's own spelling, from the model: `sum(institutions) >= 10家`.
std::string print(const Model& model, ExprId expression);

}  // namespace assay::semantics
