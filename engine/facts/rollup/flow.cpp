// Amounts: finer periods are added up to the fact's step, coarser ones are compared with their parts and kept as they were reported.
#include "facts/rollup/steps.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <array>
#include <map>

namespace assay::facts::rollup {

namespace {

using base::Period;
using base::Step;
using diagnostics::Kind;

class Adder {
 public:
  Adder(Context& context, std::vector<Series> all) : context_(context), first_(all.front().key) {
    step_ = context.schema[first_.fact].step;
    own_years_ = types::has_own_years(context.schema.season);
    for (Series& each : all) reported_.emplace(each.key.period, std::move(each));
  }

  std::vector<Series> add_up();

 private:
  void add_up_to(Step step);
  void make(Period whole);
  // Whether a longer period that holds this one is reported.
  bool is_within_reported(Period period) const;
  // Says which parts are missing, once for each set of them.
  void lacks(Period whole, const std::vector<Period>& parts, const std::vector<const Entry*>& entries);
  void report_lacking();
  Entry sum(const std::vector<const Entry*>& entries, std::uint32_t owner);

  struct Lacking {
    Entry first;
    std::size_t count = 0;
  };

  Context& context_;
  CellKey first_;
  Step step_ = Step::quarter;
  bool own_years_ = false;              // of the season
  std::map<Period, Series> reported_;   // with faults of agreement taken in
  std::map<Period, Series> effective_;  // reported or added up
  std::map<Period, Series> known_;      // of those that are not, or cannot be used: what is there of their parts, added up
  std::map<std::pair<Period, std::vector<Period>>, Lacking> lacking_;
};

Entry Adder::sum(const std::vector<const Entry*>& entries, std::uint32_t owner) {
  base::Number total;
  base::Number place;
  for (const Entry* each : entries) {
    if (each->held == Held::invalid) return invalid_like(*each);
    const auto next = base::add(total, context_.store.value(*each));
    if (!next) return invalid_like(*each);
    total = *next;
    // The written places of all parts together bound how far the sum may be off.
    place = base::add(place, slack_of(context_.store, context_.schema[first_.fact], *each)).value_or(place);
  }
  // A sum of whole numbers is written to the last of them.
  if (place.sign() == 0) place = base::Number(1);
  Entry made = context_.store.make(total, place, owner, entries.front()->row);
  made.single = std::all_of(entries.begin(), entries.end(), [&](const Entry* e) { return e->single || context_.store.written_place(*e) == base::Number(1); });
  return made;
}

void Adder::lacks(Period whole, const std::vector<Period>& parts, const std::vector<const Entry*>& entries) {
  std::vector<Period> missing;
  const Entry* some = nullptr;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (entries[i] == nullptr) missing.push_back(parts[i]);
    else if (some == nullptr) some = entries[i];
  }
  Lacking& lacking = lacking_[{whole, std::move(missing)}];
  if (lacking.count++ == 0) lacking.first = *some;
}

void Adder::report_lacking() {
  if (context_.so_far) return;
  constexpr std::size_t kNamed = 4;
  for (const auto& [key, lacking] : lacking_) {
    const auto& [whole, missing] = key;
    if (missing.front().step == Step::day) {
      const std::size_t days = types::parts_of(context_.schema.season, whole).size();
      context_.sink.report(Kind::cell_single_days, context_.store.cell(lacking.first, first_.fact),
                           {cell_name(context_.schema, {first_.fact, first_.member, whole}), std::to_string(days - missing.size()),
                            std::to_string(days), std::to_string(lacking.count), std::to_string(types::whole_season(context_.schema.season).year)});
      continue;
    }
    std::string names;
    for (std::size_t i = 0; i < missing.size() && i < kNamed; ++i) names += (i == 0 ? "`" : ", `") + to_string(missing[i]) + "`";
    if (missing.size() > kNamed) names += " … (" + std::to_string(missing.size()) + ")";
    context_.sink.report(Kind::cell_parts_missing, context_.store.cell(lacking.first, first_.fact),
                         {cell_name(context_.schema, {first_.fact, first_.member, whole}), names, std::to_string(lacking.count)});
  }
}

bool Adder::is_within_reported(Period period) const {
  const types::Season& season = context_.schema.season;
  const base::Date day = base::first_day(period);
  for (auto at = static_cast<int>(period.step) + 1; at <= static_cast<int>(Step::year); ++at) {
    const auto step = static_cast<Step>(at);
    if (step != Step::year || !own_years_) {
      if (reported_.contains(base::period_of(day, step))) return true;
      continue;
    }
    // Seasons of several years overlap.
    const int longest = base::civil(season.to).year - base::civil(season.from).year;
    const int last = base::civil(day).year;
    for (auto each = reported_.lower_bound({step, last - longest, 0}); each != reported_.end(); ++each) {
      if (each->first.step != step || each->first.year > last) break;
      if (types::contains(season, each->first, period)) return true;
    }
  }
  return false;
}

void Adder::make(Period whole) {
  const CellKey key{first_.fact, first_.member, whole};
  const std::vector<Period> parts = types::parts_of(context_.schema.season, whole);
  static const Series kNone;
  std::vector<const Series*> sources;
  const auto own = reported_.find(whole);
  sources.push_back(own == reported_.end() ? &kNone : &own->second);
  for (const Period part : parts) {
    const auto it = effective_.find(part);
    sources.push_back(it == effective_.end() ? &kNone : &it->second);
  }
  for (const Period part : parts) {
    const auto it = known_.find(part);
    sources.push_back(it == known_.end() ? &kNone : &it->second);
  }
  const bool compared = is_within_reported(whole);
  Series made, known;
  made.key = known.key = key;
  std::vector<Entry> checked;  // the reported ones, invalid where they disagree with their parts
  merge(sources, [&](std::uint32_t owner, const std::vector<const Entry*>& entries) {
    const auto middle = entries.begin() + 1 + static_cast<std::ptrdiff_t>(parts.size());
    const std::vector<const Entry*> of_parts(entries.begin() + 1, middle);
    const auto is_usable = [](const Entry* e) { return e != nullptr && e->held != Held::invalid; };
    std::vector<const Entry*> there;
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (const Entry* const part = is_usable(of_parts[i]) ? of_parts[i] : *(middle + static_cast<std::ptrdiff_t>(i))) there.push_back(part);
    if (entries[0] != nullptr) {
      Entry kept = *entries[0];
      Parts all;
      all.complete = std::all_of(of_parts.begin(), of_parts.end(), is_usable);
      for (const Entry* e : there) all.entries.push_back(*e);
      const std::vector<Entry> known_parts = all.entries;
      kept = agrees(context_, key, kept, std::move(all)) ? no_less_than(context_, key, kept, known_parts) : invalid_like(kept);
      checked.push_back(kept);
      made.entries.push_back(kept);
    } else if (std::all_of(of_parts.begin(), of_parts.end(), [](const Entry* e) { return e != nullptr; })) {
      made.entries.push_back(sum(of_parts, owner));
      // Sums of longer periods are only compared.
      if (!is_finer(step_, whole.step))
        for (const Entry* each : of_parts) context_.store.doubt_with(made.entries.back(), *each, first_.fact);
    } else {
      const bool some = std::any_of(of_parts.begin(), of_parts.end(), [](const Entry* e) { return e != nullptr; });
      if (some && !is_finer(step_, whole.step)) lacks(whole, parts, of_parts);
    }
    const bool stands = !made.entries.empty() && made.entries.back().owner == owner && made.entries.back().held != Held::invalid;
    if (compared && !stands && !there.empty()) known.entries.push_back(sum(there, owner));
  });
  if (own != reported_.end()) own->second.entries = std::move(checked);
  effective_.insert_or_assign(whole, std::move(made));
  if (!known.entries.empty()) known_.insert_or_assign(whole, std::move(known));
}

void Adder::add_up_to(Step step) {
  const types::Season& season = context_.schema.season;
  const Step below = static_cast<Step>(static_cast<int>(step) - 1);
  const bool own_years = step == Step::year && own_years_;
  std::vector<Period> wholes;
  for (const auto& [period, series] : effective_) {
    if (own_years && period.step != Step::day) wholes.push_back({step, season_of(season, period), 0});
    else if (period.step == below) wholes.push_back(base::period_of(base::first_day(period), step));
  }
  for (const auto& [period, series] : reported_)
    if (period.step == step) wholes.push_back(period);
  std::sort(wholes.begin(), wholes.end());
  wholes.erase(std::unique(wholes.begin(), wholes.end()), wholes.end());
  for (const Period whole : wholes) make(whole);
}

std::vector<Series> Adder::add_up() {
  for (const auto& [period, series] : reported_)
    if (period.step == Step::day) effective_.emplace(period, series);
  for (const Step step : {Step::month, Step::quarter, Step::half, Step::year}) add_up_to(step);
  report_lacking();
  std::vector<Series> out;
  for (auto& [period, series] : effective_)
    if (period.step == step_ && !series.entries.empty()) out.push_back(std::move(series));
  for (auto& [period, series] : reported_)
    if (is_finer(step_, period.step)) out.push_back(std::move(series));
  return out;
}

}  // namespace

std::vector<Series> roll_up_flow(Context& context, std::vector<Series> all) {
  const Step step = context.schema[all.front().key.fact].step;
  // Nothing to add up or to compare where all stand under one step that is the fact's.
  if (std::all_of(all.begin(), all.end(), [&](const Series& each) { return each.key.period.step == step; })) return all;
  return Adder(context, std::move(all)).add_up();
}

}  // namespace assay::facts::rollup
