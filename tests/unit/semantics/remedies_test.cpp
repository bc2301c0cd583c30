// What is offered for what analysts write, word by word.
#include "rulebook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace {

using assay::diagnostics::Language;

// `code: what to do`, and what it is near to behind a `?`. Of several it is that of the least code: of what cannot be read, before what that means.
std::string remedy(const assay::tests::Rulebook& made, Language language = Language::zh, assay::diagnostics::Severity severity = assay::diagnostics::Severity::error) {
  std::string first;
  for (const assay::diagnostics::Diagnostic& each : made.sink.all()) {
    const assay::diagnostics::KindInfo& kind = assay::diagnostics::info(each.kind);
    if (kind.severity != severity || kind.code == "AS0480") continue;
    const std::string code(kind.code);
    const std::string said = code + ": " + assay::diagnostics::help(each, language) + (each.suggestion ? " ? " + *each.suggestion : "");
    if (first.empty() || code < first.substr(0, code.size())) first = said;
  }
  return first;
}

std::string of_body(const std::string& body, Language language = Language::zh) { return remedy(assay::tests::with_body(body), language); }
std::string doubt_of_body(const std::string& body, Language language = Language::zh) {
  return remedy(assay::tests::with_body(body), language, assay::diagnostics::Severity::warning);
}

}  // namespace

TEST_CASE("a unit that is a multiple of a declared one is offered with its size") {
  CHECK(of_body("fact a : flow 百万人") == "AS0314: 请声明它：`计量单位 百万人 = 1百万 人`");
  CHECK(of_body("fact a : flow 十人", Language::en) == "AS0314: declare it: `unit 十人 = 10 人` ? 人");
  CHECK(of_body("fact a : flow 十万人") == "AS0314: 请声明它：`计量单位 十万人 = 10万 人`");
  CHECK(of_body("fact a : flow 万吨") == "AS0314: 请声明它：`计量单位 万吨` ? 万元");
}

TEST_CASE("a unit of its own where a multiple of another was meant is told of with its size") {
  const auto offered = [](const std::string& unit) {
    return remedy(assay::tests::rulebook("season 2024 from 2024-01-01 to 2024-12-31 unit 箱 unit " + unit +
                                         " department 甲 { fact a : flow 箱 target 1 { require a >= 3万箱 } }"));
  };
  CHECK(offered("万箱") == "AS0363: 请把数字写全，或声明两者的关系：`计量单位 万箱 = 1万 箱`");
  CHECK(offered("万箱 = 12000 箱") == "AS0363: 请把数字写全");
  CHECK(offered("万箱 = 1万 箱").empty());
}

TEST_CASE("a higher number behind an aim of the same is offered as its stretch, with what it compares") {
  const std::string body = "fact a : flow 人 target 1 { require a >= 5人 aim >= 10人 }";
  CHECK(of_body(body) == "AS0668: 请写出要比较的量：`冲刺 a >= 10人`");
  CHECK(of_body(body, Language::en) == "AS0668: write what is compared, too: `stretch a >= 10人`");
  CHECK(of_body("fact a : flow 人 target 1 { aim >= 10人 }") == "AS0668: 请写出要比较的量：`… >= 10人`");
  CHECK(of_body("fact a : flow 人 target 1 { require a >= 5人 stretch a >= 10人 }").empty());
}

TEST_CASE("a judgement without its scale, beside what decides and alone") {
  CHECK(of_body("target 1 { judge \"服务\" }", Language::en).find("require judge") == std::string::npos);
  CHECK(of_body("target 1 { require judge \"服务\" ; require 有效 }", Language::en).find("in the score alone") == std::string::npos);
  CHECK(of_body("target 1 { judge \"服务\" } target 2 { require 有效 }", Language::en).find("require judge") == std::string::npos);
  CHECK(of_body("target 1 { judge \"服务\" ; require 有效 }", Language::en).ends_with(
      "; beside a `require` or an `aim` it counts in the score alone: `require judge \"服务\" on quality` decides, too"));
}

TEST_CASE("months from … to … are told of as quarters are") {
  const std::string offered = of_body("target 1 { require every month from 2023-01 to 2023-06 has 有效 }", Language::en);
  CHECK(offered.starts_with("AS0412: "));
  CHECK(offered.find("every month where elapsed > 50% has …") != std::string::npos);
  CHECK(of_body("target 1 { require every quarter from 2022-10 to 2023-03 has 有效 }").starts_with("AS0412: "));
  CHECK(of_body("target 1 { require every month from 2023-10 to 2023-12 has 有效 }").starts_with("AS0412: "));
  CHECK(of_body("target 1 { require count(month from 2023-01 to 2023-06 where 有效) >= 3 }").starts_with("AS0412: "));
}

TEST_CASE("growth and the year before as people say them are offered as functions") {
  CHECK(of_body("target 1 { require GDP增长率 >= 8% }") == "AS0301: 请写`增长率(GDP)`");
  CHECK(of_body("target 1 { require GDP同比增长 >= 8% }", Language::en) == "AS0301: write `growth(GDP)`");
  CHECK(of_body("target 1 { require GDP >= 去年同期 }") == "AS0301: 请写`上年同期(…)`");
  CHECK(of_body("target 1 { require GDP >= 上年同期 * 108% }") == "AS0301: 请写`上年同期(…)`");
  CHECK(of_body("target 1 { require 同比(GDP) >= 8% }") == "AS0322: 请写`增长率(GDP)`");
  CHECK(of_body("target 1 { require 同比下降(债务) >= 8% }", Language::en) == "AS0322: write `reduction(债务)`");
}

