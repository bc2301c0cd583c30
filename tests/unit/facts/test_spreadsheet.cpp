// What people write in spreadsheets: placeholders, periods, rows of titles and totals.
#include "support.h"

using namespace assay;
using namespace assay::facts::test;
using assay::facts::kTotal;

namespace {

Lines problems(const std::string& fact, const std::string& cell) {
  const Sample sample;
  return Read(sample, kLong + "A," + fact + ",2023Q1," + cell + "\n").problems();
}

// The period under which a level (or `fact`) of that period stands, or the problem.
std::string stands_under(const std::string& written, const std::string& fact = "debt") {
  Sample sample;
  sample.fact("debt").step = Step::month;
  Read read(sample, kLong + "A," + fact + "," + written + ",5\n");
  if (!read.problems().empty()) return read.problems().front();
  REQUIRE(read.batch.cells.size() == 1);
  return to_string(read.batch.cells.begin()->first.period);
}

}  // namespace

TEST_CASE("placeholders of what is missing") {
  const Sample sample;
  for (const char* absent : {"-", "--", "---", "—", "——", "–", "/", "\\", "－", "未报", "未填报", "未上报", "暂无", "暂无数据", "无数据", "N/A", "NA"}) {
    CAPTURE(absent);
    for (const char* fact : {"training", "standard", "coastal", "industry", "place"}) {
      Read read(sample, kLong + "A," + fact + ",2023Q1," + absent + "\n");
      CHECK(read.problems() == Lines{});
      CHECK(read.batch.cells.empty());
    }
  }
}

TEST_CASE("`无` may be 0 or nothing reported, and errors of the spreadsheet are none of both") {
  for (const char* none : {"无", "没有", "none"}) {
    for (const char* fact : {"training", "standard", "place"}) CHECK(problems(fact, none) == Lines{"cell_says_none 1.csv:2:4"});
    CHECK(problems("industry", none) == Lines{});
  }
  for (const char* error : {"#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#####"})
    for (const char* fact : {"training", "standard", "coastal", "industry"})
      CHECK(problems(fact, error) == Lines{"cell_spreadsheet_error 1.csv:2:4"});
}

TEST_CASE("a day as a spreadsheet counts it, and ticks") {
  const Sample sample;
  Read day(sample, kLong + "A,standard,2023Q2,45107\n");
  CHECK(day.problems() == Lines{"cell_day_number 1.csv:2:4"});
  CHECK(day.message() == "`45107` is how a spreadsheet counts the day 2023-06-30");
  CHECK(day.value("standard", "2023Q2") == "invalid");
  CHECK(problems("standard", "12345") == Lines{"cell_not_an_event 1.csv:2:4"});
  CHECK(Read(sample, kLong + "A,coastal,,√\n").value("coastal", "2023") == "1");
}

TEST_CASE("periods as people write them") {
  CHECK(stands_under("2023年Q4", "training") == "2023Q4");
  CHECK(stands_under("2023年四季度", "training") == "2023Q4");
  CHECK(stands_under("2023年第四季度", "training") == "2023Q4");
  CHECK(stands_under("2023上半年", "training") == "2023H1");
  CHECK(stands_under("2023年1-6月", "training") == "2023H1");
  CHECK(stands_under("2023年4月至6月", "training") == "2023Q2");
  CHECK(stands_under("2023年7—12月", "training") == "2023H2");
  CHECK(stands_under("2023年1-12月", "training") == "2023");
  CHECK(stands_under("2023年度", "training") == "2023");
  CHECK(stands_under("2023年全年", "training") == "2023");
  CHECK(stands_under("2023/6") == "2023-06");
  CHECK(stands_under("2023-6") == "2023-06");
  CHECK(stands_under("2023年6月") == "2023-06");
  CHECK(stands_under("2023年1-9月") == "2023-09");
  CHECK(stands_under("2023年截至9月底") == "2023-09");
  CHECK(stands_under("2023年前三季度") == "2023-09");
  for (const char* odd : {"2023年2-5月", "2023年13月", "2023年9-3月", "2023年1-9", "2023-13", "今年", "3"})
    CHECK(stands_under(odd) == "facts_bad_period 1.csv:2:3");
}

TEST_CASE("a running period is for totals and states, not for the amount of a period") {
  CHECK(stands_under("2023年1-9月", "training") == "facts_running_period 1.csv:2:4");
  const Sample sample;
  Read wide(sample, "unit,period,training,debt\nA,2023年1-9月,,7\nB,2023年1-9月,5,8\n");
  CHECK(wide.problems() == Lines{"facts_running_period 1.csv:3:3"});
  Read both(sample, "unit,period,debt\nA,2023-09,7\nA,2023年1-9月,7\n");
  CHECK(both.problems() == Lines{"facts_repeated_row 1.csv:3"});
}

