// Fields of a CSV file: quoted where they must be, and text from outside never a formula.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::report {

// Text from data or rules: one that begins with = + - @, a tab or a line end gets a ' before it, so that no spreadsheet computes it.
void append_text(std::string& line, std::string_view text);
// value * 10^-scale as a plain decimal without trailing zeros, as base::to_string would give it.
void append_scaled(std::string& line, std::int64_t value, int scale);

// The same, written where so much room is; the end of what is written.
char* put_text(char* to, std::string_view text);
char* put_scaled(char* to, std::int64_t value, int scale);
constexpr std::size_t room_for_text(std::size_t bytes) { return 2 * bytes + 3; }
constexpr std::size_t room_for_scaled(int scale) { return 48 + static_cast<std::size_t>(scale < 0 ? -scale : scale); }

}  // namespace assay::report