TEST_CASE("connectives written as functions, texts without quotes and fields without their list are told of with what to write") {
  CHECK(of_body("target 1 { require AND(规范, 有效) }") == "AS0322: 请写`规范 且 有效`");
  CHECK(of_body("target 1 { require sum(营收) >= 3亿元 }") == "AS0301: 请写`项目.营收`");
  CHECK(of_body("fact 类型 : text target 1 { require 类型 == 融合 }") == "AS0301: 文字请加引号：`\"融合\"`");
  CHECK(of_body("target 1 { judge 品 on 评议 at least 优秀以上 }") == "AS0319: 等级有`差`、`合格`、`优秀` ? 优秀");
}

TEST_CASE("a number without a unit beside a percentage") {
  const auto offered = [](const std::string& condition) {
    return doubt_of_body("fact 满意 : level fact 比例 : level range 0..1 fact 合格 : cumulative per 区县 target 1 { require " + condition + " }", Language::en);
  };
  const std::string said = "AS0483: declare it in percent: `level %`; if it is reported as a share such as 0.62, declare its range: `range 0..1`";
  for (const char* condition : {"满意 >= 95%", "95% <= 满意", "满意 - previous(满意) >= 3pp", "满意 in 90%..95%", "满意@2023Q1 >= 95%", "满意 >= previous(覆盖)"})
    CHECK_MESSAGE(offered(condition) == said, std::string(condition));
  CHECK(offered("every 区县 has 合格 >= 95%").find("`cumulative %`") != std::string::npos);
  for (const char* condition : {"比例 >= 95%", "满意 >= 95", "培训 / 人数 >= 95%", "覆盖 >= 95%", "growth(满意) >= 5%"})
    CHECK_MESSAGE(offered(condition).empty(), std::string(condition));
}

TEST_CASE("a number in a multiple of its own is offered with its unit") {
  const auto offered = [](const std::string& unit, const std::string& written) {
    return remedy(assay::tests::rulebook("season 2024 from 2024-01-01 to 2024-12-31 unit 元 unit 万元 = 10000 元 unit 亿元 = 1亿 元 department 甲 { fact a : flow " + unit +
                                         " target 1 { require a >= " + written + " } }"));
  };
  CHECK(offered("亿元", "300000万") == "AS0402: 请写`300000万元`");
  CHECK(offered("亿元", "30亿") == "AS0402: 请写`30亿元`");
  CHECK(offered("万元", "3亿") == "AS0402: 请写`3亿元`");
  CHECK(offered("亿元", "30") == "AS0402: 请写`30亿元`或`30元`");
  CHECK(offered("万元", "30亿万元") == "AS0363: 请把数字写全：`30亿元`或`30万元`");
}

TEST_CASE("a difficulty that multiplies the score beyond all marks, or to next to nothing") {
  const auto offered = [](const std::string& difficulty, const std::string& scoring = {}) {
    return remedy(assay::tests::rulebook("season 2024 from 2024-01-01 to 2024-12-31 " + scoring + " department 甲 { difficulty " + difficulty + " fact a : event target 1 { require a } }"),
                  Language::en, assay::diagnostics::Severity::warning);
  };
  CHECK(offered("12").starts_with("AS0487: scores are multiplied by it: write `1.2`"));
  CHECK(offered("118").starts_with("AS0487: scores are multiplied by it: write `1.18`"));
  CHECK(offered("0.118").starts_with("AS0487: scores are multiplied by it: write `1.18`"));
  CHECK(offered("0").starts_with("AS0487: scores are multiplied by it: write `1`"));
  CHECK(offered("1.2").empty());
  CHECK(offered("0.85").empty());
  CHECK(offered("118%").empty());
  CHECK(offered("12", "scoring { department = sum(targets) + difficulty }").empty());
}

TEST_CASE("percentages that are added up") {
  CHECK(doubt_of_body("fact 率 : level % per 区县 target 1 { require sum(率) >= 95% }") == "AS0484: 请写`平均(率)`、`最小(率)`，或要求每一个：`每个 … 满足 率 >= …`");
  CHECK(doubt_of_body("fact 率 : level % per 区县 total sum target 1 { require 率 >= 95% }").starts_with("AS0484: 请写`合计 平均`"));
  CHECK(doubt_of_body("fact 率 : flow % target 1 { require 率 >= 95% }").starts_with("AS0484: 期末的比率用`时点`"));
  CHECK(doubt_of_body("fact 率 : level % per 区县 total avg target 1 { require 率 >= 95% ; require avg(率) >= 95% ; require every 区县 has 率 >= 9% }").empty());
  CHECK(of_body("fact 率 : level % per 区县 target 1 { require 率 >= 95% }") == "AS0420: 请写 `平均(率)`、`最小(率)` 或 `每个 区县 满足 率 …`");
  CHECK(of_body("fact 均 : level 亿元/人 per 区县 target 1 { require 均 >= 1亿元/人 }", Language::en) == "AS0420: write `avg(均)`, `min(均)` or `every 区县 has 均 …`");
}

TEST_CASE("a better place is a smaller one") {
  const auto offered = [](const std::string& condition) {
    const auto made = assay::tests::with_body("fact 名 : rank fact 次 \"名次\" : rank target 1 { require " + condition + " }");
    for (const assay::diagnostics::Diagnostic& each : made.sink.all())
      if (assay::diagnostics::info(each.kind).code == "AS0651") return "AS0651: " + assay::diagnostics::help(each, Language::zh);
    return std::string();
  };
  CHECK(offered("名 高于 上年同期(名)") == "AS0651: 请写作`<`");
  CHECK(offered("次 优于 上年同期(次)") == "AS0651: 请写作`<`");
  CHECK(offered("名 不低于 50") == "AS0651: 请写作`<=`");
  CHECK(offered("名 不低于50") == "AS0651: 请写作`<= 50`");
  CHECK(offered("名 低于 50") == "AS0651: 请写作`>`");
  CHECK(offered("人数 高于 50人") == "AS0651: 请写作`>`");
  CHECK(offered("mark 优于 优秀") == "AS0651: 请写作`>`");
}

