#include "facts/read/row_binder.h"

#include "base/nearest.h"
#include "base/text.h"
#include "diagnostics/kinds.h"
#include "facts/binding/moment.h"
#include "facts/binding/spoken_heading.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::facts::read {

namespace {

using binding::trimmed;
using diagnostics::Kind;

bool is_among(std::span<const std::string_view> words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

}  // namespace

RowBinder::RowBinder(const types::Schema& schema, const binding::Names& names, const binding::Layout& layout,
                     const Options& options, const std::string& path, Store& store, Seen& seen, NameFaults& faults, diagnostics::Sink& sink)
    : schema_(schema), names_(names), layout_(layout), options_(options), path_(path), store_(store), seen_(seen), faults_(faults), sink_(sink) {
  members_.assign(layout.dimensions.size(), kNoMember);
  member_names_.resize(layout.dimensions.size());
  period_ = types::whole_season(schema.season);
  store.has_reviews |= layout.by.has_value();
}

bool RowBinder::check_name(std::string_view name, std::uint64_t row, std::uint32_t column) {
  const auto control = binding::bidi_control(name);
  if (control) faults_.add(Kind::facts_bidi_control, at(row, column), {*control});
  return !control;
}

bool RowBinder::bind_unit(std::string_view text, std::uint64_t row) {
  if (has_last_unit_ && text == last_unit_) return true;
  has_last_unit_ = false;
  const std::uint32_t column = layout_.unit.value_or(0);
  const std::string_view name = trimmed(text);
  if (name.empty()) {
    if (schema_.reports.size() != 1) {
      faults_.add(Kind::facts_no_unit, at(row, column), {});
      return false;
    }
    unit_ = store_.units.add(schema_.reports.front());
  } else if (binding::is_total(name) && !names_.report(name)) {
    faults_.add(Kind::facts_total_row, at(row, column), {std::string(name)});
    total_row_ = true;
    return false;
  } else if (is_among(binding::mean_rows(), name) && !names_.report(name)) {
    faults_.add(Kind::facts_mean_row, at(row, column), {std::string(name)});
    total_row_ = true;
    return false;
  } else if (schema_.reports.empty()) {
    if (const auto known = store_.units.find(name)) {
      unit_ = *known;
    } else {
      if (!check_name(name, row, column)) return false;
      const std::string kept = base::to_nfc(name);
      if (names_.is_measure(kept)) return refuse_measure(kept, row);
      unit_ = store_.units.add(kept);
      if (names_.is_department(kept)) store_.departments.emplace(unit_, at(row, column));
      else if (is_among(binding::whole_names(), kept)) store_.wholes.emplace(unit_, at(row, column));
      else if (const auto dimension = names_.dimension_without_column(layout_.dimensions, kept)) store_.members_as_units.emplace(unit_, std::pair(*dimension, at(row, column)));
    }
  } else if (const std::uint32_t* const known = declared_units_.find(name)) {
    unit_ = *known;
  } else if (const auto report = names_.report(name)) {
    unit_ = store_.units.add(schema_.reports[*report]);
    *declared_units_.add(name).first = unit_;
  } else {
    if (!check_name(name, row, column)) return false;
    const std::string kept = base::to_nfc(name);
    if (names_.is_measure(kept)) return refuse_measure(kept, row);
    const bool is_department = names_.is_like_department(kept);
    const auto dimension = is_department ? std::nullopt : names_.dimension_without_column(layout_.dimensions, kept);
    const std::string& example = schema_.reports.front();
    std::string en, zh;
    const auto level = binding::own_level(kept);
    if (level && names_.report(*level)) {
      const std::string unit(*level);
      const std::string of = layout_.dimensions.empty() ? std::string() : schema_[layout_.dimensions.front().first].name;
      if (of.empty()) {
        en = "write `" + unit + "`";
        zh = "请填`" + unit + "`";
      } else {
        en = "the unit is `" + unit + "`; what is its own stands beside the members: declare `dimension " + of + " { …, " + kept + " }`, and write `" + kept + "` in the column `" + of + "`";
        zh = "填报单位是`" + unit + "`；本级与各成员并列：请在规则中加上`维度 " + of + " { …, " + kept + " }`，并填在`" + of + "`列";
      }
    } else if (is_department) {
      en = "it is a department; this column takes the district or city that reports, such as `" + example + "`";
      zh = "这是部门；此列填报送数据的地区或单位，例如`" + example + "`";
    } else if (dimension) {
      const std::string& called = schema_[*dimension].name;
      en = "it is a member of `" + called + "`: call this column `" + called + "`, and add a column `unit` for the unit that reports, such as `" + example + "`";
      zh = "这是维度`" + called + "`的成员：请把此列改名为`" + called + "`，另设`单位`列填写填报单位，例如`" + example + "`";
    }
    const bool general = en.empty();
    if (general) {
      constexpr std::size_t kMostShown = 3;
      for (std::size_t i = 0; i < std::min(kMostShown, schema_.reports.size()); ++i) {
        en += (i == 0 ? "`" : ", `") + schema_.reports[i] + "`";
        zh += (i == 0 ? "`" : "、`") + schema_.reports[i] + "`";
      }
      const bool more = schema_.reports.size() > kMostShown;
      en = "write one that it names, " + en + (more ? ", …" : "") + "; if this one reports, too, list it there";
      zh = "请写其中之一：" + zh + (more ? "……" : "") + "；若它也填报，请在`填报单位`中列出";
    }
    if (faults_.add(Kind::facts_unknown_unit, at(row, column), {std::string(name), en})) {
      faults_.say_in_chinese({std::string(name), zh});
      if (general) faults_.suggest(base::nearest(name, schema_.reports));
    }
    return false;
  }
  last_unit_ = text;
  has_last_unit_ = true;
  return true;
}

// Told of once a file, with the first of them: the column holds nothing else.
bool RowBinder::refuse_measure(const std::string& name, std::uint64_t row) {
  if (measure_.empty()) measure_ = name;
  const bool by_cell = layout_.form == binding::Layout::Form::by_cell;
  const bool one = schema_.reports.size() == 1;
  const std::string example = schema_.reports.empty() ? std::string() : "`" + schema_.reports.front() + "`";
  std::string en = by_cell ? "call this column `unit of measure`; " : "write the units of measure into the headings, as in `投资(亿元)`; ";
  std::string zh = by_cell ? "请把此列改名为`计量单位`，" : "请把计量单位写进列名，如`投资（亿元）`，";
  if (one) {
    en += by_cell ? "all rows are then " + example + "'s, the only unit that reports" : "delete this column, as " + example + " alone reports";
    zh += by_cell ? "各行即属于唯一的填报单位" + example : "并删去此列：填报单位只有" + example;
  } else {
    en += "who reported the row stands in a column `unit`" + (example.empty() ? ", or the rulebook names the only one: `reports from { … }`" : ", such as " + example);
    zh += "另设`单位`列填写填报单位" + (example.empty() ? "；填报单位只有一个的，可在规则集中写明：`填报单位 { … }`" : "，例如" + example);
  }
  if (faults_.add(Kind::facts_measure_as_unit, at(row, *layout_.unit), {measure_, en})) faults_.say_in_chinese({measure_, zh});
  return false;
}

// Whether it has a day in common with a season that rules read.
bool RowBinder::is_read(base::Period period) const {
  return std::any_of(schema_.read_back.begin(), schema_.read_back.end(), [&](int years) {
    return base::last_day(period) >= types::years_before(schema_.season.from, years) &&
           base::first_day(period) <= types::years_before(schema_.season.to, years);
  });
}

std::string RowBinder::seasons_read() const {
  std::string out;
  for (const int years : schema_.read_back)
    out = (years == 0 ? schema_.season.name : std::to_string(types::whole_season(schema_.season).year - years)) + (out.empty() ? "" : ", ") + out;
  return out;
}

bool RowBinder::bind_period(std::string_view text, std::uint64_t row) {
  if (has_last_period_ && text == last_period_) return true;
  has_last_period_ = false;
  const std::string_view name = trimmed(text);
  to_date_ = false;
  if (name.empty()) {
    period_ = types::whole_season(schema_.season);
  } else {
    states_periods_ = true;
    Seen::Period* found = seen_.periods.find(name);
    if (found == nullptr) {
      found = seen_.periods.add(name).first;
      found->named = binding::read_period(binding::PlainText(name).view());
      if (found->named.period) {
        found->first = base::first_day(*found->named.period);
        found->last = base::last_day(*found->named.period);
      }
    }
    const binding::NamedPeriod& named = found->named;
    if (std::exchange(found->file, store_.files.size()) != store_.files.size() && named.period) check_period(name, *named.period, row);
    if (!named.period) {
      const bool no_year = named.no_year;
      std::vector<std::string> arguments{std::string(name)};
      if (!no_year) arguments.push_back(std::to_string(types::whole_season(schema_.season).year));
      if (faults_.add(no_year ? Kind::facts_period_without_year : Kind::facts_bad_period, at(row, *layout_.period), std::move(arguments))) {
        if (no_year) faults_.suggest(binding::with_year(name, base::civil(schema_.season.from).year));
        else if (!named.meant.empty()) faults_.suggest(named.meant);
      }
      return false;
    }
    period_ = *named.period;
    first_day_ = found->first;
    last_day_ = found->last;
    to_date_ = named.to_date;
  }
  last_period_ = text;
  has_last_period_ = true;
  return true;
}

void RowBinder::check_period(std::string_view name, base::Period period, std::uint64_t row) {
  if (!is_read(period)) sink_.report(Kind::facts_other_period, at(row, *layout_.period), {std::string(name), seasons_read()});
}

bool RowBinder::bind_members(std::span<const std::string_view> cells, std::uint64_t row) {
  bool all = true;
  total_word_ = {};
  for (std::size_t i = 0; i < layout_.dimensions.size(); ++i) {
    const auto& [dimension, column] = layout_.dimensions[i];
    const std::string_view name = trimmed(cells[column]);
    members_[i] = kNoMember;
    if (name.empty()) continue;
    if (const std::uint32_t* const known = member_names_[i].find(name)) {
      members_[i] = *known;
      if (members_[i] == kNoMember) total_word_ = name;
    } else if (const auto member = names_.member(dimension, name)) {
      members_[i] = *member;
      *member_names_[i].add(name).first = *member;
    } else if (binding::is_total(name)) {
      *member_names_[i].add(name).first = kNoMember;
      total_word_ = name;
    } else {
      all = false;
      if (!check_name(name, row, column)) continue;
      const std::string& called = schema_[dimension].name;
      std::string en, zh;
      if (binding::own_level(name)) {
        en = "if it stands beside the others, declare it as one of them: `dimension " + called + " { …, " + std::string(name) + " }`; if it is all of them together, write `合计`";
        zh = "若与其他成员并列，请在规则中加上它：`维度 " + called + " { …, " + std::string(name) + " }`；若指全部之和，请填`合计`";
      }
      if (faults_.add(Kind::facts_unknown_member, at(row, column), {std::string(name), called, en})) {
        if (!zh.empty()) faults_.say_in_chinese({std::string(name), called, zh});
        else faults_.suggest(binding::is_whole(name) ? std::optional<std::string>("合计") : base::nearest(name, schema_[dimension].members));
      }
    }
  }
  return all;
}

void RowBinder::bind_reported_at(std::string_view text, std::uint64_t row) {
  std::vector<std::int64_t>& all = store_.files.back().reported_at;
  all.resize(row, kUndated);
  const std::string_view name = trimmed(text);
  if (name.empty()) return;
  const std::int64_t* const known = seen_.moments.find(name);
  const auto reported = known != nullptr ? std::optional(*known) : binding::read_moment(name, schema_.season, at(row, *layout_.reported_at), sink_);
  if (!reported) return;
  if (known == nullptr && seen_.moments.size() < Seen::kMostMoments) *seen_.moments.add(name).first = *reported;
  all.back() = *reported;
  reported_on_ = binding::day_of(*reported);
  left_out_ = options_.reported_by && *reported >= binding::moment_after(*options_.reported_by);
}

// The note of a review is its reason.
bool RowBinder::bind_side(std::span<const std::string_view> cells, std::uint64_t row) {
  const std::string_view text = trimmed(cells[*layout_.by]);
  const auto side = binding::read_side(text);
  if (!side) {
    faults_.add(Kind::facts_unknown_side, at(row, *layout_.by), {std::string(text)});
    return false;
  }
  review_ = *side == binding::Side::review;
  if (!review_) return true;
  SourceFile& file = store_.files.back();
  file.reviews.resize(row, false);
  file.reviews.back() = true;
  if (layout_.note && !trimmed(cells[*layout_.note]).empty()) file.reasons.emplace(row, trimmed(cells[*layout_.note]));
  return true;
}

bool RowBinder::bind(std::span<const std::string_view> cells, std::uint64_t row) {
  left_out_ = total_row_ = false;
  reported_on_.reset();
  // Each is looked at whatever the others say, so that all that is wrong with the row is told at once.
  bool placed = bind_unit(layout_.unit ? cells[*layout_.unit] : std::string_view(), row);
  if (total_row_) return false;
  if (layout_.period) placed = bind_period(cells[*layout_.period], row) && placed;
  placed = bind_members(cells, row) && placed;
  if (layout_.by) placed = bind_side(cells, row) && placed;
  if (layout_.reported_at) bind_reported_at(cells[*layout_.reported_at], row);
  has_evidence_ = layout_.evidence && !trimmed(cells[*layout_.evidence]).empty();
  if (options_.reported_by && placed) {
    if (left_out_) note(later_, row);
    else if (!reported_on_) note(undated_, row);
  }
  return placed && !left_out_;
}

std::optional<cells::StatedPeriod> RowBinder::stated_period() const {
  return layout_.period && !period_is_empty() ? std::optional(cells::StatedPeriod{first_day_, last_day_}) : std::nullopt;
}

RowBinder::Target RowBinder::target(const std::vector<types::DimensionId>& dimensions) const {
  Target out;
  std::size_t said = 0;
  for (const types::DimensionId dimension : dimensions) {
    const auto it = std::find_if(layout_.dimensions.begin(), layout_.dimensions.end(),
                                 [&](const auto& each) { return each.first == dimension; });
    const std::uint32_t member = it == layout_.dimensions.end() ? kNoMember : members_[static_cast<std::size_t>(it - layout_.dimensions.begin())];
    if (member == kNoMember) continue;
    ++said;
    out.member = out.member * static_cast<std::uint32_t>(schema_[dimension].members.size()) + member;
  }
  for (std::size_t i = 0; i < members_.size(); ++i)
    if (members_[i] != kNoMember && std::find(dimensions.begin(), dimensions.end(), layout_.dimensions[i].first) == dimensions.end())
      out.extra = layout_.dimensions[i].first;
  if (said != dimensions.size()) {
    out.lacks_member = said != 0;
    out.member = kTotal;
  }
  return out;
}

}  // namespace assay::facts::read
