// Days and tiers as people write them: `公告 2023-06-30 前`, `95%以上: 100%`.
#pragma once

#include "base/calendar.h"
#include "syntax/antlr/near_miss.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::syntax {

// Of the word where the parser could not go on and those around it. `after_name`: the word before is a name.
// `word`: the one before that.
std::optional<NearMiss> near_day(std::string_view word, std::string_view before, bool after_name, std::string_view found, std::string_view after);
// What to do about two words side by side where an operator is missing: `排名 前3`, `所有 区县 满足 …`, `投资 完成 3亿元`.
struct Remedy {
  std::string en, zh;
};
struct WordsInRow {
  std::string_view before, found, after, next;  // `found` is where the operator is missing
  std::string_view further{};                   // after `next`
  std::string_view outer{};                     // before `before`
  bool before_is_fact = false, found_is_fact = false;  // that the file declares
  bool before_is_rank = false;
  bool before_is_member = false;                // of a dimension that the file declares
  bool found_is_member = false;                 // likewise
  bool before_has_members = false, found_has_members = false;  // a fact `per` a dimension
  std::optional<base::Date> begin{}, end{};     // of the season, where the file states it
};
Remedy two_values_remedy(const WordsInRow& words);
// Of the first word of a tier; `lower`: of a criterion that asks for so much at most.
std::optional<NearMiss> near_tier(std::string_view found, std::string_view after, bool lower);

}  // namespace assay::syntax
