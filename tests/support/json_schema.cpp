#include "support/json_schema.h"

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>

namespace assay::test {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 15> kKeywords = {"$schema", "$defs", "$ref", "title", "description", "type", "properties", "required",
                                                        "items",   "anyOf", "enum", "const", "pattern",     "minimum", "additionalProperties"};

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  void check(const Json& schema, const Json& value, const std::string& at, std::vector<std::string>& problems) const {
    const auto wrong = [&](const std::string& what) { problems.push_back((at.empty() ? "/" : at) + ": " + what); };
    for (const auto& [key, ignored] : schema.items())
      if (std::find(kKeywords.begin(), kKeywords.end(), key) == kKeywords.end()) wrong("the schema's keyword " + key + " is not known");
    if (schema.contains("$ref")) {
      const auto target = Json::json_pointer(schema["$ref"].get<std::string>().substr(1));
      if (!root_.contains(target)) wrong("nothing at " + schema["$ref"].get<std::string>());
      else check(root_[target], value, at, problems);
    }
    if (schema.contains("type") && !is_of(schema["type"], value)) return wrong("is not of type " + schema["type"].dump());
    if (schema.contains("const") && value != schema["const"]) wrong("is not " + schema["const"].dump());
    if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      wrong(value.dump() + " is none of " + schema["enum"].dump());
    if (schema.contains("pattern") && value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>())))
      wrong(value.dump() + " does not match " + schema["pattern"].dump());
    if (schema.contains("minimum") && value.is_number() && value < schema["minimum"]) wrong("is below " + schema["minimum"].dump());
    if (schema.contains("anyOf")) any_of(schema["anyOf"], value, at, problems);
    if (schema.contains("required"))
      for (const Json& name : schema["required"])
        if (value.is_object() && !value.contains(name.get<std::string>())) wrong("has no " + name.dump());
    if (schema.contains("properties") && value.is_object()) {
      for (const auto& [name, part] : value.items()) {
        if (schema["properties"].contains(name)) check(schema["properties"][name], part, at + "/" + name, problems);
        else wrong("the schema does not name \"" + name + "\"");
      }
    }
    if (schema.contains("items") && value.is_array())
      for (std::size_t i = 0; i < value.size(); ++i) check(schema["items"], value[i], at + "/" + std::to_string(i), problems);
  }

 private:
  static bool is_of(const std::string& type, const Json& value) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == value.type_name();
  }

  // Where none fits, the problems of the one that comes nearest.
  void any_of(const Json& schemas, const Json& value, const std::string& at, std::vector<std::string>& problems) const {
    std::vector<std::string> nearest;
    for (const Json& each : schemas) {
      std::vector<std::string> found;
      check(each, value, at, found);
      if (found.empty()) return;
      if (nearest.empty() || found.size() < nearest.size()) nearest = std::move(found);
    }
    problems.push_back((at.empty() ? "/" : at) + ": fits none of the alternatives");
    problems.insert(problems.end(), nearest.begin(), nearest.end());
  }

  const Json& root_;
};

}  // namespace

std::vector<std::string> validate(const nlohmann::json& schema, const nlohmann::json& value) {
  std::vector<std::string> problems;
  Validator(schema).check(schema, value, "", problems);
  return problems;
}

}  // namespace assay::test
