#include "facts/rollup/steps.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace assay::facts::rollup {

namespace {

using types::FactKind;

// The same of the keys of one fact and member; false where there is more to do.
bool stand_alone(const types::Schema& schema, std::span<CellKey> keys) {
  const types::Fact& fact = schema[keys.front().fact];
  const types::Season& season = schema.season;
  if (fact.once) {
    const bool years = std::all_of(keys.begin(), keys.end(), [](const CellKey& key) { return key.period.step == base::Step::year; });
    if (years) return true;
    if (keys.size() > 1) return false;
    keys.front().period = step_period(season, keys.front().period, types::once_step(season));
    return true;
  }
  const bool all_of_step = std::all_of(keys.begin(), keys.end(), [&](const CellKey& key) { return key.period.step == fact.step; });
  switch (fact.kind) {
    case FactKind::event: return keys.size() == 1;
    case FactKind::flow:
      // One of a longer period stands as it is.
      return all_of_step || (keys.size() == 1 && is_finer(fact.step, keys.front().period.step));
    default: break;
  }
  if (!all_of_step) {
    std::set<base::Period> targets;
    for (CellKey& key : keys) {
      if (is_finer(key.period.step, fact.step)) return false;
      key.period = step_period(season, key.period, fact.step);
      if (!targets.insert(key.period).second) return false;
    }
  }
  return true;
}

// Of running totals those that are of one season, by their last days.
std::vector<std::vector<std::size_t>> by_season(const types::Schema& schema, const std::vector<CellKey>& keys, std::vector<std::size_t> of) {
  std::sort(of.begin(), of.end(), [&](std::size_t a, std::size_t b) { return base::last_day(keys[a].period) < base::last_day(keys[b].period); });
  std::vector<std::vector<std::size_t>> out;
  for (std::size_t i = 0; i < of.size(); ++i) {
    const bool same = i > 0 && season_of(schema.season, keys[of[i]].period) == season_of(schema.season, keys[of[i - 1]].period);
    if (!same) out.emplace_back();
    out.back().push_back(of[i]);
  }
  std::erase_if(out, [](const auto& each) { return each.size() < 2; });
  return out;
}

}  // namespace

std::optional<Untouched> standing_keys(const types::Schema& schema, const std::vector<CellKey>& keys) {
  Untouched out{keys, {}};
  std::vector<std::size_t> order(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto of = [&](std::size_t i) { return std::tie(keys[i].fact, keys[i].member, keys[i].period); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return of(a) < of(b); });
  std::map<types::FactId, std::pair<bool, bool>> sides;  // whether there are totals, and members
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from;
    std::vector<CellKey> group;
    for (; to < order.size() && keys[order[to]].fact == keys[order[from]].fact && keys[order[to]].member == keys[order[from]].member; ++to) {
      if (!group.empty() && group.back() == keys[order[to]]) return std::nullopt;
      group.push_back(keys[order[to]]);
    }
    if (!stand_alone(schema, group)) return std::nullopt;
    for (std::size_t i = from; i < to; ++i) out.keys[order[i]] = group[i - from];
    if (schema[group.front().fact].kind == FactKind::cumulative) {
      const auto at = order.begin() + static_cast<std::ptrdiff_t>(from);
      for (auto& each : by_season(schema, out.keys, {at, at + static_cast<std::ptrdiff_t>(to - from)})) out.totals.push_back(std::move(each));
    }
    auto& [total, members] = sides[group.front().fact];
    (group.front().member == kTotal ? total : members) = true;
    if (total && members && schema[group.front().fact].total != types::Total::none) return std::nullopt;
    from = to;
  }
  return out;
}

}  // namespace assay::facts::rollup
