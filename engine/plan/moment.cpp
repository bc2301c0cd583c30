#include "plan/moment.h"

#include <algorithm>

namespace assay::plan {

Moment moment_now(const types::Season& season, base::Date as_of, base::Date due) {
  return {std::min(as_of, due), due, season.from, season.to, 0, 0, false, false};
}

Moment moment_in_future(const types::Season& season, base::Date as_of, base::Date due) {
  return {due, due, season.from, season.to, 0, 0, as_of < due, as_of < season.to};
}

Moment season_before(Moment moment) {
  ++moment.shift;
  ++moment.before;
  return moment;
}

Moment over(const types::Season& season, const semantics::Expr& at_period, Moment moment) {
  if (at_period.period) {
    const types::Placed placed = *types::place(season, *at_period.period);
    moment.shift = placed.years_before + moment.before;
    moment.from = placed.from;
    moment.to = placed.to;
  } else if (at_period.step == base::Step::year) {
    moment.from = season.from;
    moment.to = season.to;
  } else {
    const base::Period current = base::period_of(moment.at, at_period.step);
    moment.from = base::first_day(current);
    moment.to = base::last_day(current);
  }
  moment.at = moment.to;
  return moment;
}

std::vector<PeriodMoment> periods_of(const types::Season& season, const semantics::Axis& axis, const Moment& moment) {
  std::vector<PeriodMoment> out;
  if (axis.years) {
    const int season_year = types::whole_season(season).year;
    for (int year = axis.years->first; year <= axis.years->last; ++year) {
      if (year == season_year && moment.at < season.to) continue;
      Moment then = moment;
      then.shift = season_year - year + moment.before;
      then.at = then.to = season.to;
      then.from = season.from;
      out.push_back({{base::Step::year, year - moment.before, 0}, then});
    }
    return out;
  }
  for (const base::Period& p : types::whole_periods(season, axis.step)) {
    const bool season_itself = axis.step == base::Step::year && p == types::whole_season(season);
    const base::Date first = season_itself ? season.from : base::first_day(p);
    const base::Date last = season_itself ? season.to : base::last_day(p);
    if (last > moment.at || first < moment.from) continue;
    if (axis.within && !base::contains(base::period_of(moment.at, *axis.within), p)) continue;
    Moment then = moment;
    then.at = last;
    out.push_back({types::years_before(p, moment.shift), then});
  }
  return out;
}

std::vector<base::Period> ended_periods(const types::Season& season, base::Step step, base::Date at) {
  std::vector<base::Period> all = types::periods(season, step);
  std::erase_if(all, [&](const base::Period& p) { return types::days_of(season, p).last > at; });
  return all;
}

}  // namespace assay::plan
