// Days by which the quoted words ask for something, and which the criterion does not have: a slip in copying, or a deadline that was left out.
#include "lint/findings/findings.h"

#include "base/calendar.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace assay::lint {

namespace {

using base::Date;
using semantics::Expr;
using semantics::ExprId;
using Node = semantics::Kind;

// What a quote says of a day: `6月底前`. What is not clear to the day has several readings: before June or by its end. The last is offered.
struct SaidDay {
  std::string text;
  std::vector<Date> days;
};

constexpr auto kBy = std::to_array<std::string_view>({"前", "之前", "以前"});

bool is_digit_of_day(char c) { return c >= '0' && c <= '9'; }

// The number before `at`, of up to `most` digits or of one Chinese one, and where it begins.
std::optional<std::pair<int, std::size_t>> number_before(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < most && is_digit_of_day(text[begin - 1])) --begin;
  if (begin < at) {
    if (begin > 0 && (is_digit_of_day(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == '-')) return std::nullopt;
    return std::pair(std::stoi(std::string(text.substr(begin, at - begin))), begin);
  }
  constexpr auto kHan = std::to_array<std::string_view>({"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"});
  for (std::size_t i = 0; i < kHan.size(); ++i)
    if (text.substr(0, at).ends_with(kHan[i])) return std::pair(static_cast<int>(i) + 1, at - kHan[i].size());
  return std::nullopt;
}

std::size_t length_of_any(std::string_view text, const auto& words) {
  for (const std::string_view each : words)
    if (text.starts_with(each)) return each.size();
  return 0;
}

class Days {
 public:
  Days(std::string_view quote, const types::Season& season) : quote_(quote), season_(season) {}

  std::vector<SaidDay> all() {
    std::size_t inside = 0;  // names in 《…》 and “…”
    for (std::size_t at = 0; at < quote_.size();) {
      const std::size_t begin = at;
      base::next_code_point(quote_, at);
      const std::string_view c = quote_.substr(begin, at - begin);
      if (c == "《" || c == "“" || c == "「") ++inside;
      else if ((c == "》" || c == "”" || c == "」") && inside > 0) --inside;
      if (inside > 0) continue;
      if (c == "月") of_month(begin, at);
      if (c == "季" && quote_.substr(at).starts_with("度")) of_quarter(begin, at + std::string_view("度").size());
      if (quote_.substr(begin).starts_with("上半年")) of_half(begin, begin + std::string_view("上半年").size());
      if (c == "年") of_year(begin, at);
    }
    return std::move(found_);
  }

 private:
  // The year that is written before a place, and where it begins; that of the season if none is. Nothing for one that lies outside, as 明年.
  std::optional<std::pair<int, std::size_t>> year_before(std::size_t at, int month) const {
    const std::string_view before = quote_.substr(0, at);
    constexpr std::string_view kYear = "年";
    const auto in_season = [&](int year) {
      const auto day = base::make_date(year, month, 1);
      return day && season_.from <= base::last_day(base::period_of(*day, base::Step::month)) && *day <= season_.to;
    };
    if (before.ends_with(kYear)) {
      const auto written = number_before(quote_, at - kYear.size(), 4);
      if (before.ends_with("今年") || before.ends_with("当年") || before.ends_with("本年")) return season_year(in_season, at);
      if (!written || written->first < 1000 || !in_season(written->first)) return std::nullopt;
      return written;
    }
    return season_year(in_season, at);
  }
  std::optional<std::pair<int, std::size_t>> season_year(const auto& in_season, std::size_t at) const {
    for (int year = base::civil(season_.from).year; year <= base::civil(season_.to).year; ++year)
      if (in_season(year)) return std::pair(year, at);
    return std::nullopt;
  }

  void add(std::size_t begin, std::size_t end, std::vector<Date> days) {
    // Several years of the season would have the day.
    if (base::civil(season_.to).year - base::civil(season_.from).year > 1) return;
    found_.push_back({std::string(quote_.substr(begin, end - begin)), std::move(days)});
  }

  // 6月底前, 6月30日前, 6月前
  void of_month(std::size_t at, std::size_t behind) {
    const auto month = number_before(quote_, at, 2);
    if (!month || month->first < 1 || month->first > 12 || quote_.substr(0, month->second).ends_with("个")) return;
    const auto year = year_before(month->second, month->first);
    if (!year) return;
    const base::Period whole{base::Step::month, year->first, month->first};
    std::string_view rest = quote_.substr(behind);
    if (const std::size_t end = length_of_any(rest, std::array<std::string_view, 2>{"底", "末"})) {
      const std::size_t by = length_of_any(rest.substr(end), kBy);
      return add(year->second, behind + end + by, {base::last_day(whole)});
    }
    if (const std::size_t by = length_of_any(rest, kBy)) return add(year->second, behind + by, {Date{base::first_day(whole).days - 1}, base::last_day(whole)});
    std::size_t digits = 0;
    while (digits < rest.size() && digits < 2 && is_digit_of_day(rest[digits])) ++digits;
    if (digits == 0) return;
    const auto day = base::make_date(year->first, month->first, std::stoi(std::string(rest.substr(0, digits))));
    const std::size_t word = length_of_any(rest.substr(digits), std::array<std::string_view, 2>{"日", "号"});
    const std::size_t by = word == 0 ? 0 : length_of_any(rest.substr(digits + word), kBy);
    if (day && by > 0) add(year->second, behind + digits + word + by, {Date{day->days - 1}, *day});
  }

