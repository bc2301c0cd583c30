// The rows of `assay run --format csv --per unit`.
#pragma once

#include "block.h"

namespace bench::limit {

constexpr std::size_t kLineRoom = 4096 + 256;  // the longest line, and what may be written behind it

inline constexpr std::string_view kHeading =
    "unit,met,missed,open,unknown,invalid,not_applicable,score_low,score_high,verdicts\n";

// At `out` there is room for a line of each row; returns the end of what was written.
char* write_plain(const Block& block, const Judged& judged, char* out);
char* write_wide(const Block& block, const Judged& judged, char* out);  // AVX-512

}  // namespace bench::limit
