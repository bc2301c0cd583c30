// Days with the month first, as spreadsheets of some countries write them: 5/20/2025.
#pragma once

#include <string>
#include <string_view>

namespace assay::facts::binding {

// The day as it is written here, with whatever follows it: 2025-05-20; both that it may be, as "2025-05-06`, `2025-06-05", where the first number
// may be the day as well; empty of anything else.
std::string month_first_day(std::string_view text);

}  // namespace assay::facts::binding
