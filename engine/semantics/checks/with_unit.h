// What a number without a unit is likely to mean, with the unit written behind it.
#pragma once

#include "base/number.h"
#include "types/unit.h"

#include <string>
#include <string_view>

namespace assay::semantics {

// `120.3万` beside 万亩 is 120.3万亩 rather than 1203000万亩. `number` is the value of what is written.
std::string with_unit(std::string_view written, std::string_view number, std::string_view unit);

// So many of that unit, as what can be typed wherever a number may stand: `70%`, `2/3 * 1%`.
std::string in_unit(const base::Number& number, std::string_view unit);

// The amounts that a number without a unit may mean beside that unit: `2050亿元` or `2050元`; one where both are the same.
struct Amounts {
  std::string or_en, or_zh;  // "`a` or `b`"
  std::string asked_zh;      // "`a`还是`b`"
};
Amounts one_amount(const std::string& amount);
Amounts likely_amounts(std::string_view written, const base::Number& value, const types::Unit& unit, const types::Units& units);

}  // namespace assay::semantics
