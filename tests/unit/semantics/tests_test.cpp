// What a rulebook's own tests give and expect, after their names are looked up.
#include "rulebook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace assay;
using semantics::GivenCell;

namespace {

const std::string kDepartment = R"(
department 乙 {
  fact 产出 : flow 亿元
  fact 人数 : cumulative 人
  fact 比例 : level %
  fact 开工 : event
  fact 评优 : flag
  fact 月报 : flow 人 monthly
  fact 县里 : level 家 per 区县
  list 工程 per 区县 { 完成 : event ; 造价 : level 亿元 }
  target 1 {
    require out : 产出 >= 3亿元 and 人数 >= 3人 and 比例 >= 3% and 开工 and 评优 and 月报 >= 3人 and every 区县 has 县里 >= 3家
    require works : count(工程 where 完成 and 造价 >= 1亿元) >= 1
    judge grade on 评议
  }
}
)";

tests::Rulebook with_test(const std::string& body) {
  return tests::rulebook(std::string(tests::kSeason) + kDepartment + "test \"t\" {\n" + body + "\nexpect 乙.1 met\n}\n");
}

// "fact[member]@period=value" of each cell, sorted.
std::string cells(const std::string& body) {
  const tests::Rulebook made = with_test(body);
  INFO(made.drawn());
  REQUIRE(made.model);
  const types::Schema& schema = made.model->schema;
  std::vector<std::string> all;
  for (const GivenCell& cell : made.model->tests.front().cells) {
    const types::Fact& fact = schema[cell.fact];
    std::string text = fact.name;
    if (cell.member == types::kTotal) text += "[total]";
    else if (!fact.dimensions.empty()) text += "[" + types::member_name(schema, fact, cell.member) + "]";
    text += "@" + base::to_string(cell.period) + "=";
    switch (cell.value.held) {
      case semantics::GivenValue::Held::number: text += base::to_string(cell.value.number); break;
      case semantics::GivenValue::Held::day: text += base::to_string(cell.value.day); break;
      case semantics::GivenValue::Held::yes: text += "yes"; break;
      case semantics::GivenValue::Held::no: text += "no"; break;
      case semantics::GivenValue::Held::text: text += cell.value.text; break;
    }
    all.push_back(text);
  }
  std::sort(all.begin(), all.end());
  std::string out;
  for (const std::string& each : all) out += (out.empty() ? "" : " ") + each;
  return out;
}

}  // namespace

TEST_CASE("a value without a period stands for the season so far, by kind of fact") {
  CHECK(cells("given 产出 = 5亿元") == "产出@2023=5");
  CHECK(cells("as of 2023-06-30 given 产出 = 5亿元") == "产出@2023H1=5");
  CHECK(cells("as of 2023-03-31 given 产出 = 5亿元") == "产出@2023Q1=5");
  CHECK(cells("as of 2023-11-15 given 产出 = 5亿元") == "产出@2023H1=5 产出@2023Q3=0");
  CHECK(cells("as of 2023-08-31 given 月报 = 5人") == "月报@2023-07=0 月报@2023-08=0 月报@2023H1=5");
  CHECK(cells("as of 2023-08-31 given 人数 = 5人") == "人数@2023Q2=5");
  CHECK(cells("as of 2023-08-31 given 比例 = 5%") == "比例@2023Q1=5 比例@2023Q2=5");
  CHECK(cells("as of 2023-08-31 given 评优 = 是") == "评优@2023=1");
  CHECK(cells("given 开工 = 2023-05-04") == "开工@2023=2023-05-04");
  CHECK(cells("given 开工 = 是") == "开工@2023=yes");
  CHECK(cells("as of 2023-08-31 given 开工 = 是") == "开工@2023-08=yes");
  CHECK(cells("as of 2023-07-02 given 开工 = 否") == "开工@2023-07-01=no 开工@2023-07-02=no 开工@2023H1=no");
  CHECK(cells("given 乙.1.grade = 优秀") == "乙.1.grade@2023=2");
  CHECK(cells("as of 2023-08-31 given 乙.grade = 优秀") == "乙.1.grade@2023Q2=2");
}

TEST_CASE("what says more precisely where it stands takes the place of the rest") {
  CHECK(cells("given 县里[德清县] = 9家, 县里 = 3家").find("县里[德清县]@2023Q4=9") != std::string::npos);
  CHECK(cells("given 县里 = 3家").find("县里[德清县]@2023Q4=3") != std::string::npos);
  CHECK(cells("given 比例 = 3%, 比例@2023Q2 = unknown") == "比例@2023Q1=3 比例@2023Q3=3 比例@2023Q4=3");
  CHECK(cells("given 县里 = 3家, 县里[德清县] = unknown").find("德清县") == std::string::npos);
  CHECK(cells("given 产出 = 3亿元, 产出@2023Q1 = 1亿元") == "产出@2023=3 产出@2023Q1=1");
  CHECK(cells("given 产出 = unknown").empty());
}

