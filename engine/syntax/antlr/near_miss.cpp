#include "syntax/antlr/near_miss.h"

#include "base/text.h"
#include "diagnostics/kinds.h"
#include "syntax/keywords.h"
#include "syntax/spoken.h"

#include <algorithm>
#include <array>

namespace assay::syntax {

namespace {

using diagnostics::Kind;

struct Row { std::string_view word, sign; };

// Longer ones before those they begin with.
constexpr auto kComparisons = std::to_array<Row>({
    {"大于或等于", ">="}, {"小于或等于", "<="}, {"大于等于", ">="}, {"小于等于", "<="}, {"不少于", ">="}, {"不低于", ">="}, {"不小于", ">="},
    {"不超过", "<="},     {"不高于", "<="},     {"不大于", "<="},   {"不多于", "<="},   {"不等于", "!="}, {"达到", ">="},   {"大于", ">"},
    {"高于", ">"},        {"超过", ">"},        {"多于", ">"},      {"小于", "<"},      {"低于", "<"},    {"少于", "<"},    {"不足", "<"},
    {"等于", "=="},
});
constexpr auto kSigns = std::to_array<Row>({{"⩾", ">="}, {"≧", ">="}, {"⩽", "<="}, {"≦", "<="}});
constexpr std::array<std::string_view, 10> kConnectives = {"并且", "或者", "同时", "以及", "而且", "且", "或", "并", "和", "与"};

bool begins_with_digit(std::string_view text) {
  std::size_t at = 0;
  if (text.empty()) return false;
  const char32_t c = base::ascii_twin(base::next_code_point(text, at));
  return c >= U'0' && c <= U'9';
}

// x 不少于 100人, x 不少于100人
std::optional<NearMiss> comparison(std::string_view found) {
  for (const Row& row : kComparisons) {
    if (!found.starts_with(row.word)) continue;
    const std::string_view rest = found.substr(row.word.size());
    if (!rest.empty() && !begins_with_digit(rest)) continue;
    return NearMiss{Kind::comparison_in_words, false, {std::string(row.word), std::string(row.sign) + (rest.empty() ? "" : " ") + std::string(rest)}};
  }
  return std::nullopt;
}

// 100人且 x
std::optional<NearMiss> glued_connective(std::string_view before) {
  if (!begins_with_digit(before)) return std::nullopt;
  for (const std::string_view word : kConnectives) {
    if (!before.ends_with(word)) continue;
    const std::string start(before.substr(0, before.size() - word.size()));
    return NearMiss{Kind::glued_word, true, {std::string(before), std::string(word), start + " " + connective_meant(word).value_or(std::string(word))}};
  }
  return std::nullopt;
}

// 权重20
std::optional<NearMiss> glued_keyword(std::string_view found) {
  for (const Keyword& each : keywords()) {
    const std::string_view word = each.chinese;
    if (word.empty() || !found.starts_with(word) || !begins_with_digit(found.substr(word.size()))) continue;
    return NearMiss{Kind::glued_word, false, {std::string(found), std::string(word), std::string(word) + " " + std::string(found.substr(word.size()))}};
  }
  return std::nullopt;
}

NearMiss glued(std::string_view whole, std::string_view word, bool in_word_before, std::string_view written) {
  return {Kind::glued_word, in_word_before, {std::string(whole), std::string(word), std::string(written) + " " + std::string(whole.substr(word.size()))}};
}

// 每季度 收入, 每个区县 满足 …
std::optional<NearMiss> glued_quantifier(std::string_view before) {
  for (const std::string_view word : {"每个", "任一", "没有", "每"})
    if (before.starts_with(word) && before.size() > word.size()) return glued(before, word, true, word == "每" ? "每个" : word);
  return std::nullopt;
}

// 3亿元 且公告
std::optional<NearMiss> connective_before_name(std::string_view before, std::string_view found) {
  if (!begins_with_digit(before)) return std::nullopt;
  for (const std::string_view word : {"并且", "或者", "且", "或"})
    if (found.starts_with(word) && found.size() > word.size()) return glued(found, word, false, word == "并且" ? "且" : word == "或者" ? "或" : word);
  return std::nullopt;
}

}  // namespace

std::optional<NearMiss> near_miss(std::string_view before, std::string_view found) {
  if ((found == ":" || found == "：") && find_keyword(before) != nullptr)
    return NearMiss{Kind::colon_after_keyword, false, {std::string(before)}};
  if (auto said = comparison(found)) return said;
  if (auto said = glued_connective(before)) return said;
  if (auto said = glued_quantifier(before)) return said;
  if (auto said = connective_before_name(before, found)) return said;
  return glued_keyword(found);
}

std::optional<NearMiss> near_place(std::string_view found) {
  constexpr auto kPlaces = std::to_array<Row>({{"不低于", "<="}, {"不高于", ">="}, {"高于", "<"}, {"低于", ">"}, {"优于", "<"}, {"好于", "<"}, {"不差于", "<="}, {"不劣于", "<="}});
  for (const Row& row : kPlaces) {
    if (!found.starts_with(row.word)) continue;
    const std::string_view rest = found.substr(row.word.size());
    if (!rest.empty() && !begins_with_digit(rest)) continue;
    return NearMiss{Kind::comparison_in_words, false, {std::string(row.word), std::string(row.sign) + (rest.empty() ? "" : " ") + std::string(rest)}};
  }
  return std::nullopt;
}

std::optional<NearMiss> near_sign(std::string_view text) {
  if (text == "。") return NearMiss{Kind::full_stop, false, {std::string(text)}};
  if (text == "、") return NearMiss{Kind::enumeration_comma, false, {std::string(text)}};
  const auto row = std::find_if(kSigns.begin(), kSigns.end(), [&](const Row& each) { return each.word == text; });
  if (row == kSigns.end()) return std::nullopt;
  return NearMiss{Kind::comparison_in_words, false, {std::string(row->word), std::string(row->sign)}};
}

}  // namespace assay::syntax
