#include "facts/binding/names.h"

#include "base/nearest.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace assay::facts::binding {

namespace {

using types::DimensionId;
using types::FactId;
using types::ListId;

struct Heading { std::string_view en, zh; Column column; };
constexpr std::array<Heading, 10> kHeadings = {{{"unit", "单位", Column::unit},
                                               {"fact", "指标", Column::fact},
                                               {"period", "期间", Column::period},
                                               {"value", "数值", Column::value},
                                               {"evidence", "佐证", Column::evidence},
                                               {"reporter", "填报人", Column::reporter},
                                               {"reported_at", "填报时间", Column::reported_at},
                                               {"note", "备注", Column::note},
                                               {"no.", "序号", Column::number},
                                               {"by", "填报口径", Column::by}}};

// Headings of the column of units of measure.
constexpr std::array<std::string_view, 8> kMeasures = {"计量单位", "数值单位", "数据单位", "度量单位", "unit of measure", "unit_of_measure", "measure", "uom"};
// Units of measure whether or not the rules declare them. No district or office is called so.
constexpr std::array<std::string_view, 36> kCommonMeasures = {"%",  "％", "‰",  "百分比", "百分点", "个百分点", "项", "个", "次", "件", "人",   "户",   "家",   "条",   "座",     "台",   "套",  "例",
                                                              "起", "元", "万", "亿",     "万元",   "亿元",     "天", "日", "吨", "万吨", "公里", "千米", "米",   "亩",   "平方米", "人次", "万人", "万人次"};
// What people call these columns besides.
struct OtherName { std::string_view name; Column column; };
constexpr std::array<OtherName, 3> kOtherNames = {{{"填报期间", Column::period}, {"所属期间", Column::period}, {"报告期", Column::period}}};
// A heading that speaks of these is of periods, however near another column's name may be.
constexpr std::array<std::string_view, 5> kOfPeriods = {"期间", "时期", "季度", "月份", "年月"};

constexpr std::array<std::string_view, 3> kWideSpaces = {"\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF"};  // U+3000, U+00A0, U+FEFF

template <class T>
std::optional<T> first(std::span<const T> found) {
  return found.empty() ? std::nullopt : std::optional<T>(found.front());
}

// A label may be the same as the name.
template <class T>
void add_both(NameTable<T>& table, const std::string& name, const std::string& label, T value) {
  table.add(name, value);
  table.add(label, value);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string text) {
  for (char& c : text) c = lower(c);
  return text;
}

}  // namespace

std::string_view trimmed_of_spaces(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (bool again = true; again && !text.empty();) {
    again = false;
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    for (const std::string_view space : kWideSpaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  return text;
}

PlainText::PlainText(std::string_view text) : text_(trimmed(text)) {
  // The first bytes of all characters that have a twin.
  const auto may_have_twin = [](char c) { return c == '\xEF' || c == '\xE3' || c == '\xC3' || c == '\xE2'; };
  if (std::none_of(text_.begin(), text_.end(), may_have_twin)) return;
  twins_.reserve(text_.size());
  for (std::size_t at = 0; at < text_.size();) {
    const std::size_t from = at;
    const char32_t c = base::next_code_point(text_, at), twin = base::ascii_twin(c);
    if (twin == c) twins_.append(text_, from, at - from);
    else twins_.push_back(static_cast<char>(twin));
  }
  text_ = twins_;
}

std::optional<Side> read_side(std::string_view text) {
  const std::string folded = lower(plain(text));
  if (folded.empty() || folded == "self" || folded == "自评" || folded == "自报") return Side::self;
  if (folded == "review" || folded == "复核" || folded == "审核") return Side::review;
  return std::nullopt;
}

bool is_total(std::string_view name) {
  constexpr std::size_t kLongest = 6;
  if (name.size() > kLongest && base::is_settled(name)) return false;
  const std::string folded = lower(base::squeezed(name));
  return folded == "合计" || folded == "总计" || folded == "小计" || folded == "total";
}

bool is_total_item(std::string_view name) {
  constexpr std::array<std::string_view, 4> kSums = {"合计", "总计", "小计", "共计"};
  constexpr std::array<std::string_view, 15> kAlone = {"累计", "汇总", "总和", "总数", "总额", "总投资", "总金额", "总投资额", "项目总数", "总", "计", "total", "subtotal", "grandtotal", "sum"};
  std::string text = lower(base::squeezed(plain(name)));
  while (!text.empty() && (text.back() == ':' || text.back() == '.')) text.pop_back();
  if (const std::size_t open = text.find('('); open != std::string::npos && open > 0 && text.ends_with(')')) text.resize(open);
  if (std::find(kAlone.begin(), kAlone.end(), text) != kAlone.end()) return true;
  // 合计3个, 合计金额, 本页小计; 小计划 is something else.
  const auto begins = [&](std::string_view sum) {
    if (!text.starts_with(sum)) return false;
    const std::string_view rest = std::string_view(text).substr(sum.size());
    return rest.empty() || (rest.front() >= '0' && rest.front() <= '9') || rest == "数" || rest == "金额" || rest == "投资" || rest == "项目";
  };
  if (std::any_of(kSums.begin(), kSums.end(), [&](std::string_view sum) { return begins(sum) || text.ends_with(sum); })) return true;
  // 共12个
  constexpr std::string_view kInAll = "共";
  std::size_t digits = 0;
  while (text.starts_with(kInAll) && kInAll.size() + digits < text.size() && text[kInAll.size() + digits] >= '0' && text[kInAll.size() + digits] <= '9') ++digits;
  constexpr std::size_t kLongestCounter = 6;
  return digits > 0 && text.size() <= kInAll.size() + digits + kLongestCounter;
}

bool is_no_name(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNone = {"无", "暂无", "none", "n/a", "na", "null", "……"};
  const std::string text = lower(base::squeezed(plain(name)));
  if (std::find(kNone.begin(), kNone.end(), text) != kNone.end()) return true;
  // Nothing but strokes and dots.
  constexpr std::array<std::string_view, 14> kMarks = {"/", "\\", "-", "_", ".", "*", "?", "—", "–", "―", "…", "、", "。", "·"};
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view each) { return rest.starts_with(each); });
    if (mark == kMarks.end()) return false;
    rest.remove_prefix(mark->size());
  }
  return true;
}

