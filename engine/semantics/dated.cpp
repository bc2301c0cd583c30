#include "semantics/dated.h"

namespace assay::semantics {

base::Number value_at(const std::vector<DatedNumber>& values, base::Date date) {
  const DatedNumber* best = &values.front();
  for (const DatedNumber& v : values)
    if (v.from <= date) best = &v;
  return best->value;
}

}  // namespace assay::semantics
