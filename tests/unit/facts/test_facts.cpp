// The door: both forms, what a cell may hold, and where it came from.
#include "support.h"

#include "base/sha256.h"

using namespace assay;
using namespace assay::facts::test;
using assay::facts::kTotal;

TEST_CASE("long form") {
  const Sample sample;
  Read read(sample, "unit,fact,period,value\n湖州市,training,2023Q1,166000\n湖州市,AED覆盖率,2023Q1,97.5\n湖州市,市红十字会.筹集款物,2023Q1,300\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.batch.units == Lines{"湖州市"});
  CHECK(read.value("training", "2023Q1") == "166000");
  CHECK(read.value("aed", "2023Q1") == "97.5");
  CHECK(read.value("raised", "2023Q1") == "300");
  const auto place = read.batch.place(read.key("aed", "2023Q1"), 0);
  REQUIRE(place);
  CHECK(place->row == 3);
  CHECK(place->column == 4);
  CHECK(read.batch.files.size() == 1);
  CHECK_FALSE(read.batch.place(read.key("aed", "2023Q2"), 0));
}

TEST_CASE("long form in Chinese, with a byte order mark and the lines of another system") {
  const Sample sample;
  Read read(sample, "\xEF\xBB\xBF单位,指标,期间,数值,佐证,填报人,填报时间,备注\r\n湖州市,救护培训人数,2023年第1季度,16.6万人,通知,张三,2023-04-01,\r\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.value("training", "2023Q1") == "166000");
}

TEST_CASE("wide form, with units in the headings") {
  const Sample sample;
  Read read(sample,
            "单位,期间,救护培训人数(万人),筹集款物（亿元）,AED 覆盖率,members,面积(亩)\n"
            "湖州市,2023Q1,16.6,0.03,97.5%,150,3\n"
            "嘉兴市,2023Q1,1,1.23456,96,151,1\n"
            "湖州市,2023Q2,2,-,,N/A,未报\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.batch.units == Lines{"湖州市", "嘉兴市"});
  CHECK(read.value("training", "2023Q1") == "166000");
  CHECK(read.value("training", "2023Q1", 0, 1) == "10000");
  CHECK(read.value("training", "2023Q2") == "20000");
  CHECK(read.value("training", "2023Q2", 0, 1) == "missing");
  CHECK(read.value("raised", "2023Q1") == "300");
  CHECK(read.value("raised", "2023Q1", 0, 1) == "12345.6");
  CHECK(read.value("raised", "2023Q2") == "missing");
  CHECK(read.value("aed", "2023Q1") == "97.5");
  CHECK(read.value("members", "2023Q2") == "missing");
  CHECK(read.value("area", "2023Q1") == "2000");
  CHECK(read.value("area", "2023Q1", 0, 1) == "2000/3");
  const auto place = read.batch.place(read.key("aed", "2023Q1"), 1);
  REQUIRE(place);
  CHECK(place->row == 3);
  CHECK(place->column == 5);
}

TEST_CASE("everything a cell may hold") {
  const Sample sample;
  const auto value_of = [&](const std::string& fact, const std::string& cell, const std::string& when = "2023Q1") {
    Read read(sample, "unit,fact,period,value\nU," + fact + "," + when + ",\"" + cell + "\"\n");
    CHECK_MESSAGE(read.problems() == Lines{}, cell);
    return read.value(fact, when);
  };
  CHECK(value_of("training", "166,000") == "166000");
  CHECK(value_of("training", "１６６０００") == "166000");
  CHECK(value_of("training", "１６．６万人") == "166000");
  CHECK(value_of("training", " 166000 ") == "166000");
  CHECK(value_of("training", "1.66E+05") == "166000");
  CHECK(value_of("training", "16.6万") == "166000");
  CHECK(value_of("training", "007") == "7");
  CHECK(value_of("training", "12345678901234567890.5") == "12345678901234567890.5");
  CHECK(value_of("raised", "3亿元") == "30000");
  CHECK(value_of("raised", "5元") == "0.0005");
  CHECK(value_of("aed", "97.5%") == "97.5");
  CHECK(value_of("aed", "975‰") == "97.5");
  CHECK(value_of("aed", "0.5%") == "0.5");
  CHECK(value_of("aed", "0") == "0");
  CHECK(value_of("place", "3") == "3");
  CHECK(value_of("place", "第3名") == "3");
  CHECK(value_of("standard", "2023-6-30") == "19538");
  CHECK(value_of("standard", "2023/6/30") == "19538");
  CHECK(value_of("standard", "2023年6月30日") == "19538");
  CHECK(value_of("standard", "是") == std::to_string(facts::kEventYes));
  CHECK(value_of("standard", "NO") == std::to_string(facts::kEventNo));
  CHECK(value_of("coastal", "yes", "2023") == "1");
  CHECK(value_of("coastal", "False", "2023") == "0");
  CHECK(value_of("1.year", "合格", "2023") == "1");
  for (const char* missing : {"", "-", "－", "N/A", "n/a", "未报", "  "}) CHECK(value_of("training", missing) == "missing");
}

TEST_CASE("texts are numbered in the batch") {
  const Sample sample;
  Read read(sample, "unit,fact,value\nA,industry,纺织\nB,industry,木业\nC,industry,纺织\n");
  CHECK(read.problems() == Lines{});
  REQUIRE(read.batch.texts.size() == 2);
  CHECK(read.batch.texts[0] == "纺织");
  CHECK(read.value("industry", "2023", 0, 2) == "0");
  CHECK(read.value("industry", "2023", 0, 1) == "1");
}

TEST_CASE("a judge's grade is reported under the criterion's id or its quote") {
  const Sample sample;
  CHECK(Read(sample, "unit,fact,value\nA,市红十字会.1.year,优秀\n").value("1.year", "2023") == "2");
  CHECK(Read(sample, "unit,fact,value\nA,在全省率先开展活动,优秀\n").value("1.year", "2023") == "2");
}

TEST_CASE("members") {
  const Sample sample;
  Read read(sample, "unit,period,区县,teams,stations\nA,2023Q1,吴兴区,1,4\nA,2023Q1,德清县,2,5\nA,2023Q1,南浔区,3,\nA,2023Q1,,6,\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.value("teams", "2023Q1", 0) == "1");
  CHECK(read.value("teams", "2023Q1", 2) == "2");
  CHECK(read.value("teams", "2023Q1", kTotal) == "6");
  CHECK(read.value("stations", "2023Q1", 2) == "5");
  CHECK(read.value("stations", "2023Q1", 1) == "missing");
}

TEST_CASE("without a unit column the only declared unit is meant, without a period the whole season") {
  Sample sample;
  sample.schema.reports = {"湖州市"};
  Read read(sample, "fact,value\ntraining,1\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.batch.units == Lines{"湖州市"});
  CHECK(read.value("training", "2023") == "1");
  CHECK(Read(sample, "training\n5\n").value("training", "2023") == "5");
}

TEST_CASE("declared units that no file names are there, and have nothing") {
  Sample sample;
  sample.schema.reports = {"湖州市", "嘉兴市"};
  Read read(sample, "unit,fact,value\n嘉兴市,training,1\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.batch.units == Lines{"嘉兴市", "湖州市"});
  CHECK(read.value("training", "2023", 0, 1) == "missing");
}

TEST_CASE("units come in the order of the files, in batches") {
  const Sample sample;
  const tests::Scratch folder;
  diagnostics::Sink sink;
  const std::vector<std::string> paths = {folder.put("a.csv", "unit,fact,period,value\nC,training,2023Q1,3\nA,training,2023Q1,1\n"),
                                          folder.put("b.csv", "unit,period,training\nB,2023Q1,2.5\nC,2023Q2,4\n")};
  for (const std::size_t rows : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{100}}) {
    facts::Options options;
    options.batch_rows = rows;
    const auto reader = facts::open(sample.schema, paths, options, sink);
    facts::Batch batch;
    Lines units;
    Lines values;
    while (reader->next(batch)) {
      CHECK(batch.rows() <= rows);
      const facts::CellKey key{sample.id("training"), 0, period("2023Q1")};
      for (std::size_t row = 0; row < batch.rows(); ++row) {
        units.push_back(batch.units[row]);
        const auto* column = batch.find(key);
        values.push_back(column == nullptr ? "" : to_string(*column->at(row).range.low) + "@" + std::to_string(batch.place(key, row)->file));
      }
    }
    CHECK(units == Lines{"C", "A", "B"});
    CHECK(values == Lines{"3@0", "1@0", "2.5@1"});
    CHECK_FALSE(reader->next(batch));
  }
  CHECK(sink.all().empty());
}

TEST_CASE("one unit only, and raw texts") {
  const Sample sample;
  facts::Options options;
  options.only_unit = "B";
  options.keep_raw = true;
  Read read(sample, "unit,fact,period,value\nA,training,2023Q1,1\nB,training,2023Q1, 1.2万人 \nC,training,2023Q1,3\n", options);
  CHECK(read.problems() == Lines{});
  CHECK(read.batch.units == Lines{"B"});
  CHECK(read.value("training", "2023Q1") == "12000");
  CHECK(read.batch.raw(read.key("training", "2023Q1"), 0) == "1.2万人");
  options.only_unit = "湖州";
  CHECK(Read(sample, "unit,fact,value\n湖州市,training,1\n", options).problems() == Lines{"facts_unit_not_reported ? 湖州市"});
}

TEST_CASE("a list's cells keep their raw texts, too") {
  const Sample sample;
  const std::string text = "整治项目,unit,跨乡镇,完工\n甲,A,√,2023/8/1\n乙,A,,2023年9月\n丙,B,否,\n";
  facts::Options options;
  options.keep_raw = true;
  Read read(sample, text, options);
  CHECK(read.problems() == Lines{"cell_not_an_event 1.csv:3:4"});
  const facts::ListTable& table = read.batch.lists[0];
  CHECK(table.raw_text(0, 0) == "√");
  CHECK(table.raw_text(0, 1) == std::nullopt);
  CHECK(table.raw_text(0, 2) == "否");
  CHECK(table.raw_text(1, 0) == "2023/8/1");
  CHECK(table.raw_text(1, 1) == "2023年9月");
  CHECK(table.raw_text(1, 2) == std::nullopt);
  // Otherwise of what cannot be used alone.
  Read usual(sample, text);
  CHECK(usual.batch.lists[0].raw_text(0, 0) == std::nullopt);
  CHECK(usual.batch.lists[0].raw_text(1, 1) == "2023年9月");
}

TEST_CASE("the digest is over the bytes of all files in order, and says where each ends") {
  const Sample sample;
  const std::string a = "unit,fact,value\nA,training,1\n";
  CHECK(Read(sample, a).digest == Read(sample, a).digest);
  CHECK(Read(sample, std::vector<std::string>{a, a}).digest != Read(sample, a).digest);
  CHECK(Read(sample, a).digest.size() == 64);
  const std::string b = "unit,fact,value\nB,training,2\n";
  facts::Options whole;
  whole.stream = false;
  for (const facts::Options& options : {facts::Options{}, whole}) {
    CHECK(Read(sample, {a, b}, options).digest != Read(sample, a + b, options).digest);
    CHECK(Read(sample, {a, b}, options).digest != Read(sample, {b, a}, options).digest);
    CHECK(Read(sample, {a, b}, options).digest == base::sha256_hex(std::to_string(a.size()) + ":" + a + std::to_string(b.size()) + ":" + b));
  }
}

TEST_CASE("a heading once more is no unit") {
  const Sample sample;
  Read again(sample, "unit,industry\nA,a\nunit,industry\nB,b\n unit ,industry\n");
  CHECK(again.problems() == Lines{"facts_heading_row 1.csv:3"});
  CHECK(again.batch.units == Lines{"A", "B"});
  CHECK(again.message() == "this row repeats the heading, and is left out");
  Read other(sample, "unit,industry,raised\nA,a,1\nunit,raised,industry\nB,2,b\n");
  CHECK(other.problems().front() == "facts_other_heading_row 1.csv:3");
  // A unit may be called so all the same.
  CHECK(Read(sample, "unit,industry\nA,a\nunit,b\n").batch.units == Lines{"A", "unit"});
  CHECK(Read(sample, "整治项目,unit,跨乡镇\n太湖溇港,湖州市,是\n整治项目,unit,跨乡镇\n").problems() == Lines{"facts_heading_row 1.csv:3"});
}

TEST_CASE("a column is scaled by its most decimals; what does not fit stands aside, exact") {
  const Sample sample;
  facts::Options options;
  options.stream = false;
  Read read(sample, "unit,period,raised\nA,2023Q1,1.5\nB,2023Q1,2\nC,2023Q1,0.123456789012345678\nD,2023Q1,123456789\n", options);
  const columns::Column* column = read.batch.find(read.key("raised", "2023Q1"));
  REQUIRE(column != nullptr);
  CHECK(column->scale == 18);
  CHECK(column->valid.count() == 3);
  CHECK(column->odd.size() == 1);
  CHECK(read.value("raised", "2023Q1", 0, 3) == "123456789");
  CHECK(read.value("raised", "2023Q1", 0, 2) == "0.123456789012345678");
}

TEST_CASE("reported later than the chosen day is left out") {
  const Sample sample;
  facts::Options options;
  options.reported_by = *base::make_date(2023, 4, 30);
  Read read(sample,
            "unit,fact,period,value,reported_at\nA,training,2023Q1,1,2023-04-30 23:59\nA,training,2023Q1,2,2023-05-01\n"
            "B,training,2023Q1,5,2023-05-01\nC,training,2023Q1,6,\n",
            options);
  CHECK(read.problems() == Lines{"facts_later_rows 1.csv:3:5", "facts_undated_rows 1.csv:5:5"});
  CHECK(read.message(0) == "rows reported after 2023-04-30, which are left out: 2");
  CHECK(read.message(1) == "rows that do not say when they were reported: 1; they count as reported by 2023-04-30");
  CHECK(read.batch.units == Lines{"A", "B", "C"});
  CHECK(read.value("training", "2023Q1") == "1");
  CHECK(read.value("training", "2023Q1", 0, 1) == "missing");
  CHECK(read.value("training", "2023Q1", 0, 2) == "6");
}

TEST_CASE("what does not say when it was reported counts as reported by any day, and that is told") {
  const Sample sample;
  facts::Options options;
  options.reported_by = *base::make_date(2023, 4, 30);
  const std::string plain = kLong + "A,training,2023Q1,1\nB,training,2023Q1,1\n";
  CHECK(Read(sample, plain).problems() == Lines{});
  CHECK(Read(sample, plain, options).problems() == Lines{"facts_undated_file 1.csv"});
  options.stream = false;
  CHECK(Read(sample, plain, options).problems() == Lines{"facts_undated_file 1.csv"});
  CHECK(Read(sample, "整治项目,unit,跨乡镇\n太湖溇港,湖州市,是\n", options).problems() == Lines{"facts_undated_file 1.csv"});
  CHECK(Read(sample, kDated + "A,training,2023Q1,1,garbage\nA,training,2022Q4,1,2023-04-02\n", options).problems() ==
        Lines{"cell_bad_reported_at 1.csv:2:5", "facts_undated_rows 1.csv:2:5"});
}

TEST_CASE("lists") {
  Sample sample;
  Read read(sample,
            "整治项目,unit,跨乡镇,完工\n太湖溇港,湖州市,是,2023-06-30\n老石坎,嘉兴市,否,\n东苕溪,湖州市,,未报\n");
  CHECK(read.problems() == Lines{});
  const facts::ListTable& table = read.batch.lists.at(0);
  CHECK(table.reported);
  CHECK(table.reported_units.count() == 2);
  CHECK(table.item == Lines{"太湖溇港", "东苕溪", "老石坎"});
  CHECK(table.unit == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(table.fields.at(0).at(0) == types::Value::point(1));
  CHECK(table.fields.at(0).at(1).lacks);
  CHECK(table.fields.at(1).at(0) == types::Value::point(19538));
  CHECK(table.places.at(1).at(0).row == 2);
  CHECK(table.places.at(1).at(0).column == 4);
  CHECK(table.places.at(1).at(1).row == 0);

  sample.schema.lists[0].size = 2;
  CHECK(Read(sample, "整治项目,unit\na,湖州市\nb,湖州市\nc,嘉兴市\n").problems() == Lines{"facts_list_size 1.csv:4:1"});
  CHECK(Read(sample, "整治项目,unit,跨乡镇\na,U,是\na,U,否\n,U,是\n").problems() ==
        Lines{"facts_list_size 1.csv:2:1", "facts_repeated_item 1.csv:3:1", "facts_no_item 1.csv:4:1"});
  Read two(sample, std::vector<std::string>{"整治项目,unit,跨乡镇\na,U,是\nb,U,是\n", "整治项目,unit,跨乡镇\nc,U,否\na,V,否\na,U,否\n"});
  CHECK(two.problems() == Lines{"facts_list_size 1.csv:2:1", "facts_list_size 2.csv:3:1", "facts_repeated_item 2.csv:4:1"});
  CHECK(Read(sample, "整治项目,unit,跨乡\na,U,是\n").problems() == Lines{"facts_unknown_heading 1.csv:1:3 ? 跨乡镇"});
  sample.schema.lists[0].size.reset();
  sample.schema.lists[0].dimensions = {types::DimensionId(0)};
  Read per(sample, "整治项目,unit,区县,跨乡镇\na,U,德清县,是\nb,U,,是\na,U,吴兴区,否\n");
  CHECK(per.problems() == Lines{"facts_item_member 1.csv:3:1"});
  CHECK(per.batch.lists.at(0).member == std::vector<std::uint32_t>{2, 0});
}

TEST_CASE("a heading may give a multiplier alone") {
  const Sample sample;
  CHECK(Read(sample, "unit,period,training(单位：万)\nA,2023Q1,1.5\n").value("training", "2023Q1") == "15000");
  CHECK(Read(sample, "unit,period,raised(万)\nA,2023Q1,1.5\n").problems() == Lines{"facts_heading_unit 1.csv:1:3"});
  CHECK(Read(sample, "unit,period,training(0人)\nA,2023Q1,1.5\n").problems() == Lines{"facts_heading_unit 1.csv:1:3"});
}

TEST_CASE("an empty season of files gives no rows") {
  const Sample sample;
  diagnostics::Sink sink;
  facts::Batch batch;
  const auto reader = facts::open(sample.schema, {}, {}, sink);
  CHECK_FALSE(reader->next(batch));
  CHECK(sink.all().empty());
}

TEST_CASE("cells that end alike are read alike, the second as the first") {
  const Sample sample;
  Read read(sample,
            "unit,period,training,aed,raised,area\nA,2023Q1,16.6万人,0.5%,3亿元,3亩\nB,2023Q1,1.25万人,1%,0.5亿元,1亩\n"
            "C,2023Q1,-2万人,101%,1.5e1亿元,-1亩\nD,2023Q1,1.2.3万人,97.5%,\"1,000亿元\",3 亩\nE,2023Q1,3.00001万人,1%%,5亿,6亩\n");
  CHECK(read.problems() == Lines{"cell_negative 1.csv:4:3", "cell_out_of_range 1.csv:4:4", "cell_negative 1.csv:4:6",
                                 "cell_not_a_number 1.csv:5:3", "cell_unknown_unit 1.csv:6:4 ? %", "cell_unclear_multiple 1.csv:6:5"});
  CHECK(read.value("training", "2023Q1", 0, 1) == "12500");
  CHECK(read.value("training", "2023Q1", 0, 4) == "30000.1");
  CHECK(read.value("aed", "2023Q1", 0, 1) == "1");
  CHECK(read.value("aed", "2023Q1", 0, 3) == "97.5");
  CHECK(read.value("raised", "2023Q1", 0, 1) == "5000");
  CHECK(read.value("raised", "2023Q1", 0, 2) == "150000");
  CHECK(read.value("raised", "2023Q1", 0, 3) == "10000000");
  CHECK(read.value("area", "2023Q1", 0, 3) == "2000");
  CHECK(read.value("area", "2023Q1", 0, 4) == "4000");
}
