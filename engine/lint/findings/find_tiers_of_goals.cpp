// Tiers that repeat the goal's own percentage: they read how much of the goal is attained, where the value itself is meant.
#include "lint/findings/findings.h"

#include "base/number.h"

#include <algorithm>

namespace assay::lint {

namespace {

using semantics::Compare;
using semantics::Scheme;

const char* sign_of(Compare compare) {
  switch (compare) {
    case Compare::ge: return ">=";
    case Compare::gt: return ">";
    case Compare::le: return "<=";
    case Compare::lt: return "<";
    default: return "==";
  }
}

}  // namespace

// Of tiers one of which is 100% the ratio is meant.
void find_tiers_of_goals(Lint& lint) {
  const base::Number whole{1};
  for (const AskedTarget& target : lint.targets) {
    for (const semantics::Criterion& criterion : target.target->criteria) {
      if (!criterion.scheme || criterion.scheme->kind != Scheme::Kind::steps || criterion.scheme->compare == Compare::eq) continue;
      const Scheme& scheme = *criterion.scheme;
      const semantics::Expr& goal = lint.model[scheme.goal];
      if (goal.kind != semantics::Kind::number || !goal.unit.percent || goal.number == whole) continue;
      const auto is_whole = [&](const Scheme::Row& row) { return row.bound == whole; };
      const auto repeats = [&](const Scheme::Row& row) { return row.bound == goal.number; };
      const auto found = std::find_if(scheme.rows.begin(), scheme.rows.end(), repeats);
      if (found == scheme.rows.end() || std::any_of(scheme.rows.begin(), scheme.rows.end(), is_whole)) continue;
      const bool lower = scheme.compare == Compare::le || scheme.compare == Compare::lt;
      const std::string tier = std::string(sign_of(lower ? semantics::mirrored(found->compare) : found->compare)) + " 100%";
      lint.report(Kind::tier_of_goal, found->span, {lint.words(found->span), lint.words(scheme.value), lint.words(scheme.goal), tier, ">= 100%"})
          .related.push_back({goal.span, {}, {"the goal", "目标"}});
    }
  }
}

}  // namespace assay::lint
