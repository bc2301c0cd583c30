#include "report/to_json.h"

#include <doctest/doctest.h>

namespace assay::report {
namespace {

TEST_CASE("json: packed text is what is written without an indent") {
  const Json json{{"a \"b\" \\", "x  y\n\"z\"\\\\"}, {"empty", Json::array()}, {"none", Json::object()}, {"list", {1, "二 三", nullptr, true, {{"in", "\\"}}}}};
  for (const std::size_t depth : {std::size_t{0}, std::size_t{4}}) CHECK(packed(indented(json, depth)) == json.dump());
  CHECK(indented(Json{{"a", {1}}}, 2) == "  {\n    \"a\": [\n      1\n    ]\n  }");
  CHECK(packed(indented(Json("\xFF"), 0)) == "\"\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace assay::report
