// Bare numbers that were perhaps filled in in another unit are doubted, and stand all the same.
#include "support.h"

using namespace assay;
using namespace assay::facts::test;

namespace {

// A row a value; `facts` are "raised,2023Q1,120".
std::string reported(const std::vector<std::string>& cells) {
  std::string out = "unit,fact,period,value\n";
  for (const std::string& cell : cells) out += "U," + cell + "\n";
  return out;
}

Lines doubts(const std::vector<std::string>& cells) {
  static const Sample sample;
  return Read(sample, reported(cells)).problems();
}

}  // namespace

TEST_CASE("a bare number ten thousand times the other periods is doubted, and counts") {
  const Sample sample;
  Read read(sample, reported({"raised,2023Q1,120", "raised,2023Q2,95.5", "raised,2023Q3,1300000"}));
  CHECK(read.problems() == Lines{"cell_far_above 1.csv:4:4 ? 1300000元"});
  CHECK(read.message() == "`市红十字会.raised@2023Q3` is 1300000万元, about 10,000 times what is reported beside it: "
                          "`市红十字会.raised@2023Q2` 95.5万元, `市红十字会.raised@2023Q1` 120万元");
  CHECK(read.message(0, diagnostics::Language::zh) == "`市红十字会.raised@2023Q3`为 1300000万元，约为其他填报值的 10,000 倍："
                                                      "`市红十字会.raised@2023Q2` 95.5万元、`市红十字会.raised@2023Q1` 120万元");
  CHECK(read.value("raised", "2023Q3") == "1300000");
}

TEST_CASE("a number with its unit behind it is meant so") {
  CHECK(doubts({"raised,2023Q1,120", "raised,2023Q2,95.5", "raised,2023Q3,1300000万元"}) == Lines{});
  CHECK(doubts({"raised,2023Q1,120", "raised,2023Q2,95.5万元", "raised,2023Q3,1300000"}) == Lines{"cell_far_above 1.csv:4:4 ? 1300000元"});
}

TEST_CASE("a thousand times is doubted where no unit of that size is declared, and by the other members") {
  CHECK(doubts({"training,2023Q1,12", "training,2023Q2,15", "training,2023Q3,14000"}) == Lines{"cell_far_above 1.csv:4:4"});
  const Sample sample;
  const std::string head = "unit,fact,period,区县,value\n";
  Read read(sample, head + "U,stations,2023Q1,吴兴区,3\nU,stations,2023Q1,南浔区,5\nU,stations,2023Q1,德清县,40000\n");
  CHECK(read.problems() == Lines{"cell_far_above 1.csv:4:5"});
}

TEST_CASE("a number in a larger unit than the others") {
  CHECK(doubts({"debt,2023Q1,1200000", "debt,2023Q2,1350000", "debt,2023Q3,140"}) == Lines{"cell_cumulative_fell 1.csv:4:4", "cell_far_below 1.csv:4:4 ? 140万元"});
  CHECK(doubts({"training,2023Q1,12000", "training,2023Q2,15000", "training,2023Q3,1"}) == Lines{});
}

TEST_CASE("a column of another unit") {
  const Sample sample;
  Read read(sample, "unit,period,raised(亿元)\nU,2023Q1,1.2\nU,2023Q2,1.5\nU,2023Q3,13000\n");
  CHECK(read.problems() == Lines{"cell_far_above 1.csv:4:3 ? 13000万元"});
}

TEST_CASE("where half of the numbers are in another unit, the greater ones are doubted") {
  CHECK(doubts({"raised,2023Q1,120", "raised,2023Q2,95", "raised,2023Q3,1300000", "raised,2023Q4,1100000"}) ==
        Lines{"cell_far_above 1.csv:4:4 ? 1300000元", "cell_far_above 1.csv:5:4 ? 1100000元"});
}

TEST_CASE("growth from nothing, and too few to compare with, are not doubted") {
  CHECK(doubts({"raised,2023Q1,0", "raised,2023Q2,0", "raised,2023Q3,1300000"}) == Lines{});
  CHECK(doubts({"raised,2023Q1,0", "raised,2023Q2,100", "raised,2023Q3,1300000"}) == Lines{});
  CHECK(doubts({"raised,2023Q1,1", "raised,2023Q2,60", "raised,2023Q3,600000"}) == Lines{});
  CHECK(doubts({"raised,2023Q1,1", "raised,2023Q2,8", "raised,2023Q3,200", "raised,2023Q4,3000"}) == Lines{});
  CHECK(doubts({"raised,2023Q1,100", "raised,2023Q2,100", "raised,2023,100000"}) == Lines{});
  CHECK(doubts({"aed,2023Q1,90", "aed,2023Q2,92", "aed,2023Q3,0.09%"}) == Lines{});
}

TEST_CASE("this year's and last year's number, which alone are there, are compared by the declared units") {
  const Sample sample;
  Read read(sample, reported({"raised,2023Q4,3200000", "raised,2022Q4,290"}));
  CHECK(read.problems() == Lines{"cell_far_above 1.csv:2:4 ? 3200000元"});
  CHECK(read.message() == "`市红十字会.raised@2023Q4` is 3200000万元, about 10,000 times what is reported beside it: `市红十字会.raised@2022Q4` 290万元");
  CHECK(doubts({"raised,2023,320", "raised,2022,2900000"}) == Lines{"cell_far_above 1.csv:3:4 ? 2900000元"});
  CHECK(doubts({"debt,2023Q4,1200000", "debt,2022Q4,140"}) == Lines{"cell_far_below 1.csv:3:4 ? 140万元"});
  // With their units behind them; by the growth of what has no such unit; of two periods of one year.
  CHECK(doubts({"raised,2023Q4,3200000万元", "raised,2022Q4,290"}) == Lines{"cell_far_below 1.csv:3:4 ? 290亿元"});
  CHECK(doubts({"raised,2023Q4,3200000万元", "raised,2022Q4,290万元"}) == Lines{});
  CHECK(doubts({"training,2023Q4,12000", "training,2022Q4,12"}) == Lines{});
  CHECK(doubts({"raised,2023Q4,3200000", "raised,2023Q3,290"}) == Lines{});
  CHECK(doubts({"raised,2023Q4,32000", "raised,2022Q4,290"}) == Lines{});
}

TEST_CASE("reporting units are not compared with each other") {
  const Sample sample;
  CHECK(Read(sample, "unit,fact,period,value\nA,raised,2023Q1,1\nB,raised,2023Q1,1\nC,raised,2023Q1,10000\n").problems() == Lines{});
}
