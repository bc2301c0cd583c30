// Values of which the newest counts: any period stands for the period of the fact's step in which it ends.
#include "facts/rollup/steps.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace assay::facts::rollup {

base::Date end_of(const types::Season& season, base::Period period) {
  return period == types::whole_season(season) ? season.to : base::last_day(period);
}

namespace {

// Of the finer periods within one step only the newest stand; the rest of the sources as they are. That one period is not reported says
// something of another that ends with it only where both are dated.
std::vector<Entry> candidates(const Store& store, const types::Season& season, base::Step step, const std::vector<const Series*>& sources,
                              const std::vector<const Entry*>& entries) {
  std::optional<base::Date> newest;
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (entries[i] != nullptr && entries[i]->held != Held::missing && is_finer(sources[i]->key.period.step, step))
      newest = std::max(newest.value_or(base::Date{std::numeric_limits<std::int32_t>::min()}), end_of(season, sources[i]->key.period));
  std::vector<Entry> out;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (entries[i] == nullptr || (entries[i]->held == Held::missing && store.reported_at(*entries[i]) == kUndated)) continue;
    const base::Period period = sources[i]->key.period;
    if (!is_finer(period.step, step) || end_of(season, period) == newest) out.push_back(*entries[i]);
  }
  return out;
}

}  // namespace

std::vector<Series> roll_up_to(Context& context, std::vector<Series> all, base::Step step) {
  const types::Season& season = context.schema.season;
  std::map<base::Period, std::vector<const Series*>> targets;
  for (const Series& each : all) targets[base::period_of(end_of(season, each.key.period), step)].push_back(&each);
  std::vector<Series> out;
  for (auto& [period, sources] : targets) {
    Series made;
    made.key = {sources.front()->key.fact, sources.front()->key.member, period};
    for (const Series* each : sources) made.states_missing |= each->states_missing;
    if (sources.size() == 1) {
      made.entries = sources.front()->entries;
    } else {
      merge(sources, [&, &sources = sources](std::uint32_t, const std::vector<const Entry*>& entries) {
        const std::vector<Entry> competing = candidates(context.store, season, step, sources, entries);
        if (!competing.empty()) made.entries.push_back(stand(context, made.key, competing, false));
      });
    }
    out.push_back(std::move(made));
  }
  return out;
}

std::vector<Series> roll_up_latest(Context& context, std::vector<Series> all) {
  const base::Step step = context.schema[all.front().key.fact].step;
  if (std::all_of(all.begin(), all.end(), [&](const Series& each) { return each.key.period.step == step; })) return all;
  return roll_up_to(context, std::move(all), step);
}

}  // namespace assay::facts::rollup
