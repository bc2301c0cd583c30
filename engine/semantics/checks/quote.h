// Finds a criterion's quote in the commitment it quotes from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::semantics {

// A text without white space and in one spelling (NFKC), and from which bytes of the original each byte comes.
struct SqueezedText {
  std::string text;
  std::vector<std::size_t> begin, end;  // of the original, for each byte of `text`
};
SqueezedText squeeze(std::string_view original);
std::string squeezed(std::string_view original);  // the text alone

// The literal parts of a quote, squeezed: `…` stands for any run of characters, `\…` for itself.
std::vector<std::string> literal_parts(std::string_view quote);

struct QuotePart {
  std::size_t begin = 0, end = 0;  // in the squeezed text
};
// The parts one after the other, each at its first place; nothing if one is missing.
std::optional<std::vector<QuotePart>> find_quote(const std::vector<std::string>& parts, std::string_view squeezed_text);

// The run of the squeezed text that is nearest to the first part that is missing, if one is near enough to be meant.
std::optional<std::string> nearest_run(const std::vector<std::string>& parts, std::string_view squeezed_text);

}  // namespace assay::semantics
