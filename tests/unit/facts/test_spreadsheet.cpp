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
  for (const char* midnight : {"2023/9/12 0:00", "2023-09-12 00:00:00", "2023/9/12 0:00:00"}) CHECK(problems("standard", midnight) == Lines{});
  CHECK(problems("standard", "2023/9/12 8:30") == Lines{"cell_not_an_event 1.csv:2:4"});
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
  Read items(sample, "序号,整治项目,unit,跨乡镇\n1,太湖溇港,湖州市,是\n2,老石坎,湖州市,否\n");
  CHECK(items.problems() == Lines{});
  CHECK(items.batch.lists.at(0).item == Lines{"太湖溇港", "老石坎"});
  CHECK(Read(sample, "序号,整治项目,unit,跨乡镇\n1,a,U,是\n2,a,U,否\n3,,U,是\n").problems() ==
        Lines{"facts_repeated_item 1.csv:3:2", "facts_no_item 1.csv:4:2"});
  Read totals(sample, "unit,period,training\nA,2023Q1,5\n合计,2023Q1,5\n合 计,2023Q2,5\n");
  CHECK(totals.problems() == Lines{"facts_total_row 1.csv:3:1", "facts_total_row 1.csv:4:1"});
  CHECK(Read(sample, "整治项目,unit,跨乡镇\n甲,A,是\n合计,A,\n").problems() == Lines{"facts_total_row 1.csv:3:1"});
  Read members(sample, "unit,period,区县,teams\nA,2023Q1,吴兴区,1\nA,2023Q1,南浔区,2\nA,2023Q1,德清县,3\nA,2023Q1,合计,9\n");
  CHECK(members.problems() == Lines{"cell_parts_disagree 1.csv:5:4"});
  CHECK(members.value("teams", "2023Q1", kTotal) == "invalid");
}

