// What is said of one fact under several periods: facts of the whole season, and events.
#include "diagnostics/kinds.h"
#include "support.h"

using namespace assay;
using namespace assay::facts::test;

TEST_CASE("a flag of a quarter that differs from the season's") {
  const Sample sample;
  Read read(sample, kLong + "A,coastal,2023,是\nA,coastal,2023Q1,是\nA,coastal,2023Q2,否\n");
  CHECK(read.problems() == Lines{"cell_season_differs 1.csv:4:4"});
  CHECK(read.message() == "`市红十字会.coastal@2023Q2` is `no`, but for the whole season it is `yes`, which counts");
  CHECK(read.sink.all()[0].related[0].cell->row == 2);
  CHECK(read.value("coastal", "2023") == "1");
  CHECK(Read(sample, kLong + "A,industry,,制造业\nA,industry,2023Q1,农业\n").problems() == Lines{"cell_season_differs 1.csv:3:4"});
}

TEST_CASE("a flag, text or grade that changes") {
  const Sample sample;
  Read read(sample, kLong + "A,industry,2023Q3,制造业\nA,industry,2023Q1,农业\nB,industry,2023Q1,农业\nB,industry,2023Q3,农业\n");
  CHECK(read.problems() == Lines{"cell_changed 1.csv:2:4"});
  CHECK(read.message() == "`市红十字会.industry@2023Q3` is `制造业`, before it was `农业`: the newest counts");
  CHECK(read.sink.warnings() == 0);
  Read grade(sample, kLong + "A,1.year,2023Q2,合格\nA,1.year,2023,优秀\n");
  CHECK(grade.problems() == Lines{"cell_changed 1.csv:3:4"});
  CHECK(grade.message().find("the newest counts") == std::string::npos);
  CHECK(grade.message().find("that of the season counts") != std::string::npos);
}

TEST_CASE("no for the days on which an event happened: neither counts, unless both are dated") {
  const Sample sample;
  for (const std::string rows : {"A,standard,2023Q1,2023-05-05\nA,standard,2023Q2,否\n", "A,standard,2023Q2,2023-05-05\nA,standard,2023,否\n",
                                 "A,standard,2023Q2,是\nA,standard,2023H1,否\n",
                                 "A,standard,2023Q2,是\nA,standard,2023-04,否\nA,standard,2023-05,否\nA,standard,2023-06,否\n"}) {
    CAPTURE(rows);
    Read read(sample, kLong + rows);
    REQUIRE(read.problems().size() == 1);
    CHECK(read.sink.all()[0].kind == diagnostics::Kind::cell_event_contradicts);
    CHECK(read.sink.all()[0].related[0].cell->row == 2);
    for (const auto& [key, cells] : read.batch.cells) CHECK(cells.column.at(0).invalid);
  }
  Read said(sample, kLong + "A,standard,2023Q1,2023-05-05\nA,standard,2023Q2,否\n");
  CHECK(said.message() == "`市红十字会.standard@2023Q2` says `no`, but under 2023Q1 it is `2023-05-05`: neither counts");

  Read no_later(sample, kDated + "A,standard,2023Q1,2023-05-05,2023-03-31\nA,standard,2023Q2,否,2023-07-01\n");
  CHECK(no_later.problems() == Lines{"cell_after_report 1.csv:2:4", "cell_restated 1.csv:3:4"});
  CHECK(no_later.value("standard", "2023Q1") == "missing");
  CHECK(no_later.value("standard", "2023Q2") != "missing");
  Read no_earlier(sample, kDated + "A,standard,2023Q1,2023-05-05,2023-08-01\nA,standard,2023Q2,否,2023-07-01\n");
  CHECK(no_earlier.problems() == Lines{"cell_restated 1.csv:2:4"});
  CHECK(no_earlier.value("standard", "2023Q2") == "missing");
}

TEST_CASE("no for a later period, and a second date") {
  const Sample sample;
  Read later(sample, kLong + "A,standard,2023Q2,2023-05-05\nA,standard,2023Q3,否\nA,standard,2023Q4,否\nB,standard,2023Q1,否\nB,standard,2023Q2,是\n");
  CHECK(later.problems() == Lines{"cell_event_later_no 1.csv:3:4"});
  CHECK(later.message() == "`市红十字会.standard@2023Q3` says `no`, though under 2023Q2 it had happened already: `2023-05-05`, which counts");
  CHECK(later.value("standard", "2023Q2") == "19482");
  Read dates(sample, kLong + "A,standard,2023Q2,2023-05-05\nA,standard,2023Q3,2023-08-01\n");
  CHECK(dates.problems() == Lines{"cell_event_dates 1.csv:3:4"});
  CHECK(dates.sink.warnings() == 0);
  CHECK(Read(sample, kLong + "A,standard,2023Q1,否\nA,standard,2023Q2,2023-05-05\nA,standard,2023Q3,2023-05-05\n").problems() == Lines{});
  CHECK(Read(sample, kLong + "A,standard,2023Q1,是\nA,standard,2023Q2,是\n").problems() == Lines{});
}
