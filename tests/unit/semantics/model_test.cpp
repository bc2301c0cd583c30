// What right rules become: expressions in the language's own spelling, numbers in base units, bindings and defaults.
#include "rulebook.h"

#include "base/number.h"
#include "semantics/dump.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace assay;
using semantics::Kind;

namespace {

const semantics::Criterion& first(const tests::Rulebook& made) { return made.model->departments[0].targets[0].criteria[0]; }
const semantics::Expr& condition(const tests::Rulebook& made) { return (*made.model)[first(made).condition]; }

std::string printed(const std::string& criteria) {
  const tests::Rulebook made = tests::with_criteria(criteria);
  CAPTURE(made.drawn());
  REQUIRE(made.model.has_value());
  CHECK(made.codes().empty());
  return semantics::print(*made.model, first(made).condition);
}

base::Number number(const std::string& text) { return *base::Number::parse(text); }

}  // namespace

TEST_CASE("conditions are printed as they are written, with the parentheses they need") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"培训 >= 16.6万人", "培训 >= 166000人"},
      {"培训 ≥ 166_000", "培训 >= 166000人"},
      {"人数 = 3", "人数 == 3人"},
      {"债务 <= 0", "债务 <= 0亿元"},
      {"债务 <= 600000万元", "债务 <= 600000万元"},
      {"覆盖 == 100%", "覆盖 == 100%"},
      {"60% <= 覆盖 < 80%", "60% <= 覆盖 and 覆盖 < 80%"},
      {"持证 / 人数 == 100%", "持证 / 人数 == 100%"},
      {"收入 >= 100元/人", "收入 >= 100元/人"},
      {"growth(培训) - growth(GDP) >= 3个百分点", "growth(培训) - growth(GDP) >= 3个百分点"},
      {"培训 > previous(培训)", "培训 > previous(培训)"},
      {"reduction(债务) >= 5%", "reduction(债务) >= 5%"},
      {"(培训 + 人数) * 2 >= 3", "(培训 + 人数) * 2 >= 3人"},
      {"培训 - (人数 - 持证) >= 3", "培训 - (人数 - 持证) >= 3人"},
      {"培训 / (人数 / 持证) >= 3", "培训 / (人数 / 持证) >= 3人"},
      {"-培训 <= -3", "-培训 <= -3人"},
      {"培训 >= 2/3 * 人数", "培训 >= 2 / 3 * 人数"},
      {"not (规范 and 有效) or 有效", "not (规范 and 有效) or 有效"},
      {"(规范 or 有效) and 有效", "(规范 or 有效) and 有效"},
      {"规范 implies 有效 implies 有效", "规范 implies 有效 implies 有效"},
      {"(规范 implies 有效) implies 有效", "(规范 implies 有效) implies 有效"},
      {"if 规范 then 有效 else 培训 >= 3", "if 规范 then 有效 else 培训 >= 3人"},
      {"(if 规范 then 培训 else 人数) >= 3", "(if 规范 then 培训 else 人数) >= 3人"},
      {"规范", "规范"},
      {"规范 by 2023-06-30", "规范 by 2023-06-30"},
      {"规范 after 2023年6月1日", "规范 after 2023-06-01"},
      {"有效 == 是", "有效 == true"},
      {"规范 == 有效", "规范 == 有效"},
      {"类别 == \"甲\"", "类别 == \"甲\""},
      {"等次 >= 合格", "等次 >= 合格"},
      {"合格 <= 等次", "合格 <= 等次"},
      {"排名 <= 前列", "排名 <= 前列"},
      {"growth(培训) >= 目标增速", "growth(培训) >= 目标增速"},
      {"every 区县 has 队伍", "every 区县 has 队伍"},
      {"规范 and every 区县 has 机构 >= 1", "规范 and every 区县 has 机构 >= 1家"},
      {"(no 区县 has 机构 < 1) and 规范", "(no 区县 has 机构 < 1家) and 规范"},
      {"every 区县 has any 行业 has 明细 >= 1", "every 区县 has any 行业 has 明细 >= 1家"},
      {"every 区县 has 队伍 by 2023-06-30", "every 区县 has 队伍 by 2023-06-30"},
      {"count(区县 where 机构 >= 1) >= 2", "count(区县 where 机构 >= 1家) >= 2"},
      {"count(区县 where 队伍) >= 2个", "count(区县 where 队伍) >= 2个"},
      {"count(区县 where 队伍) / 2 >= 95%", "count(区县 where 队伍) / 2 >= 95%"},
      {"share(区县 where 队伍) >= 95%", "share(区县 where 队伍) >= 95%"},
      {"sum(机构) >= 10家", "sum(机构) >= 10家"},
      {"sum(机构 where 队伍) + count(区县 where 队伍) >= 10", "sum(机构 where 队伍) + count(区县 where 队伍) >= 10家"},
      {"平均(机构) >= 10家", "avg(机构) >= 10家"},
      {"every 区县 has sum(明细) >= 1", "every 区县 has sum(明细) >= 1家"},
      {"机构[吴兴区] >= 1", "机构[吴兴区] >= 1家"},
      {"明细[农业, 吴兴区] >= 1", "明细[吴兴区, 农业] >= 1家"},
      {"sum(明细[农业]) >= 1", "sum(明细[农业]) >= 1家"},
      {"产值 >= 3亿元", "产值 >= 3亿元"},
      {"count(项目 where 开工 and 营收 >= 1亿元) >= 4", "count(项目 where 开工 and 营收 >= 1亿元) >= 4"},
      {"count(项目) >= 4", "count(项目) >= 4"},
      {"every 项目 has 开工", "every 项目 has 开工"},
      {"every 项目 where 入库 has 开工 before 2023-06-30", "every 项目 where 入库 has 开工 before 2023-06-30"},
      {"any 项目 has 级别 >= 合格 and 名称 != \"甲\"", "any 项目 has 级别 >= 合格 and 名称 != \"甲\""},
      {"sum(项目.营收 where 级别 >= 合格) >= 3亿元", "sum(项目.营收 where 级别 >= 合格) >= 3亿元"},
      {"every quarter has 培训 / 人数 > elapsed", "every quarter has 培训 / 人数 > elapsed"},
      {"每个 季度 满足 排名 <= 3", "every quarter has 排名 <= 3"},
      {"every month has 月报 >= 0", "every month has 月报 >= 0家"},
      {"every quarter has every 区县 has 机构 >= 1", "every quarter has every 区县 has 机构 >= 1家"},
      {"甲.培训 >= 3", "培训 >= 3人"},
      {"次数 * 1人 / 1人次 >= 3人", "次数 * 1人 / 1人次 >= 3人"},
  };
  for (const auto& [written, expected] : cases) {
    CAPTURE(written);
    CHECK(printed("require " + written) == expected);
  }
}

