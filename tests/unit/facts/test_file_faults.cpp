// What keeps a file from being used: each with its place, and all at once.
#include "support.h"

#include "base/text.h"
#include "diagnostics/kinds.h"
#include "facts/csv/input.h"

#include <sys/stat.h>

#include <fstream>
#include <thread>

using namespace assay;
using namespace assay::facts::test;

namespace {

Lines problems(const std::string& text, const facts::Options& options = {}) {
  static const Sample sample;
  return Read(sample, text, options).problems();
}

}  // namespace

TEST_CASE("files that are not there, or are none") {
  const Sample sample;
  const tests::Scratch folder;
  diagnostics::Sink sink;
  facts::open(sample.schema, {folder.path() + "/none.csv", folder.path()}, {}, sink);
  REQUIRE(sink.all().size() == 2);
  CHECK(sink.all()[0].kind == diagnostics::Kind::facts_missing_file);
  CHECK(sink.all()[1].kind == diagnostics::Kind::facts_folder);
  CHECK(sink.has_errors());
  CHECK(problems("") == Lines{"facts_empty_file 1.csv"});
  CHECK(problems("\xEF\xBB\xBF") == Lines{"facts_empty_file 1.csv"});
  CHECK(problems("\n\n") == Lines{"facts_empty_file 1.csv:1"});
  CHECK(problems("unit,fact,value\n") == Lines{"facts_no_rows 1.csv"});
  CHECK(problems("unit,fact,value\n\n,,\n") == Lines{"facts_no_rows 1.csv"});
}

TEST_CASE("a named pipe is read once, and nothing of it is lost") {
  const Sample sample;
  const tests::Scratch folder;
  const std::string path = folder.path() + "/pipe.csv";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  for (int i = 0; i < 20; ++i) {
    std::thread writer([&] { std::ofstream(path) << "unit,raised\nA,1\nB,2\n"; });
    diagnostics::Sink sink;
    const auto reader = facts::open(sample.schema, {path}, {}, sink);
    writer.join();
    CHECK(sink.all().empty());
    facts::Piece piece;
    facts::Batch batch;
    REQUIRE(reader->claim(piece));
    reader->fill(piece, batch);
    CHECK(batch.rows() == 2);
  }
}

TEST_CASE("other encodings and formats are named") {
  const auto first = [](std::string_view text) {
    const Sample sample;
    Read read(sample, std::string(text));
    REQUIRE(read.sink.all().size() == 1);
    return read.message();
  };
  CHECK(first(std::string_view("\xFF\xFEu\0n\0i\0t\0", 10)) == "the file is encoded in UTF-16, not in UTF-8");
  CHECK(first(std::string_view("\xFE\xFF\0u\0n\0i\0t", 10)) == "the file is encoded in UTF-16, not in UTF-8");
  CHECK(first(std::string_view("u\0n\0i\0t\0,\0f\0", 12)) == "the file is encoded in UTF-16, not in UTF-8");
  CHECK(first(std::string_view("\xFF\xFE\0\0u\0\0\0", 8)) == "the file is encoded in UTF-32, not in UTF-8");
  CHECK(first("\xB5\xA5\xCE\xBB,\xD6\xB8\xB1\xEA,\xCA\xFD\xD6\xB5\n") == "the file is encoded in GB18030 (GBK), not in UTF-8");
  CHECK(first(std::string_view("PK\x03\x04zip", 7)) == "this is a XLSX file, not CSV");
  CHECK(first(std::string_view("\xD0\xCF\x11\xE0", 4)) == "this is a XLS file, not CSV");
}

TEST_CASE("bytes that are no text are located") {
  CHECK(problems("unit,fact,value\nA,training,1\nA,train\xFFing,1\n") == Lines{"facts_invalid_utf8 1.csv:3:2"});
  CHECK(problems(std::string("unit,fact,value\nA,training,1\0\n", 30)) == Lines{"facts_nul 1.csv:2:3"});
  CHECK(problems(std::string("unit,fact,value\n\0", 17)) == Lines{"facts_nul 1.csv:2:1"});
  CHECK(base::is_gb18030("\x81\x30\x81\x30"));
  CHECK_FALSE(base::is_gb18030("abc"));
  CHECK_FALSE(base::is_gb18030("\xFF"));
  CHECK_FALSE(base::is_gb18030("\x81"));
}

