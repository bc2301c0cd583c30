// Fields of a CSV file: quoted where they must be, and text from outside never a formula.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::report {

// Text from data or rules: one that begins with = + - @, a tab or a line end gets a ' before it, so that no spreadsheet computes it.
void append_text(std::string& line, std::string_view text);
// value * 10^-scale as a plain decimal without trailing zeros, as base::to_string would give it.
void append_scaled(std::string& line, std::int64_t value, int scale);

}  // namespace assay::report