std::span<const std::string_view> mean_rows() {
  static constexpr std::array<std::string_view, 32> kMeans = {"平均",     "平均值",   "平均数",   "均值",     "平均分",   "全市平均", "全县平均", "全区平均", "全省平均", "全州平均", "全院平均",
                                                              "全市平均值", "全县平均值", "全区平均值", "全省平均值", "全市平均数", "全县平均数", "全区平均数", "全省平均数", "全市合计", "全县合计", "全区合计",
                                                              "全省合计", "全州合计", "全院合计", "全市总计", "全区总计", "全县总计", "average",  "Average",  "mean",     "Mean"};
  return kMeans;
}

std::span<const std::string_view> whole_names() {
  static constexpr std::array<std::string_view, 12> kWhole = {"全市", "全县", "全区", "全省", "全州", "全院", "全校", "全集团", "全公司", "全系统", "全部", "总数"};
  return kWhole;
}

bool is_measure_label(std::string_view name) {
  const std::string text = base::squeezed(name);
  return text == "单位" || text == "计量单位" || text == "数值单位";
}

bool is_footer(std::string_view name) {
  constexpr std::array<std::string_view, 26> kBeforeColon = {
      "填表人", "填报人",   "制表人",   "制表",     "填表",     "审核人",   "审核", "复核人", "复核", "审批人", "负责人", "单位负责人", "部门负责人",
      "经办人", "联系人",   "联系电话", "电话",     "填表日期", "填报日期", "日期", "备注",   "附注", "注",     "说明",   "单位",       "填报说明"};
  constexpr std::array<std::string_view, 8> kBeforeColonEn = {"prepared by", "filled in by", "checked by", "reviewed by", "approved by", "contact", "note", "notes"};
  constexpr std::array<std::string_view, 11> kAlone = {"填表人", "填报人", "制表人", "审核人", "复核人", "审批人", "负责人", "经办人", "联系人", "备注", "附注"};
  name = trimmed(name);
  if (name.find(':') == std::string_view::npos && name.find("：") == std::string_view::npos && !name.ends_with("人") && !name.ends_with("注")) return false;
  const auto among = [](const auto& all, std::string_view word) { return std::find(all.begin(), all.end(), word) != all.end(); };
  const std::string text = plain(name);
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return among(kAlone, base::squeezed(text));
  const std::string before = lower(text.substr(0, colon));
  return among(kBeforeColon, base::squeezed(before)) || among(kBeforeColonEn, trimmed(before));
}

