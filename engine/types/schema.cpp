#include "types/schema.h"

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

std::string qualified_name(const Fact& fact) {
  return fact.department.empty() ? fact.name : fact.department + "." + fact.name;
}

std::string member_name(const Schema& schema, const Fact& fact, std::size_t member) {
  std::vector<const std::string*> parts(fact.dimensions.size());
  for (std::size_t i = fact.dimensions.size(); i-- > 0;) {
    const std::vector<std::string>& members = schema[fact.dimensions[i]].members;
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

}  // namespace assay::types
