#include "functions/functions.h"

#include <algorithm>
#include <array>

namespace assay::functions {

namespace {

constexpr std::array<Entry, 11> kFunctions{{
    {Function::sum, "sum", "求和", "sum(x [where c])", "the sum over the dimensions of x, or over the items of a list",
     "对 x 的各维度成员(或名单各项)求和", "sum(institutions) >= 10家"},
    {Function::avg, "avg", "均值", "avg(x [where c])", "the arithmetic mean over the dimensions of x, or over the items of a list",
     "对 x 的各维度成员(或名单各项)求算术平均", "avg(coverage) >= 90%"},
    {Function::min, "min", "最小", "min(x [where c])", "the least value over the dimensions of x, or over the items of a list",
     "x 的各维度成员(或名单各项)中的最小值", "min(coverage) >= 80%"},
    {Function::max, "max", "最大", "max(x [where c])", "the greatest value over the dimensions of x, or over the items of a list",
     "x 的各维度成员(或名单各项)中的最大值", "max(accidents) <= 3"},
    {Function::count, "count", "计数", "count(D [where c])", "how many members of a dimension, or items of a list, satisfy c",
     "维度的成员(或名单的项)中满足 c 的个数", "count(区县 where institutions >= 1) >= 5"},
    {Function::share, "share", "占比", "share(D where c)", "the share of the members of a dimension, or items of a list, that satisfy c",
     "维度的成员(或名单的项)中满足 c 的比例", "share(区县 where institutions >= 1) >= 95%"},
    {Function::streak, "streak", "连续", "streak(quarter where c)", "the longest run of periods that satisfy c one after another",
     "连续满足 c 的期间最多有几个", "streak(quarter where revenue@quarter >= 3亿元) >= 3"},
    {Function::mean, "mean", "平均", "mean(criteria)", "in a scoring formula: the mean weighted by the criteria's weights; elsewhere the same as avg",
     "在计分公式中:按细项权重的加权平均;其他地方同 avg", "weight * mean(criteria)"},
    {Function::previous, "previous", "上年同期", "previous(x)", "x over the same part of the season before", "x 的上年同期值",
     "showcase > previous(showcase)"},
    {Function::growth, "growth", "增长率", "growth(x)", "x / previous(x) - 1", "x 比上年同期的增长率:x / previous(x) - 1",
     "growth(revenue) >= 9%"},
    {Function::reduction, "reduction", "降低率", "reduction(x)", "1 - x / previous(x)", "x 比上年同期的降低率:1 - x / previous(x)",
     "reduction(accidents) >= 5%"},
}};

}  // namespace

std::span<const Entry> all() { return kFunctions; }

const Entry* find(std::string_view name) {
  const auto found = std::find_if(kFunctions.begin(), kFunctions.end(),
                                  [&](const Entry& e) { return e.name == name || e.chinese == name; });
  return found == kFunctions.end() ? nullptr : &*found;
}

}  // namespace assay::functions
