// From what was reported to what stands: one value a cell, periods brought to each fact's step, totals compared with their parts.
#pragma once

#include "facts/facts.h"
#include "facts/store/store.h"

#include <optional>
#include <vector>

namespace assay::facts::rollup {

// The settled series, by fact, member and period; each strictly ascending by owner.
struct Standing {
  std::vector<Series> all;                  // reviews before what was reported by the units themselves
  std::optional<std::vector<Series>> self;  // without the reviews, where the store has any
};
// The lists as they were reviewed beside those that the units reported; both stay in the store.
void compare_reviewed_lists(const types::Schema& schema, Store& store, diagnostics::Sink& sink);
// Takes the entries out of the store. `as_of`: what stands of periods that have ended by then, and of events' days, is what their cells make of each
// other; those of later periods disagree with them, or decide over them, only in what stands of later periods.
Standing roll_up(const types::Schema& schema, Store& store, std::optional<base::Date> as_of, diagnostics::Sink& sink);

// Whether a cell is of a period that ends after `as_of`, and of a kind that is looked at beside others of another period's end: amounts and events. Where there is any,
// what is asked of cells beside each other is asked without them, and of all.
bool is_later(const types::Schema& schema, const CellKey& key, base::Date as_of);

// Under which keys series of these keys stand, where there is nothing else to do with them: none is added to, compared with or put in place of
// another, whatever they hold, but for what check_magnitudes and check_cumulative look at. Nothing otherwise. Of series without
// statements that something is missing, one entry an owner.
struct Untouched {
  std::vector<CellKey> keys;
  std::vector<std::vector<std::size_t>> totals;  // indices of keys of one fact, member and season, in the order of roll_up
};
std::optional<Untouched> standing_keys(const types::Schema& schema, const std::vector<CellKey>& keys);

}  // namespace assay::facts::rollup
