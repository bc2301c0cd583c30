// Lists within dimensions and within each other, members of items, and different values, as grammar/meaning.md says it.
#include "support/season.h"

#include <doctest/doctest.h>

using namespace assay;
using exec::Status;

namespace {

std::string rules(const std::string& criteria) {
  return R"(
season 2023 from 2023-01-01 to 2023-12-31 quarterly
reports from { 市 }
unit 元 ; unit 人
dimension 区县 { 甲, 乙, 丙 }
dimension 季节 { 旺, 淡 }
list 项目 per 区县 { 投资 : level 元 ; 企业 : text }
list 平台 { 营收 : level 元 ; 行业 : text }
fact 预算 : level 元 per 区县 yearly
fact 客流 : level 人 per 季节 yearly
department 局 { target 1 {
)" + criteria + "} }";
}

const std::vector<std::string> kFiles{
    "项目,unit,区县,投资,企业\na,市,甲,5,X\nb,市,甲,7,Y\nc,市,乙,3,X\n",
    "平台,unit,营收,行业\np,市,4,P\nq,市,6,\n",
    "unit,fact,period,区县,季节,value\n市,预算,2023,甲,,6\n市,预算,2023,乙,,9\n市,预算,2023,丙,,1\n市,客流,2023,,旺,5\n市,客流,2023,,淡,2\n",
};

void all_met(const std::string& criteria, std::size_t count) {
  const auto s = test::evaluate(rules(criteria), kFiles, "2023-12-31");
  for (std::size_t c = 0; c < count; ++c) {
    CAPTURE(c);
    CHECK(s->status(0, c) == Status::met);
  }
}

}  // namespace

TEST_CASE("a list that belongs to districts, inside a quantifier over them") {
  all_met("require count(区县 where any 项目 has 投资 >= 5元) == 1\n"
          "require every 区县 where count(项目) >= 1 has sum(项目.投资) >= 3元\n"
          "require sum(预算 where count(项目) == 0) == 1元\n"
          "require not (every 区县 has any 项目 has 投资 > 0元)\n",
          4);
}

TEST_CASE("an item knows its district, and what the district has") {
  all_met("require count(项目 where 区县 == 甲) == 2\nrequire count(项目 where 投资 > 预算) == 1\nrequire sum(项目.投资 where 区县 in {乙, 丙}) == 3元\n", 3);
}

TEST_CASE("a list inside a quantifier over another dimension, and the other way round") {
  all_met("require every 季节 has any 平台 has 营收 > 4元\nrequire every 平台 has any 季节 has 客流 >= 5人\n"
          "require count(季节 where count(平台 where 营收 >= 1元 and 客流 >= 3人) == 2) == 1\n",
          3);
}

TEST_CASE("lists within lists; an aggregate beside each item") {
  all_met("require every 平台 has any 项目 has 投资 > 营收\nrequire count(平台 where count(项目 where 投资 >= 营收) == 2) == 1\n"
          "require count(平台 where 营收 * 2 > sum(项目.投资) / 3) == 2\n",
          3);
}

TEST_CASE("a list reached through a name or a function") {
  const auto s = test::evaluate("let 两倍 = 项目.投资 * 2\nfunction 总(x) = sum(x)\n" + rules("require sum(两倍) == 30元\nrequire 总(项目.投资) == 15元\nrequire every 平台 has 总(两倍 - 营收 * 1) > 0元\n"), kFiles, "2023-12-31");
  for (std::size_t c = 0; c < 3; ++c) CHECK(s->status(0, c) == Status::met);
}

TEST_CASE("a district without items has none; a list without rows is missing") {
  all_met("require 预算[丙] == 1元 and count(区县 where no 项目 has 投资 > 0元) == 1\nrequire every 区县 where 区县 == 丙 has count(项目) == 0\n", 2);
  const auto s = test::evaluate(rules("require every 区县 has any 项目 has 投资 > 0元\nrequire count distinct(项目.企业) >= 0\nrequire any 平台 has any 项目 has 投资 > 0元\n"),
                                {kFiles[1], kFiles[2]}, "2023-12-31");
  CHECK(s->status(0, 0) == Status::unknown);
  CHECK(s->status(0, 1) == Status::unknown);
  CHECK(s->status(0, 2) == Status::unknown);
}

