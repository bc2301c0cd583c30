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
// What is done within the half or the quarter that stands before it.
constexpr auto kDone = std::to_array<std::string_view>({"前", "底", "末", "内", "完成", "建成", "通过", "开工", "开业", "整治到位", "整改到位"});

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
    const std::size_t part = length_of_any(rest, std::array<std::string_view, 1>{"份"});
    if (const std::size_t by = length_of_any(rest.substr(part), kBy))
      return add(year->second, behind + part + by, {Date{base::first_day(whole).days - 1}, base::last_day(whole)});
    std::size_t digits = 0;
    while (digits < rest.size() && digits < 2 && is_digit_of_day(rest[digits])) ++digits;
    if (digits == 0) return;
    const auto day = base::make_date(year->first, month->first, std::stoi(std::string(rest.substr(0, digits))));
    const std::size_t word = length_of_any(rest.substr(digits), std::array<std::string_view, 2>{"日", "号"});
    const std::string_view behind_day = rest.substr(std::min(rest.size(), digits + word));
    const std::size_t by = word == 0 || behind_day.starts_with("前后") ? 0 : length_of_any(behind_day, kBy);
    const std::string_view before = quote_.substr(0, year->second);
    // 截至6月30日完成, not 截至6月30日在册.
    const bool until = word > 0 && (before.ends_with("截至") || before.ends_with("截止") || before.ends_with("截止到")) &&
                       length_of_any(quote_.substr(behind + digits + word), kDone) > 0;
    if (day && (by > 0 || until)) add(year->second, behind + digits + word + by, {Date{day->days - 1}, *day});
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
    else if (const std::size_t done = length_of_any(rest, kDone)) add(year->second, behind + done, {base::last_day(whole)});
  }

  void of_half(std::size_t at, std::size_t behind) {
    const std::size_t by = length_of_any(quote_.substr(behind), kDone);
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

// The days by which a condition asks for something, and where the first of an event stands.
struct NamedDays {
  std::vector<Date> days;
  ExprId event;
  ExprId date;    // the first that stands by itself, beside an event or in `days(…)`
  ExprId turned;  // `days(event, day) <= 0`, which asks for that day or a later one
  Date turned_day{};
  bool forbids = false;  // the words ask that something is not done by then
};

bool is_day(const semantics::Model& model, ExprId id) { return model[id].kind == Node::date; }

// Of days from an event to a stated day, of which there may be at most so many, or from the day to the event at least so many: the day.
std::optional<Date> asked_for_later(const semantics::Model& model, const Expr& compare) {
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const Expr& e = model[compare.children[side]];
    if (e.kind != Node::function || e.function != functions::Function::days || is_day(model, e.children[0]) == is_day(model, e.children[1])) continue;
    const semantics::Compare sign = side == 0 ? compare.compare : semantics::mirrored(compare.compare);
    const bool at_most = sign == semantics::Compare::le || sign == semantics::Compare::lt;
    const bool at_least = sign == semantics::Compare::ge || sign == semantics::Compare::gt;
    const bool to = is_day(model, e.children[1]);
    return (to ? at_most : at_least) ? std::optional(model[e.children[to ? 1 : 0]].date) : std::nullopt;
  }
  return std::nullopt;
}

void collect_days(const semantics::Model& model, ExprId id, bool negated, NamedDays& out) {
  const Expr& e = model[id];
  if (const auto later = e.kind == Node::compare && !negated ? asked_for_later(model, e) : std::nullopt; later && !out.turned.valid()) {
    out.turned = id;
    out.turned_day = *later;
  }
  if (e.kind == Node::date) {
    for (const int shift : {-1, 0, 1}) out.days.push_back(Date{e.date.days + shift});
    if (!out.date.valid()) out.date = id;
  }
  if (e.kind == Node::event && e.timing != semantics::Timing::none) {
    // Not after a day is by it, and not by it is after it.
    const bool is_by = e.timing == semantics::Timing::by || e.timing == semantics::Timing::before;
    const bool by = negated ? !is_by || out.forbids : is_by;
    if (by)
      for (const int shift : {-1, 0, 1}) out.days.push_back(Date{e.date.days + shift});
    if (!out.event.valid()) out.event = id;
  }
  if (e.kind == Node::at_period && e.period) out.days.push_back(base::last_day(*e.period));
  const bool turns = e.kind == Node::not_ || (e.kind == Node::quantifier && e.quantifier == semantics::Quantifier::no);
  for (const ExprId child : e.children) collect_days(model, child, negated != turns, out);
}

