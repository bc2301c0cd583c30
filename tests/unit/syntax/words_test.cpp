#include "parsing.h"

#include "syntax/keywords.h"

#include <doctest/doctest.h>

#include <set>

using assay::test::expression;
using assay::test::parse;
using assay::test::shape;

TEST_CASE("a number and the letters glued to it are one token") {
  for (const std::string text : {"166000", "166_000", "16.6万", "16.6万人", "2050亿元", "100%", "0.3‰", "3pp", "3个百分点", "0.5", "0", "25℃", "1.2万㎡", "10m²"}) {
    CHECK(expression(text) == text);
  }
  CHECK(expression("2/3") == "2 / 3");
  CHECK(expression("100元/人") == "100元 / 人");
  CHECK(expression("１２．５％") == "12.5%");
  CHECK(expression("1_") == "AS0120@1:10");
  CHECK(expression("1__0") == "AS0120@1:10");
  CHECK(expression("007") == "AS0121@1:10");
  CHECK(expression("0.07") == "0.07");
  CHECK(expression("10亿元 以上") == "AS0145@1:15");
  CHECK(expression("10亿元以上") == "10亿元以上");
}

TEST_CASE("days that exist and days that do not") {
  CHECK(expression("2023-12-31") == "2023-12-31");
  CHECK(expression("2023年12月31日") == "2023-12-31");
  CHECK(expression("２０２３－１２－３１") == "2023-12-31");
  CHECK(expression("2024-02-29") == "2024-02-29");
  CHECK(expression("2023-02-29") == "AS0122@1:10");
  CHECK(expression("2023年2月30日") == "AS0122@1:10");
  CHECK(expression("2023-1-123") == "AS0122@1:10");
  CHECK(expression("10-3-2") == "10 - 3 - 2");
}

