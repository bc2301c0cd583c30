// Names of reporting units that differ by one edit, and so are perhaps one unit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace assay::facts {

// Above so many units a likeness of names is not looked for.
inline constexpr std::size_t kMostUnitsCompared = 2000;

// Pairs of indices, the lesser first. Names that differ in a digit are numbered and no pair, and a name with more than two
// neighbours follows a pattern (湖州市 杭州市 温州市 …) and is in none.
std::vector<std::pair<std::uint32_t, std::uint32_t>> near_pairs(const std::vector<std::string>& names);

}  // namespace assay::facts
