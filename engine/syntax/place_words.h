// A place in an order as people write it: 第3名, 前三.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::syntax {

// Of `3名`, `三`, `10位` the number, in digits.
std::optional<std::string> place_number(std::string_view words);
// Of `第3名`, `前三`.
std::optional<std::string> place_in_words(std::string_view words);

}  // namespace assay::syntax