namespace {

// The columns by their headings in lower case, with an underscore for each space.
const base::TextTable<Column>& columns_by_heading() {
  static const base::TextTable<Column> kAll = [] {
    base::TextTable<Column> out;
    const auto add = [&](std::string_view heading, Column column) { *out.add(heading).first = column; };
    for (const Heading& each : kHeadings) {
      add(each.en, each.column);
      add(each.zh, each.column);
    }
    for (const OtherName& each : kOtherNames) add(each.name, each.column);
    for (const std::string_view each : kMeasures) add(each, Column::measure);
    add(kReports, Column::unit);
    return out;
  }();
  return kAll;
}

}  // namespace

std::optional<Column> fixed_column(std::string_view heading) {
  const PlainText plain(heading);
  std::array<char, 16> folded{};  // as long as the longest of them
  if (plain.view().size() > folded.size()) return std::nullopt;
  std::transform(plain.view().begin(), plain.view().end(), folded.begin(), [](char c) { return c == ' ' ? '_' : lower(c); });
  const Column* const found = columns_by_heading().find({folded.data(), plain.view().size()});
  return found != nullptr ? std::optional(*found) : std::nullopt;
}

const std::vector<std::string>& fixed_headings() {
  static const std::vector<std::string> kAll = [] {
    std::vector<std::string> out;
    for (const Heading& each : kHeadings) {
      out.emplace_back(each.en);
      out.emplace_back(each.zh);
    }
    return out;
  }();
  return kAll;
}

template <class T>
void NameTable<T>::Values::put(T value) {
  if (!any_) {
    first_ = value;
    any_ = true;
  } else if (more_.empty() ? first_ != value : std::find(more_.begin(), more_.end(), value) == more_.end()) {
    if (more_.empty()) more_.push_back(first_);
    more_.push_back(value);
  }
}

template <class T>
void NameTable<T>::add(std::string_view name, T value) {
  if (name.empty()) return;
  const bool settled = base::is_settled(name);
  const std::string nfc = settled ? std::string() : base::to_nfc(name);
  const auto [found, fresh] = exact_.add(settled ? name : nfc);
  found->values.put(value);
  const std::string squeezed = settled ? std::string() : base::squeezed(name);
  found->settled = settled || squeezed == nfc;
  if (fresh && !settled && nfc != name) {
    written_.emplace_back(name);
    found->written = static_cast<std::uint32_t>(written_.size());
  }
  if (found->settled) {
    if (Values* const all = loose_.find(settled ? name : squeezed)) all->put(value);
    return;
  }
  const auto [all, first] = loose_.add(squeezed);
  const Spelling* const same = first ? exact_.find(squeezed) : nullptr;
  if (same != nullptr && same->settled)
    for (const T& each : same->values.all()) all->put(each);
  all->put(value);
}

template <class T>
std::span<const T> NameTable<T>::find_in_nfc(std::string_view name) const {
  const Spelling* const found = exact_.find(name);
  return found != nullptr ? found->values.all() : std::span<const T>();
}

template <class T>
std::span<const T> NameTable<T>::find(std::string_view name) const {
  if (const Spelling* const found = exact_.find(name)) return found->values.all();
  if (base::is_settled(name)) {
    const Values* const all = loose_.find(name);
    return all != nullptr ? all->all() : std::span<const T>();
  }
  if (const Spelling* const found = exact_.find(base::to_nfc(name))) return found->values.all();
  const std::string squeezed = base::squeezed(name);
  if (const Values* const all = loose_.find(squeezed)) return all->all();
  const Spelling* const found = exact_.find(squeezed);
  return found != nullptr && found->settled ? found->values.all() : std::span<const T>();
}

template <class T>
std::vector<std::string> NameTable<T>::names() const {
  std::vector<std::string> out;
  out.reserve(exact_.size());
  for (const auto& each : exact_.entries()) out.emplace_back(each.value.written == 0 ? each.key : std::string_view(written_[each.value.written - 1]));
  return out;
}

template class NameTable<FactId>;
template class NameTable<DimensionId>;
template class NameTable<ListId>;
template class NameTable<std::uint32_t>;

namespace {

// Calls f(name) for each name of a fact.
template <class F>
void for_each_name(const types::Fact& fact, F&& f) {
  f(fact.name);
  f(fact.label);
  for (const std::string& alias : fact.aliases) f(alias);
}

}  // namespace

