// The periods that a file may name: those of the calendar, as people write them, and running ones from January on.
#pragma once

#include "base/calendar.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::facts::binding {

struct NamedPeriod {
  std::optional<base::Period> period;
  bool to_date = false;   // `1-9月`: no period of the calendar; a state or a running total at the end of `period`
  bool no_year = false;   // `四季度`: it would be one, if it named its year
  std::string meant;      // of no period: how what was perhaps meant is written; may be empty
};

// `text` in ASCII twins, trimmed.
NamedPeriod read_period(std::string_view text);
// How the period of a text without a year would be written in that year.
std::string with_year(std::string_view text, int year);

}  // namespace assay::facts::binding
