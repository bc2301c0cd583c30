// What analysts write where the language has a word or a sign of its own: `不少于`, `⩾`, `、`, `100人且`, `权重20`.
#pragma once

#include "diagnostics/diagnostics.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::syntax {

struct NearMiss {
  diagnostics::Kind kind{};
  bool in_word_before = false;  // it is that word that is meant
  std::vector<std::string> arguments;
};

// Of a word where the parser could not go on, and the word before it.
std::optional<NearMiss> near_miss(std::string_view before, std::string_view found);
// Of a place in a ranking, where 1 is the best: 高于 is `<`, and so is 优于.
std::optional<NearMiss> near_place(std::string_view found);
// Of characters that are no token.
std::optional<NearMiss> near_sign(std::string_view text);

}  // namespace assay::syntax
