// The report model as JSON, with the field names that other programs rely on.
#pragma once

#include "report/model.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace assay::report {

using Json = nlohmann::ordered_json;

Json to_json(const Range& range);                  // {"low": "…", "high": "…"}; null where there is none
Json to_json(const std::optional<NoScore>& from);  // {"reason": "…", "of": "…"}; null where there is a score
Json to_json(const Criterion& criterion);
Json to_json(const Target& target);
Json to_json(const Department& department);
Json to_json(const Unit& unit);

// With an indent of 2 columns beginning `depth` columns in. Bytes that are not UTF-8 become U+FFFD.
std::string indented(const Json& json, std::size_t depth);
// What indented() wrote, without any white space between its parts.
std::string packed(std::string_view written);

}  // namespace assay::report
