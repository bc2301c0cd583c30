// A number with commas between its thousands, which the language reads as several: 1,000人.
#pragma once

#include "syntax/antlr/source_token.h"
#include "syntax/problems.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay::syntax {

struct GroupedNumber {
  std::size_t first = 0, last = 0;  // indices of its tokens
  std::string digits;               // without the commas: 1000人
  std::string underscored;          // 1_000人
  bool zero_led = false;            // some group begins with a 0, as no number does
};

// The one that the token is part of, if it is.
std::optional<GroupedNumber> grouped_number(std::span<const SourceToken> tokens, std::size_t index, std::string_view text);
void report_grouped(const GroupedNumber& number, std::span<const SourceToken> tokens, std::string_view text, Problems& problems);

}  // namespace assay::syntax
