#include "semantics/checks/connecting_words.h"

#include "base/text.h"

#include <array>
#include <vector>

namespace assay::semantics {

namespace {

constexpr auto kConnecting = std::to_array<std::string_view>({
    "并",   "且",   "和",   "与",   "及",   "以及", "同时", "其中", "全年", "年内", "今年", "年底", "年底前", "在",   "的",   "地",
    "等",   "以",   "为",   "对",   "将",   "把",   "从",   "由",   "到",   "达",   "达到", "实现", "确保",   "力争", "争取", "继续",
    "进一步", "均", "各",   "也",   "还",   "再",   "又",   "或",   "其",   "该",   "此外", "另外", "通过",   "按照", "围绕", "一是",
    "二是", "三是", "四是", "五是", "保持", "累计", "完成", "开展", "推进", "and",  "the",  "of",   "to",     "in",   "a",
});

}  // namespace

bool only_connects(std::string_view run) {
  // reached[i]: the first i bytes are connecting words.
  std::vector<bool> reached(run.size() + 1);
  reached[0] = true;
  for (std::size_t at = 0; at < run.size(); ++at) {
    if (!reached[at]) continue;
    for (const std::string_view word : kConnecting)
      if (run.substr(at).starts_with(word)) reached[at + word.size()] = true;
  }
  return reached[run.size()];
}

bool is_mark(char32_t c) {
  const char32_t twin = base::ascii_twin(c);
  // What can stand in a number or a name is a word; so are % and the like, which belong to their number.
  if (twin == '%' || c == 0x2030) return false;
  return !base::is_identifier_continue(twin);
}

}  // namespace assay::semantics