Names::Names(const types::Schema& schema) : schema_(schema) {
  fields_.resize(schema.lists.size());
  facts_.reserve(2 * schema.facts.size());
  for (std::size_t i = 0; i < schema.facts.size(); ++i) {
    const types::Fact& fact = schema.facts[i];
    const FactId id(i);
    if (fact.list.valid()) add_both(fields_[fact.list.index()], fact.name, fact.label, id);
    else for_each_name(fact, [&](const std::string& name) { facts_.add(name, id); });
  }
  for (std::size_t i = 0; i < schema.dimensions.size(); ++i) {
    add_both(dimensions_, schema.dimensions[i].name, schema.dimensions[i].label, DimensionId(i));
    NameTable<std::uint32_t>& members = members_.emplace_back();
    for (const std::string& member : schema.dimensions[i].members) members.add(member, static_cast<std::uint32_t>(members.size()));
  }
  for (std::size_t i = 0; i < schema.lists.size(); ++i)
    add_both(lists_, schema.lists[i].name, schema.lists[i].label, ListId(i));
  for (const types::Scale& scale : schema.scales) {
    NameTable<std::uint32_t>& grades = grades_.emplace_back();
    for (const types::Grade& grade : scale.grades) grades.add(grade.name, static_cast<std::uint32_t>(grades.size()));
  }
  for (const std::string& unit : schema.reports) reports_.add(unit, static_cast<std::uint32_t>(reports_.size()));
}

const NameTable<FactId>& Names::qualified_facts() const {
  return qualified_.get([&](NameTable<FactId>& table) {
    for (std::size_t i = 0; i < schema_.facts.size(); ++i) {
      const types::Fact& fact = schema_.facts[i];
      if (fact.list.valid()) continue;
      for_each_name(fact, [&](const std::string& name) {
        table.add(name, FactId(i));
        if (!fact.department.empty() && !name.empty()) table.add(fact.department + "." + name, FactId(i));
      });
    }
  });
}

std::span<const FactId> Names::facts(std::string_view name) const {
  constexpr char kBehindDepartment = '.';
  std::size_t dot = name.find(kBehindDepartment);
  const bool settled = base::is_settled(name);
  if (dot == std::string_view::npos && (settled || base::squeezed(name).find(kBehindDepartment) == std::string::npos)) return facts_.find(name);
  // Where only one of the ways to read it names facts, it is they.
  std::span<const FactId> found = settled ? facts_.find_in_nfc(name) : std::span<const FactId>();
  for (; settled && dot != std::string_view::npos; dot = name.find(kBehindDepartment, dot + 1)) {
    const std::span<const FactId> all = facts_.find_in_nfc(name.substr(dot + 1));
    const auto own = std::count_if(all.begin(), all.end(), [&](FactId id) { return dot > 0 && schema_[id].department == name.substr(0, dot); });
    if (own == 0) continue;
    if (!found.empty() || static_cast<std::size_t>(own) != all.size()) return qualified_facts().find(name);
    found = all;
  }
  return found.empty() ? qualified_facts().find(name) : found;
}

bool Names::is_like_department(std::string_view unit) const {
  constexpr std::array<std::string_view, 5> kPlaces = {"省", "州", "市", "区", "县"};
  return is_department(unit) || std::any_of(departments().begin(), departments().end(), [&](const std::string& each) {
           if (each.empty() || unit.size() <= each.size() || !unit.ends_with(each)) return false;
           const std::string_view before = unit.substr(0, unit.size() - each.size());
           return report(before) || std::any_of(kPlaces.begin(), kPlaces.end(), [&](std::string_view place) { return before.ends_with(place); });
         });
}

const std::set<std::string, std::less<>>& Names::departments() const {
  return departments_.get([&](auto& names) {
    for (const types::Department& each : schema_.departments)
      for (const std::string& name : {each.name, each.label})
        if (!name.empty()) names.insert(base::to_nfc(name));
  });
}

const std::set<std::string, std::less<>>& Names::measures() const {
  return measures_.get([&](auto& names) {
    for (const std::string& unit : schema_.units.names()) names.insert(base::to_nfc(unit));
    for (const std::string_view unit : kCommonMeasures) names.emplace(unit);
  });
}

const std::map<std::string, std::vector<DimensionId>, std::less<>>& Names::members() const {
  return dimensions_of_.get([&](auto& dimensions) {
    for (std::size_t i = 0; i < schema_.dimensions.size(); ++i)
      for (const std::string& member : schema_.dimensions[i].members) dimensions[base::to_nfc(member)].push_back(DimensionId(i));
  });
}