bool forbids(std::string_view quote) {
  constexpr auto kWords = std::to_array<std::string_view>({"不", "未", "无", "零", "禁", "防", "杜绝", "避免"});
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return quote.find(word) != std::string_view::npos; });
}

std::string_view word_of(semantics::Timing timing, bool zh) {
  switch (timing) {
    case semantics::Timing::before: return zh ? "早于 " : "before ";
    case semantics::Timing::after: return zh ? "晚于 " : "after ";
    case semantics::Timing::on: return zh ? "于 " : "on ";
    default: return {};
  }
}

bool has_event(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  return e.kind == Node::event || std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return has_event(model, child); });
}

// With the two of `days(…)` in their other order.
void report_turned(Lint& lint, ExprId compare, const std::string& said, const std::string& day) {
  const semantics::Model& model = lint.model;
  const Expr& e = model[compare];
  const bool left = model[e.children[0]].kind == Node::function;
  const Expr& days = model[e.children[left ? 0 : 1]];
  const auto other_order = [&](std::string_view name, std::string_view comma) {
    const auto argument = [&](ExprId id) { return is_day(model, id) ? day : lint.words(id); };
    return std::string(name) + "(" + argument(days.children[1]) + std::string(comma) + argument(days.children[0]) + ")";
  };
  lint.report(Kind::misquoted_day, e.span, {said, "and `" + lint.words(compare) + "` asks for that day or a later one", other_order("days", ", ")}).arguments_zh = {
      said, "而`" + lint.words(compare) + "`要求的是这一天或更晚", other_order("天数", "，")};
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
      named.forbids = forbids(c.quote);
      collect_days(model, c.condition, false, named);
      if (c.stretch) collect_days(model, c.stretch->condition, false, named);
      // The season's end is due by itself, and says nothing beside a day that is stated.
      if (!named.event.valid() || c.due != model.schema.season.to) named.days.push_back(c.due);
      const bool turned = named.turned.valid() && std::any_of(said.begin(), said.end(), [&](const SaidDay& day) {
                            return std::find(day.days.begin(), day.days.end(), named.turned_day) != day.days.end();
                          });
      if (turned) {
        report_turned(lint, named.turned, said.front().text, base::to_string(named.turned_day));
        continue;
      }
      const bool has = std::any_of(said.begin(), said.end(), [&](const SaidDay& day) {
        return std::any_of(day.days.begin(), day.days.end(), [&](Date d) { return std::find(named.days.begin(), named.days.end(), d) != named.days.end(); });
      });
      if (has) continue;
      const bool dated = !named.event.valid() && named.date.valid();
      const ExprId at = named.event.valid() ? named.event : dated ? named.date : c.condition;
      const std::string day = base::to_string(said.front().days.back());
      const bool by = has_event(model, c.condition);
      const bool stated = named.event.valid() || dated || c.due != model.schema.season.to;
      const Expr& event = model[at];
      const std::string own = base::to_string(named.event.valid() || dated ? event.date : c.due);
      const auto own_words = [&](bool zh) { return named.event.valid() ? std::string(word_of(event.timing, zh)) + own : own; };
      lint.report(Kind::misquoted_day, event.span, {said.front().text, stated ? "not " + own_words(false) : "and no day here says so", (dated ? "" : by ? "by " : "due ") + day}).arguments_zh = {
          said.front().text, stated ? "不是 " + own_words(true) : "此处没有写明期限", (dated ? "" : by ? "截至 " : "期限 ") + day};
    }
}

}  // namespace assay::lint
