#include "report/layout.h"

#include "base/text.h"

#include <doctest/doctest.h>

namespace assay::report {
namespace {

TEST_CASE("layout: text is cut by columns, not by bytes") {
  CHECK(fitted("救护培训", 8) == "救护培训");
  CHECK(fitted("救护培训", 7) == "救护培…");
  CHECK(fitted("救护培训", 6) == "救护…");
  CHECK(fitted("abc", 0).empty());
  CHECK(base::display_width(fitted("a救b护c培", 5)) <= 5);
}

TEST_CASE("layout: padding") {
  CHECK(padded_right("救", 4) == "救  ");
  CHECK(padded_left("救", 4) == "  救");
  CHECK(padded_left("long", 2) == "long");
}

TEST_CASE("layout: lines break at spaces where there are any, else between characters") {
  CHECK(wrapped("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("救护培训人数", 5) == std::vector<std::string>{"救护", "培训", "人数"});
  CHECK(wrapped("甲乙，丙丁", 4) == std::vector<std::string>{"甲", "乙，", "丙丁"});  // closing punctuation begins no line
  CHECK(wrapped("投资 > 25%", 7) == std::vector<std::string>{"投资", "> 25%"});  // a sign stays with what it compares with
  CHECK(wrapped("投资 > 25%", 6) == std::vector<std::string>{"投资", "> 25%"});
  CHECK(wrapped("", 5) == std::vector<std::string>{""});
  CHECK(wrapped("x", 0) == std::vector<std::string>{"x"});
}

TEST_CASE("layout: what could drive a terminal is shown, not sent") {
  CHECK(fitted("a\x1b[2Jb", 40).find('\x1b') == std::string::npos);
  CHECK(wrapped("a\x1b[2Jb", 40).front().find('\x1b') == std::string::npos);
}

TEST_CASE("layout: colours only when they are on") {
  CHECK(Paint{false}("31", "x") == "x");
  CHECK(Paint{true}("31", "x") == "\x1b[31mx\x1b[0m");
  CHECK(Paint{true}("31", "").empty());
}

}  // namespace
}  // namespace assay::report