std::optional<DimensionId> Names::dimension(std::string_view name) const { return first(dimensions_.find(name)); }
std::optional<std::uint32_t> Names::member(DimensionId dimension, std::string_view name) const {
  return first(members_[dimension.index()].find(name));
}
std::optional<ListId> Names::list(std::string_view name) const { return first(lists_.find(name)); }
std::span<const FactId> Names::fields(ListId list, std::string_view name) const { return fields_[list.index()].find(name); }
std::optional<std::uint32_t> Names::grade(types::ScaleId scale, std::string_view name) const {
  return first(grades_[scale.index()].find(name));
}
std::optional<std::uint32_t> Names::report(std::string_view unit) const { return first(reports_.find(unit)); }

std::optional<DimensionId> Names::dimension_without_column(const std::vector<std::pair<DimensionId, std::uint32_t>>& columns, std::string_view member) const {
  const auto found = members().find(member);
  if (found == members().end()) return std::nullopt;
  for (const DimensionId id : found->second)
    if (std::none_of(columns.begin(), columns.end(), [&](const auto& column) { return column.first == id; })) return id;
  return std::nullopt;
}

namespace {

// 开标时间, 三甲复审完成情况: the name, and a word of what is reported for it.
std::string_view without_word(std::string_view name) {
  for (const std::string_view word : {"完成时间", "完成日期", "完成情况", "时间", "日期", "情况", "数值", "值", "数"})
    if (name.size() > word.size() && name.ends_with(word)) return name.substr(0, name.size() - word.size());
  return {};
}

}  // namespace

std::optional<std::string> Names::nearest_fact(std::string_view name) const {
  if (const std::string_view shorter = without_word(name); !shorter.empty() && !facts(shorter).empty()) return std::string(shorter);
  return base::nearest(name, qualified_facts().names());
}
std::optional<std::string> Names::nearest_field(ListId list, std::string_view name) const {
  if (const std::string_view shorter = without_word(name); !shorter.empty() && !fields_[list.index()].find(shorter).empty()) return std::string(shorter);
  std::vector<std::string> all = fields_[list.index()].names();
  all.insert(all.end(), fixed_headings().begin(), fixed_headings().end());
  return base::nearest(name, all);
}
std::optional<std::string> Names::nearest_heading(std::string_view name) const {
  for (const std::string_view word : kOfPeriods)
    if (name.find(word) != std::string_view::npos && name.size() <= 4 * 3) return "期间";
  struct Spoken { std::string_view word, heading; };
  constexpr std::array<Spoken, 26> kSpoken = {{{"指标名称", "指标"}, {"考核指标", "指标"}, {"指标名", "指标"}, {"考核内容", "指标"}, {"项目名称", "指标"}, {"完成值", "数值"},
                                               {"实际值", "数值"}, {"完成数", "数值"}, {"完成情况", "数值"}, {"填报值", "数值"}, {"口径", "填报口径"}, {"佐证材料", "佐证"},
                                               {"报送单位", "单位"}, {"单位名称", "单位"}, {"填报单位名称", "单位"}, {"被考核单位", "单位"}, {"地区", "单位"}, {"值", "数值"}, {"数", "数值"},
                                               {"本期数", "数值"}, {"本期值", "数值"}, {"当期数", "数值"}, {"指标项目", "指标"}, {"项目", "指标"}, {"填报期", "期间"}, {"报告期间", "期间"}}};
  for (const Spoken& each : kSpoken)
    if (name == each.word) return std::string(each.heading);
  if (const std::string_view shorter = without_word(name); !shorter.empty() && !facts(shorter).empty()) return std::string(shorter);
  std::vector<std::string> all = qualified_facts().names();
  for (std::string& each : dimensions_.names()) all.push_back(std::move(each));
  all.insert(all.end(), fixed_headings().begin(), fixed_headings().end());
  return base::nearest(name, all);
}

std::optional<std::string> bidi_control(std::string_view name) {
  const auto may_begin_one = [](char c) { return c == '\xD8' || c == '\xE2'; };
  if (std::none_of(name.begin(), name.end(), may_begin_one)) return std::nullopt;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = base::next_code_point(name, at);
    if (!base::is_bidi_control(c)) continue;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(c));
    return text.data();
  }
  return std::nullopt;
}

}  // namespace assay::facts::binding
