// The door of the lint stage: doubts about a rulebook that is right by the rules, before any fact is read.
//
// Every doubt is proved by exact reasoning over the model, and where values can show it, it is checked on them. What cannot be followed
// draws nothing.
#pragma once

#include "diagnostics/diagnostics.h"
#include "semantics/model.h"
#include "source/source.h"

namespace assay::lint {

// Adds warnings only; the model is one without errors.
void lint(const semantics::Model& model, const source::Files& files, diagnostics::Sink& sink);

}  // namespace assay::lint
