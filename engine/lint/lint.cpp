#include "lint/lint.h"

#include "lint/findings/findings.h"

namespace assay::lint {

void lint(const semantics::Model& model, const source::Files& files, diagnostics::Sink& sink) {
  Lint state(model, files, sink);
  for (const auto find : {find_constant_conditions, find_contradictions, find_idle_stretches, find_implied_targets, find_divisions_by_zero,
                          find_tier_doubts, find_idle_awards, find_misquoted_numbers, find_unbacked_targets})
    find(state);
}

}  // namespace assay::lint