TEST_CASE("strings: escaped, flat, and over several lines") {
  CHECK(expression(R"("a\"b\\c\nd\u{4EBA}")") == R"("a\"b\\c\nd人")");
  CHECK(expression("“a\\b \"c\"”") == R"("a\\b \"c\"")");
  CHECK(expression("\"\"\"a\n\"b\" \\ c\"\"\"") == R"("a\n\"b\" \\ c")");
  CHECK(expression("\"\"") == "\"\"");
  CHECK(expression("\"\"\"\"\"\"") == "\"\"");
  CHECK(expression("＂甲＂") == "\"甲\"");
  CHECK(expression(R"("a\q")") == "AS0116@1:12");
  CHECK(expression(R"("\u{D800}" + "\u{}" + "\u{41")") == "AS0117@1:11 AS0117@1:24 AS0117@1:33");
  CHECK(expression("\"甲（乙）：＃\"") == "\"甲（乙）：＃\"");
  // The signs of a quote are kept for the stage that looks quotes up.
  const auto parsed = parse(R"(let x = "a…b\…c")");
  CHECK(parsed.problems().empty());
  CHECK(parsed.dump().find(R"("a…b\…c")") != std::string::npos);
}

TEST_CASE("strings and names that are not closed") {
  CHECK(parse("fact a \"x : flow 人\nfact b : flow 人 whole whole").problems() == "AS0110@1:8 AS0150@2:23");
  CHECK(parse("department 甲 \"x {\n}").problems() == "AS0110@1:14");
  CHECK(parse("let a = “x\nlet b = `y\nlet c = ``").problems() == "AS0110@1:9 AS0114@2:9 AS0115@3:9");
  CHECK(parse("let a = 1 +\nlet b = \"\"\"x\nlet c = 1 +").problems() == "AS0134@1:11 AS0111@2:9");
  CHECK(parse("let a = b”").problems() == "AS0119@1:10");
}

TEST_CASE("names are in NFC, may be back-quoted, and words are separated by spaces") {
  CHECK(expression("e\u0301t\u00E9 == \u00E9te\u0301") == "\u00E9t\u00E9 == \u00E9t\u00E9");
  CHECK(expression("a且b") == "a且b");
  CHECK(assay::syntax::keyword_inside("a且b") == "且");
  CHECK_FALSE(assay::syntax::keyword_inside("且"));
  CHECK(expression("_x1 + ａｂ") == "_x1 + ab");
  CHECK(expression("`且` + `a b（c）`") == "且 + a b（c）");
}

TEST_CASE("full-width punctuation outside strings means its twin") {
  CHECK(shape("指标 甲 “a”：当期 人 范围 ０％．．１００％；设 乙 ＝ （甲 ＋ １） × ２ ÷ ３ － ４ ≥ ５") ==
        shape("fact 甲 \"a\" : flow 人 range 0%..100% ; let 乙 = (甲 + 1) * 2 / 3 - 4 >= 5"));
  CHECK(shape("let a = b ≤ 1 and c ≠ 2　＃ comment") == shape("let a = b <= 1 and c != 2"));
  CHECK(shape("dimension 区 ｛ 甲， 乙 ｝") == shape("dimension 区 { 甲, 乙 }"));
}

TEST_CASE("both spellings of every word give the same tree") {
  CHECK(shape("引用 \"a\" 年度 2023 自 2023-01-01 至 2023-12-31 按季 计量单位 人 填报单位 { 甲 } 维度 区 { 乙 } 名单 单 分 区 项数 3 { 开工 : 事件 }\n"
              "等级 评 { 差 = 0% } 及格 差 参数 p : % = 5% 自 2023-01-01 来源 \"b\" 约定 \"c\" 函数 f(a) = a 模板 t(x) { 要求 : x }") ==
        shape("use \"a\" season 2023 from 2023-01-01 to 2023-12-31 quarterly unit 人 reports from { 甲 } dimension 区 { 乙 } list 单 per 区 size 3 { 开工 : "
              "event }\nscale 评 { 差 = 0% } pass 差 param p : % = 5% from 2023-01-01 source \"b\" assumed \"c\" function f(a) = a template t(x) { require : x }"));
  CHECK(shape("指标 a : 累计 人 整数 可负 必附佐证 合计 求和 按月 指标 b : 时点 指标 c : 名次 指标 d : 评级 评 指标 e : 是否 指标 f : 原文") ==
        shape("fact a : cumulative 人 whole signed required evidence total sum monthly fact b : level fact c : rank fact d : grade 评 fact e : flag fact f : text"));
  CHECK(shape("部门 甲 { 难度系数 1.1 目标 1 \"t\" 权重 50 适用条件 x 合成 全或无 { 原文 \"u\" 要求 a : b 冲刺 \"v\" : c 期限 2023-01-01 权重 3 得分 按比例 下限 1 上限 2\n"
              "力争 a 得分 线性 自 1 至 2 评判 n \"q\" 于 评 套用 t(1) 要求 评判 m 于 评 至少 好 要求 a 得分 分档 { >= 1 : 2, 否则 3 }\n"
              "要求 a 得分 扣分 1 每 2 不足 要求 a 得分 加分 1 每 2 之 目标值 超出 至多 3 要求 a 得分 按名次 { 1 : 2 } 要求 a 得分 全或无 } }") ==
        shape("department 甲 { difficulty 1.1 target 1 \"t\" weight 50 applies when x combine all or nothing { text \"u\" require a : b stretch \"v\" : c due "
              "2023-01-01 weight 3 score proportional floor 1 cap 2\naim a score linear from 1 to 2 judge n \"q\" on 评 apply t(1) require judge m on 评 at "
              "least 好 require a score steps { >= 1 : 2, else 3 }\nrequire a score deduct 1 per 2 short require a score bonus 1 per 2 of goal over up to 3 "
              "require a score places { 1 : 2 } require a score all or nothing } }"));
  CHECK(shape("设 x = a 且 b 或 非 c 蕴含 如果 d 那么 每个 季度 其中 e 满足 f 否则 任一 月份 满足 没有 年份 自 1 至 2 满足 是") ==
        shape("let x = a and b or not c implies if d then every quarter where e has f else any month has no year from 1 to 2 has true"));
  CHECK(shape("设 x = a 相差 1 之 b 且 c 截至 2023-01-01 且 d 早于 2023-01-01 且 e 晚于 2023-01-01 且 f 于 2023-01-01 且 g 属于 { 1 } 且 h 为 缺失 且 i 为 已报") ==
        shape("let x = a within 1 of b and c by 2023-01-01 and d before 2023-01-01 and e after 2023-01-01 and f on 2023-01-01 and g in { 1 } and h is missing "
              "and i is reported"));
  CHECK(shape("设 x = 至少 2 之 { a ; b } 且 名次 之 x 之中 各单位 > 均值 之 x 之中 各单位 且 未知 且 计数 去重(a) > 求和(b 其中 c) 且 连续(季度 其中 d) > 时间进度 且 x@季度 > 否") ==
        shape("let x = at least 2 of { a ; b } and rank of x among units > avg of x among units and unknown and count distinct(a) > sum(b where c) and "
              "streak(quarter where d) > elapsed and x@quarter > false"));
  CHECK(shape("计分 { 舍入 四舍五入 4 同分 并列 细项 = 完成度 + 冲刺 目标 = 权重 * 平均(各细项) 部门 = 求和(各目标) * 难度系数 }") ==
        shape("scoring { round half up 4 ties 并列 criterion = attainment + stretch target = weight * mean(criteria) department = sum(targets) * difficulty }"));
  CHECK(shape("测试 \"t\" { 截止日 2023-12-31 给定 a = 1 预期 甲.1 暂时 达成 因为 b 预期 甲.1 未达成 预期 甲.1 不适用 预期 甲.1 完成度 1 预期 甲.1 得分 1 预期 甲.1 无效 预期 甲.1 进行中 预期 甲.1 未知 }") ==
        shape("test \"t\" { as of 2023-12-31 given a = 1 expect 甲.1 provisional met because b expect 甲.1 missed expect 甲.1 not applicable expect 甲.1 "
              "attainment 1 expect 甲.1 score 1 expect 甲.1 invalid expect 甲.1 open expect 甲.1 unknown }"));
}

TEST_CASE("no word has two meanings") {
  std::set<std::string_view> spellings;
  for (const auto& each : assay::syntax::keywords()) {
    CAPTURE(each.token);
    if (!each.english.empty()) CHECK(spellings.insert(each.english).second);
    if (!each.chinese.empty()) CHECK(spellings.insert(each.chinese).second);
  }
}

TEST_CASE("comments, line ends and the byte order mark") {
  CHECK(shape("\xEF\xBB\xBFunit 人 # “unclosed { (\r\nunit 家\r\n") == shape("unit 人\nunit 家"));
  CHECK(shape("unit 人\runit 家") == shape("unit 人; unit 家;;"));
  CHECK(parse("").problems() == "AS0006@1:1");
  CHECK(parse("# nothing\n").problems() == "AS0006@1:1");
  CHECK(parse("").sink.has_errors() == false);
}

TEST_CASE("characters that may not be in a file") {
  CHECK(parse("unit a\xFF").problems() == "AS0101@1:7");
  CHECK(parse("unit \xC0\xAF").problems() == "AS0101@1:6");
  CHECK(parse(std::string("unit a\0\0\x01 unit b", 16)).problems() == "AS0102@1:7");
  CHECK(parse("unit a \u202E\u2066 unit b \"\u200F\" # \u061C").problems() == "AS0103@1:8 AS0103@1:19 AS0103@1:24");
  CHECK(parse("let a = b\x07 + 1").problems() == "AS0102@1:10");
  CHECK(parse("let a = b § ¶ + 1").problems() == "AS0118@1:11 AS0118@1:13");
  CHECK(parse("let a = §§§ 1").problems() == "AS0118@1:9");
  CHECK(parse("、 unit a").problems() == "AS0652@1:1");
  CHECK(parse("unit a。").problems() == "AS0656@1:7");
}

TEST_CASE("words that nearly are a rule are shown with what is meant") {
  const auto drawn = [](const std::string& condition) { return parse("department 甲 {\n target 1 {\n require : " + condition + " } }").problems(); };
  CHECK(drawn("每个区县 满足 a >= 1") == "AS0653@3:12");
  CHECK(drawn("每季度 a >= 1") == "AS0653@3:12");
  CHECK(drawn("a >= 3亿元 且公告") == "AS0653@3:21");
  CHECK(drawn("a >= 2050 亿元") == "AS0655@3:22");
  CHECK(drawn("a >= 3亿元, b") == "AS0652@3:20");
  CHECK(drawn("a >= 3亿元，b") == "AS0652@3:20");
  CHECK(drawn("a >= 3亿元。") == "AS0656@3:20");
  CHECK(drawn("a >= 3亿元 且 公告") == "");
}