TEST_CASE("ranges as people write them") {
  const auto offered = [](const std::string& row) { return of_body("fact 名 : rank target 1 { require 名 <= 9 score places { " + row + ": 100%, else 60% } }"); };
  CHECK(offered("1-10") == "AS0473: 请写`1..10`");
  CHECK(offered("1至10") == "AS0473: 请写`1..10`");
  CHECK(offered("1到10") == "AS0473: 请写`1..10`");
  CHECK(offered("前10") == "AS0473: 请写`1..10`");
  CHECK(offered("1~10").find("AS0473: 请写`1..10`") != std::string::npos);
}

TEST_CASE("a day in words is offered as the day of the season") {
  const auto offered = [](const std::string& timing) { return of_body("fact 会 : event target 1 { require 会 " + timing + " }"); };
  CHECK(offered("截至 9月底") == "AS0383: 请写 `2023-09-30`");
  CHECK(offered("截至 2023年9月底") == "AS0383: 请写 `2023-09-30`");
  CHECK(offered("截至 10月1日") == "AS0383: 请写 `2023-10-01`");
  CHECK(offered("截至 第三季度") == "AS0383: 请写 `2023-09-30`");
  CHECK(offered("早于 第三季度") == "AS0383: 请写 `2023-07-01`");
  CHECK(offered("截至 2023/9/30") == "AS0383: 请写 `2023-09-30`");
  CHECK(offered("截至 上半年") == "AS0383: 请写 `2023-06-30`");
  CHECK(offered("截至 年底") == "AS0383: 请写 `2023-12-31`");
  CHECK(offered("截至 某日") == "AS0383: 请写 `2023-12-31`");
  CHECK(offered("截至 2023.9.30") == "AS0139: 日期写作 `2023-09-30`");
  CHECK(offered("截至 2023-09") == "AS0139: 日期写作 `2023-09-30`");
  CHECK(offered("早于 2023-09") == "AS0139: 日期写作 `2023-09-01`");
  CHECK(offered("2023年9月底前") == "AS0148: 请写`会 截至 2023-09-30`");
  CHECK(offered("9月底前") == "AS0148: 请写`会 截至 年份-09-30`，年份为本年度的年份");
  CHECK(remedy(assay::tests::rulebook("season 2024 from 2024-04-01 to 2025-03-31 fact 会 : event department 甲 { target 1 { require 会 3月底前 } }")) ==
        "AS0148: 请写`会 截至 2025-03-31`");
}

TEST_CASE("conditions as people say them are offered as the language has them") {
  const auto offered = [](const std::string& condition) { return of_body("fact 会 : event fact 名 : rank target 1 { require " + condition + " }"); };
  for (const std::string word : {"和", "同时", "以及", "并且"}) CHECK(offered("培训 >= 3人 " + word + " 会") == "AS0651: 请写作`且`");
  CHECK(offered("会 AND 规范") == "AS0651: 请写作`and`");
  CHECK(offered("培训 >= 3人和 会") == "AS0653: 词与词之间须空格：`3人 且`");
  CHECK(offered(": 且(会, 规范)") == "AS0134: `且`写在两个条件之间：`a 且 b`");
  CHECK(offered("NOT 会") == "AS0148: 请写`非 会`");
  CHECK(offered("培训 同比增长 不低于 8%") == "AS0148: 请写`增长率(培训) >= 8%`");
  CHECK(offered("培训 增长 >= 8%") == "AS0148: 请写`增长率(培训) >= 8%`");
  CHECK(offered("培训 同比增长8%") == "AS0148: 请写`增长率(培训) >= 8%`");
  CHECK(offered("增长率 培训 >= 8%") == "AS0148: 请写`增长率(培训)`");
  CHECK(offered("项目 全部 开工") == "AS0148: 请写`每个 项目 满足 开工`");
  CHECK(offered("名 进入 前 3") == "AS0148: 请写`名 <= 3`");
  CHECK(offered("名 为 前三名") == "AS0143: 请写`名 <= 3`");
  CHECK(offered("mark 为 优秀") == "AS0143: 请写`mark == 优秀`");
  CHECK(offered("各区县 满足 培训 >= 1人") == "AS0143: 请写`每个 区县 满足 …`");
  CHECK(offered("培训 >= 3人 得分 扣分 5% 每 1人") == "AS0143: 请写`1人 不足`");
  CHECK(offered("培训 >= 100人 * 序时进度") == "AS0301: 请写`时间进度`");
  CHECK(offered("培训 >= 十人") == "AS0301: 请写`10人`");
  CHECK(offered("合计(培训) >= 3人") == "AS0322: 请写`求和(培训)`");
  CHECK(offered("占比(培训/培训) >= 3%") == "AS0385: 请只写`培训/培训`");
  CHECK(remedy(assay::tests::rulebook("season 2024 from 2024-01-01 to 2024-12-31 test \"t\" { 截至 2024年6月30日 }")).ends_with("? 截止日"));
  CHECK(offered("名 进入 前三") == "AS0148: 请写`名 <= 3`");
  CHECK(of_body("target 1 { judge 品 on 评议 优秀以上 }") == "AS0143: 请写`至少 优秀`");
  CHECK(of_body("target 1 { judge 品 on 评议 >= 优秀 }") == "AS0143: 请写`至少 优秀`");
}

TEST_CASE("a range that is written as a comparison is told of with its ends") {
  for (const std::string range : {"> 0", "大于0", "大于 0"})
    CHECK(of_body("fact a : flow 人 range " + range + "\nfact b : flow 人") == "AS0134: 范围包含两端：`范围 >= 1`、`范围 <= 100`、`范围 0..100`");
}

