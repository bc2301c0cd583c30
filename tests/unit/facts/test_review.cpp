// What a reviewer reports beside the unit: the review decides, both stand, and an override says why.
#include "support.h"

using namespace assay;
using namespace assay::facts::test;

namespace {
const std::string kBy = "unit,fact,period,value,by,note\n";

std::string own(const Read& read, std::string_view fact, std::string_view when) {
  REQUIRE(read.batch.self);
  const columns::Column* column = read.batch.self->find(read.key(fact, when));
  if (column == nullptr) return "missing";
  const types::Value value = column->at(0);
  return value.invalid ? "invalid" : value.is_point() ? to_string(*value.range.low) : "missing";
}
}  // namespace

TEST_CASE("without the column there is one view") {
  const Sample sample;
  CHECK_FALSE(Read(sample, "unit,fact,period,value\nA,training,2023Q1,5\n").batch.self);
}

TEST_CASE("the review decides, and what the unit reported stands beside") {
  const Sample sample;
  Read read(sample, kBy + "A,training,2023Q1,10,self,\nA,training,2023Q1,9,review,双重计算\nA,training,2023Q2,4,,\nA,training,2023Q3,6,复核,\n");
  CHECK(read.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(read.message() == "`市红十字会.training@2023Q1` is `10人` by the unit and `9人` by the review, which decides: 双重计算");
  CHECK(read.sink.all()[0].related[0].cell->row == 2);
  CHECK(read.sink.warnings() == 0);
  CHECK(read.value("training", "2023Q1") == "9");
  CHECK(own(read, "training", "2023Q1") == "10");
  CHECK(read.value("training", "2023Q2") == "4");
  CHECK(own(read, "training", "2023Q2") == "4");
  CHECK(read.value("training", "2023Q3") == "6");
  CHECK(own(read, "training", "2023Q3") == "missing");
  CHECK(read.batch.place(read.key("training", "2023Q1"), 0)->row == 3);
  CHECK(read.batch.self->units == read.batch.units);
}

TEST_CASE("an override without a reason does not count") {
  const Sample sample;
  Read read(sample, kBy + "A,training,2023Q1,10,自评,我们的备注\nA,training,2023Q1,9,复核,\n");
  CHECK(read.problems() == Lines{"cell_override_unexplained 1.csv:3:4"});
  CHECK(read.value("training", "2023Q1") == "invalid");
  CHECK(own(read, "training", "2023Q1") == "10");
  CHECK(Read(sample, kBy + "A,training,2023Q1,10,self,\nA,training,2023Q1,10.0,review,\n").problems() == Lines{});
  Read withdrawn(sample, kBy + "A,training,2023Q1,10,self,\nA,training,2023Q1,未报,review,没有佐证\n");
  CHECK(withdrawn.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(withdrawn.value("training", "2023Q1") == "missing");
  CHECK(own(withdrawn, "training", "2023Q1") == "10");
  // Nothing in order to argue with.
  CHECK(Read(sample, kBy + "A,training,2023Q1,许多,self,\nA,training,2023Q1,9,review,\n").problems() == Lines{"cell_not_a_number 1.csv:2:4"});
}

TEST_CASE("the review of a total that its members contradict does not decide, and names what does") {
  const Sample sample;
  const std::string by_district = "unit,fact,period,区县,value,by,note\n";
  const std::string members = "A,teams,2023Q1,吴兴区,6,self,\nA,teams,2023Q1,南浔区,7,self,\nA,teams,2023Q1,德清县,0,self,\nA,teams,2023Q1,,13,self,\n";
  Read read(sample, by_district + members + "A,teams,2023Q1,,9,review,重复\n");
  CHECK(read.problems() == Lines{"cell_parts_disagree 1.csv:6:5"});
  CHECK(diagnostics::help(read.sink.all()[0], diagnostics::Language::zh) == "复核合计数没有说明哪一部分有误：请把复核写到各`区县`，并写明理由");
  // That of members decides.
  Read reviewed(sample, by_district + members + "A,teams,2023Q1,吴兴区,2,review,重复\nA,teams,2023Q1,,9,review,重复\n");
  CHECK(reviewed.problems() == Lines{"cell_overridden 1.csv:6:5", "cell_overridden 1.csv:7:5"});
  CHECK(reviewed.value("teams", "2023Q1") == "2");
}

TEST_CASE("the review of a longer period decides over the shorter ones that make another sum") {
  const Sample sample;
  const std::string quarters = "A,training,2023Q1,300,self,\nA,training,2023Q2,300,self,\nA,training,2023Q3,300,self,\nA,training,2023Q4,300,self,\n";
  Read read(sample, kBy + quarters + "A,training,2023,900,review,双重计算\n");
  CHECK(read.problems() == Lines{"cell_overridden 1.csv:6:4"});
  CHECK(read.message() == "`市红十字会.training@2023` is `1200人` by the unit and `900人` by the review, which decides: 双重计算");
  REQUIRE(read.sink.all()[0].related.size() == 4);
  CHECK(read.sink.all()[0].related[0].cell->row == 2);
  CHECK(read.value("training", "2023") == "900");
  CHECK(read.value("training", "2023Q1") == "missing");
  CHECK(own(read, "training", "2023Q1") == "300");
  Read unexplained(sample, kBy + quarters + "A,training,2023,900,review,\n");
  CHECK(unexplained.problems() == Lines{"cell_override_unexplained 1.csv:6:4"});
  CHECK(unexplained.value("training", "2023") == "invalid");
  CHECK(unexplained.value("training", "2023Q1") == "missing");
  // The same sum; parts that do not make more; what the review says of a part itself.
  Read same(sample, kBy + quarters + "A,training,2023,1200,review,\n");
  CHECK(same.problems() == Lines{});
  CHECK(same.value("training", "2023Q1") == "300");
  CHECK(Read(sample, kBy + "A,training,2023Q1,300,self,\nA,training,2023,900,review,\n").problems() == Lines{});
  CHECK(Read(sample, kBy + "A,training,2023Q1,1000,self,\nA,training,2023,900,review,核减\n").problems() == Lines{"cell_overridden 1.csv:3:4"});
  Read part(sample, kBy + quarters + "A,training,2023Q1,10,review,核减\nA,training,2023,900,review,核减\n");
  CHECK(part.problems() == Lines{"cell_overridden 1.csv:6:4", "cell_overridden 1.csv:7:4"});
  CHECK(part.value("training", "2023Q1") == "10");
  CHECK(part.value("training", "2023Q2") == "missing");
  CHECK(part.value("training", "2023") == "900");
  Read faulty(sample, kBy + "A,training,2023Q1,许多,self,\nA,training,2023,900,review,\n");
  CHECK(faulty.problems() == Lines{"cell_not_a_number 1.csv:2:4"});
  CHECK(faulty.value("training", "2023Q1") == "missing");
}

TEST_CASE("a review that gives a reason differs on purpose, by however little") {
  const Sample sample;
  const std::string quarters = "A,training,2023Q1,5,self,\nA,training,2023Q2,5,self,\n";
  Read read(sample, kBy + quarters + "A,training,2023H1,9,review,重复计算\n");
  CHECK(read.problems() == Lines{"cell_overridden 1.csv:4:4"});
  CHECK(read.value("training", "2023H1") == "9");
  CHECK(read.value("training", "2023Q1") == "missing");
  // Without one it says the same, rounded.
  Read rounded(sample, kBy + quarters + "A,training,2023H1,9,review,\n");
  CHECK(rounded.problems() == Lines{"cell_within_rounding 1.csv:4:4"});
  CHECK(rounded.value("training", "2023Q1") == "5");
  CHECK(Read(sample, kBy + quarters + "A,training,2023H1,10,review,核对无误\n").problems() == Lines{});
}

TEST_CASE("the review of a shorter period decides over the longer one that it contradicts") {
  const Sample sample;
  Read read(sample, kBy + "A,training,2023,20,self,\nA,training,2023Q1,30,review,补报\n");
  CHECK(read.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(read.message() == "`市红十字会.training@2023` is `20人` by the unit and `30人` by the review, which decides: 补报");
  CHECK(read.value("training", "2023") == "missing");
  CHECK(read.value("training", "2023Q1") == "30");
  CHECK(own(read, "training", "2023") == "20");
  // A half and the year that hold it; the unit's own parts count beside the review.
  CHECK(Read(sample, kBy + "A,training,2023,20,self,\nA,training,2023H1,10,self,\nA,training,2023Q1,30,review,补报\n").problems() ==
        Lines{"cell_overridden 1.csv:4:4", "cell_overridden 1.csv:4:4"});
  CHECK(Read(sample, kBy + "A,training,2023,20,self,\nA,training,2023Q2,9,self,\nA,training,2023Q1,15,review,补报\n").value("training", "2023") == "missing");
  // All quarters that make less.
  const std::string less = "A,training,2023H1,20,self,\nA,training,2023Q1,5,review,核减\nA,training,2023Q2,5,review,核减\n";
  Read fewer(sample, kBy + less);
  CHECK(fewer.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(fewer.value("training", "2023H1") == "missing");
  CHECK(fewer.value("training", "2023Q1") == "5");
  // What contradicts nothing, and what gives no reason.
  Read within(sample, kBy + "A,training,2023,20,self,\nA,training,2023Q1,15,review,补报\n");
  CHECK(within.problems() == Lines{});
  CHECK(within.value("training", "2023") == "20");
  Read unexplained(sample, kBy + "A,training,2023,20,self,\nA,training,2023Q1,30,review,\n");
  CHECK(unexplained.problems() == Lines{"cell_parts_disagree 1.csv:2:4"});
  CHECK(unexplained.value("training", "2023") == "invalid");
}

TEST_CASE("what holds for the season is what the review says, under whatever period") {
  const Sample sample;
  Read read(sample, kBy + "A,coastal,2023,是,self,\nA,coastal,2023Q4,否,review,不临海\n");
  CHECK(read.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(read.message() == "`市红十字会.coastal@2023` is `yes` by the unit and `no` by the review, which decides: 不临海");
  CHECK(read.value("coastal", "2023") == "missing");
  CHECK(read.value("coastal", "2023Q4") == "0");
  CHECK(own(read, "coastal", "2023") == "1");
  CHECK(Read(sample, kBy + "A,coastal,2023,是,self,\nA,coastal,2023Q4,是,review,\n").problems() == Lines{});
  CHECK(Read(sample, kBy + "A,coastal,2022,是,self,\nA,coastal,2023Q4,否,review,\n").problems() == Lines{});
  Read level(sample, kBy + "A,aed,2023-12,90,self,\nA,aed,2023Q4,80,review,抽查\n");
  CHECK(level.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(level.value("aed", "2023Q4") == "80");
}

TEST_CASE("an event is what the review says, under whatever period") {
  const Sample sample;
  Read later(sample, kBy + "A,standard,2023Q1,2023-02-01,self,\nA,standard,2023Q2,2023-05-01,review,五月发布\n");
  CHECK(later.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(later.message() == "`市红十字会.standard@2023Q1` is `2023-02-01` by the unit and `2023-05-01` by the review, which decides: 五月发布");
  CHECK(later.value("standard", "2023Q1") == "missing");
  CHECK(own(later, "standard", "2023Q1") != "missing");
  Read denied(sample, kBy + "A,standard,2023Q1,2023-02-01,self,\nA,standard,2023,否,review,没有发布\n");
  CHECK(denied.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(denied.value("standard", "2023Q1") == "missing");
  Read unexplained(sample, kBy + "A,standard,2023Q1,2023-02-01,self,\nA,standard,2023,否,review,\n");
  CHECK(unexplained.problems() == Lines{"cell_override_unexplained 1.csv:3:4"});
  CHECK(unexplained.value("standard", "2023") == "invalid");
  CHECK(Read(sample, kBy + "A,standard,2023,否,self,\nA,standard,2023Q2,2023-05-01,review,有文件\n").problems() == Lines{"cell_overridden 1.csv:3:4"});
  // Of other days, of the same, and within what the review says.
  CHECK(Read(sample, kBy + "A,standard,2023Q1,否,self,\nA,standard,2023Q2,2023-05-01,review,\n").problems() == Lines{});
  CHECK(Read(sample, kBy + "A,standard,2023,2023-05-01,self,\nA,standard,2023Q2,2023-05-01,review,\n").problems() == Lines{});
  CHECK(Read(sample, kBy + "A,standard,2023,2023-05-01,self,\nA,standard,2023Q2,是,review,\n").problems() == Lines{});
  CHECK(Read(sample, kBy + "A,standard,2023Q1,2023-02-01,self,\nA,standard,2023Q2,否,review,\n").problems() == Lines{"cell_event_later_no 1.csv:3:4"});
}

TEST_CASE("each side is settled by itself; what both are told of is told once") {
  const Sample sample;
  Read twice(sample, kBy + "A,training,2023Q1,10,self,\nA,training,2023Q1,11,self,\nA,training,2023Q1,9,review,核实\n");
  CHECK(twice.problems() == Lines{"cell_two_values 1.csv:3:4"});
  CHECK(twice.value("training", "2023Q1") == "9");
  CHECK(own(twice, "training", "2023Q1") == "invalid");
  Read parts(sample, kBy + "A,training,2023Q1,1,self,\nA,training,2023Q2,2,self,\nA,training,2023H1,9,self,\nA,aed,2023Q1,90,review,\n");
  CHECK(parts.problems() == Lines{"cell_parts_disagree 1.csv:4:4"});
}

TEST_CASE("wide form: one row a side; evidence is the unit's affair") {
  const Sample sample;
  Read read(sample, "单位,期间,填报口径,救护培训人数,proven,佐证,备注\nA,2023Q1,自评,10,5,通知,\nA,2023Q1,复核,9,5,,抽查\n");
  CHECK(read.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(read.value("training", "2023Q1") == "9");
  CHECK(read.value("proven", "2023Q1") == "5");
  CHECK(own(read, "training", "2023Q1") == "10");
  CHECK(Read(sample, "unit,period,by,training\nA,2023Q1,review,9\nA,2023Q1,review,9\n").problems() == Lines{"facts_repeated_row 1.csv:3"});
}

TEST_CASE("a word that is neither side") {
  const Sample sample;
  CHECK(Read(sample, kBy + "A,training,2023Q1,10,boss,\n").problems() == Lines{"facts_unknown_side 1.csv:2:5"});
}

TEST_CASE("a reviewed list takes the place of the unit's own as a whole, and says why where it differs") {
  const Sample sample;
  const std::string head = "整治项目,unit,完工,by,note\n";
  Read read(sample, head + "a,A,2023-05-01,self,\nb,A,2023-06-01,self,\nc,B,2023-06-01,self,\nb,A,2023-06-01,review,重复\n");
  CHECK(read.problems() == Lines{"list_overridden 1.csv:5:1"});
  CHECK(read.message() == "list `整治项目` of `A` is changed by its review, from 2 to 1 items, and the review decides: 重复");
  CHECK(read.batch.lists[0].item == std::vector<std::string>{"b", "c"});
  REQUIRE(read.batch.self);
  CHECK(read.batch.self->lists[0].item == std::vector<std::string>{"a", "b", "c"});
  CHECK(Read(sample, head + "a,A,2023-05-01,self,\na,A,2023-06-01,review,\n").problems() == Lines{"list_override_unexplained 1.csv:3:1"});
  // What the unit left out needs no reason, and what is the same is not told.
  CHECK(Read(sample, head + "a,A,2023-05-01,self,\na,A,2023-05-01,review,\nb,A,2023-05-01,复核,\n").problems() == Lines{});
  // The same item twice on one side is still one too many.
  CHECK(Read(sample, head + "a,A,2023-05-01,review,\na,A,2023-05-01,review,\n").problems() == Lines{"facts_repeated_item 1.csv:3:1"});
}

TEST_CASE("a review of a period that has not ended takes the place of nothing yet") {
  const Sample sample;
  facts::Options june;
  june.as_of = *base::make_date(2023, 6, 30);
  const std::string quarters = kBy + "A,training,2023Q1,5,self,\nA,training,2023Q2,5,self,\n";
  Read read(sample, quarters + "A,training,2023,8,review,重复计算\n", june);
  CHECK(read.problems() == Lines{"cell_overridden 1.csv:4:4"});
  CHECK(read.value("training", "2023Q1") == "5");
  CHECK(read.value("training", "2023") == "8");
  // The half has ended.
  CHECK(Read(sample, quarters + "A,training,2023H1,8,review,重复计算\n", june).value("training", "2023Q1") == "missing");
  const std::string held = kBy + "A,standard,2023Q1,2023-02-14,self,\n";
  Read denied(sample, held + "A,standard,2023,否,review,没有正式发布\n", june);
  CHECK(denied.problems() == Lines{"cell_overridden 1.csv:3:4"});
  CHECK(denied.value("standard", "2023Q1") == std::to_string(base::make_date(2023, 2, 14)->days));
  // A day is known of, whatever its period.
  CHECK(Read(sample, held + "A,standard,2023,2023-10-08,review,正式发布\n", june).value("standard", "2023Q1") == "missing");
}
