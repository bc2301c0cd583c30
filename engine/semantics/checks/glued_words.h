// Finds a keyword inside an unknown name, as in `a且b`, where spaces were left out.
#pragma once

#include <optional>
#include <span>
#include <string>

namespace assay::semantics {

struct GluedWord {
  std::string word;
  std::string apart;  // the same with spaces: `a 且 b`
};

// Nothing where no keyword is in it, or one of a single character beside which no known name stands.
std::optional<GluedWord> find_glued_word(const std::string& name, std::span<const std::string> known);

}  // namespace assay::semantics
