#include "facts/rollup/steps.h"

#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::facts::rollup {

int season_of(const types::Season& season, base::Period period) {
  const base::Date day = base::last_day(period);
  const base::Civil start = base::civil(season.from);
  if (day >= season.from && day <= season.to) return start.year;
  const base::Civil at = base::civil(day);
  return std::pair(at.month, at.day) < std::pair(start.month, start.day) ? at.year - 1 : at.year;
}

void check_cumulative(Context& context, const std::vector<Series>& all) {
  std::vector<const Series*> ordered;
  for (const Series& each : all) ordered.push_back(&each);
  std::sort(ordered.begin(), ordered.end(), [](const Series* a, const Series* b) { return base::last_day(a->key.period) < base::last_day(b->key.period); });
  const types::Season& season = context.schema.season;
  for (std::size_t from = 0; from < ordered.size();) {
    std::size_t to = from + 1;
    while (to < ordered.size() && season_of(season, ordered[to]->key.period) == season_of(season, ordered[from]->key.period)) ++to;
    const std::vector<const Series*> within(ordered.begin() + static_cast<std::ptrdiff_t>(from), ordered.begin() + static_cast<std::ptrdiff_t>(to));
    if (within.size() > 1) {
      merge(within, [&](std::uint32_t, const std::vector<const Entry*>& entries) {
        const Entry* before = nullptr;
        for (std::size_t i = 0; i < entries.size(); ++i) {
          const Entry* now = entries[i];
          if (now == nullptr || now->held == Held::invalid) continue;
          if (before != nullptr && context.store.value(*now) < context.store.value(*before)) {
            const CellKey& key = within[i]->key;
            const Entry values[] = {*before, *now};
            relate(context, report_values(context, diagnostics::Kind::cell_cumulative_fell, key, *now, values), *before, key.fact,
                   {"the value before", "之前的值"});
          }
          before = now;
        }
      });
    }
    from = to;
  }
}

}  // namespace assay::facts::rollup
