// The schemas of the program's JSON: each is a schema by the validator's lights, and the validator sees what does not fit.
#include "report/schema.h"
#include "support/json_schema.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <set>
#include <string>

using namespace assay;
using Json = nlohmann::json;

namespace {

void references(const Json& schema, std::set<std::string>& out) {
  if (schema.is_object() && schema.contains("$ref")) out.insert(schema["$ref"].get<std::string>());
  for (const Json& part : schema)
    if (part.is_structured()) references(part, out);
}

}  // namespace

TEST_CASE("schemas: one a command, closed under its references") {
  for (const std::string_view name : report::schema_names()) {
    CAPTURE(std::string(name));
    const auto text = report::json_schema(name);
    REQUIRE(text);
    const Json schema = Json::parse(*text);
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    std::set<std::string> used;
    references(schema, used);
    CHECK(!used.empty());
    for (const std::string& each : used) CHECK_MESSAGE(schema.contains(Json::json_pointer(each.substr(1))), each);
    CHECK(!test::validate(schema, Json::object()).empty());
    CHECK(!test::validate(schema, Json::array({1})).empty());
  }
  CHECK_FALSE(report::json_schema("dump"));
}

TEST_CASE("schemas: the validator sees what does not fit") {
  const Json schema = Json::parse(R"({"type": "object", "properties": {"a": {"$ref": "#/$defs/n"}, "b": {"type": "array", "items": {"enum": ["x", "y"]}},
    "c": {"anyOf": [{"type": "null"}, {"type": "integer", "minimum": 0}]}, "d": {"const": 1}}, "required": ["a"], "$defs": {"n": {"type": "string", "pattern": "^[0-9]+$"}}})");
  const auto fits = [&](const char* text) { return test::validate(schema, Json::parse(text)).empty(); };
  CHECK(fits(R"({"a": "12", "b": ["x", "y"], "c": null, "d": 1})"));
  CHECK(fits(R"({"a": "12", "c": 3})"));
  CHECK_FALSE(fits(R"({})"));
  CHECK_FALSE(fits(R"({"a": "x"})"));
  CHECK_FALSE(fits(R"({"a": 12})"));
  CHECK_FALSE(fits(R"({"a": "1", "b": ["z"]})"));
  CHECK_FALSE(fits(R"({"a": "1", "c": -1})"));
  CHECK_FALSE(fits(R"({"a": "1", "c": "1"})"));
  CHECK_FALSE(fits(R"({"a": "1", "d": 2})"));
  CHECK_FALSE(fits(R"({"a": "1", "e": 2})"));
  CHECK_FALSE(test::validate(Json::parse(R"({"oneOf": []})"), 1).empty());
}