TEST_CASE("an attainment over items inside districts and of pairs") {
  const auto s = test::evaluate(rules("require every 季节 has every 平台 has 营收 >= 6元\nrequire every 平台 has every 项目 has 营收 >= 投资\nrequire every 区县 has any 项目 has 投资 >= 10元\n"), kFiles,
                                "2023-12-31");
  // 4/6 and 1; for p the mean of 4/5, 4/7 and 1, for q that of 1, 6/7 and 1; 7/10, 3/10 and no item.
  CHECK(s->attainment(0, 0) == "0.833333334");
  CHECK(s->attainment(0, 1) == "0.871428571");
  CHECK(s->attainment(0, 2) == "0.333333333");
}

TEST_CASE("different values: what is missing may be one more") {
  const auto s = test::evaluate(rules("require count distinct(项目.企业) == 2\nrequire count distinct(平台.行业) >= 1\nrequire count distinct(平台.行业) == 2\n"
                                      "require count distinct(项目.企业 where 投资 >= 5元) == 2\nrequire count distinct(预算) == 3\n"),
                                kFiles, "2023-12-31");
  CHECK(s->status(0, 0) == Status::met);
  CHECK(s->status(0, 1) == Status::met);
  CHECK(s->status(0, 2) == Status::unknown);
  CHECK(s->status(0, 3) == Status::met);
  CHECK(s->status(0, 4) == Status::met);
  const auto reasons = s->reasons(0, 2);
  REQUIRE(reasons.needs.size() == 1);
  CHECK(reasons.needs[0].member == "q");
}

namespace {

const char* const kGrowing = R"(
season 2023 from 2023-01-01 to 2023-12-31 quarterly
reports from { 市 }
unit 元
list 项目 { 投资 : level 元 range >= 0元 ; 开工 : event }
list 平台 size 3 { 营收 : level 元 range >= 0元 }
department 局 { target 1 {
require count(项目) >= 3
require every 项目 has 投资 >= 2元
require sum(项目.投资) >= 8元
require count(项目 where 开工) >= 1
require any 项目 has 开工 on 2023-02-01
require no 项目 has 开工 on 2023-02-01
require count(平台) >= 3
require every 平台 has 营收 >= 2元
require no 平台 has 营收 < 2元
require max(平台.营收) <= 9元
require sum(平台.营收) >= 8元
require sum(平台.营收) >= 6元
require count(平台 where 营收 >= 2元) >= 2
require share(平台 where 营收 >= 2元) <= 50%
} })";

}  // namespace

TEST_CASE("before it is due a list may grow and its values may change, what has happened stays") {
  const auto s = test::evaluate(kGrowing, {"项目,unit,投资,开工\na,市,3,2023-02-01\nb,市,4,\n", "平台,unit,营收\np,市,3\nq,市,4\n"}, "2023-03-31");
  const auto provisional = [&](std::size_t c) { return s->status(0, c) == Status::met && s->provisional(0, c); };
  CHECK(s->status(0, 0) == Status::open);
  CHECK(provisional(1));
  CHECK(s->status(0, 2) == Status::open);
  for (const std::size_t c : {std::size_t{3}, std::size_t{4}}) {
    CHECK(s->status(0, c) == Status::met);
    CHECK_FALSE(s->provisional(0, c));
  }
  CHECK(s->status(0, 5) == Status::missed);
  CHECK(s->status(0, 6) == Status::open);
  for (const std::size_t c : {std::size_t{7}, std::size_t{8}, std::size_t{9}}) CHECK(provisional(c));
}

