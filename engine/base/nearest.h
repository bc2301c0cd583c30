// The name a person probably meant: Damerau-Levenshtein over code points.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay::base {

std::size_t edit_distance(std::string_view a, std::string_view b);  // in code points, adjacent swaps count 1
// The candidate nearest to `name`, if it is near enough to be worth saying (distance <= max(1, length/3), and not all
// of it); of equals the one that begins most alike, else the first. Where none is near enough, the shortest that `name`
// shortens: 良 for 良好, 市发改委 for 市发展改革委.
std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates);

}  // namespace assay::base
