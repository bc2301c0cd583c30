// Which words of the published text no criterion has taken up.
#include "rulebook.h"

#include "semantics/coverage.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace assay;

namespace {

std::vector<std::string> left(const std::string& criteria) {
  const auto made = tests::with_criteria(criteria);
  CAPTURE(made.drawn());
  REQUIRE(made.model);
  const semantics::Coverage found = semantics::coverage(*made.model);
  CHECK(found.departments == 1);
  CHECK(found.targets == 1);
  return found.uncovered.empty() ? std::vector<std::string>{} : found.uncovered.front().words;
}

}  // namespace

TEST_CASE("words that a quote takes up are covered, the others are shown as written") {
  const std::string text = "text \"\"\"救护培训16.6万人以上,AED布设初中以上学校全覆盖;编制《规范》地方标准。\"\"\" ";
  CHECK(left(text + "require \"救护培训16.6万人以上\" : 规范 require \"AED布设\" : 规范") ==
        std::vector<std::string>{"初中以上学校全覆盖", "编制", "规范", "地方标准"});
  CHECK(left(text + "require \"救护培训…标准\" : 规范") ==
        std::vector<std::string>{"16.6万人以上", "AED布设初中以上学校全覆盖", "编制", "规范", "地方"});
  CHECK(left(text + "require \"救护培训16.6万人以上,AED布设初中以上学校全覆盖\" : 规范 stretch \"编制《规范》地方标准\" : 有效").empty());
}

TEST_CASE("punctuation and connecting words need no criterion") {
  CHECK(left("text \"\"\"同时,全年确保培训,并力争在年内达标100%。\"\"\" require \"培训\" : 规范") == std::vector<std::string>{"并力争在年内达标100%"});
  CHECK(left("text \"\"\"同时,全年确保培训,其中并、以及:达标。\"\"\" require \"培训\" : 规范 require \"达标\" : 规范").empty());
}

TEST_CASE("a quote that stands in the title alone covers nothing of the text") {
  CHECK(left("text \"\"\"培训\"\"\" require \"目标\" : 规范") == std::vector<std::string>{"培训"});
  CHECK(left("require \"目标\" : 规范").empty());
}
