#include "functions/functions.h"

#include <algorithm>
#include <array>

namespace assay::functions {

namespace {

constexpr std::array<Entry, 20> kFunctions{{
    {Function::sum, "sum", "求和", "sum(x [where c]), sum(a, b, …), sum({a, b, …})",
     "the sum over the dimensions of x, or over the items of a list; or of several values", "对 x 的各维度成员（或名单各项）求和，或对几个值求和",
     "sum(institutions) >= 10家", 1, kAny},
    {Function::avg, "avg", "均值", "avg(x [where c]), avg(a, b, …), avg({a, b, …})",
     "the arithmetic mean over the dimensions of x, or over the items of a list; or of several values",
     "对 x 的各维度成员（或名单各项）求算术平均，或对几个值求平均", "avg(institutions) >= 2家", 1, kAny},
    {Function::min, "min", "最小", "min(x [where c]), min(a, b, …), min({a, b, …})",
     "the least value over the dimensions of x, or over the items of a list; or of several values", "x 的各维度成员（或名单各项）中的最小值，或几个值中的最小值",
     "min(institutions) >= 1家", 1, kAny},
    {Function::max, "max", "最大", "max(x [where c]), max(a, b, …), max({a, b, …})",
     "the greatest value over the dimensions of x, or over the items of a list; or of several values", "x 的各维度成员（或名单各项）中的最大值，或几个值中的最大值",
     "max(institutions) <= 9家", 1, kAny},
    {Function::median, "median", "中位数", "median(x [where c]), median(a, b, …), median({a, b, …})",
     "the middle value over the dimensions of x, or over the items of a list, or of several values; of an even number the mean of the middle two",
     "x 的各维度成员（或名单各项）的中位数，或几个值的中位数；个数为偶数时取中间两个的平均", "median(institutions) >= 2家", 1, kAny},
    {Function::count, "count", "计数", "count(D [where c]), count(a, b, …), count({a, b, …})",
     "how many members of a dimension, or items of a list, satisfy c; or how many of several conditions hold, or how many values there are",
     "维度的成员（或名单的项）中满足 c 的个数；或几个条件中成立的个数、值的个数", "count(区县 where institutions >= 1) >= 5", 1, kAny},
    {Function::share, "share", "占比", "share(D where c)", "the share of the members of a dimension, or items of a list, that satisfy c",
     "维度的成员（或名单的项）中满足 c 的比例", "share(区县 where institutions >= 1) >= 95%"},
    {Function::streak, "streak", "连续", "streak(quarter where c)", "the longest run of periods that satisfy c one after another",
     "连续满足 c 的期间最多有几个", "streak(quarter where revenue@quarter >= 3亿元) >= 3"},
    {Function::mean, "mean", "平均", "mean(criteria)", "in a scoring formula: the mean weighted by the criteria's weights; elsewhere the same as avg",
     "在计分公式中：按细项权重的加权平均；其他地方同 avg", "weight * mean(criteria)", 1, kAny},
    {Function::previous, "previous", "上年同期", "previous(x)", "x over the same part of the season before", "x 的上年同期值",
     "training > previous(training)"},
    {Function::growth, "growth", "增长率", "growth(x)", "x / previous(x) - 1", "x 比上年同期的增长率：x / previous(x) - 1",
     "growth(revenue) >= 9%"},
    {Function::reduction, "reduction", "降低率", "reduction(x)", "1 - x / previous(x)", "x 比上年同期的降低率：1 - x / previous(x)",
     "reduction(place) >= 5%"},
    {Function::abs, "abs", "绝对值", "abs(x)", "x without its sign", "x 的绝对值", "abs(revenue - previous(revenue)) <= 1亿元"},
    {Function::round, "round", "舍入", "round(x, n)", "x to n places, in the unit of x, half away from zero; n may be left out (0) or negative (tens, hundreds)",
     "x 按自身的单位保留 n 位小数，逢五远离零进位；n 可省略（即 0）或为负（十位、百位）", "round(coverage, 1) >= 97.5%", 1, 2},
    {Function::floor, "floor", "下取整", "floor(x)", "the next whole number of x's unit that is not above x", "不大于 x 的最大整数（按 x 的单位）",
     "floor(revenue) >= 20亿元"},
    {Function::ceiling, "ceiling", "上取整", "ceiling(x)", "the next whole number of x's unit that is not below x", "不小于 x 的最小整数（按 x 的单位）",
     "ceiling(revenue) <= 20亿元"},
    {Function::mod, "mod", "余数", "mod(a, b)", "what is left of a after whole b; it has the sign of b", "a 除以 b 的余数，符号同 b", "mod(training, 100人) == 0人", 2, 2},
    {Function::power, "power", "乘方", "power(x, n)", "x multiplied by itself n times; n is a whole number, of a negative one 1 over that",
     "x 的 n 次方；n 为整数，可为负", "power(100% + growth(revenue), 2) >= 121%", 2, 2},
    {Function::days, "days", "天数", "days(a, b)", "the days from a to b, two events or dates", "从 a 到 b 的天数，a、b 为事件或日期",
     "days(2023-03-01, standard) <= 30", 2, 2},
    {Function::default_, "default", "缺省", "default(x, d)", "x; where x is missing d, as far as what is known of x leaves room for it",
     "x；缺报时取 d（在 x 的已知范围之内）", "default(revenue, 0元) >= 1亿元", 2, 2},
}};

}  // namespace

std::span<const Entry> all() { return kFunctions; }

const Entry& entry(Function function) {
  return *std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Entry& e) { return e.function == function; });
}

const Entry* find(std::string_view name) {
  const auto found = std::find_if(kFunctions.begin(), kFunctions.end(),
                                  [&](const Entry& e) { return e.name == name || e.chinese == name; });
  return found == kFunctions.end() ? nullptr : &*found;
}

}  // namespace assay::functions
