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

TEST_CASE("what a let goes through is the same inside a quantifier, and its facts are those of the current member") {
  const auto s = test::season("fact y : level 人 per 区县 yearly\nlist 项目 per 区县 { 投资 : level 元 }\nlist 平台 { 投资 : level 元 }\n"
                              "let 总 = sum(y)\nlet 均 = avg(y)\nlet 差 = y - 均\nlet 够 = count(区县 where y >= 均)\nlet 都有 = every 区县 has y > 均\n"
                              "target 1 { require every 区县 has 总 >= 15人 ; require every 区县 has y >= 均 ; require count(区县 where y >= 均) == 2 ;\n"
                              "  require sum(y where y < 均) == 1人 ; require every 区县 has 够 == 2 ; require sum(差) == 0人 ; require any 区县 has 差 == 2人 ;\n"
                              "  require no 区县 has 都有 ; require every 区县 where y >= 均 has 总 - y <= 10人 }",
                              "y,2023,甲,5\ny,2023,乙,6\ny,2023,丙,1\n");
  CHECK(s->status(0, 0) == Status::missed);
  CHECK(s->attainment(0, 0) == "0.8");
  CHECK(s->status(0, 1) == Status::missed);
  CHECK(s->attainment(0, 1) == "0.75");
  for (const std::size_t c : {2, 3, 4, 5, 6, 7, 8}) {
    CAPTURE(c);
    CHECK(s->status(0, c) == Status::met);
  }
}

TEST_CASE("a let of a list or of all units goes through them inside their items, and one of periods up to the current one") {
  const std::string rules = std::string(test::kPrelude) +
                            "list 项目 per 区县 { 投资 : level 元 }\nlist 平台 { 营收 : level 元 }\nlet 大 = max(项目.投资)\nlet 中 = avg(平台.营收)\nlet 数 = count(项目 where 投资 >= 中)\n"
                            "fact q : flow 元\nfact y : level 元 per 区县 yearly\nlet 季 = count(quarter where q@quarter >= 3元)\nlet 全 = sum of q among units\n"
                            "department 局 { target 1 {\n"
                            "  require every 项目 has 投资 * 2 >= 大\n  require every 平台 has 营收 >= 中\n  require every 区县 where 区县 != 丙 has count(项目 where 投资 == 大) == 1\n"
                            "  require every 区县 has 数 == 2\n  require any quarter has 季 == 1\n  require no quarter has 季 > 2\n  require every 平台 has 营收 <= 全 } }\n";
  const auto s = test::evaluate(rules, {"unit,fact,period,value\n市,q,2023Q1,2\n市,q,2023Q2,3\n市,q,2023Q3,4\n市,q,2023Q4,1\n",
                                        "项目,unit,区县,投资\na,市,甲,8\nb,市,乙,8\n", "平台,unit,营收\nc,市,4\nd,市,6\n"},
                                "2023-12-31");
  CHECK(s->status(0, 0) == Status::met);
  CHECK(s->status(0, 1) == Status::missed);
  for (const std::size_t c : {2, 3, 4, 5, 6}) {
    CAPTURE(c);
    CHECK(s->status(0, c) == Status::met);
  }
}
