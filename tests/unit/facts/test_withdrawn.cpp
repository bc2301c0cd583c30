// Statements that a cell is not reported, beside a value of the same cell.
#include "support.h"

using namespace assay;
using namespace assay::facts::test;

TEST_CASE("a later dated statement withdraws the value, an earlier one does not") {
  const Sample sample;
  for (const std::string absent : {"未报", "", "-", "N/A"}) {
    CAPTURE(absent);
    Read later(sample, kDated + "A,training,2023Q1,9,2023-04-01\nA,training,2023Q1," + absent + ",2023-05-01\n");
    CHECK(later.problems() == Lines{"cell_withdrawn 1.csv:3:4"});
    CHECK(later.value("training", "2023Q1") == "missing");
    CHECK(later.message() == "`市红十字会.training@2023Q1` was withdrawn: `9人` before, not reported now");
    CHECK(later.sink.all()[0].related[0].cell->row == 2);
    CHECK_FALSE(later.batch.place(later.key("training", "2023Q1"), 0));

    Read earlier(sample, kDated + "A,training,2023Q1,9,2023-05-01\nA,training,2023Q1," + absent + ",2023-04-01\n");
    CHECK(earlier.problems() == Lines{});
    CHECK(earlier.value("training", "2023Q1") == "9");
  }
}

TEST_CASE("levels, flags and events are withdrawn too; others of the file stand") {
  const Sample sample;
  Read read(sample, kDated +
                        "A,aed,2023Q1,90,2023-04-01\nB,aed,2023Q1,91,2023-04-01\nA,aed,2023Q1,未报,2023-05-01\n"
                        "A,coastal,,是,2023-04-01\nA,coastal,,未报,2023-05-01\n"
                        "A,standard,2023Q1,是,2023-04-01\nA,standard,2023Q1,未报,2023-05-01\n");
  CHECK(read.problems() == Lines{"cell_withdrawn 1.csv:4:4", "cell_withdrawn 1.csv:6:4", "cell_withdrawn 1.csv:8:4"});
  CHECK(read.value("aed", "2023Q1") == "missing");
  CHECK(read.value("aed", "2023Q1", 0, 1) == "91");
  CHECK(read.value("coastal", "2023") == "missing");
  CHECK(read.value("standard", "2023Q1") == "missing");
}

TEST_CASE("undated, a word beside a value is two statements, an empty cell says nothing") {
  const Sample sample;
  Read word(sample, kLong + "A,training,2023Q1,9\nA,training,2023Q1,未报\n");
  CHECK(word.problems() == Lines{"cell_two_values 1.csv:3:4"});
  CHECK(word.message() == "`市红十字会.training@2023Q1` has two values: `9人` and `未报`");
  CHECK(word.value("training", "2023Q1") == "invalid");
  for (const std::string blank : {"", " ", "-"})
    CHECK(Read(sample, kLong + "A,training,2023Q1,9\nA,training,2023Q1," + blank + "\n").problems() == Lines{});
  Read same(sample, kLong + "A,training,2023Q1,未报\nA,training,2023Q1,N/A\n");
  CHECK(same.problems() == Lines{});
  CHECK(same.value("training", "2023Q1") == "missing");
}

TEST_CASE("in wide form an empty cell says nothing, dated or not; a word does") {
  const Sample sample;
  const std::string first = kDated + "A,training,2023Q1,9,2023-04-01\n";
  Read blank(sample, std::vector<std::string>{first, "unit,period,training,aed,reported_at\nA,2023Q1,,90,2023-05-01\n"});
  CHECK(blank.problems() == Lines{});
  CHECK(blank.value("training", "2023Q1") == "9");
  Read word(sample, std::vector<std::string>{first, "unit,period,training,aed,reported_at\nA,2023Q1,未报,90,2023-05-01\n"});
  CHECK(word.problems() == Lines{"cell_withdrawn 2.csv:2:3"});
  CHECK(word.value("training", "2023Q1") == "missing");
}

TEST_CASE("a level of another period that ends with it competes only where both are dated") {
  const Sample sample;
  CHECK(Read(sample, kLong + "A,aed,2023-03,90\nA,aed,2023Q1,未报\n").value("aed", "2023Q1") == "90");
  Read older(sample, kLong + "A,aed,2023-02,90\nA,aed,2023-03,未报\n");
  CHECK(older.problems() == Lines{"cell_older 1.csv:2:4"});
  CHECK(older.value("aed", "2023Q1") == "missing");
  Read dated(sample, kDated + "A,aed,2023-03,90,2023-04-01\nA,aed,2023Q1,未报,2023-05-01\n");
  CHECK(dated.problems() == Lines{"cell_withdrawn 1.csv:3:4"});
  CHECK(dated.value("aed", "2023Q1") == "missing");
}