TEST_CASE("a period without its year is refused with the year put in") {
  CHECK(stands_under("四季度") == "facts_period_without_year 1.csv:2:3 ? 2023年四季度");
  CHECK(stands_under("Q4") == "facts_period_without_year 1.csv:2:3 ? 2023Q4");
  CHECK(stands_under("上半年") == "facts_period_without_year 1.csv:2:3 ? 2023年上半年");
  CHECK(stands_under("1-9月") == "facts_period_without_year 1.csv:2:3 ? 2023年1-9月");
}

TEST_CASE("rows above the heading, running numbers, rows of totals") {
  const Sample sample;
  Read title(sample, "2023年度指标填报表,,,\n填报单位：A,,,\nunit,fact,period,value\nA,training,2023Q1,5\n");
  CHECK(title.problems() == Lines{"facts_title_rows 1.csv:3"});
  CHECK(title.message() == "this is the heading, but rows stand above it: 2");
  Read numbered(sample, "序号,unit,fact,period,value\n1,A,training,2023Q1,5\n");
  CHECK(numbered.problems() == Lines{});
  CHECK(numbered.value("training", "2023Q1") == "5");
  Read totals(sample, "unit,period,training\nA,2023Q1,5\n合计,2023Q1,5\n合 计,2023Q2,5\n");
  CHECK(totals.problems() == Lines{"facts_total_row 1.csv:3:1", "facts_total_row 1.csv:4:1"});
  CHECK(Read(sample, "整治项目,unit,跨乡镇\n甲,A,是\n合计,A,\n").problems() == Lines{"facts_total_row 1.csv:3:1"});
  Read members(sample, "unit,period,区县,teams\nA,2023Q1,吴兴区,1\nA,2023Q1,南浔区,2\nA,2023Q1,德清县,3\nA,2023Q1,合计,9\n");
  CHECK(members.problems() == Lines{"cell_parts_disagree 1.csv:5:4"});
  CHECK(members.value("teams", "2023Q1", kTotal) == "invalid");
}

TEST_CASE("single days of a flow") {
  const Sample sample;
  Read read(sample, kLong + "A,training,2023-05-05,5\nB,training,2023-05-06,5\nB,training,2023-05-07,5\n");
  CHECK(read.problems() == Lines{"cell_single_days 1.csv:2:4", "cell_single_days 1.csv:3:4"});
  CHECK(read.message() == "`市红十字会.training@2023-05` stays missing: it is reported for 1 of its 31 days only");
  CHECK(read.value("training", "2023Q2") == "missing");
}

TEST_CASE("a unit in the heading of the values is that of the numbers which name none") {
  const Sample sample;
  Read read(sample, "unit,fact,period,数值（万元）\nA,raised,2023Q1,5\nA,raised,2023Q2,3亿元\nA,debt,2023Q1,2.5\nA,standard,2023Q1,2023-02-03\nA,place,2023Q1,4\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.value("raised", "2023Q1") == "5");
  CHECK(read.value("raised", "2023Q2") == "30000");
  CHECK(read.value("debt", "2023Q1") == "25000");
  CHECK(read.value("place", "2023Q1") == "4");
  Read people(sample, "unit,fact,period,value (单位: 万)\nA,training,2023Q1,1.5\n");
  CHECK(people.problems() == Lines{});
  CHECK(people.value("training", "2023Q1") == "15000");
  // Of facts in other units a bare number says nothing, but for 0.
  Read others(sample, "unit,fact,period,value(亿元)\nA,training,2023Q1,3\nA,training,2023Q2,3人\nA,training,2023Q3,0\nA,aed,2023Q1,90%\nA,aed,2023Q2,90\n");
  CHECK(others.problems() == Lines{"cell_other_unit 1.csv:2:4 ? 3人", "cell_other_unit 1.csv:6:4 ? 90%"});
  CHECK(others.value("training", "2023Q1") == "invalid");
  CHECK(others.value("training", "2023Q2") == "3");
  CHECK(others.value("training", "2023Q3") == "0");
  CHECK(others.value("aed", "2023Q1") == "90");
  CHECK(Read(sample, "unit,fact,period,value (kg)\nA,training,2023Q1,3\n").problems() == Lines{"facts_value_unit 1.csv:1:4"});
  CHECK(Read(sample, "unit,fact,period,value (万元元)\nA,training,2023Q1,3\n").problems() == Lines{"facts_value_unit 1.csv:1:4 ? 万元"});
  CHECK(Read(sample, "unit,fact,period,value ()\nA,training,2023Q1,3\n").problems() == Lines{"facts_value_unit 1.csv:1:4"});
  CHECK(Read(sample, "unit,period,value(亿元)\nA,2023Q1,3\n").problems() == Lines{"facts_lone_column 1.csv:1:3"});
  CHECK(Read(sample, "unit,fact,value,value(亿元)\nA,raised,3,\n").problems() == Lines{"facts_repeated_heading 1.csv:1:4"});
}
