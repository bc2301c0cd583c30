#include "facts/binding/running_name.h"

#include <array>

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

// Without the words, and the brackets that then hold nothing.
std::string without_running(std::string_view name) {
  std::string out = plain(name);
  const auto cut = [&](std::string_view word) {
    for (std::size_t at = in_lower_case(out).find(word); at != std::string::npos; at = in_lower_case(out).find(word)) {
      out.erase(at, word.size());
      out = std::string(trimmed(out));
    }
  };
  for (const std::string_view word : kRunning) cut(word);
  for (const std::string_view word : {"()", "( )"}) cut(word);
  return out;
}

}  // namespace

bool says_running(std::string_view words) {
  const std::string text = in_lower_case(words);
  for (const std::string_view word : kRunning)
    if (text.find(word) != std::string::npos) return true;
  return false;
}

std::optional<std::string> flow_of_running_name(const types::Schema& schema, const Names& names, std::string_view name) {
  if (!says_running(name)) return std::nullopt;
  std::string meant = without_running(name);
  if (names.facts(meant).empty()) {
    auto near = names.nearest_fact(meant);
    if (!near) return std::nullopt;
    meant = std::move(*near);
  }
  const auto found = names.facts(meant);
  if (found.size() != 1 || schema[found.front()].kind != types::FactKind::flow) return std::nullopt;
  return meant;
}

}  // namespace assay::facts::binding
