#include "semantics/checks/glued_words.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay::semantics {

namespace {

// The words that stand between or before operands.
constexpr std::array<std::string_view, 22> kWords{
    "蕴含", "如果", "那么", "否则", "属于", "每个", "任一", "没有", "满足", "其中", "相差",
    "截至", "早于", "晚于", "至少", "且",   "或",   "非",   "于",   "之",   "为",   "每",
};

}  // namespace

std::optional<GluedWord> find_glued_word(const std::string& name, std::span<const std::string> known) {
  const auto is_known = [&](const std::string& part) { return std::find(known.begin(), known.end(), part) != known.end(); };
  for (const std::string_view word : kWords) {
    const auto at = name.find(word);
    if (at == std::string::npos || name.size() == word.size()) continue;
    const std::string before = name.substr(0, at);
    const std::string after = name.substr(at + word.size());
    if (base::count_code_points(word) == 1 && !is_known(before) && !is_known(after)) continue;
    std::string apart = before;
    if (!before.empty()) apart += ' ';
    apart += word;
    if (!after.empty()) apart += ' ' + after;
    return GluedWord{std::string(word), std::move(apart)};
  }
  return std::nullopt;
}

}  // namespace assay::semantics
