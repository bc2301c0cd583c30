// Values of which the newest counts: a period stands for the period of the fact's step with which it ends.
#include "diagnostics/kinds.h"
#include "facts/rollup/steps.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace assay::facts::rollup {

base::Date end_of(const types::Season& season, base::Period period) {
  return period == types::whole_season(season) ? season.to : types::days_of(season, period).last;
}

base::Period step_period(const types::Season& season, base::Period period, base::Step step) {
  if (step == base::Step::year && types::has_own_years(season)) return {step, season_of(season, period), 0};
  return base::period_of(end_of(season, period), step);
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
  for (const Series& each : all) targets[step_period(season, each.key.period, step)].push_back(&each);
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

namespace {

// A period that ends within one of the step, and not with it or with the season.
bool is_older(const types::Season& season, base::Step step, base::Period period) {
  if (!is_finer(period.step, step)) return false;
  const base::Date end = base::last_day(period);
  const base::Civil day = base::civil(end);
  const base::Civil last = base::civil(season.to);
  return end != types::days_of(season, step_period(season, period, step)).last && std::pair(day.month, day.day) != std::pair(last.month, last.day);
}

// Says of what stays missing that something older is reported, once for each pair of periods. What stands comes in order of periods.
void report_older(Context& context, const std::vector<Series>& standing, const std::vector<Series>& older, base::Step step) {
  std::map<base::Period, std::vector<const Series*>> targets;
  for (const Series& each : older) targets[step_period(context.schema.season, each.key.period, step)].push_back(&each);
  for (auto& [target, sources] : targets) {
    static const Series kNone;
    const auto at = std::lower_bound(standing.begin(), standing.end(), target, [](const Series& each, base::Period period) { return each.key.period < period; });
    const Series* const own = at == standing.end() || at->key.period != target ? &kNone : &*at;
    std::sort(sources.begin(), sources.end(), [](const Series* a, const Series* b) { return base::last_day(a->key.period) < base::last_day(b->key.period); });
    std::vector<const Series*> all = sources;
    all.push_back(own);
    struct Told {
      Entry first;
      std::size_t count = 0;
    };
    std::map<std::size_t, Told> told;  // by source
    merge(all, [&](std::uint32_t, const std::vector<const Entry*>& entries) {
      if (entries.back() != nullptr && entries.back()->held != Held::missing) return;
      for (std::size_t i = entries.size() - 1; i-- > 0;) {
        if (entries[i] == nullptr || entries[i]->held == Held::missing) continue;
        Told& found = told[i];
        if (found.count++ == 0) found.first = *entries[i];
        return;
      }
    });
    for (const auto& [source, found] : told) {
      const CellKey key{sources[source]->key.fact, sources[source]->key.member, target};
      context.sink.report(diagnostics::Kind::cell_older, context.store.cell(found.first, key.fact),
                          {cell_name(context.schema, key), to_string(sources[source]->key.period), std::to_string(found.count), to_string(target)});
    }
  }
}

}  // namespace

std::vector<Series> roll_up_latest(Context& context, std::vector<Series> all) {
  const types::Fact& fact = context.schema[all.front().key.fact];
  const base::Step step = fact.step;
  if (std::all_of(all.begin(), all.end(), [&](const Series& each) { return each.key.period.step == step; })) return all;
  const auto first = std::stable_partition(all.begin(), all.end(), [&](const Series& each) { return !is_older(context.schema.season, step, each.key.period); });
  std::vector<Series> older(std::make_move_iterator(first), std::make_move_iterator(all.end()));
  all.erase(first, all.end());
  std::vector<Series> out = roll_up_to(context, std::move(all), step);
  report_older(context, out, older, step);
  // A running total of before bounds what is missing.
  if (fact.kind == types::FactKind::cumulative && is_finer(base::Step::month, step))
    for (Series& each : roll_up_to(context, std::move(older), base::Step::month))
      if (is_older(context.schema.season, step, each.key.period)) out.push_back(std::move(each));
  return out;
}

}  // namespace assay::facts::rollup
