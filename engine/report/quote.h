// Where a criterion's quote stands in the published text.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::report {

// Byte ranges of `text` that the literal parts of `quote` take up, in order; empty where it is not there.
// Compared after NFKC and without white space; `…` in the quote stands for any characters, `\…` for itself.
std::vector<std::pair<std::size_t, std::size_t>> find_quote(std::string_view text, std::string_view quote);

}  // namespace assay::report
