// What a number without a unit is likely to mean, with the unit written behind it.
#pragma once

#include <string>
#include <string_view>

namespace assay::semantics {

// `120.3万` beside 万亩 is 120.3万亩 rather than 1203000万亩. `number` is the value of what is written.
std::string with_unit(std::string_view written, std::string_view number, std::string_view unit);

}  // namespace assay::semantics
