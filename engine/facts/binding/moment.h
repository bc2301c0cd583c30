// When a row was reported: a day, or a day and the time of day.
#pragma once

#include "base/calendar.h"
#include "diagnostics/diagnostics.h"
#include "types/schema.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::facts::binding {

// Of a trimmed cell that says something, twice the seconds since 1970, and one more where only the day is said. What is no such moment is reported.
std::optional<std::int64_t> read_moment(std::string_view cell, const types::Season& season, const diagnostics::Cell& at, diagnostics::Sink& sink);

base::Date day_of(std::int64_t moment);
// The first moment that is later than a day.
std::int64_t moment_after(base::Date day);

}  // namespace assay::facts::binding