TEST_CASE("the rows that a list is short of its size are missing when it is due") {
  const auto s = test::evaluate(kGrowing, {"项目,unit,投资,开工\na,市,3,2023-02-01\nb,市,4,否\n", "平台,unit,营收\np,市,3\nq,市,4\n"}, "2023-12-31");
  CHECK(s->status(0, 0) == Status::missed);
  CHECK(s->status(0, 1) == Status::met);
  for (const std::size_t c : {std::size_t{6}, std::size_t{7}, std::size_t{8}, std::size_t{9}, std::size_t{10}}) {
    CAPTURE(c);
    CHECK(s->status(0, c) == Status::unknown);
  }
  CHECK(s->attainment(0, 7) == "[0.666666667, 1]");
  CHECK(s->status(0, 11) == Status::met);
  CHECK(s->status(0, 12) == Status::met);
  CHECK(s->status(0, 13) == Status::missed);
  const auto needs = s->reasons(0, 7).needs;
  REQUIRE(needs.size() == 1);
  CHECK(needs[0].fact == "平台");
}

TEST_CASE("rows may come until the season's end: what is due earlier is met or missed for now, as long as they may turn it") {
  const char* rules = R"(
season 2023 from 2023-01-01 to 2023-12-31 quarterly
reports from { 市 }
unit 元
list 项目 { 投资 : level 元 range >= 0元 ; 开工 : event }
department 局 {
target 1 { require count(项目) >= 3 due 2023-06-30 }
target 2 { require count(项目) <= 3 due 2023-06-30 }
target 3 { require count(项目 where 开工 by 2023-06-30) >= 1 due 2023-06-30 }
target 4 { require count(项目) >= 3 due 2023-06-30 require count(项目 where 开工 by 2023-06-30) < 1 due 2023-06-30 }
})";
  const std::string two = "项目,unit,投资,开工\na,市,3,2023-05-01\nb,市,4,否\n";
  for (const char* as_of : {"2023-06-30", "2023-09-30"}) {
    CAPTURE(as_of);
    const auto s = test::evaluate(rules, {two}, as_of);
    CHECK(s->status(0) == Status::missed);
    CHECK(s->provisional(0));
    CHECK(s->status(1) == Status::met);
    CHECK(s->provisional(1));
    CHECK(s->status(2) == Status::met);
    CHECK_FALSE(s->provisional(2));
    CHECK(s->status(3) == Status::missed);
    CHECK(s->provisional(3));
    CHECK_FALSE(s->outcome.departments[0].targets[3].provisional.get(0));  // one of the two is missed for good
    CHECK(s->outcome.departments[0].targets[0].provisional.get(0));
  }
  const auto later = test::evaluate(rules, {two + "c,市,1,2023-09-01\n"}, "2023-09-30");
  CHECK(later->status(0) == Status::met);
  const auto end = test::evaluate(rules, {two}, "2023-12-31");
  CHECK(end->status(0) == Status::missed);
  CHECK_FALSE(end->provisional(0));
}

TEST_CASE("the mean of rows of which it is only missing whether they count is unknown, of none invalid") {
  const char* rules = R"(
season 2023 from 2023-01-01 to 2023-12-31 quarterly
reports from { 市 }
unit 元
list 项目 { 投资 : level 元 ; 重点 : flag }
department 局 { target 1 {
require avg(项目.投资 where 重点) >= 3元
require min(项目.投资 where 重点) >= 3元
require max(项目.投资 where 重点) >= 3元
require median(项目.投资 where 重点) >= 3元
} })";
  for (std::size_t c = 0; c < 4; ++c) {
    CAPTURE(c);
    const auto missing = test::evaluate(rules, {"项目,unit,投资,重点\na,市,5,\nb,市,4,否\n"}, "2023-12-31");
    CHECK(missing->status(0, c) == Status::unknown);
    REQUIRE(missing->reasons(0, c).needs.size() == 1);
    CHECK(missing->reasons(0, c).needs[0].member == "a");
    CHECK(test::evaluate(rules, {"项目,unit,投资,重点\na,市,5,否\n"}, "2023-12-31")->status(0, c) == Status::invalid);
    CHECK(test::evaluate(rules, {"项目,unit,投资,重点\na,市,5,abc\n"}, "2023-12-31")->status(0, c) == Status::invalid);
  }
}
