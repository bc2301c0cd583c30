// A validator of JSON Schema, for those keywords that the program's own schemas use; any other keyword is a problem by itself.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace assay::test {

// What does not fit, as `/units/0/score: …`. A property that the schema does not name is a problem too, so that none is written without being stated.
std::vector<std::string> validate(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace assay::test