namespace {

// Of one condition in a hospital group's rules.
std::string of_condition(const std::string& condition, Language language = Language::zh) {
  return remedy(assay::tests::rulebook(R"(年度 2025 "集团" 自 2025-01-01 至 2025-12-31 按季 计量单位 台 计量单位 元 计量单位 亿元 = 1亿 元 维度 院区 { 东院, 西院, 南院 }
等级 等次级 { 合格 = 60%, 良好 = 80%, 优秀 = 100% } 及格 合格
部门 甲 {
  指标 手术 "手术台次" : 当期 台
  指标 药占比 "药占比" : 时点 % 范围 0%..100% 分 院区
  指标 满意度 "满意度" : 时点 % 范围 0%..100%
  指标 收入 "收入" : 当期 亿元
  指标 名 "名次" : 名次
  指标 等次 "等次" : 评级 等次级
  指标 复审 "复审" : 事件
  指标 类型 "类型" : 原文
  目标 1 { 要求 )" + condition + " } }"), language);
}
std::string of_fact(const std::string& fact) { return of_body("fact f : " + fact + "\ntarget 1 { require f }"); }

}  // namespace

TEST_CASE("deadlines and signs at the wrong place are offered where they belong") {
  CHECK(of_condition("复审 截止日 2025-09-30") == "AS0131: 请写`复审 截至 2025-09-30`");
  CHECK(of_condition("复审 as of 2025-09-30", Language::en) == "AS0131: write `复审 by 2025-09-30`");
  CHECK(of_condition("复审 不迟于 2025-09-30") == "AS0651: 请写作`截至`");
  CHECK(of_condition("复审 不晚于 2025-09-30") == "AS0651: 请写作`截至`");
  CHECK(of_condition("手术 >= 2万台 截至 2025-06-30") == "AS0143: 请写`期限 2025-06-30`");
  CHECK(of_condition("手术 >= 2万台 早于 2025-07-01") == "AS0143: 请写`期限 2025-06-30`");
  CHECK(of_condition("每个 院区 满足 药占比 <= 25% by 2025-06-30", Language::en) == "AS0143: write `due 2025-06-30`");
  CHECK(of_condition("名 <= 3 %") == "AS0655: 计量单位紧跟在数后面，中间没有空格：`3%`");
  CHECK(of_condition("手术 >= 2万台 6月底前") == "AS0143: 请写`期限 2025-06-30`");
  CHECK(of_condition("手术 >= 2万台 在 6月底前") == "AS0143: 请写`期限 2025-06-30`");
  CHECK(of_condition("手术 >= 2万台 期限 6月底") == "AS0139: 日期写作 `2025-06-30`");
  CHECK(of_condition("复审 在 9月底前") == "AS0148: 请写`复审 截至 2025-09-30`");
  CHECK(of_condition("药占比 最大 <= 25%") == "AS0143: 请写`最大(药占比)`");
  CHECK(of_condition("满意度% >= 95") == "AS0143: `%`写在数后面，如`满意度 >= 3%`");
  CHECK(of_condition("2 \"甲\"：手术 >= 3台") == "AS0143: 细项自动编号，请写`\"甲\" : …`");
  CHECK(of_condition("总量：\"甲\" 手术 >= 3台") == "AS0143: 引文写在冒号前面：`总量 \"甲\" : 手术 …`");
  CHECK(of_condition("总量：\"甲\"：手术 >= 3台") == "AS0143: 引文写在冒号前面：`总量 \"甲\" : 手术 …`");
  CHECK(of_condition("总量 手术 >= 3台") == "AS0148: 细项名称后面写冒号：`总量 : 手术 …`；含空格的名称请加反引号");
  CHECK(of_condition("等次 至少 良好") == "AS0143: 请写`等次 >= 良好`");
  CHECK(of_condition("复审 && 等次 >= 良好") == "AS0124: 请写`且`");
  CHECK(of_condition("手术 >= 3台 得分 加分 2% 每 1台") == "AS0143: 请写`1台 超出`");
}

TEST_CASE("products, differences and sets as people write them") {
  CHECK(of_condition("收入 >= 1.05 上年同期(收入)") == "AS0148: 请写`1.05 * 上年同期(收入)`");
  CHECK(of_condition("满意度 提高 1个百分点") == "AS0148: 请写`满意度 - 上年同期(满意度) >= 1个百分点`");
  CHECK(of_condition("满意度 下降2个百分点") == "AS0148: 请写`上年同期(满意度) - 满意度 >= 2个百分点`");
  CHECK(of_condition("手术 增加 100台") == "AS0148: 请写`手术 - 上年同期(手术) >= 100台`");
  CHECK(of_condition("手术 增加 5%") == "AS0148: 请写`增长率(手术) >= 5%`");
  CHECK(of_condition("类型 = \"设备\" 或 \"基建\"") == "AS0381: 请写`类型 属于 {\"设备\", \"基建\"}`");
  CHECK(of_condition("等次 = 良好 或 优秀") == "AS0381: 请写`等次 属于 {良好, 优秀}`");
  CHECK(of_condition("名 == 1 or 2 or 3", Language::en) == "AS0381: write `名 in {1, 2, 3}`");
}

TEST_CASE("members as people name them") {
  for (const char* condition : {"药占比(东院) <= 25%", "药占比.东院 <= 25%", "东院药占比 <= 25%", "药占比东院 <= 25%"})
    CHECK_MESSAGE(of_condition(condition).ends_with(": 请写`药占比[东院]`"), std::string(condition));
  CHECK(of_condition("东院、西院 满足 药占比 <= 25%") == "AS0652: 请写`每个 院区 其中 院区 属于 {东院, 西院} 满足 …`");
  CHECK(of_condition("东院、北院 满足 药占比 <= 25%") == "AS0652: 条件之间写`且`或`或`，列举之间写`,`");
  for (const char* condition : {"东院、 满足 药占比 <= 25%", "、西院 满足 药占比 <= 25%", "、 满足 药占比 <= 25%"}) CHECK_MESSAGE(of_condition(condition).starts_with("AS0652: 条件之间写"), std::string(condition));
  CHECK(of_condition("所有院区满足 药占比 <= 25%") == "AS0148: 请写`每个 院区 满足 药占比 …`");
  CHECK(of_condition("各院区 药占比 <= 25%") == "AS0148: 请写`每个 院区 满足 药占比 …`");
  CHECK(of_condition("各院区药占比 <= 25%") == "AS0301: 请写`每个 院区 满足 药占比 …`");
  CHECK(of_condition("计数(院区 药占比 < 25%) >= 2") == "AS0148: 请写`院区 其中 药占比 …`");
  CHECK(of_condition("每个 季 满足 手术 >= 1台") == "AS0385:  ? 季度");
}

TEST_CASE("units as people say them") {
  CHECK(of_condition("手术 >= 2万台次") == "AS0314: 请写`2万台`；若是另一种单位，请声明它：`计量单位 台次`");
  CHECK(of_condition("增长率(手术) >= 5个点") == "AS0314: 请写`5%`；两个百分数之差写`5个百分点`");
  CHECK(of_condition("计数(院区 其中 药占比 < 25%) >= 3个") == "AS0314: 个数直接与数比较：请写`3`");
  CHECK(of_fact("level 百分比") == "AS0314: 请写`%`");
  CHECK(of_fact("level % 按院区") == "AS0143: 请写`分 院区`");
  CHECK(of_fact("level % 每季") == "AS0143: 请写`按季`");
  CHECK(of_fact("level % 可以为负") == "AS0143: 请写`可负`");
  CHECK(of_fact("日期").ends_with(" ? 事件"));
  CHECK(of_fact("排名").ends_with(" ? 名次"));
}

TEST_CASE("events, periods and counts as people say them") {
  CHECK(of_condition("复审 完成") == "AS0148: 事件作条件就表示已经发生：请只写`复审`");
  CHECK(of_condition("通过 复审") == "AS0148: 事件作条件就表示已经发生：请只写`复审`");
  CHECK(of_condition("无 复审") == "AS0148: 请写`非 复审`");
  CHECK(of_condition("名 在 前 3") == "AS0148: 请写`名 <= 3`");
  CHECK(of_condition("手术 每季度 >= 5000台") == "AS0148: 请写`每个 季度 满足 手术@季度 >= …`");
  CHECK(of_condition("手术 >= 5000台 每季度") == "AS0148: 请写`每个 季度 满足 …`");
  CHECK(of_condition("连续 3 个季度 手术 >= 1台") == "AS0148: 请写`连续(季度 其中 …) >= 3`");
  CHECK(of_condition("至少 3 个 院区 满足 药占比 <= 25%") == "AS0148: 请写`计数(院区 其中 …) >= 3`");
  CHECK(of_condition("手术 >= 二万台") == "AS0301: 请写`2万台`");
  CHECK(of_condition("手术 >= 2w台") == "AS0314: 请写`2万台`");
}

TEST_CASE("a period shorter than a fact's own is offered as its own") {
  CHECK(of_condition("手术@2025年6月 >= 3台") == "AS0427: 它按季度填报：请写`手术@2025Q2`，或将它声明为`按月`");
  CHECK(of_condition("每个 月份 满足 手术@月份 >= 3台") == "AS0427: 它按季度填报：请逐一考察`季度`，或将它声明为`按月`");
  CHECK(of_condition("手术@季度 >= 3台") == "AS0405: 请写 `每个 季度 满足 手术@季度 …`、`求和(手术@季度)`，或写明期间：`@2025Q1`");
}

TEST_CASE("ranges elsewhere as people write them") {
  for (const char* range : {"0%-100%", "0%至100%", "0% 至 100%", "0%到100%", "0%~100%"})
    CHECK_MESSAGE(of_fact("level % range " + std::string(range)) == "AS0473: 请写`0%..100%`", std::string(range));
  CHECK(of_fact("level range 0-100") == "AS0473: 请写`0..100`");
  for (const char* range : {"60%-80%", "60%至80%", "60%~80%"}) CHECK_MESSAGE(of_condition("满意度 属于 " + std::string(range)) == "AS0473: 请写`60%..80%`", std::string(range));
  for (const char* words : {"收入 在 3亿元 至 5亿元 之间", "收入 3亿元 到 5亿元"}) CHECK_MESSAGE(of_condition(words) == "AS0148: 请写`收入 属于 3亿元..5亿元`", std::string(words));
  CHECK(of_condition("收入 >= 3亿元 到 5亿元") == "AS0148: 区间写作`属于 3亿元..5亿元`");
  for (const char* ends : {"60%-100%", "60%至100%", "60% 至 100%"})
    CHECK_MESSAGE(of_condition("满意度 >= 95% 得分 线性 " + std::string(ends)) == "AS0141: 请写`线性 自 60% 至 100%`", std::string(ends));
}

TEST_CASE("examples are of the season's year") {
  CHECK(of_condition("手术 截至 2025-09-30") == "AS0384: 其他条件请在后面写 `期限 2025-06-30`");
  CHECK(of_condition("复审 截至 2025-02-30") == "AS0122: 日期写作 2025-12-31 或 2025年12月31日");
  CHECK(of_condition("手术@2025-02-30 >= 3台") == "AS0123: 请写 2025、2025H1、2025Q1、2025-06 或`季度`");
  CHECK(of_condition("复审 >= 3").find("`截至 2025-06-30`") != std::string::npos);
  CHECK(of_condition("手术 >= 3台 期限 明年") == "AS0139: 日期写作 2025-12-31 或 2025年12月31日");
}

TEST_CASE("a word at a number leaves the operator that stands there") {
  const auto offered = [](const std::string& condition) { return of_body("target 1 { require 培训 " + condition + " }", Language::en); };
  CHECK(offered("<= 5起").find(">=") == std::string::npos);
  CHECK(offered("<= 5起").starts_with("AS0314: declare it: `unit 起`"));
  CHECK(offered("= 0起").starts_with("AS0"));
  CHECK(offered(">= 5人以上") == "AS0364: write `>= 5人`");
  CHECK(offered("> 5人以上") == "AS0364: write `> 5人`");
  CHECK(offered("< 5人以内") == "AS0364: write `< 5人`");
  CHECK(offered("<= 5人左右") == "AS0364: write `<= 5人`");
  CHECK(offered("<= 5人以上") == "AS0364: write `<= 5人` or `>= 5人`: the sign and the word contradict each other");
}

TEST_CASE("a better place is a smaller number") {
  const auto offered = [](const std::string& condition) { return of_body("fact 排名 : rank target 1 { require " + condition + " }"); };
  CHECK(offered("排名 上升 2位") == "AS0148: 请写`上年同期(排名) - 排名 >= 2`");
  CHECK(offered("排名 提升 2") == "AS0148: 请写`上年同期(排名) - 排名 >= 2`");
  CHECK(offered("排名 下降 2位") == "AS0148: 请写`排名 - 上年同期(排名) <= 2`");
}

TEST_CASE("a day before which something is to happen is its deadline") {
  CHECK(of_body("fact 热线 : event target 1 { require 热线 于 2023年6月30日前 }") == "AS0383: 请写 `热线 截至 2023-06-30`");
  CHECK(of_body("fact 热线 : event target 1 { require 热线 于 6月底前 }", Language::en) == "AS0383: write `热线 by 2023-06-30`");
}

TEST_CASE("tiers in an amount") {
  const auto advice = [&](const std::string& tiers) {
    return remedy(assay::tests::rulebook("season 2023 from 2023-01-01 to 2023-12-31 unit 公里 department 甲 { fact 改造 : flow 公里 target 1 { require 改造 " + tiers + " } }"));
  };
  CHECK(advice(">= 60公里 score steps { >= 50公里: 80%, else 0% }") == "AS0400: 只有同类的量才能比较和相加；分档读的是完成比例，不是`改造`本身：若指50公里，请写`>= 50公里 / 60公里`");
  CHECK(advice(">= 60 score steps { >= 50: 80%, else 0% }") == "AS0402: 请写`50%`或`5000%`；分档读的是完成比例，不是`改造`本身：若指50公里，请写`>= 50公里 / 60`");
  CHECK(advice("<= 60公里 score steps { <= 70公里: 80%, else 0% }").ends_with("请写`>= 60公里 / 70公里`"));
  CHECK(advice(">= 60公里 score steps { >= 50公里 / 60公里: 80%, else 0% }").empty());
}

namespace {

// Of a criterion of 教育局 in a county's season, with what quotes it.
assay::tests::Rulebook of_county(const std::string& criterion) {
  return assay::tests::rulebook(R"(年度 2025 "2025" 自 2025-01-01 至 2025-12-31 按季 计量单位 人 计量单位 个 计量单位 件 计量单位 元 计量单位 亿元 = 1亿 元
参数 增速 ： % = 5%
部门 教育局 {
  指标 覆盖率 ： 时点 % 范围 0%..100%
  指标 学位 ： 当期 个 整数
  指标 投诉 ： 当期 件 整数
  指标 收入 ： 累计 亿元
  指标 体检 ： 当期 人 整数
  指标 老人 ： 时点 人 范围 >= 1人
  目标 1 "甲" { 要求 )" + criterion + " } }");
}
std::string county(const std::string& criterion, Language language = Language::zh) { return remedy(of_county(criterion), language); }
std::string doubt_of_county(const std::string& criterion, Language language = Language::zh) {
  return remedy(of_county(criterion), language, assay::diagnostics::Severity::warning);
}

}  // namespace

TEST_CASE("a ratio that was multiplied by 100 goes beside a percentage without that") {
  CHECK(county("降低率(投诉) * 100 >= 20") == "AS0402: 请写`20%`，并删去`* 100`：比率可直接与百分数比较");
  CHECK(county("100 * 增长率(收入) >= 10", Language::en) == "AS0402: write `10%`, and leave out `* 100`: a ratio goes beside a percentage as it is");
  CHECK(county("覆盖率 * 100 >= 98") == "AS0402: 请写`98%`，并删去`* 100`：比率可直接与百分数比较");
  CHECK(county("(覆盖率 - 上年同期(覆盖率)) * 100 >= 2") == "AS0402: 请写`2pp`，并删去`* 100`：比率可直接与百分数比较");
  CHECK(county("覆盖率 * 100 >= 200 / 3") == "AS0402: 请写`200/3 * 1%`，并删去`* 100`：比率可直接与百分数比较");
  CHECK(county("覆盖率 * 10 >= 98") == "AS0402: 请写`98%`或`9800%`");
  // What was typed by that advice before.
  CHECK(doubt_of_county("降低率(投诉) * 100 >= 20%") == "AS0494: 请删去`* 100`：比率 0.65 本来就是 65%");
  CHECK(doubt_of_county("体检 / 老人 * 100 >= 65%", Language::en) == "AS0494: leave out `* 100`: a ratio of 0.65 is 65% as it stands");
  CHECK(doubt_of_county("(覆盖率 - 上年同期(覆盖率)) * 100 >= 2pp").starts_with("AS0494: "));
  CHECK(doubt_of_county("覆盖率 * 1000 >= 980‰").starts_with("AS0494: 请删去`* 1000`"));
  CHECK(doubt_of_county("体检 / 老人 * 100 >= 65").empty());
  CHECK(doubt_of_county("覆盖率 * 100 >= 上年同期(覆盖率) * 100").empty());
}

TEST_CASE("the 1 beside a percentage in a sum is the whole") {
  CHECK(county("收入 >= 上年同期(收入) * (1 + 10%)") == "AS0402: 请写`100%`");
  CHECK(county("收入 >= 上年同期(收入) * (10% + 1)") == "AS0402: 请写`100%`");
  CHECK(county("收入 >= 上年同期(收入) * (1 + 增速)") == "AS0402: 请写`100%`");
  CHECK(county("投诉 <= 上年同期(投诉) * (1 - 10%)", Language::en) == "AS0402: write `100%`");
  CHECK(county("1 + 增长率(收入) >= 110%") == "AS0402: 请写`100%`");
  CHECK(county("覆盖率 >= 上年同期(覆盖率) + 1") == "AS0402: 请写`1%`或`100%`");
}

TEST_CASE("a fraction beside a percentage is multiplied by the unit, which behind it would be that of the lower number") {
  CHECK(county("覆盖率 >= 1/3") == "AS0402: 请写`1/3 * 100%`");
  CHECK(county("覆盖率 >= 200/3") == "AS0402: 请写`200/3 * 100%`或`200/3 * 1%`");
  CHECK(county("增长率(收入) >= 1/10", Language::en) == "AS0402: write `10%`");
  CHECK(county("覆盖率 >= 9/10") == "AS0402: 请写`90%`");
  CHECK(county("覆盖率 >= 95/2") == "AS0402: 请写`47.5%`或`4750%`");
  CHECK(county("覆盖率 >= 上年同期(覆盖率) + 2/3个百分点").empty());
  CHECK(county("收入 >= 2/3") == "AS0402: 请写`2/3 * 1元`或`2/3 * 1亿元`");
  CHECK(county("学位 >= 3000个 得分 扣分 1/3 每 100个 不足") == "AS0402: 请写`1/3 * 100%`；得分按占满分的百分比写");
  CHECK(county("学位 >= 3000个 得分 按比例 上限 4/3") == "AS0402: 请写`4/3 * 100%`");
  CHECK(county("学位 >= 3000个 得分 按比例 下限 2/3") == "AS0402: 请写`2/3 * 100%`");
  CHECK(county("学位 >= 3000个 得分 分档 { >= 2/3 : 100%, 否则 0% }").starts_with("AS0402: 请写`2/3 * 100%`；分档读的是完成比例"));
  for (const char* offered : {"学位 >= 3000个 得分 扣分 1/3 * 100% 每 100个 不足", "学位 >= 3000个 得分 按比例 上限 4/3 * 100%", "覆盖率 >= 1/3 * 100%", "覆盖率 >= 200/3 * 1%",
                              "学位 >= 3000个 得分 分档 { >= 2/3 * 100% : 2/3 * 100%, 否则 0% }", "收入 >= 2/3 * 1亿元"}) {
    CHECK(county(offered).empty());
    CHECK(doubt_of_county(offered).empty());
  }
  // What was typed by the advice before.
  CHECK(doubt_of_county("学位 >= 3000个 得分 扣分 100/3% 每 100个 不足") == "AS0495: 请写`100/3 * 100%`或`100/3 * 1%`");
  CHECK(doubt_of_county("覆盖率 >= 2/3%", Language::en) == "AS0495: write `2/3 * 100%` or `2/3 * 1%`");
  CHECK(doubt_of_county("覆盖率 >= 上年同期(覆盖率) + 1/2个百分点") == "AS0495: 请写`0.5个百分点`");
}

TEST_CASE("what is said in marks is a share of the full marks") {
  const auto in_target = [](const std::string& criteria, Language language = Language::zh) {
    return remedy(assay::tests::rulebook(R"(年度 2025 "2025" 自 2025-01-01 至 2025-12-31 按季 计量单位 件
部门 教育局 { 指标 投诉 ： 当期 件 整数 目标 2 "乙" 权重 80 { 要求 投诉 <= 9件 }
目标 1 "投诉不超过30件，每多1件扣1分" 权重 20 { )" + criteria + " } }"), language);
  };
  CHECK(in_target("要求 投诉 <= 30件 得分 扣分 1 每 1件 不足") == "AS0402: 请写`5%`：得分按占满分的百分比写，此处满分 20 分");
  CHECK(in_target("要求 投诉 <= 30件 得分 扣分 1分 每 1件 不足") == "AS0402: 请写`5%`：得分按占满分的百分比写，此处满分 20 分");
  CHECK(in_target("要求 投诉 <= 30件 得分 加分 1 每 1件 超出", Language::en) == "AS0402: write `5%`: what is earned is a share of the full marks, here 20");
  CHECK(in_target("要求 甲 ： 投诉 <= 30件 得分 扣分 1 每 1件 不足 权重 25 要求 乙 ： 投诉 <= 50件 权重 75") == "AS0402: 请写`20%`：得分按占满分的百分比写，此处满分 5 分");
  CHECK(in_target("要求 投诉 <= 30件 得分 扣分 3 每 1件 不足") == "AS0402: 请写`3%`或`300%`；得分按占满分的百分比写：满分 20 分，3 分就是`15%`");
  CHECK(county("投诉 <= 30件 得分 扣分 1分 每 1件 不足") == "AS0402: 请写占满分的百分比：满分 20 分时，1 分写`5%`");
  CHECK(county("投诉 <= 30件 得分 扣分 1 每 1件 不足", Language::en) == "AS0402: write `1%` or `100%`; what is earned is a share of the full marks");
  CHECK(county("投诉 <= 30件 得分 扣分 5% 每 1件 不足").empty());
}

TEST_CASE("members, so many units, tiers and stages as people write them") {
  CHECK(of_condition("东院 药占比 <= 25%") == "AS0148: 请写`药占比[东院]`");
  CHECK(of_condition("药占比 东院 <= 25%") == "AS0148: 请写`药占比[东院]`");
  CHECK(of_condition("北院 药占比 <= 3%") == "AS0148: 细项名称后面写冒号：`北院 : 药占比 …`；若`北院`是维度的成员，请写`药占比[北院]`");
  for (const auto& [word, sign] : {std::pair{"突破", ">"}, {"不到", "<"}, {"未超过", "<="}}) {
    const auto made = assay::tests::with_body("target 1 { require 覆盖 " + std::string(word) + " 95% }");
    const auto& all = made.sink.all();
    CHECK(std::any_of(all.begin(), all.end(), [&](const auto& each) { return assay::diagnostics::help(each, Language::zh) == "请写作`" + std::string(sign) + "`"; }));
  }
  CHECK(of_condition("至少 2个 院区 满足 药占比 <= 25%") == "AS0148: 请写`计数(院区 其中 …) >= 2`");
  CHECK(of_condition("至少 2 个 院区 满足 药占比 <= 25%") == "AS0148: 请写`计数(院区 其中 …) >= 2`");
  CHECK(of_condition("三分之二 院区 满足 药占比 <= 25%") == "AS0148: 请写`占比(院区 其中 …) >= 2/3 * 100%`");
  CHECK(of_condition("收入 >= 65% 收入") == "AS0148: 请写`65% * 收入`");
  CHECK(of_condition("每个 院区 满足 药占比 <= 25% 除 东院") == "AS0148: 排除成员请用筛选条件，如`每个 镇街 其中 镇街 != 东院 满足 …`");
  CHECK(of_condition("名 <= 3名") == "AS0314: 名次只写数，不写`名`；若是计量单位，请声明它：`计量单位 名`");
  CHECK(of_condition("满意度 以上 95%") == "AS0145: 请写`>= 95%`");
  CHECK(of_condition("环比(收入) >= 1%") == "AS0322: 请写`收入@2025Q2 / 收入@2025Q1 - 1`");
  CHECK(of_condition("收入@2025Q2 / 收入@2025Q1 - 1 >= 1%").empty());
  CHECK(of_condition("满意度 >= 95% 得分 线性 自 80% 到 95%") == "AS0148: 请写`80% 至 95%`");
  CHECK(of_condition("手术 >= 30台 得分 加分 2% 每 目标值 1% 超出") == "AS0143: 请写`每 1% 之 目标值 超出`");
  CHECK(of_condition("手术 >= 30台 得分 分档 { 截至 2025-06-30: 100%, 否则 0% }").starts_with("AS0143: 分档只读数；"));
  CHECK(of_condition("2025-06-30") == "AS0390: 请与事件或日期比较（`某事件 <= 2025-06-30`、`天数(2025-06-30, 某事件) <= 30`），或写 `某事件 截至 2025-06-30`");
  CHECK(remedy(assay::tests::rulebook("年度 2025 自 2025-01-01 至 2025-12-31 计分 { 目标 = 各细项 }")).starts_with("AS0465: 请写 `平均(各细项)`"));
  CHECK(of_condition("天数(复审) <= 3") == "AS0336: 请写`天数(a, b)`");
  CHECK(of_condition("SUM(药占比) <= 25%") == "AS0322: 请写`求和(药占比)`");
  CHECK(of_condition("IF(手术 >= 3台, 收入, 收入) >= 3亿元") == "AS0322: 请写`如果 手术 >= 3台 那么 收入 否则 收入`");
  CHECK(of_condition("AND(手术 >= 3台, 复审)") == "AS0322: 请写`手术 >= 3台 且 复审`");
  CHECK(of_condition("收入 / 手术 >= 7元/千台") == "AS0301: 请写`1000台`，或声明它：`计量单位 千台 = 1000 台`");
  CHECK(of_condition("收入 / 手术 >= 7元/1000台").empty());
  CHECK(of_condition("手术 <= 30台 得分 分档 { 30台: 100%, 否则 0% }").starts_with("AS0659: 请写作`<= 30台: …`；"));
  CHECK(of_condition("手术 >= 30台 得分 分档 { 30台: 100%, 否则 0% }").starts_with("AS0659: 请写作`>= 30台: …`；"));
  CHECK(of_condition("手术 <= 30台 得分 分档 { 100%: 100%, 否则 0% }").starts_with("AS0659: 请写作`>= 100%: …`；"));
  const std::string stages = "；“某日前满分、稍后某日前 80%”请写成两个细项：`要求 后 ： 复审 截至 2025-09-30 权重 80`、`力争 先 ： 复审 截至 2025-06-30 权重 20`";
  CHECK(of_condition("天数(2025-06-30, 复审) <= 0 得分 分档 { >= 100% : 100%, 否则 0% }") == "AS0452: `得分 线性 自 … 至 …` 直接按数值计分" + stages);
  CHECK(of_condition("天数(2025-06-30, 复审) <= 0 得分 按名次 { 0 : 100%, 否则 0% }") == "AS0455: 请用 `分档` 或 `线性` 计分" + stages);
  CHECK(of_condition("后 ： 复审 截至 2025-09-30 权重 80 力争 先 ： 复审 截至 2025-06-30 权重 20").empty());
  CHECK(of_body("target 1 { require 项目.营收 >= 3亿元 }") == "AS0420: 请写 `求和(项目.营收)`、`最小(项目.营收)` 或 `每个 项目 满足 项目.营收 …`");
  CHECK(remedy(assay::tests::rulebook("年度 2025 自 2025-01-01 至 2025-12-31 计分 { 舍入 2 }")) == "AS0141: 请写`舍入 四舍五入 2`");
  CHECK(remedy(assay::tests::rulebook("年度 2025 自 2025-01-01 至 2025-12-31 计分 { 舍入 半年 2 }")) == "AS0141: 请写`舍入 四舍五入 2`");
}
