// Where a value stands that a test gives without a period: as if it was reported once, for the season up to the test's day.
#include "semantics/passes/passes.h"

#include <algorithm>

namespace assay::semantics {

namespace {

using base::Period;
using base::Step;
using types::FactKind;

// The fewest calendar periods, none finer than `finest`, that make up the time from the season's start to `last`, as far as they reach.
std::vector<Period> span_of(const types::Season& season, base::Date last, Step finest) {
  std::vector<Period> out;
  base::Date at = season.from;
  const base::Date end = std::min(last, season.to);
  while (at <= end) {
    bool found = false;
    for (const Step step : {Step::year, Step::half, Step::quarter, Step::month, Step::day}) {
      if (step < finest) break;
      const Period period = base::period_of(at, step);
      if (base::first_day(period) != at || base::last_day(period) > end) continue;
      out.push_back(period);
      at = base::Date{base::last_day(period).days + 1};
      found = true;
      break;
    }
    if (!found) break;
  }
  return out;
}

std::vector<Period> ended(std::vector<Period> periods, base::Date as_of) {
  std::erase_if(periods, [&](const Period& period) { return base::last_day(period) > as_of; });
  return periods;
}

}  // namespace

std::vector<GivenCell> season_so_far(const types::Season& season, const types::Fact& fact, base::Date as_of, const GivenCell& cell) {
  std::vector<GivenCell> out;
  const auto put = [&](Period period) -> GivenCell& {
    out.push_back(cell);
    out.back().period = period;
    return out.back();
  };
  if (fact.once) {
    // A judge's grade is not read before the season's end where it stands under the whole season.
    if (!fact.judge || season.to <= as_of) put(types::whole_season(season));
    else if (const auto steps = ended(types::once_periods(season), as_of); !steps.empty()) put(steps.back());
    return out;
  }
  switch (fact.kind) {
    case FactKind::event:
      if (cell.value.held == GivenValue::Held::day) {
        put(types::whole_season(season));
      } else if (cell.value.held == GivenValue::Held::no) {
        for (const Period period : span_of(season, as_of, Step::day)) put(period);
      } else if (const auto periods = span_of(season, as_of, Step::month); !periods.empty()) {
        put(periods.back());
      }
      break;
    case FactKind::flow: {
      const auto periods = span_of(season, as_of, fact.step);
      for (std::size_t i = 0; i < periods.size(); ++i) {
        GivenCell& made = put(periods[i]);
        if (i > 0) made.value.number = base::Number(0);
      }
      break;
    }
    case FactKind::cumulative:
      if (const auto periods = ended(types::periods(season, fact.step), as_of); !periods.empty()) put(periods.back());
      break;
    default:
      for (const Period period : ended(types::periods(season, fact.step), as_of)) put(period);
  }
  return out;
}

}  // namespace assay::semantics
