// Which words of the published commitments no criterion has taken up.
#pragma once

#include "semantics/model.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay::semantics {

struct Uncovered {
  std::string target;            // id
  Span span;                     // of the target's text
  std::vector<std::string> words;  // the runs of the text that are left, in order
};

struct Coverage {
  std::size_t departments = 0, targets = 0, criteria = 0;
  std::vector<Uncovered> uncovered;  // targets with words left
};

// What a check counts, and the words if they are asked for.
enum class WordsLeft : std::uint8_t { left_out, looked_for };
Coverage coverage(const Model& model, WordsLeft words = WordsLeft::looked_for);

}  // namespace assay::semantics