TEST_CASE("other delimiters are named") {
  const auto first = [](const std::string& text) {
    const Sample sample;
    Read read(sample, text);
    REQUIRE(read.sink.all().size() == 1);
    return read.message();
  };
  CHECK(first("unit;fact;value\nA;training;1,5\n") == "the columns are separated by `;`, not by commas");
  CHECK(first("unit\tfact\tvalue\n") == "the columns are separated by `TAB`, not by commas");
  CHECK(first("unit|fact|value\n") == "the columns are separated by `|`, not by commas");
  CHECK(first("单位，指标，数值\n") == "the columns are separated by `，`, not by commas");
}

TEST_CASE("rows and quotes") {
  CHECK(problems("unit,fact,value\nA,training,1,2\n") == Lines{"facts_ragged_row 1.csv:2"});
  CHECK(problems("unit,fact,value\nA,training,1,2\nA,training\nA,training,1\n") ==
        Lines{"facts_ragged_row 1.csv:2", "facts_ragged_row 1.csv:3"});
  CHECK(problems("unit,fact,value\nA,training,\"1\nB,training,2\n") == Lines{"facts_unclosed_quote 1.csv:2:3"});
  CHECK(problems("unit,fact,value\nA,\"training\"x,1\n") == Lines{"facts_text_after_quote 1.csv:2:2"});
  CHECK(problems("unit,fact,value\nA, \"training\",1\n") == Lines{"facts_stray_quote 1.csv:2:2"});
  CHECK(problems("unit,fact,value\n\nA,training,1\n,,\nB,training,1\n\n,,\n") ==
        Lines{"facts_empty_row 1.csv:2", "facts_empty_row 1.csv:4"});
}

TEST_CASE("limits") {
  facts::Options options;
  options.field_limit = 8;
  options.column_limit = 3;
  CHECK(problems("unit,fact,value\nA,training,12345678\n", options) == Lines{});
  CHECK(problems("unit,fact,value\nA,training,123456789\n", options) == Lines{"facts_field_limit 1.csv:2:3"});
  CHECK(problems("unit,fact,value,note\n", options) == Lines{"facts_column_limit 1.csv:1"});
  const Sample sample;
  Read read(sample, "unit,fact,value\nA,training,123456789\n", options);
  CHECK(read.sink.has_limits());
}

TEST_CASE("headings") {
  CHECK(problems("unit,period,traning\nA,2023,1\n") == Lines{"facts_unknown_heading 1.csv:1:3 ? training"});
  CHECK(problems("unit,perod,training\nA,2023,1\n") == Lines{"facts_unknown_heading 1.csv:1:2 ? period"});
  // A running total is no flow: the bare name is not offered.
  for (const char* name : {"救护培训人数累计", "累计救护培训人数", "救护培训人数本年累计(万人)", "救护培训人数（累计）", "救护培训人数（1—本月）", "training cumulative", "救护培训累计"})
    CHECK_MESSAGE(problems("unit,period," + std::string(name) + "\nA,2023,1\n") == Lines{"facts_running_name 1.csv:1:3"}, std::string(name));
  CHECK(problems("unit,fact,period,value\nA,救护培训人数累计,2023,1\n") == Lines{"facts_running_name 1.csv:2:2"});
  CHECK(problems("unit,救护培训人次(万人)\nA,1\n") == Lines{"facts_unknown_heading 1.csv:1:2 ? 救护培训人数"});
  CHECK(problems("unit,unit,training\nA,A,1\n") == Lines{"facts_measure_column 1.csv:1:2"});
  CHECK(problems("unit,training,救护培训人数\nA,1,1\n") == Lines{"facts_repeated_heading 1.csv:1:3"});
  CHECK(problems("unit,区县,区县,training\nA,,,1\n") == Lines{"facts_repeated_heading 1.csv:1:3"});
  CHECK(problems("unit,training,\nA,1,x\nB,1,\n") == Lines{"facts_empty_heading 1.csv:2:3"});
  CHECK(problems("unit,training,\nA,1,\n") == Lines{});
  CHECK(problems("training\n1\n") == Lines{"facts_no_unit_column 1.csv:1"});
  CHECK(problems("unit,period\nA,2023\n") == Lines{"facts_no_fact_column 1.csv:1"});
  CHECK(problems("unit,training(万元)\nA,1\n") == Lines{"facts_heading_unit 1.csv:1:2"});
  CHECK(problems("unit,training(市本级)\nA,1\n") == Lines{"facts_heading_unit 1.csv:1:2"});
  CHECK(problems("unit,fact,value,training\nA,training,1,1\n") == Lines{"facts_mixed_forms 1.csv:1:4"});
  CHECK(problems("unit,fact,training\nA,training,1\n") == Lines{"facts_lone_column 1.csv:1:2"});
  CHECK(problems("unit,trai\u202Ening\nA,1\n") == Lines{"facts_bidi_control 1.csv:1:2"});
}

