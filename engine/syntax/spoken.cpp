#include "syntax/spoken.h"

#include <array>
#include <cstddef>

namespace assay::syntax {

namespace {

struct SpokenWord {
  std::string_view word, meant;
};
constexpr auto kSpokenConnectives = std::to_array<SpokenWord>({
    {"和", "且"}, {"同时", "且"}, {"以及", "且"}, {"并且", "且"}, {"并", "且"}, {"而且", "且"}, {"与", "且"}, {"及", "且"}, {"且", ""}, {"或者", "或"},
    {"或是", "或"}, {"AND", "and"}, {"And", "and"}, {"&&", "and"}, {"OR", "or"}, {"Or", "or"}, {"NOT", "not"}, {"Not", "not"},
});

constexpr SpokenFunction kGrowth{"growth", "增长率"};
constexpr SpokenFunction kReduction{"reduction", "降低率"};
constexpr SpokenFunction kPrevious{"previous", "上年同期"};
struct SpokenName {
  std::string_view word;
  SpokenFunction function;
};
// Longer ones before those they end with.
constexpr auto kSpokenFunctions = std::to_array<SpokenName>({
    {"同比增长率", kGrowth}, {"同比增长", kGrowth},  {"同比增速", kGrowth},    {"同比增幅", kGrowth}, {"比上年增长", kGrowth},   {"较上年增长", kGrowth},
    {"增长率", kGrowth},     {"增速", kGrowth},      {"增幅", kGrowth},        {"增长", kGrowth},     {"同比下降率", kReduction}, {"同比下降", kReduction},
    {"同比减少", kReduction}, {"下降率", kReduction}, {"降低率", kReduction},   {"降幅", kReduction},  {"下降", kReduction},     {"降低", kReduction},
    {"减少", kReduction},    {"去年同期", kPrevious}, {"上年同期", kPrevious}, {"同期", kPrevious},   {"去年", kPrevious},      {"上年", kPrevious},
    {"同比", kGrowth},       {"growth", kGrowth},    {"reduction", kReduction}, {"previous", kPrevious},
});

bool take_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

// The number that a text begins with, of one or two digits or of one Chinese one; 0 where there is none.
int take_number(std::string_view& text) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 2 && text[digits] >= '0' && text[digits] <= '9') value = value * 10 + (text[digits++] - '0');
  text.remove_prefix(digits);
  if (digits > 0) return value;
  constexpr std::array<std::string_view, 4> kHan = {"一", "二", "三", "四"};
  for (std::size_t i = 0; i < kHan.size(); ++i) {
    if (!text.starts_with(kHan[i])) continue;
    text.remove_prefix(kHan[i].size());
    return static_cast<int>(i) + 1;
  }
  return 0;
}

// 2024年, 2024-, 2024/, 2024.
std::optional<int> take_year(std::string_view& text) {
  if (text.size() < 5) return std::nullopt;
  int year = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    year = year * 10 + (text[i] - '0');
  }
  std::string_view rest = text.substr(4);
  for (const std::string_view joint : {"年", "-", "/", "."}) {
    if (!rest.starts_with(joint)) continue;
    text = rest.substr(joint.size());
    return year;
  }
  return std::nullopt;
}

// What follows the year: a day, or a period whose first or last day is meant.
std::optional<base::Date> in_year(std::string_view text, int year, Edge edge) {
  const auto of = [&](base::Step step, int index) { return edge == Edge::first ? base::first_day({step, year, index}) : base::last_day({step, year, index}); };
  if (text == "上半年") return of(base::Step::half, 1);
  if (text == "下半年") return of(base::Step::half, 2);
  if (text.empty() || text == "年" || text == "全年") return of(base::Step::year, 0);
  if (text.starts_with("第")) text.remove_prefix(std::string_view("第").size());
  const int number = take_number(text);
  if (text == "季度") return number >= 1 && number <= 4 ? std::optional(of(base::Step::quarter, number)) : std::nullopt;
  if (number < 1 || number > 12) return std::nullopt;
  if (text.empty() || text == "月" || text == "月份") return of(base::Step::month, number);
  for (const std::string_view joint : {"月", "-", "/", "."}) {
    if (!text.starts_with(joint)) continue;
    text.remove_prefix(joint.size());
    const int day = take_number(text);
    return text.empty() || text == "日" || text == "号" ? base::make_date(year, number, day) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> connective_meant(std::string_view word) {
  for (const SpokenWord& each : kSpokenConnectives)
    if (each.word == word && !each.meant.empty()) return std::string(each.meant);
  return std::nullopt;
}

std::optional<std::string> place_comparison_meant(std::string_view word) {
  constexpr auto kPlaces = std::to_array<SpokenWord>({{"不低于", "<="}, {"不高于", ">="}, {"高于", "<"}, {"低于", ">"}, {"优于", "<"}, {"好于", "<"}, {"不差于", "<="}, {"不劣于", "<="}});
  for (const SpokenWord& each : kPlaces)
    if (each.word == word) return std::string(each.meant);
  return std::nullopt;
}

std::optional<SpokenFunction> function_meant(std::string_view word) {
  for (const SpokenName& each : kSpokenFunctions)
    if (each.word == word) return each.function;
  return std::nullopt;
}

std::size_t spoken_function_at_end(std::string_view name) {
  for (const SpokenName& each : kSpokenFunctions)
    if (name.size() > each.word.size() && name.ends_with(each.word)) return each.word.size();
  return 0;
}

std::optional<base::Date> day_meant(std::string_view words, Edge edge, std::optional<base::Date> begin, std::optional<base::Date> end) {
  for (const std::string_view each : {"完成", "前", "之", "以", "内"}) take_end(words, each);
  if (take_end(words, "底") || take_end(words, "末")) edge = Edge::last;
  if (const auto year = take_year(words)) return in_year(words, *year, edge);
  if (words.empty() || !begin || !end) return std::nullopt;
  for (int year = base::civil(*begin).year; year <= base::civil(*end).year; ++year) {
    const auto day = in_year(words, year, edge);
    if (day && *begin <= *day && *day <= *end) return day;
  }
  return std::nullopt;
}

}  // namespace assay::syntax
