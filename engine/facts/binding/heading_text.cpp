#include "facts/binding/heading_text.h"

#include "facts/binding/names.h"

namespace assay::facts::binding {

std::optional<NameAndUnit> split_unit(std::string_view heading) {
  const std::string text = plain(heading);
  if (!text.ends_with(')')) return std::nullopt;
  const std::size_t open = text.rfind('(');
  if (open == std::string::npos || open == 0) return std::nullopt;
  std::string_view unit = trimmed(std::string_view(text).substr(open + 1, text.size() - open - 2));
  for (const std::string_view prefix : {"单位:", "unit:"})
    if (unit.starts_with(prefix)) unit = trimmed(unit.substr(prefix.size()));
  return NameAndUnit{std::string(trimmed(std::string_view(text).substr(0, open))), std::string(unit)};
}

std::optional<NameAndUnit> value_heading(std::string_view heading) {
  auto split = split_unit(heading);
  return split && fixed_column(split->name) == Column::value ? split : std::nullopt;
}

}  // namespace assay::facts::binding
