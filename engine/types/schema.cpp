#include "types/schema.h"

#include <algorithm>

namespace assay::types {

base::Period whole_season(const Season& season) { return base::period_of(season.from, base::Step::year); }

std::vector<base::Period> periods(const Season& season, base::Step step) {
  std::vector<base::Period> out;
  for (base::Period p = base::period_of(season.from, step); base::first_day(p) <= season.to; p = base::next(p))
    out.push_back(p);
  // A season that does not begin and end with calendar years has no years of its own but itself.
  if (step == base::Step::year &&
      (out.empty() || base::first_day(out.front()) != season.from || base::last_day(out.back()) != season.to))
    return {whole_season(season)};
  return out;
}

std::vector<base::Period> whole_periods(const Season& season, base::Step step) {
  std::vector<base::Period> out;
  for (const base::Period& p : periods(season, step)) {
    const bool inside = base::first_day(p) >= season.from && base::last_day(p) <= season.to;
    if (inside || (step == base::Step::year && p == whole_season(season))) out.push_back(p);
  }
  return out;
}

base::Step once_step(const Season& season) { return season.step == base::Step::year ? base::Step::quarter : season.step; }

std::vector<base::Period> once_periods(const Season& season) {
  std::vector<base::Period> out = periods(season, once_step(season));
  if (season.step != base::Step::year) return out;
  const std::vector<base::Period> years = periods(season, base::Step::year);
  if (years.size() == 1) return out;
  out.insert(out.end(), years.begin(), years.end());
  std::stable_sort(out.begin(), out.end(), [](const base::Period& a, const base::Period& b) { return base::last_day(a) < base::last_day(b); });
  return out;
}

base::Date years_before(base::Date date, int years) {
  return base::last_day(years_before(base::period_of(date, base::Step::day), years));
}

base::Period years_before(base::Period period, int years) {
  for (; years > 0; --years) period = base::year_before(period);
  return period;
}

bool has_own_years(const Season& season) {
  const std::vector<base::Period> years = periods(season, base::Step::year);
  return base::first_day(years.front()) != season.from || base::last_day(years.back()) != season.to;
}

Days days_of(const Season& season, base::Period period) {
  if (period.step != base::Step::year || !has_own_years(season)) return {base::first_day(period), base::last_day(period)};
  const auto month = [&](base::Date date) {
    base::Period out = base::period_of(date, base::Step::month);
    out.year += period.year - whole_season(season).year;
    return out;
  };
  return {base::first_day(month(season.from)), base::last_day(month(season.to))};
}

std::vector<base::Period> parts_of(const Season& season, base::Period whole) {
  std::vector<base::Period> out;
  const Days days = days_of(season, whole);
  // The parts of a season of its own are as long as they fit in; those of a calendar's period are all of the next shorter step.
  const bool own = whole.step == base::Step::year && has_own_years(season);
  for (base::Date from = days.first; from <= days.last; from = base::Date{base::last_day(out.back()).days + 1}) {
    auto step = static_cast<int>(whole.step) - 1;
    const auto fits = [&](base::Period p) { return base::first_day(p) == from && base::last_day(p) <= days.last; };
    while (own && !fits(base::period_of(from, static_cast<base::Step>(step)))) --step;
    out.push_back(base::period_of(from, static_cast<base::Step>(step)));
  }
  return out;
}

bool contains(const Season& season, base::Period whole, base::Period part) {
  const Days outer = days_of(season, whole);
  const Days inner = days_of(season, part);
  return outer.first <= inner.first && inner.last <= outer.last;
}

std::optional<Placed> place(const Season& season, base::Period period) {
  for (const base::Period& p : whole_periods(season, period.step)) {
    const int years = p.year - period.year;
    if (years < 0 || p.index != period.index || period.step == base::Step::day) continue;
    const bool inside = base::first_day(p) >= season.from && base::last_day(p) <= season.to;
    if (inside) return Placed{years, base::first_day(p), base::last_day(p)};
    return Placed{years, season.from, season.to};
  }
  return std::nullopt;
}

std::string qualified_name(const Fact& fact) {
  return fact.department.empty() ? fact.name : fact.department + "." + fact.name;
}

std::string member_name(const Schema& schema, const std::vector<DimensionId>& dimensions, std::size_t member) {
  std::vector<const std::string*> parts(dimensions.size());
  for (std::size_t i = dimensions.size(); i-- > 0;) {
    const std::vector<std::string>& members = schema[dimensions[i]].members;
    if (members.empty()) return {};
    parts[i] = &members[member % members.size()];
    member /= members.size();
  }
  std::string out;
  for (const std::string* part : parts) {
    if (!out.empty()) out += '/';
    out += *part;
  }
  return out;
}

std::string member_name(const Schema& schema, const Fact& fact, std::size_t member) { return member_name(schema, fact.dimensions, member); }

}  // namespace assay::types
