// The JSON Schemas (draft 2020-12) of what the program writes as JSON, all made in one place.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay::report {

// The commands whose JSON has a schema.
std::span<const std::string_view> schema_names();
std::optional<std::string> json_schema(std::string_view command);

}  // namespace assay::report
