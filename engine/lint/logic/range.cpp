#include "lint/logic/system.h"

namespace assay::lint {

using base::Number;

bool Range::empty() const {
  if (!low || !high) return false;
  if (low->at != high->at) return high->at < low->at;
  return low->strict || high->strict;
}

void Range::raise(Limit limit) {
  if (whole) {
    const Number up = base::ceiling(limit.at);
    // 38 digits and one more do not matter here: nothing counts that far.
    limit = {limit.strict && up == limit.at ? base::add(up, 1).value_or(up) : up, false};
  }
  if (!low || low->at < limit.at || (low->at == limit.at && limit.strict)) low = limit;
}

void Range::lower(Limit limit) {
  if (whole) {
    const Number down = base::floor(limit.at);
    limit = {limit.strict && down == limit.at ? base::subtract(down, 1).value_or(down) : down, false};
  }
  if (!high || limit.at < high->at || (high->at == limit.at && limit.strict)) high = limit;
}

std::optional<Number> Range::pick() const {
  const auto fits = [&](const std::optional<Number>& n) {
    if (!n || (whole && !n->is_whole())) return false;
    if (low && (*n < low->at || (low->strict && *n == low->at))) return false;
    return !(high && (high->at < *n || (high->strict && *n == high->at)));
  };
  std::vector<std::optional<Number>> candidates;
  if (low) {
    candidates.push_back(low->at);
    candidates.push_back(base::ceiling(low->at));
    candidates.push_back(base::add(base::floor(low->at), 1));
  }
  if (high) {
    candidates.push_back(high->at);
    candidates.push_back(base::floor(high->at));
    candidates.push_back(base::subtract(base::ceiling(high->at), 1));
  }
  if (!low && !high) candidates.emplace_back(Number(0));
  if (low && high) {
    const auto both = base::add(low->at, high->at);
    if (both) candidates.push_back(base::divide(*both, 2));
  }
  for (const auto& candidate : candidates)
    if (fits(candidate)) return candidate;
  return std::nullopt;
}

}  // namespace assay::lint
