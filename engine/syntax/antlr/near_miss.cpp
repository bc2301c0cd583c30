#include "syntax/antlr/near_miss.h"

#include "base/text.h"
#include "diagnostics/kinds.h"
#include "syntax/keywords.h"

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
constexpr std::array<std::string_view, 6> kConnectives = {"并且", "或者", "且", "或", "并", "和"};

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
    return NearMiss{Kind::glued_word, true, {std::string(before), std::string(word), start + " " + std::string(word)}};
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

}  // namespace

std::optional<NearMiss> near_miss(std::string_view before, std::string_view found) {
  if ((found == ":" || found == "：") && find_keyword(before) != nullptr)
    return NearMiss{Kind::colon_after_keyword, false, {std::string(before)}};
  if (auto said = comparison(found)) return said;
  if (auto said = glued_connective(before)) return said;
  return glued_keyword(found);
}

std::optional<NearMiss> near_sign(std::string_view text) {
  if (text == "、") return NearMiss{Kind::enumeration_comma, false, {std::string(text)}};
  const auto row = std::find_if(kSigns.begin(), kSigns.end(), [&](const Row& each) { return each.word == text; });
  if (row == kSigns.end()) return std::nullopt;
  return NearMiss{Kind::comparison_in_words, false, {std::string(row->word), std::string(row->sign)}};
}

}  // namespace assay::syntax
