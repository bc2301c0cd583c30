#include "report/quote.h"

#include <doctest/doctest.h>

#include <string>

namespace assay::report {
namespace {

std::string found(std::string_view text, std::string_view quote) {
  std::string parts;
  for (const auto& [begin, end] : find_quote(text, quote)) parts += (parts.empty() ? "" : "|") + std::string(text.substr(begin, end - begin));
  return parts;
}

TEST_CASE("quote: found whatever its white space and width") {
  CHECK(found("救护培训16.6万人以上。", "救护培训16.6万人") == "救护培训16.6万人");
  CHECK(found("救护培训 １６.６ 万人以上。", "救护培训16.6万人") == "救护培训 １６.６ 万人");
  CHECK(found("abc", "abd").empty());
}

TEST_CASE("quote: … stands for any run of characters, \\… for itself") {
  CHECK(found("开展公益日和筹款活动", "开展…活动") == "开展|活动");
  CHECK(found("开展…活动", "开展\\…活动") == "开展…活动");
  CHECK(found("活动开展", "开展…活动").empty());
}

}  // namespace
}  // namespace assay::report
