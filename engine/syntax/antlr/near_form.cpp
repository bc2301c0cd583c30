#include "syntax/antlr/near_form.h"

#include "base/calendar.h"
#include "diagnostics/kinds.h"
#include "syntax/place_words.h"
#include "syntax/spoken.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

namespace assay::syntax {

namespace {

using diagnostics::Kind;

constexpr std::array<std::string_view, 6> kBefore = {"前完成", "之前", "以前", "前", "完成", "内"};
constexpr std::array<std::string_view, 4> kOn = {"在", "到", "至", "于"};

bool is_before(std::string_view word) { return std::find(kBefore.begin(), kBefore.end(), word) != kBefore.end(); }

// The day that a word is or begins with: 2023-06-30, 2023年6月30日前, 在2023年6月30日前; empty where it is none.
std::string_view day_in(std::string_view word) {
  for (const std::string_view each : kOn)
    if (word.starts_with(each)) word.remove_prefix(each.size());
  for (const std::string_view each : kBefore)
    if (word.ends_with(each)) {
      word.remove_suffix(each.size());
      break;
    }
  return base::parse_date(word) ? word : std::string_view();
}

struct TierBound {
  std::string_view word, sign;
};
// Longer ones before those they end with.
constexpr auto kTierBounds = std::to_array<TierBound>({{"及以上", ">="}, {"以上", ">="}, {"及以下", "<="}, {"以下", "<="}, {"以内", "<="}, {"不足", "<"}, {"左右", ">="}});

}  // namespace

std::optional<NearMiss> near_day(std::string_view word, std::string_view before, bool after_name, std::string_view found, std::string_view after) {
  // 截至 2023-06-30 前
  if (!day_in(before).empty() && is_before(found)) {
    // 于 2023-06-30 前: leaving it out would turn the deadline into that very day.
    const bool on = word == "于" || word == "on";
    const std::string day(before);
    if (on) return NearMiss{Kind::day_as_deadline, false, {std::string(word), std::string(found), day}};
    return NearMiss{Kind::day_said_twice, false, {std::string(found)}};
  }
  if (!after_name) return std::nullopt;
  std::string_view day = day_in(found);
  if (day.empty() && std::find(kOn.begin(), kOn.end(), found) != kOn.end()) day = day_in(after);
  if (day.empty()) return std::nullopt;
  return NearMiss{Kind::day_without_word, false, {std::string(before), std::string(day)}};
}

namespace {

Remedy to_write(const std::string& en, const std::string& zh) { return {"write `" + en + "`", "请写`" + zh + "`"}; }

bool is_digit_first(std::string_view text) { return !text.empty() && text.front() >= '0' && text.front() <= '9'; }

// 游客 同比增长 不低于 8%, 游客 增长 >= 8%, 增长率 游客
std::optional<Remedy> spoken_function(const WordsInRow& words) {
  const auto called = [](const SpokenFunction& function, std::string_view of, const std::string& rest) {
    const std::string in_parentheses = "(" + std::string(of) + ")" + rest;
    return to_write(std::string(function.en) + in_parentheses, std::string(function.zh) + in_parentheses);
  };
  if (const auto function = function_meant(words.before)) return called(*function, words.found, {});
  std::string_view spoken = words.found;
  while (!spoken.empty() && (spoken.back() == '.' || (spoken.back() >= '0' && spoken.back() <= '9'))) spoken.remove_suffix(1);
  const auto function = function_meant(spoken);
  if (!function) return std::nullopt;
  std::string rest;
  if (spoken.size() < words.found.size()) {
    rest = " >= " + std::string(words.found.substr(spoken.size())) + std::string(words.after == "%" || words.after == "％" ? "%" : "");
  } else if (is_digit_first(words.after)) {
    rest = " >= " + std::string(words.after);
  } else if (const auto sign = near_miss({}, words.after); sign && sign->kind == Kind::comparison_in_words) {
    rest = " " + sign->arguments.back() + (is_digit_first(words.next) ? " " + std::string(words.next) : words.next == "%" ? "%" : "");
  } else if (words.after.find_first_of("<>=") == 0) {
    rest = " " + std::string(words.after) + " " + std::string(words.next);
  }
  return called(*function, words.before, rest);
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

// 每季度, 个季度, 每月
std::optional<Remedy> step_meant(std::string_view word) {
  for (const std::string_view each : {"每个", "每", "个"})
    if (word.starts_with(each)) {
      word.remove_prefix(each.size());
      if (is_one_of(word, {"季度", "季"})) return Remedy{"quarter", "季度"};
      if (is_one_of(word, {"月", "月份"})) return Remedy{"month", "月份"};
      if (is_one_of(word, {"半年"})) return Remedy{"half", "半年"};
      if (is_one_of(word, {"年", "年度"})) return Remedy{"year", "年份"};
      return std::nullopt;
    }
  return std::nullopt;
}

// 满意度 提高 1个百分点, 手术 增加100台: by so much more than the year before.
std::optional<Remedy> spoken_change(const WordsInRow& words) {
  for (const std::string_view verb : {"提高", "提升", "上升", "增加", "增长", "下降", "降低", "减少"}) {
    if (!words.found.starts_with(verb)) continue;
    const std::string_view rest = words.found.substr(verb.size());
    const std::string amount(rest.empty() ? words.after : rest);
    if (!is_digit_first(amount)) return std::nullopt;
    const bool share = (rest.empty() ? words.next : words.after) == "%" || amount.ends_with("%");
    const bool falls = is_one_of(verb, {"下降", "降低", "减少"});
    const std::string left(words.before);
    // Of places the first is the best: a better one is a smaller number.
    if (words.before_is_rank || amount.ends_with("位") || amount.ends_with("名")) {
      const auto places = place_number(amount);
      if (!places) return std::nullopt;
      const auto difference = [&](const std::string& previous) { return (falls ? left + " - " + previous : previous + " - " + left) + (falls ? " <= " : " >= ") + *places; };
      return to_write(difference("previous(" + left + ")"), difference("上年同期(" + left + ")"));
    }
    if (share) return to_write((falls ? "reduction(" : "growth(") + left + ") >= " + amount + (amount.ends_with("%") ? "" : "%"), (falls ? "降低率(" : "增长率(") + left + ") >= " + amount + (amount.ends_with("%") ? "" : "%"));
    const auto difference = [&](const std::string& previous) { return (falls ? previous + " - " + left : left + " - " + previous) + " >= " + amount; };
    return to_write(difference("previous(" + left + ")"), difference("上年同期(" + left + ")"));
  }
  return std::nullopt;
}

// 项目 全部 开工, 排名 进入 前 3, 会 2024年9月底前, NOT 会
std::optional<Remedy> spoken_condition(const WordsInRow& words) {
  const std::string left(words.before);
  if (is_one_of(words.found, {"全部", "都", "均", "全都"}) && !words.after.empty())
    return to_write("every " + left + " has " + std::string(words.after), "每个 " + left + " 满足 " + std::string(words.after));
  if (is_one_of(words.found, {"进入", "在", "位列", "位居", "列", "居", "排"})) {
    const bool before = words.after.starts_with("前");
    const std::string_view rest = before || words.after.starts_with("第") ? words.after.substr(std::string_view("前").size()) : std::string_view();
    const auto place = place_number(rest.empty() ? words.next : rest);
    const std::string sign = before ? " <= " : " == ";
    if (place) return to_write(left + sign + *place, left + sign + *place);
  }
  const bool plain_number = words.found.find_first_not_of("0123456789") == std::string_view::npos;
  if (const auto day = plain_number ? std::nullopt : day_meant(words.found, Edge::last, words.begin, words.end))
    return to_write(left + " by " + base::to_string(*day), left + " 截至 " + base::to_string(*day));
  if (is_one_of(words.found, {"在", "到", "至", "于"}))
    if (const auto day = day_meant(words.after, Edge::last, words.begin, words.end))
      return to_write(left + " by " + base::to_string(*day), left + " 截至 " + base::to_string(*day));
  // Of a season that another file states, the year is not known.
  if (const auto day = plain_number ? std::nullopt : day_meant(words.found, Edge::last, base::make_date(2023, 1, 1), base::make_date(2023, 12, 31))) {
    const std::string within = base::to_string(*day).substr(4);
    return Remedy{"write `" + left + " by YEAR" + within + "`, with the season's year", "请写`" + left + " 截至 年份" + within + "`，年份为本年度的年份"};
  }
  if (auto remedy = spoken_change(words)) return remedy;
  // 收入 在 3亿元 至 5亿元 之间, 收入 3亿元 到 5亿元
  const auto range = [&](std::string_view low, std::string_view joint, std::string_view high) -> std::optional<Remedy> {
    if (!is_digit_first(low) || !is_digit_first(high) || !is_one_of(joint, {"到", "至", "-", "~"})) return std::nullopt;
    const std::string ends = std::string(low) + ".." + std::string(high);
    return to_write(left + " in " + ends, left + " 属于 " + ends);
  };
  if (auto remedy = range(words.found, words.after, words.next)) return remedy;
  if (is_one_of(words.found, {"在", "介于", "处于"}))
    if (auto remedy = range(words.after, words.next, words.further)) return remedy;
  // 手术 每季度 >= 5000台, 连续 3 个季度 …
  if (const auto step = step_meant(words.found))
    return to_write("every " + step->en + " has " + left + "@" + step->en + " " + std::string(words.after) + " …", "每个 " + step->zh + " 满足 " + left + "@" + step->zh + " " + std::string(words.after) + " …");
  if (is_one_of(words.before, {"连续", "streak"}) && is_digit_first(words.found)) {
    const auto step = step_meant(words.after);
    const std::string number(words.found.substr(0, words.found.find_first_not_of("0123456789"))), en = step ? step->en : "quarter", zh = step ? step->zh : "季度";
    return to_write("streak(" + en + " where …) >= " + number, "连续(" + zh + " 其中 …) >= " + number);
  }
  if (is_one_of(words.before, {"NOT", "Not", "不", "未", "没", "没有"})) return to_write("not " + std::string(words.found), "非 " + std::string(words.found));
  return std::nullopt;
}

}  // namespace

Remedy two_values_remedy(const WordsInRow& words) {
  const std::string_view before = words.before, found = words.found, after = words.after;
  const std::string left(before);
  const auto write = to_write;
  // Before 增长 is read as a rate.
  if (words.after.find("百分点") != std::string_view::npos || words.after.ends_with("pp") || found.find("百分点") != std::string_view::npos)
    if (auto remedy = spoken_change(words)) return *remedy;
  if (words.before_is_rank)
    if (auto remedy = spoken_change(words)) return *remedy;
  if (auto remedy = spoken_function(words)) return *remedy;
  if (auto remedy = spoken_condition(words)) return *remedy;
  for (const std::string_view each : {"所有", "全部", "各", "各个", "每", "all", "each"})
    if (before == each) return write("every " + std::string(found) + " has …", "每个 " + std::string(found) + " 满足 …");
  for (const std::string_view each : {"前", "第"}) {
    if (!found.starts_with(each)) continue;
    const std::string_view rest = found.substr(each.size());
    const auto place = place_number(rest.empty() ? after : rest);
    if (!place) continue;
    return write(left + (each == "前" ? " <= " : " == ") + *place, left + (each == "前" ? " ≤ " : " == ") + *place);
  }
  const bool number = !after.empty() && after.front() >= '0' && after.front() <= '9';
  for (const std::string_view each : {"完成", "达到", "达", "实现", "reaches"})
    if (found == each && number) return write(left + " >= " + std::string(after), left + " ≥ " + std::string(after));
  // 各院区 药占比, 所有院区满足 药占比
  for (const std::string_view each : {"所有", "全部", "各个", "各", "每个", "每"}) {
    if (!before.starts_with(each) || before.size() == each.size()) continue;
    std::string_view of = before.substr(each.size());
    for (const std::string_view end : {"满足", "都", "均", "的"})
      if (of.ends_with(end) && of.size() > end.size()) of.remove_suffix(end.size());
    const std::string body = std::string(of), rest = std::string(found);
    return write("every " + body + " has " + rest + " …", "每个 " + body + " 满足 " + rest + " …");
  }
  if (words.outer == "(" || words.outer == "（") return write(left + " where " + std::string(found) + " …", left + " 其中 " + std::string(found) + " …");
  // 复审 完成, 通过 复审, 无 投诉
  const auto happens = [&](std::string_view word) { return is_one_of(word, {"完成", "已完成", "通过", "实现", "发生", "建成", "落地", "已", "全部完成"}); };
  const auto alone = [](std::string_view event) {
    const std::string name(event);
    return Remedy{"an event as a condition says that it has happened: write `" + name + "` alone", "事件作条件就表示已经发生：请只写`" + name + "`"};
  };
  if (words.before_is_fact && happens(found)) return alone(before);
  if (words.found_is_fact && happens(before)) return alone(found);
  if (words.found_is_fact && is_one_of(before, {"无", "不发生", "未发生", "不得发生", "杜绝"})) return write("not " + std::string(found), "非 " + std::string(found));
  // 三分之二 镇街 满足 …
  struct Part { std::string_view word, share; };
  for (const Part& each : {Part{"三分之二", "2/3 * 100%"}, {"三分之一", "1/3 * 100%"}, {"四分之三", "75%"}, {"半数", "50%"}, {"一半", "50%"}, {"过半", "50%"}}) {
    const std::string rest = std::string(before == "过半" ? " > " : " >= ") + std::string(each.share);
    if (before == each.word) return write("share(" + std::string(found) + " where …)" + rest, "占比(" + std::string(found) + " 其中 …)" + rest);
  }
  // 城关镇 建园 >= 3所
  const std::string of_member = std::string(found) + "[" + left + "]";
  if (words.before_is_member) return write(of_member, of_member);
  if (words.before_has_members && words.found_is_member) return write(left + "[" + std::string(found) + "]", left + "[" + std::string(found) + "]");
  if (!words.before_is_fact && is_one_of(words.outer, {"要求", "力争", "require", "aim"})) {
    const std::string criterion = left + " : " + std::string(found) + " …";
    const std::string en = "the criterion's name ends with a colon: `" + criterion + "`; ", zh = "细项名称后面写冒号：`" + criterion + "`；";
    if (words.found_has_members) return {en + "if `" + left + "` is a member of a dimension, write `" + of_member + "`", zh + "若`" + left + "`是维度的成员，请写`" + of_member + "`"};
    return {en + "a name with a space in it stands in back-quotes", zh + "含空格的名称请加反引号"};
  }
  return {"a name with a space in it stands in back-quotes; words are separated by spaces", "含空格的名称请加反引号；词与词之间用空格隔开"};
}

std::optional<NearMiss> near_tier(std::string_view found, std::string_view after, bool lower) {
  if (found.empty() || found.front() < '0' || found.front() > '9') return std::nullopt;
  std::string_view sign = lower && !found.ends_with("%") && after != "%" ? "<=" : ">=";
  for (const TierBound& each : kTierBounds) {
    const bool glued = found.ends_with(each.word);
    if (!glued && after != each.word) continue;
    sign = each.sign;
    if (glued) found.remove_suffix(each.word.size());
    break;
  }
  return NearMiss{Kind::tier_without_sign, false, {std::string(found), std::string(sign) + " " + std::string(found)}};
}

}  // namespace assay::syntax