TEST_CASE("names in rows: all of a file at once, each name once") {
  CHECK(problems("unit,fact,period,区县,value\nA,traning,2023,,1\nA,teams,2023,吴兴,1\nA,traning,2023,,2\nA,,2023,,1\n,training,2023,,1\n"
                 "A,training,2023Q5,,1\nA,training,2023,吴兴区,1\n") ==
        Lines{"facts_unknown_fact 1.csv:2:2 ? training", "facts_unknown_member 1.csv:3:4 ? 吴兴区", "facts_no_fact 1.csv:5:2",
              "facts_no_unit 1.csv:6:1", "facts_bad_period 1.csv:7:3", "facts_not_per 1.csv:8:5"});
  const Sample sample;
  Read read(sample, "unit,fact,value\nA,traning,1\nA,traning,2\n");
  REQUIRE(read.sink.all().size() == 1);
  CHECK(diagnostics::label(read.sink.all()[0], diagnostics::Language::en) == "rows that say so: 2");
  CHECK(problems("unit,fact,value\nA\u202E,training,1\n") == Lines{"facts_bidi_control 1.csv:2:1"});
  CHECK(problems("unit,fact,value\nA,trai\u202Ening,1\n") == Lines{"facts_bidi_control 1.csv:2:2"});
}

TEST_CASE("a name is wrong even where nothing is reported under it") {
  CHECK(problems("unit,fact,value\nA,traning,\n") == Lines{"facts_unknown_fact 1.csv:2:2 ? training"});
}

TEST_CASE("a label that two facts share must be qualified") {
  Sample sample;
  types::Fact& other = sample.add("lessons", "救护培训人数", types::FactKind::flow, "人");
  other.department = "市卫健委";
  CHECK(Read(sample, "unit,救护培训人数\nA,1\n").problems() == Lines{"facts_ambiguous_name 1.csv:1:2"});
  Read read(sample, "unit,fact,value\nA,救护培训人数,1\n");
  CHECK(read.problems() == Lines{"facts_ambiguous_name 1.csv:2:2"});
  CHECK(read.message() == "`救护培训人数` may be `市红十字会.training` or `市卫健委.lessons`");
  Read qualified(sample, "unit,市卫健委.救护培训人数,市红十字会.training\nA,1,2\n");
  CHECK(qualified.problems() == Lines{});
  CHECK(qualified.value("lessons", "2023") == "1");
  CHECK(qualified.value("training", "2023") == "2");
}

TEST_CASE("an undeclared reporting unit") {
  Sample sample;
  sample.schema.reports = {"湖州市", "嘉兴市"};
  CHECK(Read(sample, "unit,fact,value\n湖洲市,training,1\n湖州市,training,1\n").problems() ==
        Lines{"facts_unknown_unit 1.csv:2:1 ? 湖州市"});
}

