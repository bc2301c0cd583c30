// What the day on which a row was reported says against its cells.
#pragma once

#include "base/calendar.h"
#include "facts/cells/cell_reader.h"
#include "facts/cells/entry.h"
#include "types/schema.h"

#include <optional>
#include <string_view>

namespace assay::facts::cells {

// The days of a period that a row states.
struct StatedPeriod {
  base::Date first, last;
};

// Whether a period had more than a third of its days to go.
bool is_early(base::Date reported_on, const StatedPeriod& period);
// Whether a value may be doubted for that. What is known beforehand may not be: an event, a flag, a grade, a state or a place that is due once a year,
// what holds for the whole season.
bool may_be_early(const types::Fact& fact);

// Reports, and puts into the context, what is doubtful about the cell that was read: a day after that of its report, a value of a period that had long
// to go. `period`: what the row states of a value that may be early.
void doubt_by_day(const types::Fact& fact, const Entry& entry, std::string_view text, base::Date reported_on, const std::optional<StatedPeriod>& period,
                  Context& context);

}  // namespace assay::facts::cells
