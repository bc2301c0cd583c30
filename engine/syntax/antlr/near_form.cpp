#include "syntax/antlr/near_form.h"

#include "base/calendar.h"
#include "diagnostics/kinds.h"
#include "syntax/place_words.h"

#include <algorithm>
#include <array>
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

Remedy two_values_remedy(std::string_view before, std::string_view found, std::string_view after) {
  const std::string left(before);
  const auto write = [](const std::string& en, const std::string& zh) { return Remedy{"write `" + en + "`", "请写`" + zh + "`"}; };
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
  for (const std::string_view each : {"完成", "达到", "达", "实现", "突破", "reaches"})
    if (found == each && number) return write(left + " >= " + std::string(after), left + " ≥ " + std::string(after));
  return {"a name with a space in it stands in back-quotes; words are separated by spaces", "含空格的名称请加反引号；词与词之间用空格隔开"};
}

std::optional<NearMiss> near_tier(std::string_view found, std::string_view after) {
  if (found.empty() || found.front() < '0' || found.front() > '9') return std::nullopt;
  std::string_view sign = ">=";
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