TEST_CASE("a department in the column of the units") {
  Sample sample;
  sample.schema.departments = {{"市商务局", "Commerce"}};
  CHECK(Read(sample, "unit,fact,value\n湖州市,training,1\n市商务局,members,1\n市商务局,raised,1\n").problems() == Lines{"facts_department_unit 1.csv:3:1"});
  CHECK(Read(sample, "unit,fact,value\nCommerce,training,1\n湖州市,members,1\n").problems() == Lines{"facts_department_unit 1.csv:2:1"});
  CHECK(Read(sample, "unit,fact,value\n市商务局,training,1\n").problems() == Lines{});
  sample.schema.departments.push_back({"市教育局", ""});
  CHECK(Read(sample, "unit,fact,value\n市商务局,training,1\n").problems() == Lines{"facts_department_unit 1.csv:2:1"});
  sample.schema.reports = {"市商务局"};
  CHECK(Read(sample, "unit,fact,value\n市商务局,training,1\n").problems() == Lines{});
}

TEST_CASE("units of measure in the column of the units") {
  Sample sample;
  const std::string text = "序号,指标,单位,数值\n1,training,人,1\n2,aed,%,97\n3,stations,次,2\n";
  Read read(sample, text);
  CHECK(read.problems() == Lines{"facts_measure_as_unit 1.csv:2:3"});
  CHECK(read.message() == "`人` is a unit of measure, and stands here as a unit that reports");
  CHECK(read.batch.rows() == 0);
  CHECK(Read(sample, "unit,training\n人,1\n").problems() == Lines{"facts_measure_as_unit 1.csv:2:1"});
  CHECK(Read(sample, "unit,fact,value\n湖州市,training,1\n人民医院,raised,2\n").problems() == Lines{});
  sample.schema.reports = {"湖州市"};
  CHECK(Read(sample, text).problems() == Lines{"facts_measure_as_unit 1.csv:2:3"});
  sample.schema.reports = {"湖州市", "人"};
  CHECK(Read(sample, "unit,fact,value\n人,training,1\n").problems() == Lines{});
}

TEST_CASE("means, totals and all units together among the units") {
  Sample sample;
  for (const char* name : {"平均", "平均值", "全市平均", "全区合计", "Average"})
    CHECK_MESSAGE(Read(sample, "unit,fact,value\n湖州市,training,1\n" + std::string(name) + ",training,2\n").problems() == Lines{"facts_mean_row 1.csv:3:1"}, std::string(name));
  CHECK(Read(sample, "unit,fact,value\n湖州市,training,1\n全区,training,2\n").problems() == Lines{"facts_whole_unit 1.csv:3:1"});
  CHECK(Read(sample, "unit,fact,value\n全市,training,1\n").problems() == Lines{});
  CHECK(Read(sample, "unit,fact,value\n全区镇,training,1\n平均镇,training,1\n").problems() == Lines{});
  sample.schema.reports = {"湖州市", "全区", "平均"};
  CHECK(Read(sample, "unit,fact,value\n湖州市,training,1\n全区,training,2\n平均,training,2\n").problems() == Lines{});
}

TEST_CASE("an amount that was reported long before its period ended") {
  Sample sample;
  const auto said = [&](const std::string& row) { return Read(sample, "unit,fact,period,value,reported_at\nA," + row + "\n").problems(); };
  const Lines early{"cell_early_report 1.csv:2:4"};
  CHECK(said("training,2023Q4,5,2023-01-05") == early);
  CHECK(said("training,2023Q1,5,2023-02-28") == early);
  CHECK(said("training,2023Q1,5,2023-03-01") == Lines{});
  CHECK(said("training,2023Q1,5,2023-04-05") == Lines{});
  CHECK(said("aed,2023,95,2023-01-12") == early);
  CHECK(said("aed,,95,2023-01-12") == Lines{});
  CHECK(said("training,2023Q4,x,2023-01-05") == Lines{"cell_not_a_number 1.csv:2:4"});
  CHECK(said("standard,2023Q4,2023-01-03,2023-01-05") == Lines{});
  // What is due once a year is known when it is known: June's examinations, July's places.
  for (types::Fact& fact : sample.schema.facts) fact.step = base::Step::year;
  CHECK(said("aed,2023,95,2023-07-01") == Lines{});
  CHECK(said("place,2023,3,2023-07-01") == Lines{});
  CHECK(said("training,2023,5,2023-07-01") == early);
}