TEST_CASE("rows of lists") {
  const tests::Rulebook made = with_test(R"(given 工程["甲"].完成 = 是, 工程["甲"].区县 = 德清县, 工程["乙"].区县 = 吴兴区, 工程["乙"].造价 = unknown)");
  INFO(made.drawn());
  REQUIRE(made.model);
  const auto& items = made.model->tests.front().items;
  REQUIRE(items.size() == 2);
  CHECK(items[0].name == "甲");
  CHECK(items[0].fields[0].has_value());
  CHECK_FALSE(items[0].fields[1].has_value());
  CHECK(items[0].member != items[1].member);
  CHECK_FALSE(items[1].fields[1].has_value());
}

TEST_CASE("what is wrong in a test is reported at its place") {
  struct Case {
    std::string kind, body;  // the wrong words between « and »
  };
  const std::string met = " expect 乙.1 met";
  const std::vector<Case> cases = {
      {"given_unknown", "given «产值» = 3亿元" + met},
      {"given_unknown", "given «乙.产值» = 3亿元" + met},
      {"given_unknown", "given «乙.1.grad» = 优秀" + met},
      {"unknown_department", "given «丙».产出 = 3亿元" + met},
      {"label_as_name", "given «生产总值» = 3亿元" + met},
      {"given_not_fact", "given «前列» = 3" + met},
      {"given_item_missing", "given «工程» = 3" + met},
      {"given_item_missing", "given «工程[德清县].造价» = 3亿元" + met},
      {"given_item_member", "given «工程[\"甲\"].造价» = 3亿元" + met},
      {"unknown_field", "given 工程[\"甲\"].区县 = 德清县, 工程[\"甲\"].«造» = 3亿元" + met},
      {"unknown_member", "given 工程[\"甲\"].区县 = «长兴县»" + met},
      {"unknown_member", "given 县里[«长兴县»] = 3家" + met},
      {"second_member", "given 县里[德清县, «吴兴区»] = 3家" + met},
      {"index_needs_fact", "given «产出»[德清县] = 3亿元" + met},
      {"given_event_value", "given 开工 = «3»" + met},
      {"given_flag_value", "given 评优 = «2023-06-30»" + met},
      {"unknown_grade", "given 乙.1.grade = «良»" + met},
      {"given_outside_range", "given 产出 = «-3亿元»" + met},
      {"units_differ", "given 产出 = «3人»" + met},
      {"bare_against_scaled", "given 比例 = «97.5»" + met},
      {"given_period", "given 产出«@quarter» = 3亿元" + met},
      {"given_twice", "given 产出 = 3亿元, «产出» = 4亿元" + met},
      {"given_twice", "given 产出@2023Q1 = 3亿元 given «产出@2023Q1» = 4亿元" + met},
      {"given_not_read", "as of 2023-06-30 given «产出@2023Q3» = 3亿元" + met},
      {"given_not_read", "as of 2023-02-10 given «产出» = 3亿元" + met},
      {"expect_unknown", "expect «丙» score 3"},
      {"expect_unknown", "expect 乙.«2» met"},
      {"expect_unknown", "expect 乙.1.«wroks» met"},
      {"expect_unknown", "expect 乙.1 missed because «wroks»"},
      {"expect_of_department", "expect «乙» met"},
      {"expect_of_department", "expect «乙» attainment 50%"},
      {"expect_provisional", "expect 乙.1 «provisional open»"},
      {"expect_because", "expect 乙.1 met «because» out"},
      {"expect_because", "expect 乙.1.out missed «because» out"},
      {"expect_not_deciding", "expect 乙.1 missed because «grade»"},
      {"bare_against_scaled", "expect 乙.1 attainment «50»"},
      {"constant_expected", "expect 乙.1 score «3人»"},
      {"expect_backwards", "expect 乙.1 score «30..20»"},
      {"test_without_expectation", "given 产出 = 3亿元"},
      {"test_day_outside", "as of 2025-06-30" + met},
  };
  for (const Case& each : cases) {
    CAPTURE(each.body);
    const bool of_name = each.body.find("«") == std::string::npos;
    const std::string body = of_name ? each.body : tests::unmark(each.body).text;
    const std::string words = of_name ? "\"t\"" : each.body.substr(each.body.find("«") + 2, each.body.find("»") - each.body.find("«") - 2);
    tests::check_reported(tests::rulebook(std::string(tests::kSeason) + kDepartment + "test \"t\" {\n" + body + "\n}\n"), each.kind, words);
  }
}

TEST_CASE("a bare name that several departments have must say which") {
  const std::string other = "department 丙 { fact 产出 : flow 亿元 target 1 { require 产出 >= 3亿元 } }\n";
  const auto codes = [&](const std::string& test) { return tests::rulebook(std::string(tests::kSeason) + kDepartment + other + test).codes(); };
  CHECK(codes("test \"t\" { given 产出 = 3亿元 expect 乙.1 met }").empty());
  CHECK(codes("test \"t\" { given 产出 = 3亿元 expect 乙.1 met expect 丙.1 met }") == std::vector<std::string>{"given_ambiguous"});
  CHECK(codes("test \"t\" { given 乙.产出 = 3亿元, 丙.产出 = 3亿元 expect 乙.1 met expect 丙.1 met }").empty());
  CHECK(codes("test \"t\" { expect 乙.1 met } test \"t\" { expect 乙.1 met }") == std::vector<std::string>{"test_twice"});
}
