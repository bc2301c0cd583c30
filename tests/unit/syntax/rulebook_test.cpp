// The rulebooks and cases of the tree, and the examples of the language's description: read without ambiguity.
#include "parsing.h"

#include "source/load.h"
#include "syntax/ambiguity.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

using assay::test::parse;

namespace {

constexpr const char* kDepartment = R"(use "season.assay"

department 市红十字会 "Red Cross Society" {
  difficulty 1.1183

  fact training     "救护培训人数"            : flow 人 per 区县 total sum
  fact aed_coverage "AED 初中以上学校覆盖率"   : level %  range 0%..100%
  fact standard     "培训基地建设规范发布"      : event
  fact raised       "筹集款物"                : flow 元
  fact teams        "区县救援队"               : event per 区县

  target 1 "聚焦“救在身边”专项行动,致力“生命守护”品牌建设" weight 50 {
    text """围绕“救在身边”八个专项行动,
救护培训16.6万人以上,AED布设初中以上学校全覆盖。"""

    require training "救护培训16.6万人以上"          : training >= 16.6万人
    require aed      "AED布设初中以上学校全覆盖"      : aed_coverage == 100%
    require standard "编制《乡镇(街道)应急救护…地方标准" : standard by 2023-12-31
    judge   year     "在全省率先开展“应急救护质量管理年”活动" on 评议
  }

  target 3 "聚焦提升防灾减灾能力" weight 50 {
    require training >= 166000 and aed_coverage == 100%
    require teams   "市、区县红十字救援队建设全覆盖" : every 区县 has teams
    require cert    "救护员持证…率100%"             : certified / members == 100%
  }
}
)";

constexpr const char* kDeclarations = R"(
season 2023 "湖州市2023年度" from 2023-01-01 to 2023-12-31 quarterly

unit 人 "people" ; unit 人次           # each its own dimension
unit 个 ; unit 家 = 1 个 ; unit 所 = 1 个
unit 元 ; unit 万元 = 10000 元 ; unit 亿元 = 1亿 元 ; unit 美元
reports from { 湖州市 }
unit 平方米 ; unit 亩 = 2000/3 平方米
dimension 区县 { 吴兴区, 南浔区, 德清县, 长兴县, 安吉县 }
list 整治项目 per 区县 { 跨乡镇 : flag ; 开工 : event ; 完工 : event }
scale 评议 { 不合格 = 0%, 合格 = 60%, 良好 = 80%, 优秀 = 100% } pass 合格
param gdp_growth : % = 5.5% from 2023-01-01, 6% from 2023-07-01 source "统计局快报"
param 前列 = 3 assumed "the text gives no number"
fact GDP : flow 亿元
let per_head = raised / helped
function ratio_of(part, whole_) = part / whole_
template capped(x, limit) { require : x <= limit }
scoring {
  round half up 4
  criterion  = attainment + 10% * stretch
  target     = weight * mean(criteria)           # weights default to equal parts of 100
  department = sum(targets) * difficulty
}
test "AED 不足则不通过" {
  as of 2023-12-31
  given training = 17万人, aed_coverage = 97.5%, teams[吴兴区] = 是, raised@2023Q1 = 300万元
  expect 市红十字会.1 missed because aed
  expect 市红十字会.1.aed attainment 97.5%
  expect 市红十字会.1.2 provisional met
  expect 市红十字会.3 not applicable
  expect 市红十字会 score 28.5
}
)";