TEST_CASE("numbers are in base units") {
  const auto made = tests::with_criteria("require 债务 <= 2050亿元");
  REQUIRE(made.model);
  const auto& compare = condition(made);
  REQUIRE(compare.kind == Kind::compare);
  const auto& goal = (*made.model)[compare.children[1]];
  CHECK(goal.number == number("205000000000"));
  CHECK(goal.unit.name == "亿元");
  CHECK(goal.unit.factor == number("100000000"));
  const auto percent = tests::with_criteria("require 覆盖 - 达标 >= 3pp");
  REQUIRE(percent.model);
  const auto& e = condition(percent);
  CHECK((*percent.model)[e.children[1]].number == number("0.03"));
  CHECK((*percent.model)[e.children[0]].unit.points);
}

TEST_CASE("dimensions are bound to their axis, fixed, or stand for the total") {
  const auto made = tests::with_criteria("require every 区县 has 明细[工业] >= 1");
  REQUIRE(made.model);
  const auto& every = condition(made);
  REQUIRE(every.kind == Kind::quantifier);
  const auto& fact = (*made.model)[(*made.model)[every.children[0]].children[0]];
  REQUIRE(fact.bindings.size() == 2);
  CHECK(fact.bindings[0].kind == semantics::Binding::Kind::axis);
  CHECK(fact.bindings[0].value == every.axes[0].variable);
  CHECK(fact.bindings[1].kind == semantics::Binding::Kind::fixed);
  CHECK(fact.bindings[1].value == 0);
  const auto total = tests::with_criteria("require 产值 >= 1亿元");
  REQUIRE(total.model);
  CHECK((*total.model)[condition(total).children[0]].bindings.front().kind == semantics::Binding::Kind::total);
  const auto sum = tests::with_criteria("require sum(明细) >= 1");
  REQUIRE(sum.model);
  CHECK((*sum.model)[condition(sum).children[0]].axes.size() == 2);
}

