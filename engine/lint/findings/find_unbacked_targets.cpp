// Targets of which no word of a commitment says where they come from.
#include "lint/findings/findings.h"

#include <algorithm>

namespace assay::lint {

void find_unbacked_targets(Lint& lint) {
  for (const AskedTarget& each : lint.targets) {
    const semantics::Target& target = *each.target;
    const bool quoted = std::any_of(target.criteria.begin(), target.criteria.end(), [](const semantics::Criterion& c) {
      return !c.quote.empty() || (c.stretch && !c.stretch->quote.empty());
    });
    if (target.text.empty() && !quoted) lint.report(Kind::unbacked_target, target.span, {target.id});
  }
}

}  // namespace assay::lint