// One of each, to meet every decision of the grammar.
constexpr const char* kEverything = R"(
department 甲 {
  fact a : flow 元/人 per 区县, 行业 total mean range 0..100 whole required evidence yearly
  fact b : level
  fact c : level % range >= 0 signed monthly
  fact d : grade 评议
  fact e : flow (元*人)/亩 range <= 3
  list 项目 "项目" per 区县 size 8 { 企业 : text ; 营收 : flow 亿元 required evidence
    开工 : event level : level 数 : level rank : rank }
  difficulty 1.1 from 2023-01-01, 1.2 from 2023-07-01 to 2023-12-31 source "局"
  target 一 "x" weight 50 applies when coastal and x in {1, 2} combine all or nothing {
    require : a and b or not c implies d
    require q "abc" : 60% <= x < 80% weight 20 due 2023-06-30 score all or nothing
    require "abc" : x
    require any 区县 has x
    require no 区县 has x
    require at least 3 of { c1 ; c2 ; c3 ; c4 }
    require x@2023Q1 - x@2023-06 > x@2023年第1季度
    require every year from 2019 to 2023 has x
    require rank of x among units <= 3 and rank < 3
    require x within tolerance of y
    require sum(平台.营收 where 状态 == "运行") > 2
    require x >= 9% stretch "力争11%" : growth(x) >= 11%
    aim x >= 9% stretch growth(x) >= 11%
    judge on 评议
    judge on "a" on 评议
    require judge yy "在" on S at least 良好 weight 20 due 2023-10-01
    require x >= 1 score proportional floor 60% cap 120%
    require x >= 1 score proportional cap 120% weight 3
    require x >= 1 score linear from 60% to 100%
    require x >= 1 score steps { >= 100%: 100%, >= 90%: 80%, else 0% }
    require x >= 1 score deduct 5% per 1家 short
    require x >= 1 score bonus 2% per 5% of goal over up to 10%
    require x >= 1 score bonus 2% per 1pp over
    require x >= 1 score places { 1: 100%, 2: 95%, 3..5: 90%, else 80% }
    require (every 区县 has x) and (if a then b else c)
    require a and not every 区县 has b and if c then d else e or f
    apply capped(debt, 60%)
    let z = 3
  }
  target 二 combine share met { aim a }
  target 三 combine mean weight 3 { aim every > 2 and no < 1 and at == 2 and `text` == 3 }
}
)";

std::vector<std::string> trouble(const std::string& path, const std::string& text) {
  assay::source::Files files;
  const auto file = files.add(path, text);
  std::vector<std::string> found = assay::syntax::find_ambiguities(files, file);
  for (std::string& each : found) each = path + " " + each;
  return found;
}

}  // namespace

TEST_CASE("the examples of the language parse without a word, and have one reading") {
  for (const char* text : {kDepartment, kDeclarations, kEverything}) {
    CHECK(parse(text).problems() == "");
    CHECK(trouble("example", text) == std::vector<std::string>{});
  }
}

TEST_CASE("every rulebook in the tree has one reading and needs no slow prediction") {
  namespace fs = std::filesystem;
  for (const char* folder : {"rules", "examples", "tests/golden"}) {
    const fs::path root = fs::path(ASSAY_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".assay" || entry.path().filename().string().starts_with("fail_")) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
      CAPTURE(entry.path().string());
      const auto parsed = parse(text);
      if (parsed.sink.has_errors()) continue;  // the case that holds it says what is wrong
      CHECK(trouble(entry.path().string(), text) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("the tokens of a file") {
  assay::source::Files files;
  const auto file = files.add("a", "指标 a ： flow 人 # c\n“甲” >= 2023年1月2日");
  CHECK(assay::syntax::dump_tokens(files, file) ==
        "1:1 FACT 指标\n1:4 NAME a\n1:6 COLON ：\n1:8 FLOW flow\n1:13 NAME 人\n2:1 FLAT “甲”\n2:5 GE >=\n2:8 DATE 2023年1月2日\n");
}

TEST_CASE("the tree of a file") {
  CHECK(parse("fact a \"甲\" : flow 元/人 per 区县 total sum range 0%..100% whole monthly").dump() ==
        "fact a \"甲\" : flow per 区县 total sum whole monthly @1:1\n"
        "  unit: divide @1:19\n"
        "    name 元 @1:19\n"
        "    name 人 @1:21\n"
        "  from: number 0% @1:46\n"
        "  to: number 100% @1:50\n");
}

TEST_CASE("any cut of a text is read to its end without a crash") {
  const std::string text = std::string(kDeclarations) + kEverything + kDepartment;
  for (std::size_t at = 0; at < text.size(); at += 13) {
    parse(text.substr(0, at));
    std::string changed = text;
    changed[at] = "{}()[]\"`#;:.@\\\x01\xE4"[at % 17];
    parse(changed);
  }
}