TEST_CASE("rows of a list that are no item") {
  const Sample sample;
  const auto problems = [&](const std::string& name) {
    CAPTURE(name);
    return Read(sample, "整治项目,unit,跨乡镇\n甲,A,是\n" + name + ",A,是\n").problems();
  };
  for (const char* name : {"总计", "共计", "累计", "合 计", "合计：", "合计:", "合计（1个）", "总投资", "汇总", "本页小计", "合　计", "共1个", "共12项", "总数", "城区小计", "合计3个", "合计金额", "Total", "Subtotal", "Grand total:"})
    CHECK(problems(name) == Lines{"facts_total_row 1.csv:3:1"});
  for (const char* name : {"全部", "全市"}) CHECK(problems(name) == Lines{"facts_whole_item 1.csv:3:1"});
  for (const char* name : {"/", "——", "……", "...", "-", "无", "N/A"}) CHECK(problems(name) == Lines{"facts_nameless_item 1.csv:3:1"});
  for (const char* name : {"其他", "1", "累计排水工程", "共青团路", "共3号桥改造工程", "总部大楼", "全市老旧小区改造", "小计划扶持项目", "总计划编制", "无锡路改造", "总投资平台建设"}) CHECK(problems(name) == Lines{});
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

TEST_CASE("periods or members as columns are shown as rows of the same table") {
  const Sample sample;
  Read quarters(sample, "单位,指标,2023年一季度,二季度,备注\nA,raised,5,6,\n");
  CHECK(quarters.problems() == Lines{"facts_period_columns 1.csv:1:3"});
  CHECK(quarters.message() == "`2023年一季度`, `二季度`: periods have no columns of their own");
  CHECK(quarters.message(0, diagnostics::Language::zh) == "`2023年一季度`、`二季度`：期间不能各占一列");
  CHECK(diagnostics::help(quarters.sink.all()[0], diagnostics::Language::zh) ==
        "请每个期间写一行：表头`单位,指标,期间,备注,数值`，各行如`…,…,2023年一季度,…,…`、`…,…,2023年二季度,…,…`");
  Read english(sample, "unit,2023Q1,2023Q2,2023Q3,2023Q4,2024Q1\nA,1,2,3,4,5\n");
  CHECK(english.problems() == Lines{"facts_period_columns 1.csv:1:2"});
  CHECK(english.message() == "`2023Q1`, `2023Q2`, `2023Q3`, `2023Q4` … (5): periods have no columns of their own");
  CHECK(diagnostics::help(english.sink.all()[0], diagnostics::Language::zh) == "请每个期间写一行：表头`unit,fact,period,value`，各行如`…,…,2023Q1,…`、`…,…,2023Q2,…`");
  Read districts(sample, "单位,指标,期间,吴兴区（个）,南浔区（个）\nA,teams,2023Q1,1,2\n");
  CHECK(districts.problems() == Lines{"facts_member_columns 1.csv:1:4"});
  CHECK(diagnostics::help(districts.sink.all()[0], diagnostics::Language::en) ==
        "write a row for each member: the heading `单位,指标,期间,区县,数值`, and rows like `…,…,…,吴兴区,…`, `…,…,…,南浔区,…`");
  CHECK(Read(sample, "unit,period,teams,吴兴区\nA,2023Q1,1,2\n").problems() == Lines{"facts_member_columns 1.csv:1:4"});
  CHECK(Read(sample, "unit,fact,period,value,2023Q1\nA,raised,2023Q1,1,2\n").problems() == Lines{"facts_period_columns 1.csv:1:5"});
}

TEST_CASE("a column of units of measure: of the numbers of its rows that name none") {
  const Sample sample;
  for (const char* heading : {"单位,指标,计量单位,期间,数值（亿元）\n", "填报单位,指标,单位,期间,数值（亿元）\n", "unit,fact,Unit of measure,period,value (亿元)\n"}) {
    Read read(sample, heading + std::string("A,raised,万元,2023Q1,5\nA,raised,元,2023Q2,30000\nA,raised,,2023Q3,0.0002\nA,raised,/,2023Q4,0.0004亿元\nA,debt,万元,2023Q1,3元\n"
                                            "A,aed,%,2023Q1,90\nA,members,人,2023Q1,7\nA,standard,项,2023Q1,2023-02-03\nA,place,位,2023Q1,4\nA,training,万,2023Q1,1.5\n"));
    CHECK(read.problems() == Lines{});
    CHECK(read.value("raised", "2023Q1") == "5");
    CHECK(read.value("raised", "2023Q2") == "3");
    CHECK(read.value("raised", "2023Q3") == "2");
    CHECK(read.value("raised", "2023Q4") == "4");
    CHECK(read.value("debt", "2023Q1") == "3");
    CHECK(read.value("aed", "2023Q1") == "90");
    CHECK(read.value("members", "2023Q1") == "7");
    CHECK(read.value("place", "2023Q1") == "4");
    CHECK(read.value("training", "2023Q1") == "15000");
  }
  Read wrong(sample, "单位,指标,计量单位,期间,数值\nA,raised,人,2023Q1,5\nA,raised,万圆,2023Q2,5\nA,raised,人,2023Q3,0\nA,raised,人,2023Q4,5万元\n");
  CHECK(wrong.problems() == Lines{"cell_other_unit 1.csv:2:5 ? 5万元", "cell_other_unit 1.csv:3:5"});
  CHECK(wrong.value("raised", "2023Q4") == "5");
  Read multiple(sample, "单位,指标,计量单位,期间,数值\nA,raised,亿元,2023Q1,5万\n");
  CHECK(multiple.message() == "`5万` may be read in two ways: `50000亿元` or `50000元`");
  // Of two columns called alike nobody can say which one reports, and where each fact is a column its unit is in the heading.
  CHECK(Read(sample, "单位,指标,单位,期间,数值\nA,raised,万元,2023Q1,5\n").problems() == Lines{"facts_measure_column 1.csv:1:3"});
  CHECK(Read(sample, "单位,计量单位,期间,raised\nA,万元,2023Q1,5\n").problems() == Lines{"facts_measure_column 1.csv:1:2"});
  CHECK(Read(sample, "单位,指标,计量单位,度量单位,期间,数值\nA,raised,万元,,2023Q1,5\n").problems() == Lines{"facts_repeated_heading 1.csv:1:4"});
  Read reports(sample, "填报单位,指标,期间,数值\nA,raised,2023Q1,5\n");
  CHECK(reports.problems() == Lines{});
  CHECK(reports.value("raised", "2023Q1") == "5");
  CHECK(Read(sample, "指标,单位,期间,数值,填报单位\nraised,万元,2023Q1,5,A\n").value("raised", "2023Q1") == "5");
}

TEST_CASE("remarks under the table are no rows") {
  const Sample sample;
  const auto problems = [&](const std::string& rows) { return Read(sample, "unit,fact,period,value\nA,raised,2023Q1,5\n" + rows).problems(); };
  CHECK(problems("填表人：张三,,,\n") == Lines{"facts_footer_row 1.csv:3:1"});
  CHECK(problems("填表人：张三,审核：李四,,2023年4月1日\n") == Lines{"facts_footer_row 1.csv:3:1"});
  CHECK(problems(",,,审核:李四\n") == Lines{"facts_footer_row 1.csv:3:4"});
  CHECK(problems("备注：以上为快报数\n") == Lines{"facts_footer_row 1.csv:3:1"});
  CHECK(problems("填 表 人,张三,审核人,李四\n") == Lines{"facts_footer_row 1.csv:3:1"});
  Read part(sample, "unit,fact,period,区县,value\nA,stations,2023Q1,小计,5\n");
  CHECK(part.problems() == Lines{"cell_needs_member 1.csv:2:5"});
  CHECK(part.message() == "`市红十字会.stations` is reported per `区县`, but this row says `小计`");
  // Units of measure below the heading.
  CHECK(Read(sample, "unit,period,raised,aed\n,,亿元,%\nA,2023Q1,5,90\n").problems() == Lines{"facts_measure_row 1.csv:2:3"});
  CHECK(Read(sample, "unit,period,raised,standard\n单位,,（万元）,日期\nA,2023Q1,5,\n").problems() == Lines{"facts_measure_row 1.csv:2:3"});
  CHECK(Read(sample, "unit,period,raised\nA,2023Q1,万元\n").problems() == Lines{"cell_not_a_number 1.csv:2:3"});
  CHECK(Read(sample, "unit,period,raised\nA,2023Q1,1\n,2023Q1,亿元\n").problems() == Lines{"facts_no_unit 1.csv:3:1"});
  CHECK(problems("Prepared by: Zhang,,,\n") == Lines{"facts_footer_row 1.csv:3:1"});
  CHECK(problems("  ,,,\n") == Lines{"facts_no_unit 1.csv:3:1", "facts_no_fact 1.csv:3:2"});
  CHECK(problems("B,合计,,5\n") == Lines{"facts_total_row 1.csv:3:2"});
  CHECK(problems("合计,,—,5\n") == Lines{"facts_total_row 1.csv:3:1"});
  CHECK(Read(sample, "unit,period,raised\nA,2023Q1,5\n填表人：张三,审核：李四,\n").problems() == Lines{"facts_footer_row 1.csv:3:1"});
  CHECK(Read(sample, "整治项目,unit,跨乡镇\n甲,A,是\n注：截至年底,,\n").problems() == Lines{"facts_footer_row 1.csv:3:1"});
  // Names of units with a colon or such an ending are names.
  CHECK(Read(sample, "unit,raised\n东区:一队,5\n甲乙丙人,6\n").problems() == Lines{});
}

TEST_CASE("days with the month first are shown as they are written here, both where they may be two") {
  const Sample sample;
  Read periods(sample, kLong + "A,raised,5/20/2023,5\nA,raised,5/6/2023,5\nA,raised,20/5/2023,5\nA,raised,5/5/2023,5\nA,raised,13/13/2023,5\n");
  CHECK(periods.problems() == Lines{"facts_bad_period 1.csv:2:3 ? 2023-05-20", "facts_bad_period 1.csv:3:3 ? 2023-05-06`, `2023-06-05",
                                    "facts_bad_period 1.csv:4:3 ? 2023-05-20", "facts_bad_period 1.csv:5:3 ? 2023-05-05", "facts_bad_period 1.csv:6:3"});
  Read reported(sample, kDated + "A,raised,2023Q1,5,5/20/2023 09:30\nA,raised,2023Q2,5,5/6/2023\n");
  CHECK(reported.problems() == Lines{"cell_bad_reported_at 1.csv:2:5 ? 2023-05-20 09:30", "cell_bad_reported_at 1.csv:3:5 ? 2023-05-06`, `2023-06-05"});
  Read events(sample, kLong + "A,standard,2023Q2,5/6/2023\n");
  CHECK(events.problems() == Lines{"cell_not_an_event 1.csv:2:4 ? 2023-05-06`, `2023-06-05"});
}

TEST_CASE("units of numbers that have none, and multiples that may be of two") {
  Sample sample;
  sample.add("index", "指数", types::FactKind::level, "");
  CHECK(Read(sample, kLong + "A,index,2023Q1,9人\n").problems() == Lines{"cell_unit_unasked 1.csv:2:4"});
  Read headed(sample, "unit,period,index(人)\nA,2023Q1,5\n");
  CHECK(headed.message() == "`人` is no unit for `index`, which is in plain numbers");
  CHECK(headed.message(0, diagnostics::Language::zh) == "`人`不能作为`index`的单位，其单位是 无");
  Read multiples(sample, kLong + "A,raised,2023Q1,5.5万\nA,aed,2023Q1,5万\n");
  CHECK(multiples.message(0) == "`5.5万` may be read in two ways: `55000万元` or `55000元`");
  CHECK(multiples.message(1) == "`5万` may be read in two ways: `50000%` or `5000000%`");
}

TEST_CASE("periods in other columns than that of periods") {
  const Sample sample;
  for (const char* heading : {"期间", "填报期间", "所属期间", "报告期"}) {
    CAPTURE(heading);
    Read read(sample, std::string("单位,指标,") + heading + ",数值\nA,training,2023Q1,5\n");
    CHECK(read.problems() == Lines{});
    CHECK(read.value("training", "2023Q1") == "5");
  }
  diagnostics::Sink sink;
  Read unknown(sample, "单位,指标,所属季度,数值\nA,training,2023Q1,5\n");
  CHECK(unknown.sink.all().front().suggestion == "期间");

  const std::string dated = "unit,fact,reported_at,value\n";
  for (const char* period : {"2023年一季度", "2023Q1", "一季度", "2023年"})
    CHECK(Read(sample, dated + "A,training," + period + ",5\n").problems() == Lines{"cell_period_as_date 1.csv:2:3"});
  // Ends of quarters, where there are several: not those of one day, nor of another member, nor other days.
  CHECK(Read(sample, dated + "A,training,2023-03-31,5\nA,training,2023/6/30,6\n").problems() == Lines{"cell_dates_as_periods 1.csv:3:3", "cell_restated 1.csv:3:4"});
  CHECK(Read(sample, dated + "A,training,2023-03-31,5\nB,training,2023-06-30,6\n").problems() == Lines{});
  CHECK(Read(sample, dated + "A,training,2023-04-05,5\nA,training,2023-07-06,6\n").problems() == Lines{"cell_restated 1.csv:3:4"});
  CHECK(Read(sample, "unit,fact,period,reported_at,value\nA,training,2023,2023-03-31,5\nA,training,2023,2023-06-30,6\n").problems() ==
        Lines{"cell_early_report 1.csv:2:5", "cell_restated 1.csv:3:5", "cell_early_report 1.csv:3:5"});
}