  // 三季度末, 第三季度前
  void of_quarter(std::size_t at, std::size_t behind) {
    const auto quarter = number_before(quote_, at, 1);
    if (!quarter || quarter->first < 1 || quarter->first > 4) return;
    std::size_t begin = quarter->second;
    if (quote_.substr(0, begin).ends_with("第")) begin -= std::string_view("第").size();
    if (quote_.substr(0, begin).ends_with("前")) return;  // 前三季度 are three
    const auto year = year_before(begin, quarter->first * 3);
    if (!year) return;
    const base::Period whole{base::Step::quarter, year->first, quarter->first};
    const std::string_view rest = quote_.substr(behind);
    const std::size_t end = length_of_any(rest, std::array<std::string_view, 2>{"底", "末"});
    const std::size_t by = length_of_any(rest.substr(end), kBy);
    if (end > 0) add(year->second, behind + end + by, {base::last_day(whole)});
    else if (by > 0) add(year->second, behind + by, {Date{base::first_day(whole).days - 1}, base::last_day(whole)});
  }

  void of_half(std::size_t at, std::size_t behind) {
    const std::size_t by = length_of_any(quote_.substr(behind), std::array<std::string_view, 9>{"前", "底", "末", "内", "完成", "建成", "通过", "开工", "开业"});
    const auto year = by == 0 ? std::nullopt : year_before(at, 6);
    if (year) add(year->second, behind + by, {base::last_day({base::Step::half, year->first, 1})});
  }

  // 年底前, 2025年底前
  void of_year(std::size_t at, std::size_t behind) {
    const std::string_view rest = quote_.substr(behind);
    const std::size_t end = length_of_any(rest, std::array<std::string_view, 2>{"底", "末"});
    const std::size_t by = end == 0 ? 0 : length_of_any(rest.substr(end), kBy);
    if (by == 0) return;
    for (const std::string_view other : {"明", "次", "来", "后", "去", "上", "前", "往"})
      if (quote_.substr(0, at).ends_with(other)) return;
    const auto written = number_before(quote_, at, 4);
    if (written && written->first != base::civil(season_.to).year) return;
    add(written ? written->second : at, behind + end + by, {season_.to});
  }

  std::string_view quote_;
  const types::Season& season_;
  std::vector<SaidDay> found_;
};

// The days that a condition names, and where the first of an event stands.
struct NamedDays {
  std::vector<Date> days;
  ExprId event;
};

void collect_days(const semantics::Model& model, ExprId id, NamedDays& out) {
  const Expr& e = model[id];
  if (e.kind == Node::date || (e.kind == Node::event && e.timing != semantics::Timing::none)) {
    for (const int shift : {-1, 0, 1}) out.days.push_back(Date{e.date.days + shift});
    if (e.kind == Node::event && !out.event.valid()) out.event = id;
  }
  if (e.kind == Node::at_period && e.period) out.days.push_back(base::last_day(*e.period));
  for (const ExprId child : e.children) collect_days(model, child, out);
}

bool has_event(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  return e.kind == Node::event || std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return has_event(model, child); });
}

}  // namespace

void find_misquoted_days(Lint& lint) {
  const semantics::Model& model = lint.model;
  for (const AskedTarget& each : lint.targets)
    for (const semantics::Criterion& c : each.target->criteria) {
      if (c.kind == semantics::Criterion::Kind::judge || c.template_span) continue;
      const std::vector<SaidDay> said = Days(c.quote, model.schema.season).all();
      if (said.empty()) continue;
      NamedDays named;
      collect_days(model, c.condition, named);
      if (c.stretch) collect_days(model, c.stretch->condition, named);
      // The season's end is due by itself, and says nothing beside a day that is stated.
      if (!named.event.valid() || c.due != model.schema.season.to) named.days.push_back(c.due);
      const bool has = std::any_of(said.begin(), said.end(), [&](const SaidDay& day) {
        return std::any_of(day.days.begin(), day.days.end(), [&](Date d) { return std::find(named.days.begin(), named.days.end(), d) != named.days.end(); });
      });
      if (has) continue;
      const ExprId at = named.event.valid() ? named.event : c.condition;
      const std::string day = base::to_string(said.front().days.back());
      const bool by = has_event(model, c.condition);
      const bool stated = named.event.valid() || c.due != model.schema.season.to;
      const std::string own = named.event.valid() ? base::to_string(model[named.event].date) : base::to_string(c.due);
      lint.report(Kind::misquoted_day, model[at].span, {said.front().text, stated ? "not " + own : "and no day here says so", by ? "by " + day : "due " + day}).arguments_zh = {
          said.front().text, stated ? "不是 " + own : "此处没有写明期限", (by ? "截至 " : "期限 ") + day};
    }
}

}  // namespace assay::lint
