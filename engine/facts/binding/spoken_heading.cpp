#include "facts/binding/spoken_heading.h"

#include <algorithm>
#include <array>

namespace assay::facts::binding {

namespace {

bool is_one_of(std::string_view word, std::span<const std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

constexpr std::array<std::string_view, 12> kDepartments = {"部门", "科室", "责任单位", "责任部门", "责任科室", "牵头部门", "牵头单位", "牵头科室", "考核部门", "考核单位", "填报部门", "department"};
constexpr std::array<std::string_view, 11> kTimes = {"年份", "年度", "年", "季度", "季", "月份", "月", "年月", "year", "quarter", "month"};
constexpr std::array<std::string_view, 6> kRunningTotals = {"累计数", "累计值", "累计", "本年累计", "累计完成", "年初累计"};

}  // namespace

Advice heading_advice(const types::Schema& schema, const Names& names, const Layout& layout, std::string_view heading) {
  const std::string text = plain(heading);
  const std::string year = std::to_string(types::whole_season(schema.season).year);
  if (layout.form == Layout::Form::list && fixed_column(heading) == Column::period)
    return {"the rows of a list hold for the whole season: delete this column; what is reported for each period is a fact of its own", "名单的各行属于整个年度，请删去此列；按期填报的内容请另设指标"};
  if (is_one_of(text, kDepartments)) {
    const std::string example = schema.reports.empty() ? std::string() : "`" + schema.reports.front() + "`";
    return {"a column `unit` names the unit that reports" + (example.empty() ? example : ", such as " + example) + ": if this is that, call it `unit`; the department of the rules is not asked for, so delete the column",
            "填报单位" + (example.empty() ? example : "（如" + example + "）") + "写在`单位`列：此列若是填报单位，请改名为`单位`；规则中的部门不必填写，请删去此列"};
  }
  if (is_one_of(text, kTimes))
    return {"year, quarter and month stand in one column `period`: `" + year + "Q1`, `" + year + "-03`", "年、季、月写在同一列`期间`中：`" + year + "年一季度`、`" + year + "年3月`"};
  if (is_one_of(text, kRunningTotals))
    return {"the values stand in the column `value`, also those of running totals: the fact is declared `cumulative` then; one row a period, and no second column of amounts", "数都写在`数值`列，累计数也是：该指标须声明为`累计`；每期一行，不另设一列数"};
  if (text == "日期" || text == "时间" || text == "date")
    return {"call it `period` if it says what time the value is of, or `reported_at` if it is the day of the report", "若指数据所属的时间，请改名为`期间`；若指填报的日期，请改名为`填报时间`"};
  // 医疗收入/亿元
  if (const std::size_t slash = text.rfind('/'); slash != std::string::npos && slash > 0) {
    const std::string name(trimmed(std::string_view(text).substr(0, slash))), unit(trimmed(std::string_view(text).substr(slash + 1)));
    if (!names.facts(name).empty() && schema.units.find(unit) != nullptr)
      return {"the unit stands in brackets: `" + name + "(" + unit + ")`", "单位写在括号里：`" + name + "（" + unit + "）`"};
  }
  return {"a column is headed by a fact or a dimension of the rules, or by one of `unit`, `fact`, `period`, `value`, `evidence`, `note`", "列名应为规则中的指标或维度，或`单位`、`指标`、`期间`、`数值`、`佐证`、`备注`之一", true};
}

std::optional<types::ListId> list_meant(const types::Schema& schema, const Names& names, std::span<const HeadingCell> cells) {
  const PlainText plain(cells.front().text);
  const std::string_view first = plain.view();
  for (std::size_t i = 0; i < schema.lists.size(); ++i) {
    const types::ListId list(i);
    const types::List& declared = schema[list];
    if (!first.starts_with(declared.name) && (declared.label.empty() || !first.starts_with(declared.label))) continue;
    const auto is_field = [&](const HeadingCell& cell) { return !names.fields(list, cell.text).empty() && cell.facts.empty(); };
    if (std::any_of(cells.begin() + 1, cells.end(), is_field)) return list;
  }
  return std::nullopt;
}

bool is_whole(std::string_view name) {
  constexpr std::array<std::string_view, 16> kWhole = {"全市", "全县", "全区", "全省", "全州", "本市", "全部", "全院", "本院", "集团", "全集团", "本集团", "全公司", "全系统", "全校", "总数"};
  if (std::find(kWhole.begin(), kWhole.end(), name) != kWhole.end()) return true;
  for (const std::string_view end : {"合计", "总计", "汇总"})
    if (name.size() > end.size() && name.ends_with(end)) return true;
  return false;
}

std::optional<std::string_view> own_level(std::string_view name) {
  constexpr std::string_view kLevel = "本级";
  if (!name.ends_with(kLevel)) return std::nullopt;
  name.remove_suffix(kLevel.size());
  return name;
}

}  // namespace assay::facts::binding
