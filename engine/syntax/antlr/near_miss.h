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
  std::vector<std::string> arguments_zh{};  // where Chinese has other words for some
};

// What to write for a comma that joins nothing.
inline constexpr std::string_view kEnumerationEn = "write `and` or `or` between conditions, `,` between the parts of a list";
inline constexpr std::string_view kEnumerationZh = "条件之间写`且`或`或`，列举之间写`,`";

// Of a word where the parser could not go on, and the word before it.
std::optional<NearMiss> near_miss(std::string_view before, std::string_view found);
// Of a place in a ranking, where 1 is the best: 高于 is `<`, and so is 优于.
std::optional<NearMiss> near_place(std::string_view found);
// Of members that are named one after the other, 东院、西院 满足 …, as a quantifier; `at`: where the 、 stands in the text of the file.
std::optional<NearMiss> near_members(std::string_view text, std::size_t at);
// Of the amounts around a ~, 60%~100%, as a range.
std::optional<NearMiss> near_range(std::string_view text, std::size_t at, std::size_t length);
// Of characters that are no token.
std::optional<NearMiss> near_sign(std::string_view text);

}  // namespace assay::syntax