TEST_CASE("axis variables are unique in the model") {
  const auto made = tests::with_criteria("require (every 区县 has 队伍) and count(区县 where 队伍) >= sum(机构) / 1家 require every 区县 has 队伍");
  REQUIRE(made.model);
  std::vector<std::uint32_t> seen;
  for (const auto& e : made.model->expressions)
    for (const auto& axis : e.axes) seen.push_back(axis.variable);
  REQUIRE(seen.size() == 4);
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE("a let is its expression again at each use, at the place of use") {
  const auto made = tests::with_criteria("let 比 = 机构 / 1家 let 两 = 比 + 比 require every 区县 has 两 >= 2 require sum(比) >= 3");
  CAPTURE(made.drawn());
  REQUIRE(made.model);
  CHECK(semantics::print(*made.model, first(made).condition) == "every 区县 has 机构 / 1家 + 机构 / 1家 >= 2");
  const auto& every = condition(made);
  const auto& sum = (*made.model)[(*made.model)[every.children[0]].children[0]];
  CHECK(made.files.slice(sum.span) == "两");
  CHECK(made.files.slice((*made.model)[sum.children[0]].span) == "两");
}

TEST_CASE("unnamed criteria have their number, and what decides is stated") {
  const auto made = tests::with_criteria("require a \"目标\" : 规范 aim 有效 judge j on 评议 require judge on 评议 at least 优秀 due 2023-10-01");
  CAPTURE(made.drawn());
  REQUIRE(made.model);
  const auto& criteria = made.model->departments[0].targets[0].criteria;
  REQUIRE(criteria.size() == 4);
  CHECK(criteria[0].id == "甲.1.a");
  CHECK(criteria[1].id == "甲.1.2");
  CHECK(criteria[3].id == "甲.1.4");
  CHECK(criteria[0].decides);
  CHECK_FALSE(criteria[1].decides);
  CHECK_FALSE(criteria[2].decides);
  CHECK(criteria[3].decides);
  CHECK(criteria[3].kind == semantics::Criterion::Kind::judge);
  CHECK(semantics::print(*made.model, criteria[3].condition) == "甲.1.4 >= 优秀");
  CHECK(base::to_string(criteria[3].due) == "2023-10-01");
  CHECK(base::to_string(criteria[0].due) == "2023-12-31");
  const auto& judged = made.model->schema[criteria[2].judged];
  CHECK(judged.judge);
  CHECK(judged.once);
  CHECK(judged.name == "甲.1.j");
  CHECK(judged.aliases == std::vector<std::string>{"甲.1.j", "甲.j"});
}

TEST_CASE("aims decide without requirements, judges without either") {
  const auto aims = tests::with_criteria("aim 规范 judge j on 评议");
  REQUIRE(aims.model);
  CHECK(first(aims).decides);
  CHECK_FALSE(aims.model->departments[0].targets[0].criteria[1].decides);
  const auto judges = tests::with_criteria("judge j on 评议");
  REQUIRE(judges.model);
  CHECK(first(judges).decides);
  // A judge that does not decide needs no grade that passes.
  const auto free = tests::with_criteria("require 规范 judge j on 印象");
  REQUIRE(free.model);
  const auto& j = free.model->departments[0].targets[0].criteria[1];
  CHECK((*free.model)[j.condition].kind == Kind::truth);
}

TEST_CASE("weights default to equal parts of 100") {
  const auto made = tests::with_body("target 1 { require 有效 weight 60 aim 规范 weight 40 } target 2 { require 有效 weight 50% aim 规范 weight 50% } ");
  CAPTURE(made.drawn());
  REQUIRE(made.model);
  for (const auto& target : made.model->departments[0].targets) CHECK(target.weight == *base::Number::fraction(100, 3));
  const auto stated = tests::rulebook(
      "season 2023 from 2023-01-01 to 2023-12-31 fact a : flag department d { target 1 weight 40 { require a } target 2 weight 60% { require a } }");
  REQUIRE(stated.model);
  CHECK(stated.model->departments[0].targets[1].weight == number("60"));
}

TEST_CASE("the scoring has its defaults, and formulas of an office's own") {
  const auto made = tests::with_criteria("require 规范");
  REQUIRE(made.model);
  const auto& s = made.model->scoring;
  CHECK(s.places == 4);
  CHECK(semantics::print(*made.model, s.criterion) == "attainment + 10% * stretch");
  CHECK(semantics::print(*made.model, s.target) == "weight * mean(criteria)");
  CHECK(semantics::print(*made.model, s.department) == "sum(targets) * difficulty");
  const auto own = tests::rulebook(
      "season 2023 from 2023-01-01 to 2023-12-31 param bonus = 5% 计分 { 舍入 四舍五入 2 细项 = if met >= 1 then 1 + 0.2 * 冲刺 + bonus * 1 else 完成度 "
      "目标 = 权重 * min(各细项) 部门 = max(各目标) * 难度系数 }");
  CAPTURE(own.drawn());
  CHECK(own.codes() == std::vector<std::string>{});
  REQUIRE(own.model);
  CHECK(own.model->scoring.places == 2);
  CHECK(semantics::print(*own.model, own.model->scoring.target) == "weight * min(criteria)");
}

TEST_CASE("some of the criteria and targets, in Chinese words") {
  const auto made = tests::rulebook(
      "年度 2023 自 2023-01-01 至 2023-12-31 计分 { 目标 = 权重 * 平均(各细项 其中 达成) 部门 = 求和(各目标) + 计数(各目标 其中 达成) }");
  CAPTURE(made.drawn());
  CHECK(made.codes() == std::vector<std::string>{});
  REQUIRE(made.model);
  CHECK(semantics::print(*made.model, made.model->scoring.target) == "weight * mean(criteria where met == 1)");
  CHECK(semantics::print(*made.model, made.model->scoring.department) == "sum(targets) + count(targets where met == 1)");
}

TEST_CASE("facts become the schema") {
  const auto made = tests::with_body(
      "fact a : level % range 60%..80% fact b : flow 人 signed range >= -5人 fact c : rank monthly fact d : flag yearly fact e : text required evidence "
      "param p : 亿元 = 3亿元 from 2022-01-01, 4亿元 from 2023-07-01 target 1 { require a >= 60% and b >= 0人 and c <= 3 and d and e == \"甲\" } ");
  CAPTURE(made.drawn());
  REQUIRE(made.model);
  const auto& schema = made.model->schema;
  const auto fact = [&](const std::string& name) {
    for (const auto& each : schema.facts)
      if (each.name == name) return each;
    return types::Fact{};
  };
  CHECK(fact("a").low == number("60"));
  CHECK(fact("a").high == number("80"));
  CHECK(fact("b").low == number("-5"));
  CHECK(fact("培训").low == number("0"));
  CHECK_FALSE(fact("培训").range_declared);
  CHECK(fact("c").low == number("1"));
  CHECK(fact("c").whole);
  CHECK(fact("c").step == base::Step::month);
  CHECK_FALSE(fact("d").once);
  CHECK(fact("e").once);
  CHECK(fact("e").evidence);
  CHECK(fact("明细").members == 4);
  CHECK(types::qualified_name(fact("明细")) == "甲.明细");
  const auto& p = made.model->params.back();
  REQUIRE(p.values.size() == 2);
  CHECK(base::to_string(p.values[0].to) == "2023-06-30");
  CHECK(p.values[1].value == number("400000000"));
  CHECK(schema.units.find("亩")->factor == *base::Number::fraction(2000, 3));
  CHECK(made.model->fact_spans.size() == schema.facts.size());
}

TEST_CASE("a fact that nothing reads is a warning") {
  const auto made = tests::rulebook("season 2023 from 2023-01-01 to 2023-12-31 fact a : flag fact b : flag let c = b department d { target 1 { require a } }");
  REQUIRE(made.model);
  REQUIRE(made.sink.all().size() == 1);
  CHECK(diagnostics::info(made.sink.all().front().kind).name == "unread_fact");
  CHECK(made.files.slice(made.sink.all().front().span) == "b");
}

TEST_CASE("quotes are looked up without white space and with wildcards") {
  const char* const kText = "text \"\"\"救护培训１６.6万人以上,\n  AED布设…初中以上学校全覆盖。\"\"\" ";
  for (const char* quote : {"救护培训16.6万人以上", "AED 布设", "救护…全覆盖", "……以上", "布设\\\\…初中", "目标"}) {
    CAPTURE(quote);
    CHECK(tests::with_criteria(std::string(kText) + "require \"" + quote + "\" : 规范").codes().empty());
  }
  for (const char* quote : {"全覆盖…救护", "救护培训17万人", "布设\\\\…学校", "…", ""}) {
    CAPTURE(quote);
    CHECK(tests::with_criteria(std::string(kText) + "require \"" + quote + "\" : 规范").codes() == std::vector<std::string>{"quote_not_found"});
  }
  const auto made = tests::with_criteria(std::string(kText) + "require \"救护培训17.6万人\" : 规范");
  CHECK(made.sink.all().front().suggestion == "救护培训16.6万人");
}

TEST_CASE("what lets come to is bounded") {
  std::string lets = "let x0 = 培训 + 培训 ";
  for (int i = 1; i < 64; ++i)
    lets += "let x" + std::to_string(i) + " = x" + std::to_string(i - 1) + " + x" + std::to_string(i - 1) + " ";
  CHECK(tests::with_criteria(lets + "require x63 >= 3人").codes() == std::vector<std::string>{"expansion_limit"});
  std::string deep = "let y0 = 培训 ";
  for (int i = 1; i < 2000; ++i) deep += "let y" + std::to_string(i) + " = y" + std::to_string(i - 1) + " + 1 ";
  CHECK(tests::with_criteria(deep + "require y1999 >= 3人").codes() == std::vector<std::string>{"depth_limit"});
  CHECK(tests::with_criteria(deep.substr(0, deep.find("let y400 ")) + "require y399 >= 3人").codes().empty());
  // The inner operand of a chain is in both of its links, and so on inwards.
  std::string chain = "培训";
  for (int i = 0; i < 30; ++i) chain = "(if 1人 < " + chain + " < 3人 then 培训 else 人数)";
  CHECK(tests::with_criteria("require " + chain + " > 1人").codes() == std::vector<std::string>{"expansion_limit"});
  // A sum is as deep as it is long; the parser allows this one.
  std::string sum = "培训";
  for (int i = 0; i < 980; ++i) sum += " + 培训";
  CHECK(tests::with_criteria("require " + sum + " >= 3人").codes().empty());
}
