#include "semantics/checks/with_unit.h"

namespace assay::semantics {

std::string with_unit(std::string_view written, std::string_view number, std::string_view unit) {
  for (const std::string_view multiplier : {"百", "千", "万", "亿"})
    if (written.ends_with(multiplier) && unit.starts_with(multiplier)) return std::string(written) + std::string(unit.substr(multiplier.size()));
  return std::string(number) + std::string(unit);
}

}  // namespace assay::semantics