TEST_CASE("brackets that hold no unit of the fact") {
  Sample sample;
  sample.derived("万元", "元", base::Number{10000});
  const auto help = [&](const std::string& text, std::string_view language = "en") {
    Read read(sample, text);
    REQUIRE(read.sink.all().size() == 1);
    return diagnostics::help(read.sink.all().front(), language == "en" ? diagnostics::Language::en : diagnostics::Language::zh);
  };
  CHECK(help("unit,面积(公里)\nA,1\n") == "declare how much it is: `unit 公里 = … 平方米`; or convert the numbers into 平方米, and call the column `面积(平方米)`: without a unit they would be read in 平方米");
  CHECK(help("unit,面积(平方公里)\nA,1\n", "zh").starts_with("请在规则中声明它是多少：`计量单位 平方公里 = 1000000 平方米`；或把各数换算成平方米"));
  CHECK(help("unit,面积(人)\nA,1\n").starts_with("convert the numbers"));
  CHECK(help("unit,救援队（吴兴区）\nA,1\n", "zh").find("请另设`区县`列，在该列填`吴兴区`") != std::string::npos);
  CHECK(Read(sample, "unit,fact,value\nA,救援队（吴兴区）,1\n").problems() == Lines{"facts_unknown_fact 1.csv:2:2"});
  CHECK(help("unit,fact,value\nA,救援队（吴兴区）,1\n").starts_with("`吴兴区` is a member of `区县`"));
  CHECK(help("unit,fact,value\nA,救援队（城区）,1\n").starts_with("`救援队` is the whole of it"));
  CHECK(Read(sample, "unit,fact,value\nA,救援队（个）,1\n").problems() == Lines{"facts_unknown_fact 1.csv:2:2 ? 救援队"});
}

TEST_CASE("one period's amount of a running total") {
  Sample sample;
  for (const char* name : {"本季债务", "债务(本季)", "当期债务", "debt this quarter"})
    CHECK_MESSAGE(Read(sample, "unit,period," + std::string(name) + "\nA,2023Q1,1\n").problems() == Lines{"facts_period_name 1.csv:1:3"}, std::string(name));
  CHECK(Read(sample, "unit,fact,period,value\nA,本季债务,2023Q1,1\n").problems() == Lines{"facts_period_name 1.csv:2:2"});
  CHECK(Read(sample, "unit,fact,period,value\nA,本季救护培训人数,2023Q1,1\n").problems().front().starts_with("facts_unknown_fact"));
}

TEST_CASE("a member of a dimension in the column of the units") {
  CHECK(problems("unit,fact,value\n吴兴区,training,1\n湖州市,members,1\n") == Lines{"facts_member_unit 1.csv:2:1"});
  CHECK(problems("unit,fact,区县,value\n吴兴区,training,,1\n") == Lines{});
  Sample sample;
  Read both(sample, "unit,fact,value\n湖州市,members,1\n南浔区,members,1\n吴兴区,members,1\n");
  CHECK(both.problems() == Lines{"facts_member_unit 1.csv:3:1"});
  CHECK(both.message() == "members of the dimension `区县` stand here as units that report: `南浔区`, `吴兴区`");
  sample.schema.reports = {"吴兴区"};
  CHECK(Read(sample, "unit,fact,value\n吴兴区,members,1\n").problems() == Lines{});
  Read undeclared(sample, "unit,fact,value\n南浔区,members,1\n");
  CHECK(undeclared.problems() == Lines{"facts_unknown_unit 1.csv:2:1"});
}

TEST_CASE("units one edit apart draw a warning where none are declared") {
  CHECK(problems("unit,fact,value\n湖州市,training,1\n湖洲市,training,1\n") == Lines{"facts_near_units 1.csv"});
  CHECK(problems("unit,fact,value\n企业001,training,1\n企业002,training,1\n") == Lines{});
  CHECK(problems("unit,fact,value\n湖州市,training,1\n杭州市,training,1\n温州市,training,1\n台州市,training,1\n") == Lines{});
}

