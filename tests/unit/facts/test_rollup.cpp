// Two values for one cell, periods brought to the fact's step, totals and their parts.
#include "support.h"

#include <ctime>

using namespace assay;
using namespace assay::facts::test;
using assay::facts::kTotal;

TEST_CASE("two values for one cell") {
  const Sample sample;
  Read undated(sample, kLong + "A,training,2023Q1,1\nA,training,2023Q1,2\n");
  CHECK(undated.problems() == Lines{"cell_two_values 1.csv:3:4"});
  CHECK(undated.value("training", "2023Q1") == "invalid");
  REQUIRE(undated.sink.all()[0].related.size() == 1);
  CHECK(undated.sink.all()[0].related[0].cell->row == 2);
  CHECK(undated.message() == "`市红十字会.training@2023Q1` has two values: `1人` and `2人`");

  Read same(sample, kLong + "A,training,2023Q1,1\nA,training,2023Q1,1.0\n");
  CHECK(same.problems() == Lines{"cell_repeated 1.csv:3:4"});
  CHECK(same.value("training", "2023Q1") == "1");

  Read later(sample, kDated + "A,training,2023Q1,2,2023-05-01\nA,training,2023Q1,1,2023-04-01\n");
  CHECK(later.problems() == Lines{"cell_restated 1.csv:2:4"});
  CHECK(later.value("training", "2023Q1") == "2");
  CHECK(later.sink.warnings() == 0);

  Read equal(sample, kDated + "A,training,2023Q1,2,2023-05-01\nA,training,2023Q1,1,2023-05-01\n");
  CHECK(equal.problems() == Lines{"cell_two_values 1.csv:3:4"});
  Read by_hour(sample, kDated + "A,training,2023Q1,2,2023-05-01 08:00\nA,training,2023Q1,1,2023-05-01T09:30:00\n");
  CHECK(by_hour.value("training", "2023Q1") == "1");
  Read by_clock(sample, kDated + "A,training,2023Q1,2,2023/5/1 9:30\nA,training,2023Q1,1,2023/5/1 10:00\n");
  CHECK(by_clock.value("training", "2023Q1") == "1");
  for (const char* odd : {"2023-05-01 25:00", "2023-05-01 9", "2023-05-01 9:5", "2023-05-01 9:30:00:00", "2023-05-01 9:30:", "05/01"})
    CHECK(Read(sample, kDated + "A,training,2023Q1,2," + odd + "\n").problems() == Lines{"cell_bad_reported_at 1.csv:2:5"});
  // A day without a time may be before or after any moment of it.
  Read day_and_hour(sample, kDated + "A,training,2023Q1,2,2023-05-01 08:00\nA,training,2023Q1,1,2023-05-01\n");
  CHECK(day_and_hour.problems() == Lines{"cell_two_values 1.csv:2:4"});
  CHECK(day_and_hour.value("training", "2023Q1") == "invalid");
  Read three(sample, kDated + "A,training,2023Q1,2,2023-05-01 08:00\nA,training,2023Q1,1,2023-05-01\nA,training,2023Q1,2,2023-05-01 9:00\nA,training,2023Q1,5,2023-04-30 23:59\n");
  CHECK(three.value("training", "2023Q1") == "invalid");
  Read next_day(sample, kDated + "A,training,2023Q1,2,2023-05-01\nA,training,2023Q1,1,2023-05-02 00:00\nA,training,2023Q1,3,2023-05-01 23:00\n");
  CHECK(next_day.value("training", "2023Q1") == "1");
  Read half(sample, kDated + "A,training,2023Q1,2,2023-05-01\nA,training,2023Q1,1,\n");
  CHECK(half.problems() == Lines{"cell_two_values 1.csv:3:4"});

  Read files(sample, std::vector<std::string>{kLong + "A,training,2023Q1,1\n", "unit,period,training\nA,2023Q1,3\n"});
  CHECK(files.problems() == Lines{"cell_two_values 2.csv:2:3"});

  Read faulty(sample, kDated + "A,training,2023Q1,x,2023-04-01\nA,training,2023Q1,3,2023-05-01\n");
  CHECK(faulty.value("training", "2023Q1") == "3");
}

