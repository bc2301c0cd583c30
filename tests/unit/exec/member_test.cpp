// Some of the members of a dimension, and aggregates over a part of a fact's dimensions.
#include "support/season.h"

#include <doctest/doctest.h>

using namespace assay;
using exec::Status;

TEST_CASE("members by name, in filters and beside other conditions") {
  const auto s = test::season("fact x : flow 人 per 区县\n"
                              "target 1 { require every 区县 where 区县 in {甲, 乙} has x >= 5人 ; require sum(x where 区县 != 丙) == 11人 ;\n"
                              "  require count(区县 where x >= 5人 or 区县 == 丙) == 3 ; require no 区县 where 区县 == 丙 has x > 1人 }\n"
                              "target 2 { require every 区县 where 区县 != 甲 has x >= 5人 }",
                              "x,2023,甲,5\nx,2023,乙,6\nx,2023,丙,1\n");
  for (std::size_t c = 0; c < 4; ++c) {
    CAPTURE(c);
    CHECK(s->status(0, c) == Status::met);
  }
  CHECK(s->status(1) == Status::missed);
  CHECK(s->attainment(1) == "0.6");
}

TEST_CASE("an aggregate inside another, or inside a quantifier, goes through the dimensions that are left") {
  const std::string rules = R"(
season 2023 from 2023-01-01 to 2023-12-31 quarterly
reports from { 市 }
unit 人
dimension 区县 { 甲, 乙 }
dimension 季节 { 旺, 淡 }
fact y : level 人 per 区县 yearly
fact x : level 人 per 区县, 季节 yearly
department 局 {
  target 1 {
    require every 区县 has avg(x) >= 2人
    require sum(y + max(x)) == 18人
  }
}
)";
  const auto s = test::evaluate(rules, {"unit,fact,period,区县,季节,value\n市,y,2023,甲,,4\n市,y,2023,乙,,5\n市,x,2023,甲,旺,3\n市,x,2023,甲,淡,1\n"
                                          "市,x,2023,乙,旺,6\n市,x,2023,乙,淡,0\n"}, "2023-12-31");
  CHECK(s->status(0, 0) == Status::met);
  CHECK(s->status(0, 1) == Status::met);
}