TEST_CASE("wide form: the same unit, period and member twice") {
  CHECK(problems("unit,period,training,aed\nA,2023Q1,1,90\nB,2023Q1,1,90\nA,2023Q2,1,90\nA,2023Q1,2,91\n") ==
        Lines{"facts_repeated_row 1.csv:5"});
}

TEST_CASE("a fault of a name says in which other rows it is") {
  const Sample sample;
  Read read(sample, "unit,fact,period,value\nA,trainng,2023Q1,1\nA,trainng,2023Q2,1\nA,raised,2023Q1,1\nA,trainng,2023Q3,1\nA,trainng,2023Q4,1\n");
  CHECK(read.sink.all()[0].elsewhere == "the same in rows 3, 5–6");
  CHECK(read.sink.all()[0].elsewhere_zh == "第 3、5–6 行也是如此");
  CHECK(Read(sample, "unit,fact,value\nA,raised（万元）,1\n").problems() == Lines{"facts_unknown_fact 1.csv:2:2 ? raised"});
  CHECK(Read(sample, "unit,fact,区县,value\nA,teams,全市,1\n").problems() == Lines{"facts_unknown_member 1.csv:2:3 ? 合计"});
  CHECK(Read(sample, "unit,指标名称,数值\nA,raised,1\n").problems().front() == "facts_unknown_heading 1.csv:1:2 ? 指标");
}

TEST_CASE("headings and rows as people write them are answered with what to write") {
  // `problem ? suggestion: what to do` of the first one.
  const auto answer = [](const std::string& text, bool reports = true) {
    Sample sample;
    if (reports) sample.schema.reports = {"临江市"};
    Read read(sample, text);
    if (read.sink.all().empty()) return std::string();
    return read.problems().front() + ": " + diagnostics::help(read.sink.all().front(), diagnostics::Language::zh);
  };
  CHECK(answer("部门,期间,救护培训人数\n市红十字会,2023,1\n") ==
        "facts_unknown_heading 1.csv:1:1: 填报单位（如`临江市`）写在`单位`列：此列若是填报单位，请改名为`单位`；规则中的部门不必填写，请删去此列");
  CHECK(answer("单位,年份,季度,救护培训人数\n临江市,2023,1,1\n") == "facts_unknown_heading 1.csv:1:2: 年、季、月写在同一列`期间`中：`2023年一季度`、`2023年3月`");
  CHECK(answer("单位,筹集款物/亿元\n临江市,1\n") == "facts_unknown_heading 1.csv:1:2: 单位写在括号里：`筹集款物（亿元）`");
  CHECK(answer("单位,指标,完成值\n临江市,救护培训人数,1\n").starts_with("facts_unknown_heading 1.csv:1:3 ? 数值: "));
  CHECK(answer("单位,指标,数值\n临江市,筹集款物（亿元）,1\n") == "facts_unknown_fact 1.csv:2:2 ? 筹集款物: 单位写在数的后面，或另设`计量单位`列");
  CHECK(answer("单位,规范发布时间\n临江市,2023-05-01\n").starts_with("facts_unknown_heading 1.csv:1:2 ? 规范发布: "));
  for (const char* whole : {"全院", "本院", "全集团", "三院合计", "全市"})
    CHECK_MESSAGE(answer("单位,区县,期间,救援队\n临江市," + std::string(whole) + ",2023,1\n").starts_with("facts_unknown_member 1.csv:2:2 ? 合计"), std::string(whole));
  CHECK(answer("单位,区县,期间,救援队\n临江市本级,,2023,1\n") ==
        "facts_unknown_unit 1.csv:2:1: 填报单位是`临江市`；本级与各成员并列：请在规则中加上`维度 区县 { …, 临江市本级 }`，并填在`区县`列");
  CHECK(answer("单位,期间,救护培训人数\n临江市本级,2023,1\n") == "facts_unknown_unit 1.csv:2:1: 请填`临江市`");
  CHECK(answer("单位,区县,期间,救援队\n临江市,市本级,2023,1\n") ==
        "facts_unknown_member 1.csv:2:2: 若与其他成员并列，请在规则中加上它：`维度 区县 { …, 市本级 }`；若指全部之和，请填`合计`");
  CHECK(answer("单位,区县,期间,救援队\n临江市,小计,2023,1\n临江市,总计,2023,1\n") == "facts_repeated_row 1.csv:3: `合计`、`小计`、`总计`和空单元格都指全部成员之和：请只留一行");
  // Lists.
  CHECK(answer("整治项目名称,单位,完工\n甲楼,临江市,2023-05-01\n") == "facts_unknown_heading 1.csv:1:1: 名单文件的第一列以名单命名：请把此列改名为`整治项目`");
  CHECK(answer("整治项目,单位,期间,完工\n甲楼,临江市,2023,2023-05-01\n") == "facts_unknown_heading 1.csv:1:3: 名单的各行属于整个年度，请删去此列；按期填报的内容请另设指标");
  CHECK(answer("整治项目,单位,完工时间\n甲楼,临江市,2023-05-01\n").starts_with("facts_unknown_heading 1.csv:1:3 ? 完工: "));
  CHECK(answer("整治项目,单位,完工,填报时间\n甲楼,临江市,,2023-05-01\n甲楼,临江市,2023-05-03,2023-07-01\n") ==
        "facts_repeated_item 1.csv:3:1: 名单的行不按填报时间更正：同一项只留一行，写现在的内容");
  CHECK(answer("单位,期间,规范发布\n临江市,2023/12/31 0:00,是\n").empty());
}

