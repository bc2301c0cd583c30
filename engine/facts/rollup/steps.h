// The parts of roll-up; each works on the series of one fact, or of one fact and member.
#pragma once

#include "facts/rollup/rollup.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace assay::facts::rollup {

struct Context {
  const types::Schema& schema;
  Store& store;
  diagnostics::Sink& sink;
  bool so_far = false;  // later periods are left out: what they will add is not missed yet
};

// "部门.fact[吴兴区]@2023Q1", and a value as people write it.
std::string cell_name(const types::Schema& schema, const CellKey& key);
std::string value_text(const Context& context, types::FactId fact, const Entry& entry, diagnostics::Language language);

// Reports at an entry's cell: its key, then values of the fact, then what else there is to say.
diagnostics::Diagnostic& report_values(Context& context, diagnostics::Kind kind, const CellKey& key, const Entry& at, std::span<const Entry> values,
                                       std::initializer_list<std::string> others = {});

// Adds the place of another entry of the same fact.
void relate(Context& context, diagnostics::Diagnostic& diagnostic, const Entry& entry, types::FactId fact, diagnostics::Words words);

bool same_value(const Store& store, const Entry& a, const Entry& b);
Entry invalid_like(const Entry& entry);

// settle.cpp: brings a log into order and leaves one entry an owner, by date of report or not at all.
void settle(Context& context, Series& series);
// Reports that the newer entry took the place of the older one.
void restated(Context& context, const CellKey& key, const Entry& older, const Entry& newer);
// Takes out the statements that a cell is not reported: they have competed with its values by then.
void drop_missing(Series& series);
// The one entry that stands of several for one cell, a value or the statement that it is not reported. Of one period: rows of wide form that say it twice were reported as such already.
Entry stand(Context& context, const CellKey& key, std::span<const Entry> entries, bool of_one_period);

// review.cpp: takes the reviewers' entries out of a log.
Series take_reviews(const Store& store, Series& all);
// A settled series with the reviews in place of what was reported; one that differs must say why.
Series overridden(Context& context, const Series& self, const Series& reviews);

// The same of a cell, or of what several make: says that the review decides, and whether it gave its reason.
bool report_override(Context& context, const CellKey& key, const Entry& stated, const Entry& review, std::span<const Entry> cells);
// across.cpp: reviews against what the units reported under other periods, once those of the same are overridden.
void decide_across(Context& context, std::vector<Series>& all);

// latest.cpp: levels, ranks, grades, cumulatives, and flags and texts with a step.
std::vector<Series> roll_up_latest(Context& context, std::vector<Series> all);
// once.cpp: one value for the season.
std::vector<Series> roll_up_once(Context& context, std::vector<Series> all);
// The period of each step that several reported ones stand for, one entry an owner.
std::vector<Series> roll_up_to(Context& context, std::vector<Series> all, base::Step step);
// event.cpp: of one event; what its periods say of each other.
void check_event(Context& context, std::vector<Series>& all);
// flow.cpp: amounts.
std::vector<Series> roll_up_flow(Context& context, std::vector<Series> all);

// agree.cpp
struct Parts {
  std::vector<Entry> entries;
  types::Total how = types::Total::sum;
  bool complete = true;  // no part is missing
};
// What one of the last written place is worth; things that are counted one by one are not rounded.
base::Number slack_of(const Store& store, const types::Fact& fact, const Entry& entry);
// Whether the whole and its parts agree, within half a unit of the last written place of each part, or of the whole's if that is
// more; reports if not. Whole numbers of single things must agree exactly. Parts of an amount that are
// not complete (of which some are missing or cannot be used) must not make more than the whole; known ones must not be below a least, nor above a greatest.
bool agrees(Context& context, const CellKey& key, const Entry& whole, Parts parts);
// What counts of a whole that agrees with its parts: of an amount that is never negative no less than what they make together, as only its rounding has it
// less, and what was met or missed by them stays so. Reports that, and doubts the whole's cell.
Entry no_less_than(Context& context, const CellKey& key, const Entry& whole, std::span<const Entry> parts);
// The totals over members of one fact, against the members.
void check_totals(Context& context, types::FactId fact, std::vector<Series>& all);
// magnitude.cpp: doubts, of one fact, bare cells far above or below its other periods or members, as one that was filled in in another unit is.
void check_magnitudes(Context& context, std::span<const Series> all);
inline constexpr std::int64_t kAlike = 30;   // others are alike that are at most so many times each other;
inline constexpr std::int64_t kApart = 100;  // one that is doubted is at least so many times the greatest of them, or so many times less
bool has_magnitude(const types::Fact& fact);
// Which of one fact's keys are looked at beside each other.
std::vector<std::vector<std::size_t>> magnitude_lines(std::span<const CellKey> keys);
// cumulative.cpp: reports running totals of one fact and member that fall within a season.
void check_cumulative(Context& context, const std::vector<Series>& all);
// Which season a period is of, as the year in which that begins; for a season of several years all of it is one.
int season_of(const types::Season& season, base::Period period);

// The last day that a reported period speaks of.
base::Date end_of(const types::Season& season, base::Period period);
// The period of a step with whose end it ends, or within which it does.
base::Period step_period(const types::Season& season, base::Period period, base::Step step);
// Same order as the calendar's: day, month, quarter, half, year.
inline bool is_finer(base::Step a, base::Step b) { return a < b; }

// One entry of each of several settled series, by owner: calls f(owner, entries), an entry nullptr where the series has none.
template <class F>
void merge(const std::vector<const Series*>& all, F&& f) {
  std::vector<std::size_t> at(all.size(), 0);
  std::vector<const Entry*> entries(all.size());
  for (;;) {
    std::uint32_t owner = 0xFFFFFFFFU;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (at[i] < all[i]->entries.size()) owner = std::min(owner, all[i]->entries[at[i]].owner);
    if (owner == 0xFFFFFFFFU) return;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool here = at[i] < all[i]->entries.size() && all[i]->entries[at[i]].owner == owner;
      entries[i] = here ? &all[i]->entries[at[i]++] : nullptr;
    }
    f(owner, entries);
  }
}

}  // namespace assay::facts::rollup
