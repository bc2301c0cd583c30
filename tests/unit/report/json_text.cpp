#include "report/json_text.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace assay::report {
namespace {

using Json = nlohmann::ordered_json;

void write(JsonText& text, const Json& json) {
  if (json.is_object()) {
    text.open_object();
    for (const auto& [name, value] : json.items()) {
      text.key(name);
      write(text, value);
    }
    text.close();
  } else if (json.is_array()) {
    text.open_array();
    for (const Json& each : json) write(text, each);
    text.close();
  } else if (json.is_string()) {
    text.put(json.get<std::string>());
  } else if (json.is_boolean()) {
    text.put(json.get<bool>());
  } else if (json.is_null()) {
    text.put(nullptr);
  } else {
    text.put(json.get<std::size_t>());
  }
}

std::string dumped(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

void same(const Json& json) {
  JsonText text(0, JsonText::Canonical::kept);
  write(text, json);
  CHECK(text.take_canonical() == dumped(json, -1));
  CHECK(text.take() == dumped(json, 2));
}

TEST_CASE("json: written part by part it is what a tree of it comes to") {
  same({{"a \"b\" \\", "x  y\n\"z\"\\\\"}, {"empty", Json::array()}, {"none", Json::object()}, {"list", {1, "二 三", nullptr, true, {{"in", "\\"}}}}});
  same(Json::array({Json::array(), Json::array({Json::array({false})}), Json::object({{"", ""}})}));
  same(Json::array());
  same("alone");
}

TEST_CASE("json: every byte is written as it is in a tree, also where it is no UTF-8") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
    same(std::string(1, static_cast<char>(byte)));
    same("前" + std::string(1, static_cast<char>(byte)) + "z");
  }
  for (std::size_t length = 1; length < 20; ++length)
    for (std::size_t at = 0; at < length; ++at)
      for (const char odd : {'"', '\\', '\x1F', '\x7F', '\n'}) {
        std::string text(length, '!');
        text[at] = odd;
        same(text);
      }
  same(all);
  same(all.substr(0, 128));
  for (const char* text : {"\xE5\xB8", "\xE5\xB8\x82\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80", "\xF0\x9F\x98\x80", "\xE2\x80\xA8"}) same(text);
}

TEST_CASE("json: text begins as far in as it is told, its canonical form does not") {
  JsonText text(2, JsonText::Canonical::kept);
  text.open_object();
  text.field("a", std::vector<std::string>{"b", "c"});
  text.field_or_null("d", "");
  text.close();
  CHECK(text.take() == "  {\n    \"a\": [\n      \"b\",\n      \"c\"\n    ],\n    \"d\": null\n  }");
  CHECK(text.take_canonical() == "{\"a\":[\"b\",\"c\"],\"d\":null}");
}

}  // namespace
}  // namespace assay::report
