// Days and tiers as people write them: `公告 2023-06-30 前`, `95%以上: 100%`.
#pragma once

#include "syntax/antlr/near_miss.h"

#include <optional>
#include <string_view>

namespace assay::syntax {

// Of the word where the parser could not go on and those around it. `after_name`: the word before is a name.
std::optional<NearMiss> near_day(std::string_view before, bool after_name, std::string_view found, std::string_view after);
// Of the first word of a tier.
std::optional<NearMiss> near_tier(std::string_view found, std::string_view after);

}  // namespace assay::syntax
