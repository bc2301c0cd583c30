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

// A tier of the value as the tier of the ratio that is reached at the same value: `>= 90%` of a goal of 95% is `>= 90% / 95%`.
std::string in_terms_of_ratio(const Lint& lint, const Scheme& scheme, const Scheme::Row& row) {
  const bool lower = scheme.compare == Compare::le || scheme.compare == Compare::lt;
  const std::string sign = std::string(sign_of(lower ? semantics::mirrored(row.compare) : row.compare)) + " ";
  if (row.bound == lint.model[scheme.goal].number) return sign + "100%";
  const auto percent = base::multiply(row.bound, base::Number{100});
  const std::string of_whole = base::to_string(row.bound);
  const std::string bound = of_whole.find('/') != std::string::npos ? "(" + of_whole + ")" : percent ? base::to_string(*percent) + "%" : of_whole, goal = lint.words(scheme.goal);
  return sign + (lower ? goal + " / " + bound : bound + " / " + goal);
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
      std::string tiers, tiers_zh;
      for (const Scheme::Row& row : scheme.rows) {
        const std::string tier = "`" + in_terms_of_ratio(lint, scheme, row) + "`";
        tiers += (tiers.empty() ? "" : ", ") + tier;
        tiers_zh += (tiers_zh.empty() ? "" : "、") + tier;
      }
      auto& told = lint.report(Kind::tier_of_goal, found->span, {lint.words(found->span), lint.words(scheme.value), lint.words(scheme.goal), tiers, ">= 100%"});
      told.arguments_zh = {lint.words(found->span), lint.words(scheme.value), lint.words(scheme.goal), tiers_zh, ">= 100%"};
      told.related.push_back({goal.span, {}, {"the goal", "目标"}});
    }
  }
}

}  // namespace assay::lint
