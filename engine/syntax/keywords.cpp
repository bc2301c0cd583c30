#include "syntax/keywords.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace assay::syntax {

namespace {

constexpr auto kKeywords = std::to_array<Keyword>({
#define ASSAY_WORD(token, word_class, english, chinese) {#token, WordClass::word_class, english, chinese},
#include "syntax/keywords.def"
#undef ASSAY_WORD
});

struct Pair {
  std::string_view english, chinese;
};

#define ASSAY_WORD(token, word_class, english, chinese)
constexpr auto kFunctions = std::to_array<Pair>({
#define ASSAY_FUNCTION_WORD(english, chinese) {english, chinese},
#include "syntax/keywords.def"
#undef ASSAY_FUNCTION_WORD
});
constexpr auto kValues = std::to_array<Pair>({
#define ASSAY_VALUE_WORD(english, chinese) {english, chinese},
#include "syntax/keywords.def"
#undef ASSAY_VALUE_WORD
});
#undef ASSAY_WORD

template <std::size_t N>
std::string_view english(const std::array<Pair, N>& pairs, std::string_view word) {
  for (const Pair& each : pairs) {
    if (each.chinese == word) return each.english;
  }
  return word;
}

}  // namespace

std::span<const Keyword> keywords() { return kKeywords; }

const Keyword* find_keyword(std::string_view word) {
  static const auto kTable = [] {
    std::unordered_map<std::string_view, const Keyword*> table;
    for (const Keyword& each : kKeywords) {
      if (!each.english.empty()) table.emplace(each.english, &each);
      if (!each.chinese.empty()) table.emplace(each.chinese, &each);
    }
    return table;
  }();
  const auto found = kTable.find(word);
  return found == kTable.end() ? nullptr : found->second;
}

std::string_view chinese_function(std::string_view word) {
  for (const Pair& each : kFunctions)
    if (each.english == word) return each.chinese;
  return word;
}

std::string chinese_words(std::string_view english) {
  // Several English words that are one in Chinese.
  static constexpr auto kPhrases = std::to_array<Pair>({{"all or nothing", "全或无"}, {"at least", "至少"}, {"up to", "至多"}});
  const auto chinese_word = [](std::string_view word) {
    // Of a word with two Chinese spellings the first.
    for (const Keyword& each : kKeywords)
      if (!word.empty() && each.english == word && !each.chinese.empty()) return each.chinese;
    for (const Pair& each : kValues)
      if (each.english == word) return each.chinese;
    return chinese_function(word);
  };
  std::string out;
  while (!english.empty()) {
    const auto phrase = std::find_if(kPhrases.begin(), kPhrases.end(), [&](const Pair& each) { return english.starts_with(each.english); });
    const std::size_t end = phrase != kPhrases.end() ? phrase->english.size() : std::min(english.find_first_of(" ()[]{}"), english.size());
    out += phrase != kPhrases.end() ? phrase->chinese : chinese_word(english.substr(0, end));
    english.remove_prefix(end);
    const std::size_t next = std::min(english.find_first_not_of(" ()[]{}"), english.size());
    out += english.substr(0, next);
    english.remove_prefix(next);
  }
  return out;
}

std::string_view english_function(std::string_view word) { return english(kFunctions, word); }

std::string_view english_value(std::string_view word) { return english(kValues, word); }

std::optional<std::string_view> keyword_inside(std::string_view identifier) {
  // Only words that join or negate conditions: single characters like 分 or 于 are parts of ordinary names.
  static constexpr auto kJoining = std::to_array<std::string_view>({"且", "或", "蕴含", "如果", "那么", "否则", "属于", "至少"});
  for (const std::string_view word : kJoining) {
    if (identifier != word && identifier.find(word) != std::string_view::npos) return word;
  }
  return std::nullopt;
}

}  // namespace assay::syntax
