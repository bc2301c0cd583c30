// What the checker says before any fact is read: each finding where it is due, and nothing once the rule is repaired.
#include "lint/lint.h"

#include "diagnostics/diagnostics.h"
#include "semantics/analyze.h"
#include "source/source.h"
#include "syntax/parse.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace assay::lint {
namespace {

const std::string kDeclarations = R"(
season 2023 from 2023-01-01 to 2023-12-31 quarterly
unit 人 ; unit 家 ; unit 元 ; unit 万元 = 10000 元
dimension 区县 { 甲, 乙, 丙 }
scale 评议 { 差 = 0%, 合格 = 60%, 良好 = 80% } pass 合格
list 项目 { 开工 : event ; 投资 : level 万元 range >= 0万元 ; 人数 : level 万元 }
param 线 : % = 60% from 2023-01-01, 120% from 2023-10-01
fact cover : level % range 0%..100%
fact rate : level %
fact x : flow 人
fact y : flow 人
fact total : cumulative 人
fact whole : level 人 whole
fact capped : flow 万元 range 0万元..10万元
fact lots : level 万元 whole range >= 0万元
fact money : level 元
fact heads : level 人 range >= 1人
fact per : level 家 per 区县
fact pieces : level 家 whole per 区县
fact teams : event per 区县
fact done : event
fact ready : event
fact place : rank
fact mark : grade 评议
fact policy : flag
fact kind : text
)";

struct Checked {
  source::Files files;
  diagnostics::Sink sink;
  std::string drawn;
  // "name: words under the span", but for facts that nothing reads and targets without a source.
  std::vector<std::string> found;
};

Checked checked(const std::string& targets, bool sources = false) {
  Checked out;
  const source::FileId file = out.files.add("a.assay", kDeclarations + "department 部门 {\n" + targets + "\n}\n");
  std::vector<syntax::File> trees;
  trees.push_back(syntax::parse(out.files, file, {}, out.sink));
  const auto model = semantics::analyze(trees, out.files, out.sink);
  if (model) lint(*model, out.files, out.sink);
  out.sink.sort();
  out.drawn = diagnostics::draw(out.sink, out.files, {});
  for (const diagnostics::Diagnostic& each : out.sink.all()) {
    const std::string name(diagnostics::info(each.kind).name);
    if (name != "unread_fact" && (sources || name != "unbacked_target")) out.found.push_back(name + ": " + std::string(out.files.slice(each.span)));
  }
  return out;
}

using Found = std::vector<std::string>;

// Of one target with these criteria.
Found found(const std::string& criteria) {
  const Checked out = checked("target 1 { " + criteria + " }");
  INFO(out.drawn);
  CHECK_FALSE(out.sink.has_errors());
  return out.found;
}

// Of one criterion that quotes these words.
Found quoted(const std::string& words, const std::string& condition) {
  const Checked out = checked("target 1 \"" + words + "\" { require \"" + words + "\" : " + condition + " }", true);
  CHECK_MESSAGE(!out.sink.has_errors(), out.drawn);
  return out.found;
}

