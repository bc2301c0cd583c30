// The words of a commitment that need no criterion: punctuation and what only joins or introduces.
#pragma once

#include <string_view>

namespace assay::semantics {

// Whether a run between two marks of punctuation consists of such words alone.
bool only_connects(std::string_view run);
// Punctuation, symbols and white space: what stands between runs.
bool is_mark(char32_t c);

}  // namespace assay::semantics
