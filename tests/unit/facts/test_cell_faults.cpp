// Faults of cells: each has its own code and makes that cell invalid; the run goes on.
#include "support.h"

using namespace assay;
using namespace assay::facts::test;

namespace {

// The one problem that a cell draws; its value must then be invalid.
Lines fault(const std::string& fact, const std::string& cell) {
  static const Sample sample;
  Read read(sample, "unit,fact,period,value\nU," + fact + ",2023Q1,\"" + cell + "\"\n");
  CHECK_MESSAGE(read.value(fact, "2023Q1") == "invalid", cell);
  CHECK_FALSE(read.sink.has_errors());
  CHECK(read.batch.place(read.key(fact, "2023Q1"), 0)->row == 2);
  CHECK(read.batch.raw(read.key(fact, "2023Q1"), 0) == cell);
  Lines out;
  for (std::size_t i = 0; i < read.sink.all().size(); ++i) out.push_back(read.message(i));
  return out;
}

}  // namespace

TEST_CASE("numbers") {
  CHECK(fault("training", "many") == Lines{"`many` is no number"});
  CHECK(fault("training", "1,20") == Lines{"`1,20` is no number"});
  CHECK(fault("training", "5头") == Lines{"`5头` ends with `头`, which is no unit"});
  CHECK(fault("training", "5元") == Lines{"`5元` is not in 人"});
  CHECK(fault("training", "-5") == Lines{"`-5` is below 0"});
  CHECK(fault("training", "-5人") == Lines{"`-5人` is below 0"});
  CHECK(fault("raised", "5万") == Lines{"`5万` may be read in two ways: `50000万元` or `50000元`"});
  CHECK(fault("aed", "100.01") == Lines{"`100.01` is outside 0%..100%"});
  CHECK(fault("aed", "101%") == Lines{"`101%` is outside 0%..100%"});
  CHECK(fault("members", "1.5") == Lines{"`1.5` is not a whole number"});
  CHECK(fault("training", "123456789012345678901234567890123456789") ==
        Lines{"`123456789012345678901234567890123456789` has more digits than a number may have (38)"});
  // In 万元 it has 38 digits, in 元 four more.
  CHECK(fault("raised", "99999999999999999999999999999999999999").size() == 1);
  CHECK(fault("place", "0") == Lines{"`0` is outside >= 1"});
  CHECK(fault("place", "1.5") == Lines{"`1.5` is not a whole number"});
  CHECK(fault("place", "first") == Lines{"`first` is no number"});
}

TEST_CASE("the unit that was meant is one of the fact's own kind") {
  const Sample sample;
  const auto meant = [&](const std::string& fact, const std::string& cell) { return Read(sample, "unit,fact,period,value\nU," + fact + ",2023Q1," + cell + "\n").problems(); };
  CHECK(meant("training", "5个人") == Lines{"cell_unknown_unit 1.csv:2:4 ? 人"});
  CHECK(meant("training", "5人以上") == Lines{"cell_unknown_unit 1.csv:2:4 ? 人"});
  CHECK(meant("raised", "5万园") == Lines{"cell_unknown_unit 1.csv:2:4 ? 万元"});
  CHECK(meant("area", "5亩左右") == Lines{"cell_unknown_unit 1.csv:2:4 ? 亩"});
  CHECK(meant("training", "5平方公尺") == Lines{"cell_unknown_unit 1.csv:2:4"});
}

TEST_CASE("whole numbers may be written with decimals that are 0, and in multiples") {
  const Sample sample;
  Read read(sample, "unit,period,members(万人),核心队员\nA,2023Q1,1.5,\n");
  CHECK(read.problems() == Lines{"facts_repeated_heading 1.csv:1:4"});
  Read good(sample, "unit,period,members(万人)\nA,2023Q1,1.5\nB,2023Q1,1.00\n");
  CHECK(good.problems() == Lines{});
  CHECK(good.value("members", "2023Q1") == "15000");
}

TEST_CASE("words and dates") {
  CHECK(fault("standard", "soon") == Lines{"`soon` is neither a date nor yes or no"});
  CHECK(fault("standard", "2023-02-30") == Lines{"`2023-02-30` is neither a date nor yes or no"});
  CHECK(fault("standard", "0223-06-30") == Lines{"the date `0223-06-30` is not between 1900 and 2199"});
  const Sample sample;
  Read flag(sample, "unit,fact,value\nA,coastal,maybe\n");
  CHECK(flag.problems() == Lines{"cell_not_yes_or_no 1.csv:2:3"});
  CHECK(flag.value("coastal", "2023") == "invalid");
  Read grade(sample, "unit,fact,value\nA,1.year,合恪\n");
  CHECK(grade.problems() == Lines{"cell_unknown_grade 1.csv:2:3 ? 合格"});
  CHECK(diagnostics::help(grade.sink.all()[0], diagnostics::Language::en) == "the grades are `不合格`, `合格`, `优秀`");
}

TEST_CASE("a bare cell up to 1 in a % fact draws a warning and stands") {
  const Sample sample;
  Read read(sample, "unit,period,aed\nA,2023Q1,0.975\nB,2023Q1,1\nC,2023Q1,0\nD,2023Q1,1.01\nE,2023Q1,0.9%\n");
  CHECK(read.problems() == Lines{"cell_small_percentage 1.csv:2:3", "cell_small_percentage 1.csv:3:3"});
  CHECK(read.value("aed", "2023Q1") == "0.975");
  Read per_mille(sample, "unit,period,aed(‰)\nA,2023Q1,9.17\n");  // its unit is said
  CHECK(per_mille.problems().empty());
  CHECK(per_mille.value("aed", "2023Q1") == "0.917");
}

TEST_CASE("evidence") {
  const Sample sample;
  Read read(sample, "unit,fact,period,value,evidence\nA,proven,2023Q1,5,\nB,proven,2023Q1,5,文件\nC,proven,2023Q1,,\n");
  CHECK(read.problems() == Lines{"cell_no_evidence 1.csv:2:4"});
  CHECK(read.value("proven", "2023Q1") == "invalid");
  CHECK(read.value("proven", "2023Q1", 0, 1) == "5");
  CHECK(Read(sample, "unit,period,proven\nA,2023Q1,5\n").problems() == Lines{"cell_no_evidence 1.csv:2:3"});
}

TEST_CASE("members") {
  const Sample sample;
  CHECK(Read(sample, "unit,fact,period,value\nA,stations,2023Q1,5\n").problems() == Lines{"cell_needs_member 1.csv:2:4"});
  CHECK(Read(sample, "unit,period,区县,stations\nA,2023Q1,,5\nA,2023Q1,吴兴区,5\n").problems() == Lines{"cell_needs_member 1.csv:2:4"});
  CHECK(Read(sample, "unit,period,区县,training\nA,2023Q1,吴兴区,5\nA,2023Q1,,5\n").problems() == Lines{"facts_not_per 1.csv:2:4"});
}

TEST_CASE("a date of report that is none leaves the row undated") {
  const Sample sample;
  Read read(sample, "unit,fact,period,value,reported_at\nA,training,2023Q1,5,yesterday\n");
  CHECK(read.problems() == Lines{"cell_bad_reported_at 1.csv:2:5"});
  CHECK(read.value("training", "2023Q1") == "5");
}

TEST_CASE("Chinese wording") {
  const Sample sample;
  Read read(sample, "unit,fact,period,value\nU,training,2023Q1,5元\n");
  CHECK(read.message(0, diagnostics::Language::zh) == "`5元`的单位不是 人");
}