bool says(const Checked& out, const std::string& words) { return out.drawn.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("what is reported for a later step is no answer to an earlier due date") {
  CHECK(found("require a : policy due 2023-06-30 ; require b : not policy") == Found{});
  CHECK(found("require a : kind == \"甲类\" due 2023-06-30 ; require b : kind == \"乙类\"") == Found{});
  CHECK(found("require a : policy due 2023-06-30 ; require b : every quarter has not policy") == Found{});
  // No step ends between these two; and all of an earlier season is there, whatever is due when.
  CHECK(found("require a : policy due 2023-07-31 ; require b : not policy due 2023-06-30") == Found{"criteria_contradict: not policy"});
  CHECK(found("require a : previous(policy) due 2023-06-30 ; require b : not previous(policy)") == Found{"criteria_contradict: not previous(policy)"});
  CHECK(found("require a : any quarter has policy ; require b : not policy") == Found{"criteria_contradict: not policy"});
  CHECK(found("require a : elapsed <= 50% due 2023-06-30 ; require b : elapsed >= 75%") == Found{});
  CHECK(checked("target 1 { require : policy due 2023-06-30 } target 2 { require : policy }").found == Found{});
}

TEST_CASE("criteria that can never be met together, with a witness") {
  const Checked out = checked("target 1 { require a : rate >= 80% ; require b : rate < 60% }");
  CHECK(out.found == Found{"criteria_contradict: rate < 60%"});
  CHECK_MESSAGE(says(out, "`rate = 80%` meets `a`, and then `b` is false"), out.drawn);
  CHECK(found("require a : rate >= 80% ; require b : rate < 90%").empty());
  CHECK(found("require a : rate >= 80% ; aim b : rate < 60%") == Found{"criteria_contradict: rate < 60%"});
  CHECK(found("require : cover >= 80% ; require : cover in 50%..60%") == Found{"criteria_contradict: cover in 50%..60%"});
  CHECK(found("require : place == 1 ; require : place in {2, 3}") == Found{"criteria_contradict: place in {2, 3}"});
  CHECK(found("require : mark in {差, 合格} ; require : mark == 良好") == Found{"criteria_contradict: mark == 良好"});
  CHECK(found("require : mark in 差..合格 ; require : mark > 合格") == Found{"criteria_contradict: mark > 合格"});
  CHECK(found("require : kind in {\"a\", \"b\"} ; require : kind == \"c\"") == Found{"criteria_contradict: kind == \"c\""});
  CHECK(found("require : x within 1人 of 5人 ; require : x >= 7人") == Found{"criteria_contradict: x >= 7人"});
  CHECK(found("require : x within 10% of 50人 ; require : x >= 55人").empty());
  CHECK(found("require : x within 10% of 50人 ; require : x > 55人") == Found{"criteria_contradict: x > 55人"});
  CHECK(found("require : x within 10% of y ; require : x > y * 2") == Found{"criteria_contradict: x > y * 2"});
  CHECK(found("require : rate within 10% of cover - 50pp ; require : rate < 0%") == Found{"percent_against_points: 10%"});
  CHECK(found("require : at least 2 of { policy ; done } ; require : not policy") == Found{"criteria_contradict: not policy"});
  CHECK(found("require : at least 1 of { policy ; done } ; require : not policy").empty());
  CHECK(found("require : every 区县 has teams ; require : count(区县 where teams) <= 2") == Found{"criteria_contradict: count(区县 where teams) <= 2"});
  CHECK(found("require : share(区县 where teams) >= 50% ; require : count(区县 where not teams) >= 2") ==
        Found{"criteria_contradict: count(区县 where not teams) >= 2"});
  // Three that only together are too much.
  CHECK(found("require : x + y <= 10人 ; require : x >= 6人 ; require : y >= 6人") == Found{"criteria_contradict: y >= 6人"});
  CHECK(found("require : x + y <= 12人 ; require : x >= 6人 ; require : y >= 6人").empty());
  // Whole values.
  CHECK(found("require : whole > 3人 ; require : whole < 4人") == Found{"criteria_contradict: whole < 4人"});
  CHECK(found("require : whole > 3人 ; require : whole < 5人").empty());
  // Every one of them, and their sum.
  CHECK(found("require : every 区县 has per >= 2家 ; require : sum(per) < 6家") == Found{"criteria_contradict: sum(per) < 6家"});
  CHECK(found("require : every 区县 has per >= 2家 ; require : sum(per) <= 6家").empty());
  CHECK(found("require : done by 2023-03-31 ; require : done after 2023-04-30") == Found{"criteria_contradict: done after 2023-04-30"});
  CHECK(found("require : mark >= 良好 ; require : mark == 差") == Found{"criteria_contradict: mark == 差"});
  CHECK(found("require : kind == \"a\" ; require : kind == \"b\"") == Found{"criteria_contradict: kind == \"b\""});
  CHECK(found("require : policy ; require : not policy") == Found{"criteria_contradict: not policy"});
  CHECK(found("require : growth(x) >= 10% ; require : x < previous(x)") == Found{"criteria_contradict: x < previous(x)"});
  CHECK(found("require : growth(x) >= 10% ; require : y < previous(y)").empty());
}

TEST_CASE("criteria of different days read different values, and an amount only grows") {
  CHECK(found("require : rate >= 80% due 2023-06-30 ; require : rate < 60%").empty());
  CHECK(found("require : x >= 80人 due 2023-06-30 ; require : x < 60人") == Found{"criteria_contradict: x < 60人"});
  CHECK(found("require : x < 60人 due 2023-06-30 ; require : x >= 80人").empty());
}

TEST_CASE("parts of a condition that can never both be true") {
  CHECK(found("require : rate >= 80% and rate < 60%") == Found{"parts_contradict: rate < 60%"});
  CHECK(found("require : 80% <= rate < 60%") == Found{"parts_contradict: rate < 60%"});
  CHECK(found("require : 60% <= rate < 80%").empty());
  CHECK(found("require : policy or (rate >= 80% and rate < 60%)") == Found{"parts_contradict: rate < 60%"});
  CHECK(found("require : any 区县 has (per >= 3家 and per < 2家)") == Found{"parts_contradict: per < 2家"});
  CHECK(found("require : count(项目 where 投资 >= 3万元 and 投资 < 2万元) >= 1") == Found{"parts_contradict: 投资 < 2万元"});
}

TEST_CASE("a threshold outside what is declared") {
  const Checked out = checked("target 1 { require : cover >= 120% }");
  CHECK(out.found == Found{"out_of_range: cover >= 120%"});
  CHECK_MESSAGE(says(out, "`cover` is `0%..100%`"), out.drawn);
  CHECK(found("require : cover >= 100%").empty());
  CHECK(found("require : cover >= 0%") == Found{"always_in_range: cover >= 0%"});
  CHECK(found("require : cover > 0%").empty());
  CHECK(found("require : x >= 0") == Found{"always_in_range: x >= 0"});
  CHECK(found("require : place >= 1") == Found{"always_in_range: place >= 1"});
  CHECK(found("require : rank of x among units >= 1") == Found{"always_in_range: rank of x among units >= 1"});
  CHECK(found("require : place < 1") == Found{"out_of_range: place < 1"});
  // Four quarters of at most 10.
  CHECK(found("require : capped >= 50万元") == Found{"out_of_range: capped >= 50万元"});
  CHECK(found("require : capped >= 40万元").empty());
  CHECK(found("require : capped >= 25万元 due 2023-06-30") == Found{"out_of_range: capped >= 25万元"});
  CHECK(found("require : count(区县 where teams) >= 4") == Found{"out_of_range: count(区县 where teams) >= 4"});
  CHECK(found("require : count(区县 where teams) >= 3").empty());
  CHECK(found("require : abs(rate) < 0%") == Found{"never_true: abs(rate) < 0%"});
  CHECK(found("require : count(policy, done) >= 3") == Found{"out_of_range: count(policy, done) >= 3"});
  CHECK(found("require : share(区县 where teams) >= 101%") == Found{"out_of_range: share(区县 where teams) >= 101%"});
  CHECK(found("require : sum(项目.投资) >= 0") == Found{"always_in_range: sum(项目.投资) >= 0"});
  CHECK(found("require : cover in 101%..102%") == Found{"out_of_range: cover in 101%..102%"});
  CHECK(found("require : cover in 0%..100%") == Found{"always_in_range: cover in 0%..100%"});
  CHECK(found("require : cover in 90%..110%").empty());
  CHECK(found("require : cover in {101%, 110%}") == Found{"out_of_range: cover in {101%, 110%}"});
  CHECK(found("require : cover in {100%, 110%}").empty());
  // A parameter has its value of the due date.
  CHECK(found("require : cover >= 线") == Found{"out_of_range: cover >= 线"});
  CHECK(found("require : cover >= 线 due 2023-09-30").empty());
}

TEST_CASE("conditions that are the same whatever is reported") {
  CHECK(found("require : rate >= 80% or rate < 90%") == Found{"always_true: rate >= 80% or rate < 90%"});
  CHECK(found("require : x - x >= 1人") == Found{"never_true: x - x >= 1人"});
  // Where a division by zero may leave it without a value it is not always true.
  CHECK(found("require : x / y >= 0") == Found{"may_divide_by_zero: y"});
  CHECK(found("require : x / heads >= 0") == Found{"always_in_range: x / heads >= 0"});
  CHECK(found("require : growth(x) >= -100%").empty());
  CHECK(found("require : reduction(x) <= 100%").empty());
  CHECK(found("require : growth(heads) >= -100%") == Found{"always_true: growth(heads) >= -100%"});
  CHECK(found("require : x / y >= 0 or policy") == Found{"may_divide_by_zero: y"});
  CHECK(found("require : y > 0人 implies x / y >= 0") == Found{"always_true: y > 0人 implies x / y >= 0"});
  CHECK(found("require : policy implies policy") == Found{"always_true: policy implies policy"});
  CHECK(found("require : cover > 100% implies policy") == Found{"out_of_range: cover > 100%"});
  CHECK(found("require : not (cover >= 0%)") == Found{"always_in_range: cover >= 0%"});
  CHECK(found("require : if cover > 100% then policy else done") == Found{"out_of_range: cover > 100%"});
  CHECK(found("require : done by 2022-12-31") == Found{"never_true: done by 2022-12-31"});
  CHECK(found("require : done after 2023-12-31") == Found{"never_true: done after 2023-12-31"});
  CHECK(found("require : done by 2023-06-30").empty());
  CHECK(found("require : every quarter has cover <= 100%") == Found{"always_in_range: cover <= 100%"});
  CHECK(found("require : every quarter has x / heads > elapsed * 3人/人").empty());
  CHECK(found("require : elapsed >= 50% implies rate >= 3%").empty());
  CHECK(found("require : count distinct(per) >= 1000").size() == 1);
  CHECK(found("require : count distinct(per) >= 2").empty());
  CHECK(found("require : every 区县 has any 项目 has 开工").empty());
  CHECK(found("require : rate * rate >= 0") .empty());  // may be negative: not followed
}

TEST_CASE("a stretch asks for more than its criterion") {
  CHECK(found("require : rate >= 8% stretch rate >= 9%").empty());
  CHECK(found("require : rate >= 8% stretch rate >= 7%") == Found{"stretch_no_higher: rate >= 7%"});
  CHECK(found("require : rate >= 8% stretch rate >= 8%") == Found{"stretch_no_higher: rate >= 8%"});
  CHECK(found("require : rate >= 8% stretch rate <= 7%") == Found{"stretch_contradicts: rate <= 7%"});
  // As an aim it is scored apart.
  CHECK(found("require : rate >= 8% ; aim : rate >= 9%") == Found{"aim_for_stretch: rate >= 9%"});
  CHECK(found("require : growth(x) >= 8% ; aim : growth(x) > 9%") == Found{"aim_for_stretch: growth(x) > 9%"});
  CHECK(found("require : place <= 3 ; aim : place <= 1") == Found{"aim_for_stretch: place <= 1"});
  CHECK(found("require : rate >= 8% ; aim : rate >= 9% due 2023-06-30").empty());
  CHECK(found("require : rate >= 8% ; aim : cover >= 9%").empty());
  CHECK(found("aim : rate >= 8% ; aim : rate >= 9%").empty());
}

TEST_CASE("a target that another already implies") {
  const auto targets = [](const std::string& one, const std::string& two) {
    return checked("target 1 { " + one + " }\ntarget 2 { " + two + " }").found;
  };
  CHECK(targets("require : rate >= 80%", "require : rate >= 60%") == Found{"target_implied: target 2"});
  CHECK(targets("require : rate >= 60%", "require : rate >= 80%") == Found{"target_implied: target 1"});
  CHECK(targets("require : rate >= 60%", "require : rate >= 60%") == Found{"target_implied: target 2"});
  CHECK(targets("require : every 区县 has per >= 2家", "require : sum(per) >= 5家") == Found{"target_implied: target 2"});
  CHECK(targets("require : every 区县 has per >= 2家", "require : sum(per) >= 7家").empty());
  CHECK(targets("require : rate >= 80% ; require : policy", "require : rate >= 60%") == Found{"target_implied: target 2"});
  CHECK(targets("require : rate >= 80% ; aim : policy", "require : policy").empty());
  CHECK(targets("require : rate >= 80%", "require : rate >= 60% ; judge j on 评议").empty());
  CHECK(targets("require : rate >= 80% due 2023-06-30", "require : rate >= 60%").empty());
  CHECK(targets("require : x >= 80人 due 2023-06-30", "require : x >= 60人") == Found{"target_implied: target 2"});
  CHECK(targets("require : done by 2023-06-30", "require : done") == Found{"target_implied: target 2"});
  CHECK(targets("require : count(项目 where 开工) >= 4", "require : count(项目 where 开工) >= 3") == Found{"target_implied: target 2"});
  CHECK(targets("require : count(项目 where 开工) >= 4", "require : count(项目) >= 3").empty());
}

TEST_CASE("a divisor that may be 0") {
  const Checked out = checked("target 1 { require : x / y >= 3人/人 }");
  CHECK(out.found == Found{"may_divide_by_zero: y"});
  CHECK_MESSAGE(says(out, "`y = 0人`"), out.drawn);
  CHECK(found("require : x / heads >= 3人/人").empty());
  CHECK(found("require : y > 0 and x / y >= 3人/人").empty());
  CHECK(found("require : y > 0 implies x / y >= 3人/人").empty());
  CHECK(found("require : if y == 0人 then policy else x / y >= 3人/人").empty());
  CHECK(found("require : growth(x) >= 3%").empty());
  CHECK(found("require : x / previous(x) >= 110%") == Found{"may_divide_by_zero: previous(x)"});
  CHECK(found("require : x / count(区县 where teams) >= 3人") == Found{"may_divide_by_zero: count(区县 where teams)"});
  CHECK(found("require : (any 区县 has teams) and x / count(区县 where teams) >= 3人").empty());
  CHECK(found("require : x / count(区县) >= 3人").empty());
  CHECK(found("require : mod(x, y) == 0人") == Found{"may_divide_by_zero: y"});
  CHECK(found("require : mod(x, heads) == 0人").empty());
  CHECK(found("require : power(y, -1) >= 1/人") == Found{"may_divide_by_zero: y"});
  CHECK(found("require : power(rate, 2) >= 1%").empty());
  CHECK(found("require : round(x / y) >= 3人/人") == Found{"may_divide_by_zero: y"});
}

TEST_CASE("values are shown in the words of the reader's language") {
  const Checked out = checked("target 1 { require : x / previous(x) >= 110% }");
  for (const diagnostics::Diagnostic& each : out.sink.all()) {
    if (diagnostics::info(each.kind).code != "AS0511") continue;
    CHECK(diagnostics::help(each, diagnostics::Language::zh).starts_with("`上年同期(x) = 0人`"));
    CHECK(diagnostics::help(each, diagnostics::Language::en).starts_with("`previous(x) = 0人`"));
  }
}

TEST_CASE("a target that applies only where its divisor is not 0") {
  CHECK(checked("target 1 applies when y > 0 { require : x / y >= 3人/人 }").found.empty());
  CHECK(checked("target 1 applies when y >= 0 or policy { require : x / y >= 3人/人 }").found == Found{"always_in_range: y >= 0", "may_divide_by_zero: y"});
  CHECK(checked("target 1 applies when x / y > 1 { require : policy }").found == Found{"may_divide_by_zero: y"});
}

TEST_CASE("a score divided by how many are met") {
  CHECK(checked("target 1 { require : policy } } scoring { target = weight / count(criteria where met)").found ==
        Found{"may_divide_by_zero: count(criteria where met)"});
  CHECK(checked("target 1 { require : policy } } scoring { target = weight / count(criteria)").found.empty());
  CHECK(checked("target 1 { require : policy } } scoring { target = if count(criteria where met) == 0 then 0 else weight / count(criteria where met)").found.empty());
  CHECK(checked("target 1 { require : policy } } scoring { target = weight / count(criteria where weight > 0)").found.empty());
}

TEST_CASE("a target without a source") {
  CHECK(checked("target 1 { require : policy }", true).found == Found{"unbacked_target: target 1"});
  CHECK(checked("target 1 \"a policy\" { require \"policy\" : policy }", true).found.empty());
  CHECK(checked("target 1 { text \"\"\"a policy\"\"\" require : policy }", true).found.empty());
}

TEST_CASE("a number that the quoted words do not say") {
  CHECK(quoted("不少于60家", "every 区县 has per >= 3家") == Found{"misquoted_number: 3家"});
  CHECK(quoted("每个区县不少于1家", "every 区县 has per >= 10家") == Found{"misquoted_number: 10家"});
  CHECK(quoted("培训16.6万人", "x >= 16.6人") == Found{"misquoted_number: 16.6人"});
  CHECK(quoted("覆盖率达到95%", "cover >= 59%") == Found{"misquoted_number: 59%"});
  CHECK(quoted("增长9%", "growth(x) >= 0.9%") == Found{"misquoted_number: 0.9%"});
  for (const char* condition : {"x >= 16.6万人", "x >= 166_000人", "x >= 16万人 or x >= 16.6万人"}) CHECK(quoted("培训16.6万人以上", condition).empty());
  CHECK(quoted("高于去年10%以上", "x >= 110% * y").empty());
  CHECK(quoted("比去年降低10%", "x <= 90% * y").empty());
  CHECK(quoted("8个专项行动全部覆盖", "cover == 100%").empty());
  CHECK(quoted("20座以上客车八五折", "cover <= 85%").empty());
  // Thousands apart; and where a comma may part two numbers, either.
  for (const char* words : {"培训1,200万人次以上", "培训1，200万人次以上"}) CHECK(quoted(words, "x >= 1200万人").empty());
  CHECK(quoted("培训1,234,567.5人以上", "x >= 1234567.5人").empty());
  CHECK(quoted("新建3，200人参加", "x >= 200人").empty());
  CHECK(quoted("培训1,200万人次以上", "x >= 1300万人") == Found{"misquoted_number: 1300万人"});
  CHECK(quoted("培训12,20人次", "x >= 20人").empty());
  // A year, a name, an ordinal are no amounts.
  for (const char* words : {"2023年建成", "建成5G基站", "第3批培训", "《2035纲要》培训", "“1+3”培训"}) CHECK(quoted(words, "x >= 7人").empty());
}

TEST_CASE("a day that the quoted words say") {
  for (const auto& [words, condition] : std::vector<std::pair<std::string, std::string>>{
           {"6月底前完成", "done by 2023-09-30"}, {"6月30日前完成", "done by 2023-09-30"}, {"六月底前完成", "done"}, {"2023年6月底前完成", "done before 2023-09-30"}, {"三季度末完成", "done by 2023-06-30"},
           {"上半年完成", "done"}, {"年底前完成", "done by 2023-09-30"}, {"6月前完成", "done by 2023-07-31"}})
    CHECK_MESSAGE(quoted(words, condition) == Found{"misquoted_day: " + condition}, (words + condition));
  CHECK(quoted("6月底前培训20人", "x >= 20人") == Found{"misquoted_day: x >= 20人"});
  for (const auto& [words, condition] : std::vector<std::pair<std::string, std::string>>{
           {"6月底前培训20人", "x >= 20人 due 2023-06-30"}, {"6月底前培训20人", "x@2023Q2 >= 20人"}, {"6月底前完成", "done by 2023-06-30"}, {"6月30日前完成", "done before 2023-06-30"},
           {"7月1日前完成", "done by 2023-06-30"}, {"6月前完成", "done by 2023-05-31"}, {"6月前完成", "done by 2023-06-30"}, {"年底前完成", "done"}, {"2023年底前完成", "done"},
           {"明年6月底前完成", "done"}, {"2024年6月底前完成", "done"}, {"前三季度完成", "done by 2023-06-30"}, {"“6月底前”行动完成", "done"}, {"6月举办", "done"}, {"6个月前完成", "done"},
           {"3月底前开工、9月底前完工", "done by 2023-09-30"}, {"6月底前完成", "done <= 2023-06-30"}, {"每季度末完成", "done"}, {"上半年增长", "done"}})
    CHECK_MESSAGE(quoted(words, condition) == Found{}, (words + " : " + condition));
}

TEST_CASE("before a day in the quoted words is by that day, as it is read where it stands in a condition") {
  for (const char* words : {"6月30日前完成", "6月30日以前完成", "6月30日之前完成", "6月30号前完成"})
    CHECK_MESSAGE(says(checked("target 1 \"" + std::string(words) + "\" { require \"" + words + "\" : done }", true), "write `by 2023-06-30`"), words);
}

TEST_CASE("a condition that asks for something after the day by which the quoted words do, or on it alone") {
  for (const char* condition : {"done after 2023-08-31", "done on 2023-08-31", "days(done, 2023-08-31) <= 0", "days(2023-08-31, done) >= 0"})
    CHECK_MESSAGE(quoted("8月底前完成", condition) == Found{"misquoted_day: " + std::string(condition)}, condition);
  CHECK(quoted("8月底前完成", "not (done by 2023-08-31)") == Found{"misquoted_day: done by 2023-08-31"});
  CHECK(quoted("8月底前不开工", "not (done by 2023-08-31)") == Found{});
  for (const char* condition : {"not done after 2023-08-31", "days(2023-08-31, done) <= 0", "days(done, 2023-08-31) >= 0", "done by 2023-08-31 and ready after 2023-08-31", "done <= 2023-08-31"})
    CHECK_MESSAGE(quoted("8月底前完成", condition) == Found{}, condition);
  CHECK_MESSAGE(says(checked("target 1 \"8月底前完成\" { require \"8月底前完成\" : days(done, 2023-08-31) <= 0 }", true), "write `days(2023-08-31, done)`"), "");
  CHECK_MESSAGE(says(checked("target 1 \"8月底前完成\" { require \"8月底前完成\" : done after 2023-08-31 }", true), "not after 2023-08-31"), "");
  // A day that stands there is offered in its place: one that is due would leave the days counted from the other.
  const Checked late = checked("target 1 \"8月底前完成\" { require \"8月底前完成\" : days(2023-06-30, done) <= 0 score deduct 2% per 1 short }", true);
  CHECK(late.found == Found{"misquoted_day: 2023-06-30"});
  CHECK_MESSAGE(says(late, "write `2023-08-31`, if"), late.drawn);
  for (const char* words : {"上半年整治到位", "二季度完成验收", "一季度整治到位", "截至6月30日完成", "6月份前完成"})
    CHECK_MESSAGE(quoted(words, "done") == Found{"misquoted_day: done"}, words);
  for (const char* words : {"前三季度完成投资", "每季度完成一次", "上半年问题整改到位", "截至目前完成", "二季度排名前列", "截至6月30日在册企业覆盖率", "上半年实现开门红", "5月1日前后开园"}) CHECK_MESSAGE(quoted(words, "done") == Found{}, words);
}

TEST_CASE("a criterion that asks of nothing but what was before the season") {
  CHECK(found("require : x@2022H1 >= 5人") == Found{"past_criterion: x@2022H1"});
  CHECK(found("require : cover@2022Q4 >= 95%") == Found{"past_criterion: cover@2022Q4"});
  CHECK(found("require : done@2022H1") == Found{"past_criterion: done@2022H1"});
  CHECK(found("require : every quarter has cover@2022Q4 >= 95%") == Found{"past_criterion: cover@2022Q4"});
  CHECK(found("require : x@2022H1 >= previous(y)") == Found{"past_criterion: x@2022H1"});
  for (const char* condition : {"x >= x@2022", "x@2023H1 >= 5人", "x@2022Q4 >= 5人 or x >= 3人", "growth(x) >= 5%", "x@2022 <= y", "previous(x) >= 5人", "x@2022 >= 5人"})
    CHECK_MESSAGE(found("require : " + std::string(condition)) == Found{}, condition);
  CHECK(says(checked("target 1 { require : x@2022H1 >= 5人 }"), "write `x@2023H1`"));
}

TEST_CASE("a place that may be so many worse where the quoted words ask to move up") {
  for (const char* condition : {"place <= previous(place) + 2", "2 + previous(place) >= place", "place - previous(place) <= 2"})
    CHECK_MESSAGE(quoted("排名提升2位", condition) == Found{"change_both_ways: " + std::string(condition)}, condition);
  CHECK(says(checked("target 1 \"排名提升2位\" { require \"排名提升2位\" : place <= previous(place) + 2 }", true), "write `previous(place) - place >= 2`"));
  for (const auto& [words, condition] : std::vector<std::pair<std::string, std::string>>{
           {"排名提升2位", "previous(place) - place >= 2"}, {"排名提升2位", "place <= previous(place) - 2"}, {"排名下降不超过2位", "place <= previous(place) + 2"}, {"排名保持", "place <= previous(place)"}})
    CHECK_MESSAGE(quoted(words, condition) == Found{}, condition);
}

TEST_CASE("days of lateness after the due date, of which none is ever counted") {
  const std::string late = "days(2023-08-31, done) <= 0 score deduct 2% per 1 short";
  CHECK(found("require : " + late) == Found{});
  CHECK(found("require : " + late + " due 2023-08-31") == Found{"uncounted_days: deduct 2% per 1 short"});
  CHECK(found("require : days(done, 2023-08-31) >= 0 score deduct 2% per 1 short due 2023-08-31") == Found{"uncounted_days: deduct 2% per 1 short"});
  CHECK(found("require : " + late + " due 2023-09-30") == Found{});
  CHECK(found("require : days(2023-08-31, done) <= 30 score deduct 2% per 1 short due 2023-09-30") == Found{"uncounted_days: deduct 2% per 1 short"});
  CHECK(found("require : days(2023-08-31, done) <= 0 score linear from 30 to 0 due 2023-08-31") == Found{"uncounted_days: linear from 30 to 0"});
  CHECK(found("require : days(2023-12-31, done) <= 0 score deduct 2% per 1 short") == Found{"uncounted_days: deduct 2% per 1 short"});
  // Days ahead of it are counted, and so are those between two events.
  CHECK(found("require : days(2023-08-31, done) <= 0 score linear from 0 to -30 due 2023-08-31") == Found{});
  CHECK(found("require : days(2023-08-31, done) <= 0 score bonus 1% per 1 over up to 10% due 2023-08-31") == Found{});
  CHECK(found("require : days(done, ready) <= 0 score deduct 2% per 1 short due 2023-08-31") == Found{});
  const Checked out = checked("target 1 { require : " + late + " due 2023-08-31 }");
  CHECK_MESSAGE(says(out, "leave out `due 2023-08-31`"), out.drawn);
  CHECK_MESSAGE(says(checked("target 1 { require : days(2023-12-31, done) <= 0 score deduct 2% per 1 short }"), "write `done by 2023-12-31`"), out.drawn);
}

TEST_CASE("what the quoted words say themselves is no slip") {
  CHECK(quoted("确保增长，不低于上年95%", "growth(x) >= 95%").empty());
  CHECK(quoted("上年四季度培训20人", "x@2022Q4 >= 20人").empty());
  CHECK(quoted("2022年四季度培训20人", "x@2022Q4 >= 20人").empty());
  CHECK(quoted("四季度培训20人", "x@2022Q4 >= 20人") == Found{"past_criterion: x@2022Q4"});
}

TEST_CASE("a comparison that turns the quoted words over") {
  for (const auto& [words, condition] : std::vector<std::pair<std::string, std::string>>{
           {"今年培训20人以上", "x <= 20人"}, {"培训不超过200人", "x >= 200人"}, {"培训至少20人", "20人 > x"}, {"at least 20 people", "x < 20人"}, {"每季度20人以上", "every quarter has x@quarter <= 20人"}})
    CHECK_MESSAGE(quoted(words, condition) == Found{"misquoted_number: " + condition.substr(condition.starts_with("every") ? 18 : 0)}, words);
  for (const auto& [words, condition] : std::vector<std::pair<std::string, std::string>>{
           {"培训20人以上", "x >= 20人"}, {"培训20人以上、40人以下", "x <= 20人"}, {"下降10%以上", "rate <= 10%"}, {"合格率98%以上", "rate <= 2%"}, {"排名20以上", "place <= 20"},
           {"培训20人以上，不超过上年", "x <= 20人"}, {"结余20人以上", "y - x <= 20人"}, {"超过20人的一律备案", "policy implies x <= 20人"}, {"不超过20人", "x < 20人"},
           {"培训20人以上", "no quarter has x@quarter <= 20人"}})
    CHECK_MESSAGE(quoted(words, condition).empty(), condition);
}

TEST_CASE("a place that better ones miss") {
  CHECK(found("require place >= 50") == Found{"worse_place: place >= 50"});
  CHECK(found("require 50 < place") == Found{"worse_place: 50 < place"});
  CHECK(found("require place > previous(place)") == Found{"worse_place: place > previous(place)"});
  CHECK(found("require policy and place >= 50") == Found{"worse_place: place >= 50"});
  CHECK(found("require every quarter has place > 3") == Found{"worse_place: place > 3"});
  CHECK(found("require rank of x among units >= 3") == Found{"worse_place: rank of x among units >= 3"});
  for (const char* condition : {"place >= 2 and place <= 3", "place < previous(place)", "previous(place) > place", "previous(place) - place >= 3", "no quarter has place >= 3",
                                "place >= 50 implies policy", "not place >= 50", "count(quarter where place > 3) <= 1"})
    CHECK_MESSAGE(found("require " + std::string(condition)).empty(), std::string(condition));
}

TEST_CASE("a change of place that those who fall back make") {
  CHECK(found("require place - previous(place) >= 2") == Found{"worse_change: place - previous(place) >= 2"});
  CHECK(found("require 2 < place - previous(place)") == Found{"worse_change: 2 < place - previous(place)"});
  for (const char* condition : {"previous(place) - place >= 2", "place - previous(place) <= 2", "place - previous(place) >= 0", "x - previous(x) >= 2"})
    CHECK_MESSAGE(found("require " + std::string(condition)).empty(), std::string(condition));
}

TEST_CASE("tiers that repeat the goal's own percentage") {
  CHECK(found("require cover >= 90% score steps { >= 95%: 120%, >= 90%: 100%, else 0% }") == Found{"tier_of_goal: >= 90%: 100%"});
  for (const char* tiers : {">= 90% score steps { >= 100%: 100%, >= 90%: 80%, else 0% }", ">= 90% score steps { >= 95%: 100%, >= 80%: 60%, else 0% }",
                            ">= 90% score steps { >= 95% / 90%: 120%, >= 100%: 100%, else 0% }"})
    CHECK_MESSAGE(found("require cover " + std::string(tiers)).empty(), std::string(tiers));
}

TEST_CASE("all tiers of the value are offered in terms of the ratio") {
  const auto offered = [](const std::string& criterion) {
    const Checked out = checked("target 1 { require " + criterion + " }");
    for (const diagnostics::Diagnostic& each : out.sink.all())
      if (diagnostics::info(each.kind).code == "AS0536") return diagnostics::help(each, diagnostics::Language::zh);
    return std::string();
  };
  CHECK(offered("cover >= 95% score steps { >= 95%: 100%, >= 90%: 80%, else 0% }").find("按完成比例各档应依次写`>= 100%`、`>= 90% / 95%`；") != std::string::npos);
  CHECK(offered("rate <= 30% score steps { <= 30%: 100%, <= 40%: 80%, else 0% }").find("应依次写`>= 100%`、`>= 30% / 40%`；") != std::string::npos);
  CHECK(found("require cover >= 95% score steps { >= 100%: 100%, >= 90% / 95%: 80%, else 0% }").empty());
}

TEST_CASE("percent and per mille are not one number") {
  CHECK(quoted("死亡率控制在4‰以下", "rate <= 4%") == Found{"misquoted_number: 4%"});
  CHECK(quoted("死亡率控制在4‰以下", "rate <= 4‰").empty());
  CHECK(quoted("死亡率控制在4‰以下", "rate <= 0.4%").empty());
  CHECK(quoted("覆盖率达到95%", "cover >= 95‰") == Found{"misquoted_number: 95‰"});
  CHECK(quoted("覆盖率提高3个百分点", "cover - previous(cover) >= 3pp").empty());
}

TEST_CASE("what is more than so much is not met by so much") {
  CHECK(quoted("覆盖率突破95%", "cover >= 95%") == Found{"misquoted_number: cover >= 95%"});
  CHECK(quoted("覆盖率超过95%", "cover >= 95%") == Found{"misquoted_number: cover >= 95%"});
  CHECK(quoted("覆盖率突破95%", "cover > 95%").empty());
  CHECK(quoted("覆盖率高于95%", "cover >= 95%").empty());
  CHECK(quoted("比率不超过95%", "rate <= 95%").empty());
}

TEST_CASE("exactly so much where the quoted words ask for so much at least") {
  CHECK(quoted("覆盖率达到95%", "cover == 95%") == Found{"misquoted_equality: cover == 95%"});
  CHECK(quoted("比率控制在5%以内", "rate == 5%") == Found{"misquoted_equality: rate == 5%"});
  // Words that turn it over, words of either side, and several numbers say nothing for certain.
  for (const auto& [words, condition] : std::vector<std::pair<std::string, std::string>>{
           {"覆盖率不得低于95%", "cover == 95%"}, {"覆盖率不能高于95%", "cover == 95%"}, {"比率不超过4%，覆盖率达到95%", "cover == 95%"}, {"比率为4%，覆盖率达到95%", "rate == 4%"},
           {"考核不得高于合格", "mark <= 合格"}, {"比率不应超过5%", "rate >= 5%"}, {"严禁突破5%", "rate >= 5%"}, {"培训达到20人，超过部分加分", "x >= 20人"}, {"超过全省平均，达到95%", "cover >= 95%"}})
    CHECK_MESSAGE(quoted(words, condition).empty(), (words + " : " + condition));
  CHECK(quoted("考核合格以上", "mark == 合格") == Found{"misquoted_equality: mark == 合格"});
  CHECK(quoted("考核良好以上", "mark == 良好").empty());
  CHECK(quoted("考核合格以上", "mark in {合格}") == Found{"misquoted_equality: mark in {合格}"});
  CHECK(quoted("考核合格以上", "mark in {合格, 良好}").empty());
  CHECK(quoted("考核合格以上", "mark <= 合格") == Found{"misquoted_number: mark <= 合格"});
  CHECK(quoted("考核合格以上", "mark >= 合格").empty());
  CHECK(quoted("覆盖率达到100%", "cover == 100%").empty());
  CHECK(quoted("覆盖率等于95%", "cover == 95%").empty());
}

TEST_CASE("a share of last year's value where the quoted words say by how much more") {
  const auto doubts = [](const std::string& words, const std::string& condition) {
    const Checked out = checked("target 1 \"" + words + "\" { require \"" + words + "\" : " + condition + " }");
    for (const diagnostics::Diagnostic& each : out.sink.all())
      if (diagnostics::info(each.kind).code == "AS0499") return diagnostics::help(each, diagnostics::Language::zh);
    return std::string();
  };
  for (const char* condition : {"x >= previous(x) * 10%", "x >= previous(x) * (1% + 10%)", "x >= previous(x) * 1.1%", "x / previous(x) >= 10%", "growth(x) >= 110%", "x >= previous(x) * (1 + 10)", "growth(x) <= 10%", "10% <= x / previous(x)"})
    CHECK_MESSAGE(doubts("收入增长10%", condition) == "请写`增长率(x) >= 10%`", std::string(condition));
  for (const char* condition : {"growth(x) >= 10%", "x >= previous(x) * 110%", "x >= previous(x) * (100% + 10%)", "x - previous(x) >= previous(x) * 10%", "growth(x) >= 12%", "x / heads >= 10%"})
    CHECK_MESSAGE(doubts("收入增长10%", condition).empty(), std::string(condition));
  for (const char* condition : {"x <= previous(x) * 20%", "x <= previous(x) * (1% - 20%)", "growth(x) <= 20%", "growth(x) >= -20%", "reduction(x) <= 20%"})
    CHECK_MESSAGE(doubts("投诉下降20%", condition) == "请写`降低率(x) >= 20%`", std::string(condition));
  for (const char* condition : {"x <= previous(x) * 80%", "growth(x) <= -20%", "reduction(x) >= 20%", "x <= previous(x) * (100% - 20%)"})
    CHECK_MESSAGE(doubts("投诉下降20%", condition).empty(), std::string(condition));
  CHECK(doubts("收入翻一番", "growth(x) >= 200%") == "请写`增长率(x) >= 100%`");
  CHECK(doubts("收入翻一番", "x >= previous(x) * 1") == "请写`增长率(x) >= 100%`");
  CHECK(doubts("收入翻一番", "x >= previous(x) * 2").empty());
  CHECK(doubts("收入翻番", "growth(x) >= 100%").empty());
  CHECK(doubts("投诉降到上年的20%", "x <= previous(x) * 20%").empty());
}

TEST_CASE("a total in a criterion that is called after one member") {
  const auto of = [](const std::string& criterion) { return checked("fact built : flow 家 per 区县 total sum\ntarget 1 { require " + criterion + " }").found; };
  CHECK(of("甲 : built >= 3家") == Found{"member_not_taken: built"});
  CHECK(of("甲 : built[甲] >= 3家").empty());
  CHECK(of("甲 : built[甲] / built >= 30%") == of("丁 : built[甲] / built >= 30%"));
  CHECK(of("丁 : built >= 3家").empty());
}

TEST_CASE("a product with a number that the quoted words say in percent") {
  CHECK(quoted("体检人数占老人的65%", "x >= heads * 65") == Found{"ratio_not_percent: 65"});
  CHECK(quoted("体检人数占老人的65%", "x >= heads * 65%").empty());
}

TEST_CASE("full marks of more digits than can be rounded are told as they are") {
  const Checked out = checked("target 1 weight 100 { require : x >= 5人 }\n}\nscoring { department = sum(targets) * 300000000000000000000000000000000003 / 7 }\ndepartment 另 {");
  CHECK_MESSAGE(says(out, "30000000000000000000000000000000000300/7"), out.drawn);
}

TEST_CASE("so many marks of the quoted words are no percentage") {
  const auto doubts = [](const std::string& quote, const std::string& scheme, const std::string& title = "") {
    const Checked out = checked("target 1 \"" + quote + title + "\" weight 20 { require \"" + quote + "\" : x <= 30人 " + scheme + " }\ntarget 2 \"二\" weight 80 { require \"二\" : policy }");
    for (const diagnostics::Diagnostic& each : out.sink.all())
      if (diagnostics::info(each.kind).code == "AS0498") return diagnostics::help(each, diagnostics::Language::zh);
    return std::string();
  };
  CHECK(doubts("投诉不超过30件，每多1件扣1分", "score deduct 1% per 1人 short") == "得分按占满分的百分比写：请写`5%`");
  CHECK(doubts("每少1件加0.5分", "score bonus 0.5% per 1人 over") == "得分按占满分的百分比写：请写`2.5%`");
  CHECK(doubts("投诉不超过30件，每多1件扣1分", "score deduct 5% per 1人 short").empty());
  CHECK(doubts("投诉不超过30件，每多1件扣1分", "score deduct 1% per 1人 short", "（满分100分）").empty());
  CHECK(doubts("投诉不超过30件，每迟1分钟扣分", "score deduct 1% per 1人 short").empty());
  // What the words say in percent themselves, or of a scale of their own.
  CHECK(doubts("每多1起扣本项得分的5%，5分封顶", "score deduct 5% per 1人 short").empty());
  CHECK(doubts("按百分制评价，每多1起扣1分", "score deduct 1% per 1人 short").empty());
}

TEST_CASE("formulas in which attainments are taken for percentages or marks") {
  const auto scored = [](const std::string& scoring) {
    source::Files files;
    diagnostics::Sink sink;
    const source::FileId file = files.add("a.assay", kDeclarations + "scoring { " + scoring + " } department 部门 { target 1 \"一\" { require \"一\" : policy } target 2 \"二\" { require \"二\" : cover >= 90% } }");
    std::vector<syntax::File> trees;
    trees.push_back(syntax::parse(files, file, {}, sink));
    const auto model = semantics::analyze(trees, files, sink);
    REQUIRE(model);
    lint(*model, files, sink);
    Found out;
    for (const diagnostics::Diagnostic& each : sink.all()) {
      const std::string name(diagnostics::info(each.kind).name);
      if (name == "attainment_not_percent" || name == "full_marks_far") out.push_back(name + ": " + std::string(files.slice(each.span)));
    }
    return out;
  };
  CHECK(scored("criterion = if attainment >= 80 then attainment else 0") == Found{"attainment_not_percent: 80"});
  CHECK(scored("criterion = min(attainment, 100)") == Found{"attainment_not_percent: 100"});
  CHECK(scored("target = if mean(criteria) >= 60 then weight else 0") == Found{"attainment_not_percent: 60"});
  CHECK(scored("criterion = attainment + 10 * stretch") == Found{"full_marks_far: attainment + 10 * stretch"});
  CHECK(scored("criterion = attainment * 100") == Found{"full_marks_far: attainment * 100"});
  CHECK(scored("target = mean(criteria)") == Found{"full_marks_far: mean(criteria)"});
  for (const char* scoring : {"round half up 2", "criterion = if attainment >= 80% then attainment else 0", "criterion = attainment + 10% * stretch", "target = weight * min(criteria)",
                              "criterion = attainment * 100 target = weight * mean(criteria) / 100", "target = mean(criteria) * 100 department = mean(targets)", "criterion = min(attainment, 100%)",
                              "department = sum(targets) * difficulty"})
    CHECK_MESSAGE(scored(scoring).empty(), std::string(scoring));
}

TEST_CASE("a ratio beside a number that was meant in percent") {
  for (const auto& [condition, number] : std::vector<std::pair<std::string, std::string>>{
           {"x / previous(x) >= 105", "105"}, {"105 <= x / previous(x)", "105"}, {"x >= previous(x) * 105", "105"}, {"x >= 105 * previous(x)", "105"}, {"x >= x@2022 * 105", "105"},
           {"(x - previous(x)) / previous(x) >= 5", "5"}, {"x / previous(x) - 1 >= 5", "5"}, {"1 - x / previous(x) >= 5", "5"}, {"(previous(x) - x) / previous(x) >= 5", "5"},
           {"x - previous(x) >= previous(x) * 5", "5"}, {"x / previous(x) in 105..110", "105"}, {"x / heads == 100", "100"}}) {
    const Found all = found("require " + condition);
    CHECK_MESSAGE(std::find(all.begin(), all.end(), "ratio_not_percent: " + number) != all.end(), condition);
  }
  for (const char* condition : {"x / heads >= 1.05", "x >= previous(x) * 2", "x >= previous(x) * 105%", "growth(x) >= 5%", "x / heads >= 50", "x - previous(x) >= 5人", "x / 2 >= 100"}) {
    const Found all = found("require " + std::string(condition));
    CHECK_MESSAGE(std::none_of(all.begin(), all.end(), [](const std::string& each) { return each.starts_with("ratio_not_percent"); }), std::string(condition));
  }
  // What the quoted words say in percent.
  CHECK(quoted("持证率95%以上", "x / heads >= 95") == Found{"ratio_not_percent: 95"});
  CHECK(quoted("持证率95%以上", "x / heads >= 95%").empty());
  CHECK(quoted("每名教师不超过18人", "x / heads <= 18").empty());
  // What the quoted words call so many times.
  const auto doubted = [](const std::string& words, const std::string& condition) {
    const Found all = quoted(words, condition);
    return std::any_of(all.begin(), all.end(), [](const std::string& each) { return each.starts_with("ratio_not_percent"); });
  };
  for (const auto& [words, condition] : std::vector<std::pair<std::string, std::string>>{
           {"收入增长5倍", "x / previous(x) - 1 >= 5"}, {"达到上年的105倍", "x / previous(x) >= 105"}, {"收入翻三番", "(x - previous(x)) / previous(x) >= 7"}, {"grow to 12 times last year's", "x >= previous(x) * 12"},
           {"a 20-fold growth", "x / previous(x) >= 20"}})
    CHECK_MESSAGE(!doubted(words, condition), (words + " : " + condition));
  CHECK(doubted("收入增长5%", "x / previous(x) - 1 >= 5"));
  // Numbers without a unit may be points, and their mean 95.
  CHECK(checked("fact points : level\nfact votes : level range >= 1\ntarget 1 \"满意度95%\" { require \"满意度95%\" : points / votes >= 95 }\ntarget 2 \"一百\" { require \"一百\" : votes / 2 >= 100 }").found.empty());
}

TEST_CASE("a growth by hand over what may be negative") {
  const auto offered = [](const std::string& condition) {
    const Checked out = checked("fact net : flow 万元 signed\ntarget 1 { " + condition + " }");
    for (const diagnostics::Diagnostic& each : out.sink.all())
      if (diagnostics::info(each.kind).code == "AS0486") return diagnostics::help(each, diagnostics::Language::zh);
    return std::string();
  };
  const std::string rest = "`：上年的值不大于零时它不作判定";
  CHECK(offered("require (net - previous(net)) / previous(net) >= 5%") == "请写`增长率(net) >= 5%" + rest);
  CHECK(offered("require net >= previous(net) * 105%") == "请写`增长率(net) >= 5%" + rest);
  CHECK(offered("require net >= previous(net) * (100% + 5%)") == "请写`增长率(net) >= 5%" + rest);
  CHECK(offered("require net / previous(net) > 105%") == "请写`增长率(net) > 5%" + rest);
  CHECK(offered("require net - previous(net) >= previous(net) * 5%") == "请写`增长率(net) >= 5%" + rest);
  CHECK(offered("require net >= previous(net) + previous(net) * 5%") == "请写`增长率(net) >= 5%" + rest);
  CHECK(offered("require 5% * previous(net) + previous(net) < net") == "请写`增长率(net) > 5%" + rest);
  CHECK(offered("require net <= previous(net) - previous(net) * 5%") == "请写`降低率(net) >= 5%" + rest);
  CHECK(offered("require net <= previous(net) * 95%") == "请写`降低率(net) >= 5%" + rest);
  CHECK(offered("require (previous(net) - net) / previous(net) >= 5%") == "请写`降低率(net) >= 5%" + rest);
  for (const char* condition : {"require growth(net) >= 5%", "require x >= previous(x) * 105%", "require previous(net) > 0 and net >= previous(net) * 105%", "require net >= previous(net)",
                                "require net >= previous(net) + 5万元"})
    CHECK_MESSAGE(offered(condition).empty(), std::string(condition));
}

TEST_CASE("targets whose full marks do not add up") {
  const auto targets = [](std::size_t count, const std::string& weight = {}) {
    std::string out;
    for (std::size_t i = 1; i <= count; ++i) out += "target " + std::to_string(i) + (weight.empty() ? "" : " weight " + weight) + " { require x >= " + std::to_string(i) + "人 and y < " + std::to_string(1000 - i) + "人 }\n";
    return out;
  };
  const auto uneven = [](const std::string& body, const std::string& scoring = {}) {
    const Checked made = checked(body + "\n}\n" + scoring + "\ndepartment 另 {");
    return std::find(made.found.begin(), made.found.end(), "uneven_marks: department 部门") != made.found.end();
  };
  for (const std::size_t count : {3, 6, 7, 9, 11, 12}) CHECK_MESSAGE(uneven(targets(count)), count);
  for (const std::size_t count : {1, 2, 4, 5, 8, 10, 16}) CHECK_MESSAGE(!uneven(targets(count)), count);
  CHECK_FALSE(uneven(targets(3), "scoring { target = mean(criteria) }"));
  CHECK(uneven(targets(8), "scoring { round half up 0 }"));
  CHECK(uneven(targets(3, "100/3")));
  CHECK(checked(targets(3)).drawn.find("`部门` come to 99.9999, not 100: the score of each of its 3 targets is rounded to 4 places") != std::string::npos);
}

TEST_CASE("a place that a better one misses") {
  CHECK(found("require place == 3") == Found{"equal_place: place == 3"});
  CHECK(found("require policy and 3 = place") == Found{"equal_place: 3 = place"});
  CHECK(found("require every quarter has place = 2") == Found{"equal_place: place = 2"});
  for (const char* condition : {"place == 1", "place <= 3", "place == 2 or place == 3", "place in {2, 3}", "not place == 3", "no quarter has place == 3", "place != 3",
                                "count(quarter where place == 2) >= 1", "place == 3 implies policy"})
    CHECK_MESSAGE(found("require " + std::string(condition)).empty(), std::string(condition));
}

TEST_CASE("a flow asked for a fixed number in every period is one to date") {
  CHECK(found("require every quarter has x >= 3人") == Found{"total_of_period: x >= 3人"});
  CHECK(found("require every quarter has 3人 <= x") == Found{"total_of_period: 3人 <= x"});
  CHECK(found("require any half has x in 3人..9人") == Found{"total_of_period: x in 3人..9人"});
  CHECK(found("require count(quarter where x + y >= 3人) >= 2") == Found{"total_of_period: x + y >= 3人"});
  CHECK(found("require every quarter has (policy implies x / 2 >= 3人)") == Found{"total_of_period: x / 2 >= 3人"});
  CHECK(found("require every quarter has total >= 3人") == Found{"total_of_period: total >= 3人"});
  // The period's own amount, what grows with time, ratios of totals, and what is no flow.
  for (const char* condition : {"every quarter has x@quarter >= 3人", "every quarter has x >= 100人 * elapsed", "every quarter has x / (y + 1人) >= 3 * elapsed",
                                "every quarter has x / (y + 1人) >= 80%", "every quarter has growth(x) >= 5%", "every quarter has x >= y", "every quarter has place <= 3",
                                "every quarter has money >= 3元", "every year from 2021 to 2023 has x >= 3人", "x >= 3人"})
    CHECK_MESSAGE(found("require " + std::string(condition)).empty(), std::string(condition));
}

TEST_CASE("a stated period is read as what its end has beyond what came before it") {
  CHECK(found("require cover@2023Q2 >= 120%") == Found{"out_of_range: cover@2023Q2 >= 120%"});
  CHECK(found("require a : cover@2023Q4 >= 80% ; require b : cover < 60%") == Found{"criteria_contradict: cover < 60%"});
  CHECK(found("require a : cover@2023Q1 >= 80% ; require b : cover < 60%").empty());
  CHECK(found("require a : x@2023Q1 >= 80人 ; require b : x < 60人") == Found{"criteria_contradict: x < 60人"});
  CHECK(found("require a : x@2023Q2 >= 80人 ; require b : x < 60人") == Found{"criteria_contradict: x < 60人"});
  CHECK(found("require x@2023Q2 >= 5人 and x@2023Q2 <= 3人") == Found{"parts_contradict: x@2023Q2 <= 3人"});
  CHECK(found("require x@2023H1 >= 5人 and x@2023Q1 + x@2023Q2 <= 3人") == Found{"parts_contradict: x@2023Q1 + x@2023Q2 <= 3人"});
  CHECK(found("require (x / 2)@2023Q1 >= 5人 and x@2023Q1 <= 3人") == Found{"parts_contradict: x@2023Q1 <= 3人"});
  CHECK(found("require x@2023Q4 >= 9人 stretch x@2023H2 >= 5人") == Found{"stretch_no_higher: x@2023H2 >= 5人"});
  CHECK(found("require every quarter has x@quarter >= 5人 ; require x <= 3人") == Found{"criteria_contradict: x <= 3人"});
  CHECK(found("require max(x@quarter) <= 3人 and x@2023Q2 >= 5人") == Found{"parts_contradict: x@2023Q2 >= 5人"});
  CHECK(found("require capped@2023Q3 > 10万元") == Found{"never_true: capped@2023Q3 > 10万元"});
  // A state may fall, what may be negative falls, and of an event nothing is looked into.
  for (const char* condition : {"x@2023Q2 >= 80人 and x@2023Q3 <= 60人", "cover@2023Q1 >= 50% and cover@2023Q2 <= 30%", "x@2023Q2 >= 80人 and x@2022Q2 <= 60人"})
    CHECK_MESSAGE(found("require " + std::string(condition)).empty(), std::string(condition));
  CHECK(found("require a : place@2022 <= 3 ; require b : previous(place) > 5") == Found{"criteria_contradict: previous(place) > 5"});
}

TEST_CASE("days of events beside each other and beside stated days") {
  CHECK(found("require done <= 2023-03-31 and done > 2023-06-30") == Found{"parts_contradict: done > 2023-06-30"});
  CHECK(found("require a : done <= 2023-03-31 ; require b : done > 2023-06-30") == Found{"criteria_contradict: done > 2023-06-30"});
  CHECK(found("require a : done by 2023-03-31 ; require b : 2023-06-30 < done") == Found{"criteria_contradict: 2023-06-30 < done"});
  CHECK(found("require a : done <= 2023-03-31 ; require b : done after 2023-06-30") == Found{"criteria_contradict: done after 2023-06-30"});
  CHECK(found("require a : done < ready ; require b : ready < done") == Found{"criteria_contradict: ready < done"});
  CHECK(found("require a : done < ready and ready < 2023-02-01 ; require b : done > 2023-03-01") == Found{"criteria_contradict: done > 2023-03-01"});
  CHECK(found("require done < done") == Found{"never_true: done < done"});
  CHECK(found("require done > 2023-06-30 due 2023-06-30") == Found{"never_true: done > 2023-06-30"});
  CHECK(found("require a : done in 2023-01-01..2023-03-31 ; require b : done in {2023-04-01, 2023-05-01}") == Found{"criteria_contradict: done in {2023-04-01, 2023-05-01}"});
  CHECK(found("require a : done <= 2023-03-31 stretch done <= 2023-06-30") == Found{"stretch_no_higher: done <= 2023-06-30"});
  // Neither is true of an event that never comes, and what is not equal may never come.
  CHECK(found("require a : not done <= 2023-03-31 ; require b : not done > 2023-03-31").empty());
  CHECK(found("require a : done != 2023-03-31 ; require b : not done is reported").empty());
  CHECK(found("require a : done == ready ; require b : done <= 2023-03-31 ; require c : ready >= 2023-03-31").empty());
  CHECK(found("require done <= 2023-12-31 or not done") == Found{"always_true: done <= 2023-12-31 or not done"});
  // A day of the season before, reported for this one, stands until one of this season has come.
  CHECK(found("require a : done < 2023-03-31 due 2023-06-30 ; require b : done after 2023-07-15").empty());
  CHECK(found("require a : done < 2023-03-31 ; require b : done after 2023-07-15") == Found{"criteria_contradict: done after 2023-07-15"});
  CHECK(found("require a : done on 2022-11-30 ; require b : done after 2023-07-15").empty());
  CHECK(found("require a : done after 2022-11-30 ; require b : not done").empty());
}

TEST_CASE("what has no value may leave the whole with one") {
  CHECK(found("require a : (if per[甲] / per[乙] >= 1 then cover else rate) >= 50% ; require b : per[乙] == 0家") == Found{"may_divide_by_zero: per[乙]"});
  CHECK(found("require a : count(per[甲] / per[乙] >= 1, policy) >= 1 ; require b : per[乙] == 0家") == Found{"may_divide_by_zero: per[乙]"});
  CHECK(found("require a : min(per / previous(per)) <= 5 ; require b : previous(per[甲]) == 0家") == Found{"may_divide_by_zero: previous(per)"});
  // Which of them is said to be false has a value.
  CHECK(found("require a : per[乙] == 0家 ; require b : per[甲] / per[乙] >= 1").front() == "criteria_contradict: per[乙] == 0家");
  CHECK(found("require per[乙] == 0家 and per[甲] / per[乙] >= 1").front() == "parts_contradict: per[乙] == 0家");
  // What divides by zero as a whole has none.
  CHECK(found("require a : per[甲] / per[乙] >= 1 ; require b : per[乙] == 0家").size() == 2);
}

TEST_CASE("a condition within a growth, or over a period, is not only of the whole season") {
  CHECK(found("require (if cover <= 线 then 5 else 6) >= 6") == Found{"never_true: (if cover <= 线 then 5 else 6) >= 6"});
  CHECK(found("require (if cover <= 线 then 5 else 6) + place >= 7") == Found{"always_in_range: cover <= 线"});
  CHECK(found("require growth(if cover <= 线 then 5 + place else 6) >= 1%").empty());
  CHECK(found("require (if cover <= 线 then 5 else 6)@2023Q2 + place >= 7").empty());
  CHECK(found("require growth(if cover <= 120% then 5 + place else 6) >= 1%") == Found{"always_in_range: cover <= 120%"});
}

TEST_CASE("what no period has ended for is undecided whatever is reported") {
  CHECK(found("require share(half where policy) <= 100%") == Found{"always_in_range: share(half where policy) <= 100%"});
  CHECK(checked("let halves = share(half where policy) target 1 { require count(quarter where halves <= 100%) >= 3 }").found.empty());
  CHECK(found("require sum(x@half) >= 0人 due 2023-03-31").empty());
  CHECK(found("require (every half has policy) or not (every half has policy)") == Found{"always_true: (every half has policy) or not (every half has policy)"});
  CHECK(found("require (every half has policy) due 2023-03-31") == Found{"never_true: every half has policy"});
  CHECK(found("require not (every half has policy) due 2023-03-31") == Found{"never_true: not (every half has policy)"});
}

TEST_CASE("the mean and the middle of whole numbers need not be whole") {
  CHECK(found("require avg(pieces) >= 1.2家 and avg(pieces) <= 1.8家").empty());
  CHECK(found("require median(pieces) >= 1.2家 and median(pieces) <= 1.8家").empty());
  CHECK(found("require median(pieces where policy) in {1.5家} or policy").empty());
  CHECK(found("require avg(pieces where pieces > 0家) == 1.5家 or policy").empty());
  CHECK(found("require min(pieces) == 1.5家 or policy") == Found{"never_true: min(pieces) == 1.5家"});
}

TEST_CASE("what is always true may be undecided of what is missing alone") {
  CHECK(found("require not place != place or heads / place >= 1") == Found{"never_true: place != place"});
}

TEST_CASE("what may have no value is not always true") {
  const std::string either = "(if x / y >= 2 then 3 else 5)";
  for (const std::string& condition : std::vector<std::string>{"x / y - x / y == 0", either + " - " + either + " == 0", either + " <= 4 or " + either + " >= 4",
                                       "x / y >= total / heads or not x / y >= total / heads", "(every 项目 has 投资 / 人数 >= 1) or not (every 项目 has 投资 / 人数 >= 1)",
                                       "min(" + either + ", 4) - min(" + either + ", 4) == 0", "mod(x, y) == mod(x, y)"}) {
    CAPTURE(condition);
    for (const std::string& each : found("require : " + condition)) CHECK(each.starts_with("may_divide_by_zero"));
  }
  CHECK(found("require : " + either + " >= 2").size() == 1);
  CHECK(found("require : if x / y >= 2 then cover >= 0% else cover <= 100%").size() == 1);  // both branches agree
}

TEST_CASE("tiers that are never the first that holds") {
  const Checked out = checked("target 1 { require cover >= 90% score steps { >= 80%: 60%, >= 100%: 100% } }");
  CHECK(out.found == Found{"tier_unreachable: >= 100%: 100%"});
  CHECK_MESSAGE(says(out, "at `100% (cover = 90%)` both hold, and the first gives `60%`"), out.drawn);
  CHECK(found("require cover >= 90% score steps { >= 100%: 100%, >= 80%: 60% }").empty());
  CHECK(found("require place <= 3 score places { 1..3: 100%, 2: 90% }") == Found{"tier_unreachable: 2: 90%"});
  // Only together the earlier ones leave nothing.
  CHECK(found("require place <= 3 score places { 1: 100%, 2..3: 90%, 1..3: 80%, 4..9: 70% }") == Found{"tier_unreachable: 1..3: 80%"});
  CHECK(found("require cover >= 50% score steps { > 100%: 120%, < 100%: 50%, >= 100%: 100% }").empty());
  // Of whole values there is none between the two; of others there is.
  CHECK(found("require whole >= 3人 score steps { >= 100%: 100%, > 60%: 60% }").empty());
  CHECK(found("require whole >= 4人 score steps { > 75%: 100%, >= 100%: 80% }") == Found{"tier_unreachable: >= 100%: 80%"});
  CHECK(found("require rate >= 4% score steps { >= 100%: 100%, > 75%: 80% }").empty());
  // Whole ones of a unit that is many of another.
  CHECK(found("require lots >= 4万元 score steps { > 75%: 100%, >= 100%: 80% }") == Found{"tier_unreachable: >= 100%: 80%"});
  const Checked large = checked("target 1 { require lots > 33万元 score steps { != 150%: 80%, >= 90%: 60% } }");
  CHECK(large.found == Found{"tier_unreachable: >= 90%: 60%"});
  CHECK_MESSAGE(says(large, "at `lots = 30万元` both hold"), large.drawn);
  // Lower is better: the ratio is goal over value.
  CHECK(found("require x <= 10人 score steps { >= 50%: 60%, >= 100%: 100% }") == Found{"tier_unreachable: >= 100%: 100%"});
}

TEST_CASE("thresholds of tiers outside what they read") {
  const Checked out = checked("target 1 { require cover >= 80% score steps { >= 130%: 120%, >= 100%: 100% } }");
  CHECK(out.found == Found{"tier_out_of_range: >= 130%: 120%"});
  CHECK_MESSAGE(says(out, "`cover / 80%` is `0%..125%`"), out.drawn);
  CHECK_MESSAGE(says(out, "declared here"), out.drawn);
  CHECK(found("require cover >= 80% score steps { >= 125%: 120%, >= 100%: 100% }").empty());
  CHECK(found("require cover == 80% score steps { > 100%: 120%, >= 90%: 100% }") == Found{"tier_out_of_range: > 100%: 120%"});
  CHECK(found("require cover <= 50% score steps { >= 100%: 100%, <= 40%: 0% }") == Found{"tier_out_of_range: <= 40%: 0%"});
  CHECK(found("require cover <= 50% score steps { >= 100%: 100%, <= 50%: 0%, else 30% }").empty());
  CHECK(found("require place <= 3 score places { 0: 110%, 1..3: 100% }") == Found{"tier_out_of_range: 0: 110%"});
  CHECK(found("require cover >= 80% score steps { >= 100%: 100%, > -1%: 20% }") == Found{"tier_always: > -1%: 20%"});
  // A last tier that begins where the range does is an `else`.
  CHECK(found("require cover >= 80% score steps { >= 100%: 100%, >= 0%: 20% }").empty());
  CHECK(found("require rate >= 80% score steps { >= 1000%: 120%, >= 100%: 100% }").empty());
}

TEST_CASE("tiers that overlap, so that only their order decides") {
  const Checked out = checked("target 1 { require cover >= 85% score steps { >= 90%: 80%, <= 95%: 60% } }");
  CHECK(out.found == Found{"tiers_overlap: <= 95%: 60%"});
  CHECK_MESSAGE(says(out, "at `90% (cover = 76.5%)` both hold: the first gives `80%`, the other would give `60%`"), out.drawn);
  CHECK(found("require cover >= 85% score steps { >= 90%: 80%, < 90%: 60% }").empty());
  CHECK(found("require cover >= 85% score steps { >= 90%: 80%, <= 95%: 80% }").empty());
  CHECK(found("require place <= 3 score places { 1..3: 100%, 3..5: 80% }") == Found{"tiers_overlap: 3..5: 80%"});
  CHECK(found("require place <= 3 score places { 1..3: 100%, 4..5: 80% }").empty());
  // One within a later one is how steps are written.
  CHECK(found("require place <= 3 score places { 1: 100%, 1..3: 90%, 1..9: 80% }").empty());
  CHECK(found("require cover >= 90% score steps { == 100%: 100%, >= 90%: 90%, >= 50%: 80%, else 0% }").empty());
  // No whole value is in both.
  CHECK(found("require whole >= 3人 score steps { > 50%: 100%, < 60%: 30% }").empty());
  CHECK(found("require whole >= 3人 score steps { > 30%: 100%, < 60%: 30% }") == Found{"tiers_overlap: < 60%: 30%"});
}

TEST_CASE("tiers that earn less than a worse one") {
  CHECK(found("require rate >= 4% score steps { >= 100%: 80%, > 75%: 100% }") == Found{"tier_falls: >= 100%: 80%"});
  CHECK(found("require x <= 10人 score steps { >= 100%: 80%, >= 75%: 100% }") == Found{"tier_falls: >= 100%: 80%"});
  CHECK(found("require x >= 10人 score steps { >= 100%: 50%, else 60% }") == Found{"tier_falls: >= 100%: 50%"});
  CHECK(found("require x >= 10人 score steps { >= 100%: 100%, >= 90%: 60%, >= 80%: 90% }") == Found{"tier_falls: >= 90%: 60%"});
  CHECK(found("require place <= 3 score places { 1: 90%, 2..3: 100% }") == Found{"tier_falls: 1: 90%"});
  CHECK(found("require place <= 3 score places { 1: 100%, 2..3: 100%, else 60% }").empty());
  CHECK(found("require x >= 10人 score steps { == 100%: 100%, >= 80%: 80%, else 0% }").empty());
}

TEST_CASE("awards that no value earns") {
  CHECK(found("require cover >= 80% score linear from 60% to 120%") == Found{"linear_out_of_reach: linear from 60% to 120%"});
  CHECK(found("require cover <= 80% score linear from 60% to -10%") == Found{"linear_out_of_reach: linear from 60% to -10%"});
  CHECK(found("require cover >= 80% score linear from 60% to 100%").empty());
  CHECK(found("require x >= 80人 score linear from 60人 to 120人").empty());
  CHECK(found("require cover >= 100% score bonus 5% per 1pp over up to 10%") == Found{"bonus_out_of_reach: bonus 5% per 1pp over up to 10%"});
  CHECK(found("require cover >= 99% score bonus 5% per 1pp over up to 10%").empty());
  CHECK(found("require cover >= 95% score bonus 5% per 10% of goal over up to 10%") == Found{"bonus_out_of_reach: bonus 5% per 10% of goal over up to 10%"});
  CHECK(found("require heads <= 1人 score bonus 5% per 1人 over up to 10%") == Found{"bonus_out_of_reach: bonus 5% per 1人 over up to 10%"});
  CHECK(found("require heads <= 2人 score bonus 5% per 1人 over up to 10%").empty());
}

TEST_CASE("values that no tier catches") {
  const Checked out = checked("target 1 { require place <= 3 score places { 1: 100%, 3..5: 90%, else 60% } }");
  CHECK(out.found == Found{"tier_gap: 3..5: 90%"});
  CHECK_MESSAGE(says(out, "no tier holds at `place = 2`, which earns `60%`"), out.drawn);
  CHECK(found("require place <= 3 score places { 1: 100%, 3..5: 90% }") == Found{"tier_gap: 3..5: 90%"});
  CHECK(found("require place <= 3 score places { 1..2: 100%, 3..5: 90% }").empty());
  CHECK(found("require cover >= 85% score steps { > 90%: 80%, < 90%: 60% }") == Found{"tier_gap: < 90%: 60%"});
  CHECK(found("require cover >= 85% score steps { >= 90%: 80%, < 90%: 60% }").empty());
  // What `else` gives between two tiers is meant where it lies between what they give.
  CHECK(found("require cover >= 90% score steps { >= 100%: 100%, < 50%: 0%, else 60% }").empty());
  CHECK(found("require cover >= 90% score steps { >= 100%: 100%, < 50%: 0% }") == Found{"tier_gap: < 50%: 0%"});
  CHECK(found("require cover >= 90% score steps { >= 100%: 100%, < 50%: 20%, else 0% }") == Found{"tier_gap: < 50%: 20%"});
  // Worse than all tiers is nothing; better than all of them is hardly meant.
  CHECK(found("require x <= 10人 score steps { >= 50%: 40%, < 50%: 20% }").empty());
  CHECK(found("require x <= 10人 score steps { < 80%: 80%, < 100%: 90% }") == Found{"tier_gap: < 100%: 90%"});
  CHECK(found("require x <= 10人 score steps { < 80%: 80%, < 100%: 90%, else 100% }").empty());
  CHECK(found("require place <= 3 score places { 2..3: 100%, 4..5: 90% }") == Found{"tier_gap: 2..3: 100%"});
  CHECK(found("require whole >= 3人 score places { 1..2: 50%, 3: 100% }") == Found{"tier_gap: 3: 100%"});
  CHECK(found("require whole <= 3人 score places { 0: 100%, 1..3: 80% }").empty());
  CHECK(found("require cover >= 100% score steps { <= 100%: 80% }").empty());
  // No whole value lies in the gap.
  CHECK(found("require whole >= 3人 score steps { > 90%: 80%, < 90%: 60% }").empty());
  CHECK(found("require whole >= 3人 score steps { > 70%: 80%, < 40%: 60% }") == Found{"tier_gap: < 40%: 60%"});
}

}  // namespace assay::lint