TEST_CASE("days of events that cannot be") {
  Sample sample;
  CHECK(Read(sample, kDated + "A,standard,2023Q1,2023-09-08,2023-04-05\n").problems() == Lines{"cell_after_report 1.csv:2:4"});
  CHECK(Read(sample, kDated + "A,standard,2023Q1,2023-09-08,2023-10-05\nB,standard,2023Q1,2023-04-05,2023-04-05\nC,standard,2023Q1,2023-09-08,\nD,standard,2023Q1,是,2023-04-05\n").problems() == Lines{});
  CHECK(Read(sample, "整治项目,unit,完工\n甲楼,A,2052-05-01\n乙楼,A,2033-05-01\n").problems() == Lines{"cell_far_day 1.csv:2:3"});
  // A review of a past period is dated later, and so is what it found.
  CHECK(Read(sample, "unit,fact,period,value,by,note,reported_at\nA,standard,2023Q1,2023-03-08,,,2023-04-05\nA,standard,2023Q1,2023-05-08,review,late,2023-07-05\n").problems() ==
        Lines{"cell_overridden 1.csv:3:4"});
}

TEST_CASE("an empty period beside stated ones, as merged cells leave it") {
  const Sample sample;
  const std::string wide = "unit,period,区县,teams\n";
  Read merged(sample, wide + "A,2023Q1,吴兴区,1\nA,,南浔区,2\nA,,德清县,3\n");
  CHECK(merged.problems() == Lines{"facts_empty_period 1.csv:3:2"});
  CHECK(merged.sink.errors() == 1);
  CHECK(Read(sample, wide + "A,,吴兴区,1\nA,2023Q1,南浔区,2\n").problems() == Lines{"facts_empty_period 1.csv:2:2"});
  CHECK(Read(sample, kLong + "A,aed,2023Q1,90\nA,aed,,91\n").problems() == Lines{"facts_empty_period 1.csv:3:3"});
  // No other row states one; nothing is reported in the row; what is reported once, or with its day.
  CHECK(Read(sample, wide + "A,,吴兴区,1\nA,,南浔区,2\n").problems() == Lines{});
  CHECK(Read(sample, wide + "A,2023Q1,吴兴区,1\nA,,南浔区,\n").problems() == Lines{});
  CHECK(Read(sample, kLong + "A,aed,2023Q1,90\nA,coastal,,是\nA,standard,,2023-05-01\n").problems() == Lines{});
  Sample yearly;
  yearly.fact("aed").step = Step::year;
  CHECK(Read(yearly, kLong + "A,training,2023Q1,90\nA,aed,,91\n").problems() == Lines{});
}
