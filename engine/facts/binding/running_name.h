// Names that say a running total or the amount of one period, where the fact is the other.
// Of a running total, `旅游总收入累计`, where the fact is reported for each period by itself: its periods would be added up twice over.
#pragma once

#include "facts/binding/names.h"
#include "types/schema.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::facts::binding {

// Whether the words speak of a total since the season began: 累计, 1—本月, cumulative.
bool says_running(std::string_view words);
// The name of the flow that such a heading or cell means, in the rules' spelling; nothing where the name says no running total or means no flow.
std::optional<std::string> flow_of_running_name(const types::Schema& schema, const Names& names, std::string_view name);
// The other way round, `本季营业收入`: the name of the running total that a heading means which speaks of one period alone.
std::optional<std::string> running_of_period_name(const types::Schema& schema, const Names& names, std::string_view name);
// Whether the words speak of one period alone: 本季, 当月, this quarter.
bool says_one_period(std::string_view words);

}  // namespace assay::facts::binding
