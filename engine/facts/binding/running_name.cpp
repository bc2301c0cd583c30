#include "facts/binding/running_name.h"

#include <algorithm>
#include <array>
#include <span>

namespace assay::facts::binding {

namespace {

// The longer before what it contains.
constexpr std::array<std::string_view, 16> kRunning = {"本年累计", "全年累计", "年度累计", "当年累计", "累计", "年初以来", "年初至今", "1-本月", "1—本月", "1–本月", "1至本月",
                                                       "year to date", "year-to-date", "to date", "cumulative", "ytd"};

std::string in_lower_case(std::string_view text) {
  std::string out = plain(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Of one period by itself. The longer before what it contains.
constexpr std::array<std::string_view, 16> kOnePeriod = {"本季度", "当季度", "单季度", "本季", "当季", "单季", "本月", "当月", "单月", "本期", "当期", "this quarter", "this month", "this period", "of the quarter", "of the month"};

// Without the words, and the brackets that then hold nothing.
std::string without_words(std::string_view name, std::span<const std::string_view> words) {
  std::string out = plain(name);
  const auto cut = [&](std::string_view word) {
    for (std::size_t at = in_lower_case(out).find(word); at != std::string::npos; at = in_lower_case(out).find(word)) {
      out.erase(at, word.size());
      out = std::string(trimmed(out));
    }
  };
  for (const std::string_view word : words) cut(word);
  for (const std::string_view word : {"()", "( )"}) cut(word);
  return out;
}

}  // namespace

namespace {

bool says_one_of(std::string_view words, std::span<const std::string_view> all) {
  const std::string text = in_lower_case(words);
  return std::any_of(all.begin(), all.end(), [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// The fact of that kind that is meant by what the words leave.
std::optional<std::string> fact_without(const types::Schema& schema, const Names& names, std::string_view name, std::span<const std::string_view> words, types::FactKind kind) {
  std::string meant = without_words(name, words);
  if (names.facts(meant).empty()) {
    auto near = names.nearest_fact(meant);
    if (!near) return std::nullopt;
    meant = std::move(*near);
  }
  const auto found = names.facts(meant);
  if (found.size() != 1 || schema[found.front()].kind != kind) return std::nullopt;
  return meant;
}

}  // namespace

bool says_running(std::string_view words) { return says_one_of(words, kRunning); }
bool says_one_period(std::string_view words) { return !says_running(words) && says_one_of(words, kOnePeriod); }

std::optional<std::string> flow_of_running_name(const types::Schema& schema, const Names& names, std::string_view name) {
  return says_running(name) ? fact_without(schema, names, name, kRunning, types::FactKind::flow) : std::nullopt;
}

std::optional<std::string> running_of_period_name(const types::Schema& schema, const Names& names, std::string_view name) {
  return says_one_period(name) ? fact_without(schema, names, name, kOnePeriod, types::FactKind::cumulative) : std::nullopt;
}

}  // namespace assay::facts::binding
