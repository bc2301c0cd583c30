#include "syntax/antlr/near_miss.h"

#include "base/text.h"
#include "diagnostics/kinds.h"
#include "syntax/keywords.h"
#include "syntax/spoken.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::syntax {

namespace {

using diagnostics::Kind;

struct Row { std::string_view word, sign; };

// Longer ones before those they begin with.
constexpr auto kComparisons = std::to_array<Row>({
    {"大于或等于", ">="}, {"小于或等于", "<="}, {"大于等于", ">="}, {"小于等于", "<="}, {"不少于", ">="}, {"不低于", ">="}, {"不小于", ">="},
    {"不超过", "<="},     {"不高于", "<="},     {"不大于", "<="},   {"不多于", "<="},   {"不等于", "!="}, {"达到", ">="},   {"大于", ">"},
    {"高于", ">"},        {"超过", ">"},        {"多于", ">"},      {"小于", "<"},      {"低于", "<"},    {"少于", "<"},    {"不足", "<"},
    {"优于", ">"},        {"好于", ">"},        {"不劣于", ">="},  {"不差于", ">="},  {"劣于", "<"},    {"差于", "<"},
    {"突破", ">"},        {"快于", ">"},        {"未超过", "<="},  {"不到", "<"},
    {"等于", "=="},        {"不迟于", "截至"},   {"不晚于", "截至"}, {"不早于", ">="},
});
constexpr auto kSigns = std::to_array<Row>({{"⩾", ">="}, {"≧", ">="}, {"⩽", "<="}, {"≦", "<="}});
constexpr std::array<std::string_view, 10> kConnectives = {"并且", "或者", "同时", "以及", "而且", "且", "或", "并", "和", "与"};

bool begins_with_digit(std::string_view text) {
  std::size_t at = 0;
  if (text.empty()) return false;
  const char32_t c = base::ascii_twin(base::next_code_point(text, at));
  return c >= U'0' && c <= U'9';
}

// 不低于50: the word, and the number that is glued to it.
std::pair<std::string_view, std::string_view> split_at_digit(std::string_view found) {
  for (std::size_t at = 0; at < found.size();) {
    if (begins_with_digit(found.substr(at))) return {found.substr(0, at), found.substr(at)};
    base::next_code_point(found, at);
  }
  return {found, {}};
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
  const auto [word, rest] = split_at_digit(found);
  const auto sign = place_comparison_meant(word);
  if (!sign) return std::nullopt;
  return NearMiss{Kind::comparison_in_words, false, {std::string(word), *sign + (rest.empty() ? "" : " ") + std::string(rest)}};
}

namespace {

// Bytes that end a word when words are looked for in a text.
bool ends_word(char c) { return std::string_view(" \t\r\n{}()[],;:\"#").find(c) != std::string_view::npos; }

std::string_view word_up_to(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && !ends_word(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

std::string_view word_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && !ends_word(text[end])) ++end;
  return text.substr(begin, end - begin);
}

std::vector<std::string> split(std::string_view text, std::string_view joint) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(joint, at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = end + joint.size();
  }
  return out;
}

// The dimension among whose members, as the text declares them, all of these are.
std::optional<std::string> dimension_of(std::string_view text, const std::vector<std::string>& members) {
  for (const std::string_view word : {"维度", "dimension"})
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const std::size_t open = text.find('{', at);
      const std::size_t close = text.find('}', at);
      if (open == std::string_view::npos || close == std::string_view::npos || close < open) continue;
      std::string list(text.substr(open, close - open + 1));
      for (const std::string_view comma : {"，", "、"})
        for (std::size_t each = list.find(comma); each != std::string::npos; each = list.find(comma)) list.replace(each, comma.size(), ",");
      const auto is_member = [&](const std::string& member) {
        for (std::size_t each = list.find(member); each != std::string::npos; each = list.find(member, each + 1))
          if (ends_word(list[each - 1]) && ends_word(list[each + member.size()])) return true;
        return false;
      };
      if (!std::all_of(members.begin(), members.end(), is_member)) continue;
      std::size_t name = at + word.size();
      while (name < open && (text[name] == ' ' || text[name] == '\t')) ++name;
      return std::string(word_from(text, name));
    }
  return std::nullopt;
}

}  // namespace

std::optional<NearMiss> near_members(std::string_view text, std::size_t at) {
  constexpr std::string_view kComma = "、";
  const std::string_view left = word_up_to(text, at);
  const std::string_view right = word_from(text, at + kComma.size());
  const std::vector<std::string> members = split(std::string(left) + std::string(kComma) + std::string(right), kComma);
  if (std::any_of(members.begin(), members.end(), [](const std::string& member) { return member.empty(); })) return std::nullopt;
  const std::size_t behind = at + kComma.size() + right.size();
  const std::size_t next = text.find_first_not_of(" \t", behind);
  const bool each = next != std::string_view::npos && (text.substr(next).starts_with("满足") || text.substr(next).starts_with("has ") || text.substr(next).starts_with("都") || text.substr(next).starts_with("均"));
  const auto dimension = each ? dimension_of(text, members) : std::nullopt;
  if (!dimension) return std::nullopt;
  std::string set;
  for (const std::string& member : members) set += (set.empty() ? "" : ", ") + member;
  const std::string en = "write `every " + *dimension + " where " + *dimension + " in {" + set + "} has …`";
  const std::string zh = "请写`每个 " + *dimension + " 其中 " + *dimension + " 属于 {" + set + "} 满足 …`";
  return NearMiss{Kind::enumeration_comma, false, {std::string(kComma), en}, {std::string(kComma), zh}};
}

std::optional<NearMiss> near_range(std::string_view text, std::size_t at, std::size_t length) {
  const std::string low(word_up_to(text, at)), high(word_from(text, at + length));
  if (!begins_with_digit(low) || !begins_with_digit(high)) return std::nullopt;
  return NearMiss{Kind::range_in_words, false, {low + std::string(text.substr(at, length)) + high, low + ".." + high}};
}

std::optional<NearMiss> near_sign(std::string_view text) {
  if (text == "。") return NearMiss{Kind::full_stop, false, {std::string(text)}};
  if (text == "、") return NearMiss{Kind::enumeration_comma, false, {std::string(text), std::string(kEnumerationEn)}, {std::string(text), std::string(kEnumerationZh)}};
  const auto row = std::find_if(kSigns.begin(), kSigns.end(), [&](const Row& each) { return each.word == text; });
  if (row == kSigns.end()) return std::nullopt;
  return NearMiss{Kind::comparison_in_words, false, {std::string(row->word), std::string(row->sign)}};
}

}  // namespace assay::syntax
