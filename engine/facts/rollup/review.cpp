// The reviewers' cells beside those that the units reported themselves: the review decides, and says why where it differs.
#include "diagnostics/kinds.h"
#include "facts/rollup/steps.h"

#include <algorithm>
#include <iterator>

namespace assay::facts::rollup {

namespace {

using diagnostics::Kind;

Entry review_of(Context& context, const CellKey& key, const Entry& self, const Entry& review) {
  // What the unit did not report, or not in order, is no statement that a review must argue with.
  const bool argues = self.held == Held::point || self.held == Held::wide;
  if (!argues || review.held == Held::invalid || same_value(context.store, self, review)) return review;
  return report_override(context, key, self, review, {&self, 1}) ? review : invalid_like(review);
}

}  // namespace

bool report_override(Context& context, const CellKey& key, const Entry& stated, const Entry& review, std::span<const Entry> cells) {
  const std::string reason(context.store.reason(review));
  const Entry values[] = {stated, review};
  auto& diagnostic = report_values(context, reason.empty() ? Kind::cell_override_unexplained : Kind::cell_overridden, key, review, values, {reason});
  for (const Entry& each : cells) relate(context, diagnostic, each, key.fact, {"as the unit reported it", "单位自报"});
  return !reason.empty();
}

Series take_reviews(const Store& store, Series& all) {
  Series out;
  out.key = all.key;
  out.states_missing = all.states_missing;
  const auto first = std::stable_partition(all.entries.begin(), all.entries.end(), [&](const Entry& e) { return !store.is_review(e); });
  std::move(first, all.entries.end(), std::back_inserter(out.entries));
  all.entries.erase(first, all.entries.end());
  return out;
}

Series overridden(Context& context, const Series& self, const Series& reviews) {
  Series out;
  out.key = self.key;
  out.states_missing = self.states_missing;
  merge({&self, &reviews}, [&](std::uint32_t, const std::vector<const Entry*>& entries) {
    if (entries[1] == nullptr) out.entries.push_back(*entries[0]);
    else if (entries[0] == nullptr) out.entries.push_back(*entries[1]);
    else out.entries.push_back(review_of(context, self.key, *entries[0], *entries[1]));
  });
  return out;
}

}  // namespace assay::facts::rollup
