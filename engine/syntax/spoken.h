// What analysts say where the language has a word of its own: `和`, `同比增长`, `9月底`.
#pragma once

#include "base/calendar.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::syntax {

// Of `和`, `同时`, `AND` the connective of the language: `且`, `and`. Nothing for the connectives themselves.
std::optional<std::string> connective_meant(std::string_view word);
// Of `高于`, `优于`, `不低于` beside a place in a ranking, where 1 is the best: `<`, `<`, `<=`.
std::optional<std::string> place_comparison_meant(std::string_view word);
// Of `同比增长`, `增速`, `上年同期`, `同比下降` the function: in English and in Chinese.
struct SpokenFunction {
  std::string_view en, zh;
};
std::optional<SpokenFunction> function_meant(std::string_view word);
// The longest such word that a name ends with: of `游客增长率` the length of `增长率`; 0 where there is none.
std::size_t spoken_function_at_end(std::string_view name);

// Which day of a stretch of time is meant.
enum class Edge : std::uint8_t { first, last };
// Of `2024.9.30`, `2024-09`, `2024年9月底前`, `9月底`, `10月1日`, `第三季度`, `年底`: a day of the season, or of the year that is written. Without a
// season only those with a year.
std::optional<base::Date> day_meant(std::string_view words, Edge edge, std::optional<base::Date> begin, std::optional<base::Date> end);

}  // namespace assay::syntax
