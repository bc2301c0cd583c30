#include "lint/lint.h"

#include "lint/findings/findings.h"
#include "lint/groups.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace assay::lint {

namespace {

constexpr std::size_t kMostThreads = 8;

void look_at(const semantics::Model& model, const source::Files& files, const std::vector<std::size_t>& departments, diagnostics::Sink& sink) {
  Lint state(model, files, departments, sink);
  for (const auto find : {find_constant_conditions, find_contradictions, find_idle_stretches, find_aims_for_stretches, find_implied_targets, find_divisions_by_zero,
                          find_tier_doubts, find_idle_awards, find_misquoted_numbers, find_misquoted_days, find_unbacked_targets, find_totals_of_periods,
                          find_equal_places, find_tiers_of_goals, find_uneven_marks, find_hand_made_growth, find_uncounted_days, find_misquoted_growth,
                          find_misquoted_equality, find_marks_in_percent, find_formula_scale, find_past_criteria, find_members_not_taken})
    find(state);
}

}  // namespace

// What is found does not depend on the number of threads: groups are the same for any, and what they found comes in their order.
void lint(const semantics::Model& model, const source::Files& files, diagnostics::Sink& sink) {
  std::vector<std::vector<std::size_t>> groups = independent_groups(model);
  if (groups.empty()) groups.emplace_back();  // the scoring is looked at, too
  std::vector<diagnostics::Sink> sinks(groups.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < groups.size(); i = next++) look_at(model, files, groups[i], sinks[i]);
  };
  const std::size_t threads = std::min<std::size_t>({groups.size(), std::thread::hardware_concurrency(), kMostThreads});
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  others.clear();
  // What stands in a template or in the scoring is found by every group that uses it.
  std::set<std::tuple<Kind, source::Span, std::string>> reported;
  for (const diagnostics::Sink& each : sinks)
    for (const diagnostics::Diagnostic& found : each.all())
      if (reported.emplace(found.kind, found.span, found.arguments.empty() ? std::string() : found.arguments.front()).second)
        sink.add(found);
}

}  // namespace assay::lint