TEST_CASE("levels: the finer one that ends with the period, the coarser at its end") {
  const Sample sample;
  Read read(sample, kLong + "A,aed,2023-01,90\nA,aed,2023-03,95\nA,aed,2023-02,93\nA,aed,2023H1,96\nA,aed,2023,99\nA,aed,2022,80\nA,aed,2023-09-30,97\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.value("aed", "2023Q1") == "95");
  CHECK(read.value("aed", "2023Q2") == "96");
  CHECK(read.value("aed", "2023Q3") == "97");
  CHECK(read.value("aed", "2023Q4") == "99");
  CHECK(read.value("aed", "2022Q4") == "80");
  CHECK(read.batch.place(read.key("aed", "2023Q1"), 0)->row == 3);
  Read differ(sample, kLong + "A,aed,2023-03,95\nA,aed,2023Q1,96\n");
  CHECK(differ.problems() == Lines{"cell_two_values 1.csv:3:4"});
  CHECK(differ.value("aed", "2023Q1") == "invalid");
}

TEST_CASE("what ends before the period does not stand for it, and is told of") {
  Sample sample;
  Read read(sample, kLong + "A,aed,2023-10-01,97\nA,aed,2023-11,98\nB,aed,2023-11,98\nC,aed,2023-11,98\nC,aed,2023-12-31,99\n");
  CHECK(read.problems() == Lines{"cell_older 1.csv:3:4"});
  CHECK(read.message() == "`市红十字会.aed@2023Q4` stays missing: `2023-11` ends before it does");
  CHECK(read.value("aed", "2023Q4") == "missing");
  CHECK(read.value("aed", "2023Q4", 0, 2) == "99");
  CHECK(read.value("aed", "2023-11") == "missing");
  sample.fact("place").step = Step::year;
  Read rank(sample, kLong + "A,place,2023Q1,3\nB,place,2023Q4,2\nC,place,2023H2,1\n");
  CHECK(rank.problems() == Lines{"cell_older 1.csv:2:4"});
  CHECK(rank.value("place", "2023") == "missing");
  CHECK(rank.value("place", "2023", 0, 1) == "2");
  CHECK(rank.value("place", "2023", 0, 2) == "1");
}

TEST_CASE("an older running total stands under its month, and falls like any other") {
  const Sample sample;
  Read read(sample, kLong + "A,debt,2023-10,9\nA,debt,2023-11-15,10\nA,debt,2023-12-20,11\n");
  CHECK(read.problems() == Lines{"cell_older 1.csv:4:4"});
  CHECK(read.value("debt", "2023Q4") == "missing");
  CHECK(read.value("debt", "2023-10") == "9");
  CHECK(read.value("debt", "2023-11") == "10");
  CHECK(Read(sample, kLong + "A,debt,2023Q3,9\nA,debt,2023-10,8\nA,debt,2023Q4,9\n").problems() == Lines{"cell_cumulative_fell 1.csv:3:4"});
}

TEST_CASE("levels of two periods that end together are two values, in wide form too") {
  const Sample sample;
  Read read(sample, "unit,period,aed\nA,2023-03,95\nA,2023Q1,96\n");
  CHECK(read.problems() == Lines{"cell_two_values 1.csv:3:3"});
  CHECK(read.value("aed", "2023Q1") == "invalid");
}

TEST_CASE("what is reported once") {
  const Sample sample;
  Read read(sample, kLong + "A,coastal,,是\nB,coastal,2023Q2,是\nC,coastal,2023-05,是\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.value("coastal", "2023") == "1");
  CHECK(read.value("coastal", "2023Q2", 0, 1) == "1");
  CHECK(read.value("coastal", "2023Q2", 0, 2) == "1");
}

TEST_CASE("in a yearly season what is said of a part of the year stands under its quarter, beside what is said of the year") {
  Sample sample;
  sample.schema.season.step = Step::year;
  Read read(sample, kLong + "A,coastal,2023,是\nA,coastal,2023Q3,否\nA,在全省率先开展活动,2023,优秀\nA,在全省率先开展活动,2023-11,不合格\nB,coastal,2023,是\nB,coastal,2023-05,abc\nC,coastal,2023H1,是\n");
  CHECK(read.problems() == Lines{"cell_season_differs 1.csv:3:4", "cell_changed 1.csv:4:4", "cell_not_yes_or_no 1.csv:7:4"});
  CHECK(read.value("coastal", "2023") == "1");
  CHECK(read.value("coastal", "2023Q3") == "0");
  CHECK(read.value("1.year", "2023") == "2");
  CHECK(read.value("1.year", "2023Q4") == "0");
  CHECK(read.value("coastal", "2023", 0, 1) == "1");
  CHECK(read.value("coastal", "2023Q2", 0, 1) == "invalid");
  CHECK(read.value("coastal", "2023", 0, 2) == "missing");
  CHECK(read.value("coastal", "2023Q2", 0, 2) == "1");
}

TEST_CASE("events stand as reported") {
  const Sample sample;
  Read read(sample, kLong + "A,standard,2023-06,是\nB,standard,2023,2023-06-30\n");
  CHECK(read.problems() == Lines{});
  CHECK(read.value("standard", "2023-06") != "missing");
  CHECK(read.value("standard", "2023", 0, 1) == "19538");
}

TEST_CASE("what ends after the as-of date changes nothing of what had ended by then") {
  const Sample sample;
  facts::Options options;
  options.as_of = *base::make_date(2023, 6, 30);
  const std::string by_district = "unit,fact,period,区县,value\n";
  const std::string total = by_district + "A,teams,2023Q1,合计,100\nA,teams,2023,吴兴区,1\nA,teams,2023,南浔区,2\nA,teams,2023,德清县,3\n";
  CHECK(Read(sample, total).value("teams", "2023Q1", kTotal) == "invalid");
  Read so_far(sample, total, options);
  CHECK(so_far.value("teams", "2023Q1", kTotal) == "100");
  CHECK(so_far.value("teams", "2023", 0) == "1");
  CHECK(so_far.problems() == Lines{"cell_parts_disagree 1.csv:2:5"});

  const std::string by = "unit,fact,period,value,by,note\n";
  const std::string review = by + "A,training,2023Q1,30,self,\nA,training,2023Q2,30,self,\nA,training,2023,50,review,counted twice\n";
  CHECK(Read(sample, review).value("training", "2023Q1") == "missing");
  Read reviewed(sample, review, options);
  CHECK(reviewed.value("training", "2023Q1") == "30");
  CHECK(reviewed.value("training", "2023") == "50");
  CHECK(reviewed.problems() == Lines{"cell_overridden 1.csv:4:4"});
  options.as_of = *base::make_date(2023, 12, 31);
  CHECK(Read(sample, review, options).value("training", "2023Q1") == "missing");

  options.as_of = *base::make_date(2023, 6, 30);
  const std::string event = kLong + "A,standard,2023Q2,2023-05-05\nA,standard,2023,否\nB,standard,2023,2023-03-03\n";
  CHECK(Read(sample, event).value("standard", "2023Q2") == "invalid");
  Read happened(sample, event, options);
  CHECK(happened.value("standard", "2023Q2") == "19482");
  CHECK(happened.value("standard", "2023", 0, 1) == "19419");
  // What months will still add up to a quarter is not missed yet.
  CHECK(Read(sample, kLong + "A,training,2023-01,1\nA,training,2023-02,1\nA,training,2023-03,1\nA,training,2023Q2,1\nA,training,2023Q3,1\n", options).problems() == Lines{});
}

TEST_CASE("a season that is no calendar year is made of its own parts") {
  Sample sample;
  sample.schema.season.from = *base::make_date(2023, 7, 1);
  sample.schema.season.to = *base::make_date(2024, 6, 30);
  const std::string quarters = "A,training,2023Q3,3\nA,training,2023Q4,3\nA,training,2024Q1,3\nA,training,2024Q2,3\n";
  CHECK(Read(sample, kLong + quarters + "A,training,2023,12\n").problems() == Lines{});
  Read more(sample, kLong + quarters + "A,training,2023,40\n");
  CHECK(more.problems() == Lines{"cell_parts_disagree 1.csv:6:4"});
  CHECK(more.value("training", "2023") == "invalid");
  Read some(sample, kLong + "A,training,2023Q4,30\nA,training,2024Q2,30\nA,training,2023,50\n");
  CHECK(some.problems() == Lines{"cell_parts_disagree 1.csv:4:4"});
  Read before(sample, kLong + "A,training,2022Q3,30\nA,training,2023H1,30\nA,training,2022,50\n");
  CHECK(before.problems() == Lines{"cell_parts_disagree 1.csv:4:4"});
  const std::string by = "unit,fact,period,value,by,note\n";
  Read review(sample, by + "A,training,2023Q3,3,self,\nA,training,2024Q2,9,self,\nA,training,2023,5,review,counted twice\n");
  CHECK(review.problems() == Lines{"cell_overridden 1.csv:4:4"});
  CHECK(review.value("training", "2024Q2") == "missing");
  CHECK(review.value("training", "2023") == "5");
  // Its year ends when it does.
  sample.fact("training").step = Step::year;
  Read year(sample, kLong + quarters + "B,training,2023H2,3\nB,training,2024H1,4\n");
  CHECK(year.value("training", "2023") == "12");
  CHECK(year.value("training", "2023", 0, 1) == "7");
  sample.fact("aed").step = Step::year;
  Read level(sample, kLong + "A,aed,2024Q2,70\nB,aed,2023Q4,60\nC,aed,2022,50\n");
  CHECK(level.problems() == Lines{"cell_older 1.csv:3:4"});
  CHECK(level.value("aed", "2023") == "70");
  CHECK(level.value("aed", "2022", 0, 2) == "50");
}

TEST_CASE("a season of months that is no calendar year") {
  Sample sample;
  sample.schema.season.from = *base::make_date(2023, 2, 1);
  sample.schema.season.to = *base::make_date(2024, 1, 31);
  sample.schema.season.step = Step::month;
  Read read(sample, kLong + "A,training,2023-02,30\nA,training,2023Q2,40\nA,training,2023-08,90\nA,training,2024-01,10\nA,training,2023,120\n");
  CHECK(read.problems().back() == "cell_parts_disagree 1.csv:6:4");
  CHECK(read.value("training", "2023") == "invalid");
}

TEST_CASE("what is known of the parts makes no more than the whole, whatever else cannot be used") {
  Sample sample;
  Read quarters(sample, kLong + "A,training,2023Q1,6\nA,training,2023Q3,6\nA,training,2023Q4,abc\nA,training,2023,4\n");
  CHECK(quarters.problems() == Lines{"cell_not_a_number 1.csv:4:4", "cell_parts_disagree 1.csv:5:4"});
  CHECK(quarters.value("training", "2023") == "invalid");
  Read half(sample, kLong + "A,training,2023Q1,6\nA,training,2023Q2,abc\nA,training,2023H1,x\nA,training,2023,4\n");
  CHECK(half.value("training", "2023") == "invalid");
  Read less(sample, kLong + "A,training,2023Q1,2\nA,training,2023Q2,abc\nA,training,2023,4\n");
  CHECK(less.problems() == Lines{"cell_not_a_number 1.csv:3:4"});
  CHECK(less.value("training", "2023") == "4");
  const std::string by_district = "unit,fact,period,区县,value\n";
  const std::string members = "A,teams,2023Q1,吴兴区,8\nA,teams,2023Q1,南浔区,abc\n";
  Read total(sample, by_district + members + "A,teams,2023Q1,合计,1\n");
  CHECK(total.problems() == Lines{"cell_not_a_number 1.csv:3:5", "cell_parts_disagree 1.csv:4:5"});
  CHECK(total.value("teams", "2023Q1", kTotal) == "invalid");
  Read whole(sample, by_district + members + "A,teams,2023,吴兴区,x\nA,teams,2023,合计,1\n");
  CHECK(whole.value("teams", "2023", kTotal) == "invalid");
  sample.fact("teams").total = types::Total::max;
  Read most(sample, by_district + members + "A,teams,2023Q1,合计,3\n");
  CHECK(most.value("teams", "2023Q1", kTotal) == "invalid");
  sample.fact("teams").total = types::Total::mean;
  Read mean(sample, by_district + members + "A,teams,2023Q1,合计,3\n");
  CHECK(mean.value("teams", "2023Q1", kTotal) == "3");
}

TEST_CASE("flows: finer periods are added up where all are there") {
  const Sample sample;
  Read read(sample, kLong + "A,training,2023-01,1\nA,training,2023-02,2.5\nA,training,2023-03,3\nA,training,2023-04,7\nA,training,2023-06,9\n");
  CHECK(read.problems() == Lines{"cell_parts_missing 1.csv:5:4"});
  CHECK(read.message() == "`市红十字会.training@2023Q2` stays missing: `2023-05` is not reported");
  CHECK(read.value("training", "2023Q1") == "6.5");
  CHECK(read.value("training", "2023Q2") == "missing");
  CHECK(read.value("training", "2023-01") == "missing");
  CHECK(read.batch.place(read.key("training", "2023Q1"), 0)->row == 2);
}

TEST_CASE("flows: coarser periods stay, and must agree with their parts") {
  const Sample sample;
  Read good(sample, kLong + "A,training,2023Q1,1\nA,training,2023Q2,2\nA,training,2023H1,3\nA,training,2023,8\n");
  CHECK(good.problems() == Lines{});
  CHECK(good.value("training", "2023H1") == "3");
  CHECK(good.value("training", "2023") == "8");
  Read bad(sample, kLong + "A,training,2023Q1,1\nA,training,2023Q2,2\nA,training,2023H1,5\n");
  CHECK(bad.problems() == Lines{"cell_parts_disagree 1.csv:4:4"});
  CHECK(bad.value("training", "2023H1") == "invalid");
  CHECK(bad.value("training", "2023Q1") == "1");
  CHECK(bad.sink.all()[0].related.size() == 2);
  // By halves and quarters mixed, and a quarter by its months.
  Read mixed(sample, kLong + "A,training,2023H1,10\nA,training,2023Q3,1\nA,training,2023-10,1\nA,training,2023-11,1\nA,training,2023-12,1\nA,training,2023,20\n");
  CHECK(mixed.problems() == Lines{"cell_parts_disagree 1.csv:7:4"});
  CHECK(mixed.value("training", "2023Q4") == "3");
  Read quarter(sample, kLong + "A,training,2023-01,1\nA,training,2023-02,1\nA,training,2023-03,1\nA,training,2023Q1,9\n");
  CHECK(quarter.problems() == Lines{"cell_parts_disagree 1.csv:5:4"});
  CHECK(quarter.value("training", "2023Q1") == "invalid");
}

TEST_CASE("flows: no known part at any depth makes more than a whole") {
  const Sample sample;
  Read quarter(sample, kLong + "A,training,2023Q1,20\nA,training,2023,3\n");
  CHECK(quarter.problems() == Lines{"cell_parts_disagree 1.csv:3:4"});
  CHECK(quarter.message() == "`市红十字会.training@2023` is reported as 3人, but its parts make 20人");
  CHECK(quarter.value("training", "2023") == "invalid");
  CHECK(quarter.value("training", "2023Q1") == "20");
  CHECK(Read(sample, kLong + "A,training,2023Q1,4\nA,training,2023Q2,4\nA,training,2023Q3,4\nA,training,2023,9\n").value("training", "2023") == "invalid");
  CHECK(Read(sample, kLong + "A,training,2023Q1,4\nA,training,2023Q3,4\nA,training,2023,9\n").problems() == Lines{});
  Read month(sample, kLong + "A,training,2023-01,40\nA,training,2023H1,3\nA,training,2023H2,3\n");
  CHECK(month.value("training", "2023H1") == "invalid");
  CHECK(month.value("training", "2023H2") == "3");
  CHECK(Read(sample, kLong + "A,training,2023-01-05,40\nA,training,2023,3\n").value("training", "2023") == "invalid");
  CHECK(Read(sample, kLong + "A,training,2023-01,40\nA,training,2023,41\nB,training,2023-02,40\nB,training,2023,39\n").value("training", "2023", 0, 1) == "invalid");
  // What may be negative bounds nothing.
  Sample signed_sample;
  signed_sample.fact("training").low.reset();
  CHECK(Read(signed_sample, kLong + "A,training,2023Q1,20\nA,training,2023,3\n").problems() == Lines{});
}

TEST_CASE("flows: whole numbers are compared exactly at any depth") {
  Sample sample;
  sample.fact("training").whole = true;
  const std::string quarters = "A,training,2023Q1,1\nA,training,2023Q2,1\nA,training,2023Q3,1\nA,training,2023Q4,1\n";
  CHECK(Read(sample, kLong + quarters + "A,training,2023,6\n").problems() == Lines{"cell_parts_disagree 1.csv:6:4"});
  CHECK(Read(sample, kLong + quarters + "A,training,2023,5\n").problems() == Lines{"cell_parts_disagree 1.csv:6:4"});
  CHECK(Read(sample, kLong + quarters + "A,training,2023,4\n").problems() == Lines{});
}

TEST_CASE("agreement is within half of the last written place of each part") {
  const Sample sample;
  const auto whole = [&](const std::string& cell, const std::string& parts) {
    Read read(sample, kLong + "A,training,2023Q1," + parts + "\nA,training,2023Q2," + parts + "\nA,training,2023H1," + cell + "\n");
    return read.value("training", "2023H1") != "invalid";
  };
  CHECK(whole("1.000", "0.5"));
  CHECK(whole("1.100", "0.5"));        // 2 parts of 0.1: half of each makes 0.1
  CHECK_FALSE(whole("1.101", "0.5"));
  CHECK_FALSE(whole("1.1", "0.500"));
  CHECK(whole("1.05", "0.5"));
  CHECK(whole("3.0万", "15234"));      // the whole is rounded itself
  CHECK_FALSE(whole("3.00万", "15234"));
  CHECK(whole("3万", "1.5万"));
  const auto year = [&](const std::string& cell) {
    Read read(sample, kLong + "A,training,2023Q1,1.1\nA,training,2023Q2,1.2\nA,training,2023Q3,1.1\nA,training,2023Q4,1.2\nA,training,2023," + cell + "\n");
    return read.value("training", "2023") != "invalid";
  };
  CHECK(year("5"));
  CHECK_FALSE(year("5.0"));
}

TEST_CASE("what agrees with more than itself by its rounding counts as that: an amount only grows") {
  const Sample sample;
  Read year(sample, kLong + "A,raised,2023Q1,1.4\nA,raised,2023,1\n");
  CHECK(year.problems() == Lines{"cell_total_rounded 1.csv:3:4"});
  CHECK(year.message() == "`市红十字会.raised@2023` is reported as 1万元, but its parts make 1.4万元: the total is rounded, and 1.4万元 counts");
  CHECK(year.value("raised", "2023") == "1.4");
  CHECK(year.batch.place(year.key("raised", "2023"), 0)->row == 3);
  REQUIRE(year.batch.doubt(*year.batch.place(year.key("raised", "2023"), 0)));
  // Of longer ones, each counts as what it is made of.
  Read deep(sample, kLong + "A,raised,2023-01,1.44\nA,raised,2023Q1,1.4\nA,raised,2023H1,1\nA,raised,2023,1\n");
  CHECK(deep.value("raised", "2023Q1") == "1.44");
  CHECK(deep.value("raised", "2023H1") == "1.44");
  CHECK(deep.value("raised", "2023") == "1.44");
  Read all(sample, kLong + "A,raised,2023Q1,1.4\nA,raised,2023Q2,0.05\nA,raised,2023H1,1\n");
  CHECK(all.value("raised", "2023H1") == "1.45");
  // What is more than its parts counts as it stands, and so does what agrees exactly.
  for (const char* cell : {"2", "1.6"}) {
    Read more(sample, kLong + "A,raised,2023Q1,1.1\nA,raised,2023Q2,0.5\nA,raised,2023H1," + cell + "\n");
    CHECK(more.problems() == Lines{});
    CHECK(more.value("raised", "2023H1") == cell);
  }
  // Of single things it was told before.
  Read single(sample, kLong + "A,training,2023Q1,3\nA,training,2023Q2,3\nA,training,2023H1,5\n");
  CHECK(single.problems() == Lines{"cell_within_rounding 1.csv:4:4"});
  CHECK(single.value("training", "2023H1") == "6");
  // What may be negative may fall again.
  Sample falling;
  falling.fact("raised").low.reset();
  Read signed_one(falling, kLong + "A,raised,2023Q1,1.4\nA,raised,2023,1\n");
  CHECK(signed_one.problems() == Lines{});
  CHECK(signed_one.value("raised", "2023") == "1");
  // Members beside their total.
  const std::string heading = "unit,period,区县,teams\n";
  Read total(sample, heading + "A,2023Q1,吴兴区,1.2\nA,2023Q1,南浔区,1.2\nA,2023Q1,,2\nB,2023Q1,,7\n");
  CHECK(total.problems() == Lines{"cell_total_rounded 1.csv:4:4"});
  CHECK(total.value("teams", "2023Q1", kTotal) == "2.4");
  CHECK(total.value("teams", "2023Q1", kTotal, 1) == "7");
  Read quarter(sample, heading + "A,2023Q1,吴兴区,1.4\nA,2023,,1\n");
  CHECK(quarter.value("teams", "2023", kTotal) == "1.4");
}

TEST_CASE("a member total must agree with its parts") {
  const Sample sample;
  const std::string heading = "unit,period,区县,teams\n";
  const std::string parts = "A,2023Q1,吴兴区,1\nA,2023Q1,南浔区,2\nA,2023Q1,德清县,3\n";
  CHECK(Read(sample, heading + parts + "A,2023Q1,,6\n").value("teams", "2023Q1", kTotal) == "6");
  Read bad(sample, heading + parts + "A,2023Q1,,9\n");
  CHECK(bad.problems() == Lines{"cell_parts_disagree 1.csv:5:4"});
  CHECK(bad.value("teams", "2023Q1", kTotal) == "invalid");
  CHECK(bad.value("teams", "2023Q1", 0) == "1");
  CHECK(Read(sample, heading + "A,2023Q1,吴兴区,1\nA,2023Q1,,9\n").problems() == Lines{});
  Sample mean;
  mean.fact("teams").total = types::Total::mean;
  CHECK(Read(mean, heading + parts + "A,2023Q1,,2\n").problems() == Lines{});
  CHECK(Read(mean, heading + parts + "A,2023Q1,,6\n").problems().size() == 1);
  mean.fact("teams").total = types::Total::max;
  CHECK(Read(mean, heading + parts + "A,2023Q1,,3\n").problems() == Lines{});
  mean.fact("teams").total = types::Total::min;
  CHECK(Read(mean, heading + parts + "A,2023Q1,,1\n").problems() == Lines{});
}

TEST_CASE("a total and its members agree over periods, too") {
  Sample sample;
  sample.fact("teams").whole = true;
  const std::string heading = "unit,period,区县,teams\n";
  const auto quarters = [](std::string_view member, std::string_view value, int first, int last) {
    std::string out;
    for (int q = first; q <= last; ++q) out += "A,2023Q" + std::to_string(q) + "," + std::string(member) + "," + std::string(value) + "\n";
    return out;
  };
  const std::string all = quarters("吴兴区", "1", 1, 4) + quarters("南浔区", "1", 1, 4) + quarters("德清县", "1", 1, 4);
  CHECK(Read(sample, heading + all + "A,2023,,12\n").problems() == Lines{});
  Read year(sample, heading + all + "A,2023,,5\n");
  CHECK(year.problems() == Lines{"cell_parts_disagree 1.csv:14:4"});
  CHECK(year.message() == "`市红十字会.teams@2023` is reported as 5个, but its parts make 12个");
  CHECK(year.value("teams", "2023", kTotal) == "invalid");
  CHECK(year.value("teams", "2023Q1") == "1");
  // Not all parts are there, and make more already; or less, which says nothing.
  CHECK(Read(sample, heading + quarters("吴兴区", "5", 1, 3) + "A,2023,,14\n").problems() == Lines{"cell_parts_disagree 1.csv:5:4"});
  CHECK(Read(sample, heading + quarters("吴兴区", "5", 1, 3) + "A,2023,,15\n").problems() == Lines{});
  CHECK(Read(sample, heading + quarters("", "5", 1, 3) + "A,2023,吴兴区,2\nA,2023,南浔区,2\nA,2023,德清县,2\n").problems() == Lines{"cell_parts_disagree 1.csv:2:4"});
  // The members by year, the totals by quarter.
  const std::string years = "A,2023,吴兴区,5\nA,2023,南浔区,5\nA,2023,德清县,5\n";
  Read turned(sample, heading + years + quarters("", "2", 1, 4));
  CHECK(turned.problems() == Lines{"cell_parts_disagree 1.csv:5:4"});
  CHECK(turned.value("teams", "2023Q2", kTotal) == "invalid");
  CHECK(turned.value("teams", "2023") == "5");
  CHECK(Read(sample, heading + years + quarters("", "4", 1, 3) + "A,2023Q4,,3\n").problems() == Lines{});
  CHECK(Read(sample, heading + years + quarters("", "2", 1, 3)).problems() == Lines{});
  // A wrong quarter is told of once.
  CHECK(Read(sample, heading + all + "A,2023Q1,,9\nA,2023,,12\n").problems() == Lines{"cell_parts_disagree 1.csv:14:4"});
  // What may have been rounded agrees within that.
  CHECK(Read(Sample(), heading + years + quarters("", "3.5", 1, 4)).problems() == Lines{});
  Sample may_fall;
  may_fall.fact("teams").is_signed = true;
  may_fall.fact("teams").low.reset();
  CHECK(Read(may_fall, heading + quarters("吴兴区", "5", 1, 3) + "A,2023,,14\n").problems() == Lines{});
  CHECK(Read(may_fall, heading + all + "A,2023,,5\n").problems().size() == 1);
}

TEST_CASE("a year of a season of several years is compared with what is known within it, also where two such years overlap") {
  Sample sample;
  sample.schema.season = {"2023", "", *base::make_date(2023, 7, 1), *base::make_date(2025, 6, 30), Step::quarter};
  CHECK(Read(sample, kLong + "A,training,2024,3\nA,training,2024-10,20\n").problems() == Lines{"cell_parts_disagree 1.csv:2:4", "cell_parts_missing 1.csv:3:4"});
  CHECK(Read(sample, kLong + "A,training,2023,3\nA,training,2024-10,20\n").problems() == Lines{"cell_parts_disagree 1.csv:2:4", "cell_parts_missing 1.csv:3:4"});
  CHECK(Read(sample, kLong + "A,training,2025,3\nA,training,2024-10,20\n").problems() == Lines{"cell_parts_missing 1.csv:3:4"});
}

TEST_CASE("many days and many units take no longer for each of them") {
  const Sample sample;
  std::string flows = kLong, levels = kLong, events = kLong, sizes = kLong;
  for (int i = 0; i < 80'000; ++i) {
    const base::Date day{base::make_date(1950, 1, 1)->days + i};
    flows += "A,training," + to_string(base::period_of(day, Step::day)) + ",1\n";
    levels += "A,members," + to_string(base::period_of(day, Step::day)) + ",1\n";
    events += "U" + std::to_string(i) + ",standard," + to_string(base::period_of(day, Step::day)) + ",no\n";
    sizes += "U" + std::to_string(i / 3) + ",area," + to_string(base::period_of(day, Step::day)) + "," + (i % 3 == 0 ? "1" : "100") + "\n";
  }
  const std::clock_t begun = std::clock();
  const Read read(sample, flows + "A,training,2023,3\n");
  for (const std::string& text : {levels, events, sizes}) {
    const tests::Scratch folder;
    diagnostics::Sink sink;
    const auto reader = facts::open(sample.schema, {folder.put("a.csv", text)}, {}, sink);
    facts::Batch batch;
    CHECK(reader->next(batch));
  }
  CHECK(std::clock() - begun < 20 * CLOCKS_PER_SEC);
  CHECK(read.value("training", "2023Q2") == "91");
}

TEST_CASE("a least and a greatest must not lie beyond a known part") {
  Sample sample;
  const std::string heading = "unit,period,区县,teams\n";
  const std::string part = "A,2023Q1,吴兴区,3\n";
  sample.fact("teams").total = types::Total::min;
  Read least(sample, heading + part + "A,2023Q1,,4\n");
  CHECK(least.problems() == Lines{"cell_parts_disagree 1.csv:3:4"});
  CHECK(least.value("teams", "2023Q1", kTotal) == "invalid");
  CHECK(Read(sample, heading + part + "A,2023Q1,,2\n").problems() == Lines{});
  sample.fact("teams").total = types::Total::max;
  CHECK(Read(sample, heading + part + "A,2023Q1,,2\n").problems() == Lines{"cell_parts_disagree 1.csv:3:4"});
  CHECK(Read(sample, heading + part + "A,2023Q1,,4\n").problems() == Lines{});
  sample.fact("teams").total = types::Total::mean;
  CHECK(Read(sample, heading + part + "A,2023Q1,,4\n").problems() == Lines{});
}

TEST_CASE("a cumulative that falls is a warning and stands") {
  const Sample sample;
  Read read(sample, kLong + "A,debt,2022Q4,100\nA,debt,2023Q1,10\nA,debt,2023Q2,9\nA,debt,2023Q4,9\n");
  CHECK(read.problems() == Lines{"cell_cumulative_fell 1.csv:4:4"});
  CHECK(read.value("debt", "2023Q2") == "9");
  CHECK(read.value("debt", "2022Q4") == "100");
}
