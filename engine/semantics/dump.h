// Shows a model: schema, expressions with types and units, criteria, weights.
#pragma once

#include "semantics/model.h"
#include "source/source.h"

#include <functional>
#include <optional>
#include <string>

namespace assay::semantics {

std::string dump_model(const Model& model, const source::Files& sources);
// One line in the language's own spelling, from the model: `sum(institutions) >= 10家`.
std::string print(const Model& model, ExprId expression);
// The same with other words for some parts: what `instead` gives for an expression stands in its place.
using Instead = std::function<std::optional<std::string>(const Expr&)>;
std::string print(const Model& model, ExprId expression, const Instead& instead);
// `steps { >= 100%: 100%, else 0% }`
std::string print(const Model& model, const Scheme& scheme);

}  // namespace assay::semantics
