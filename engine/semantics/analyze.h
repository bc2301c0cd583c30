// The door of the semantics stage: syntax trees of a rulebook's files -> model, with every problem reported.
#pragma once

#include "diagnostics/diagnostics.h"
#include "semantics/limits.h"
#include "semantics/model.h"
#include "source/source.h"
#include "syntax/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace assay::semantics {

// Nothing where the sink has errors. Never throws.
std::optional<Model> analyze(const std::vector<syntax::File>& files, const source::Files& sources, diagnostics::Sink& sink,
                             const Limits& limits = {});

// One expression against a rulebook's names (`assay eval`): appended to the model's table, nothing where it is wrong.
// `model` may be an empty one: then only literals and built-in units are known.
std::optional<ExprId> analyze_expression(const syntax::File& file, syntax::ExprId expression, const source::Files& sources, Model& model,
                                         diagnostics::Sink& sink);

}  // namespace assay::semantics
