#include "facts/binding/heading_text.h"

#include "facts/binding/names.h"

namespace assay::facts::binding {

std::optional<NameAndUnit> split_unit(std::string_view heading) {
  const PlainText plain(heading);
  const std::string_view text = plain.view();
  if (!text.ends_with(')')) return std::nullopt;
  const std::size_t open = text.rfind('(');
  if (open == std::string::npos || open == 0) return std::nullopt;
  std::string_view unit = trimmed(text.substr(open + 1, text.size() - open - 2));
  for (const std::string_view prefix : {"单位:", "unit:"})
    if (unit.starts_with(prefix)) unit = trimmed(unit.substr(prefix.size()));
  return NameAndUnit{std::string(trimmed(text.substr(0, open))), std::string(unit)};
}

}  // namespace assay::facts::binding
