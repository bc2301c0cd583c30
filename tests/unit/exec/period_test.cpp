// Values over stated and current periods, and going through periods, as grammar/meaning.md says it.
#include "support/season.h"

#include <doctest/doctest.h>

using namespace assay;
using exec::Status;

TEST_CASE("of last season a grade, a flag, an event, a text and a condition can be asked") {
  const auto s = test::season("fact m : grade 评议\nfact f : flag\nfact e : event\nfact t : text\nfact x : flow 人\n"
                        "target 1 { require : m > previous(m) }\ntarget 2 { require : previous(m) == 良好 }\ntarget 3 { require : previous(f) }\n"
                        "target 4 { require : previous(e) }\ntarget 5 { require : previous(e by 2023-06-30) }\ntarget 6 { require : previous(t) == \"甲\" }\n"
                        "target 7 { require : previous(x >= 40人) }\ntarget 8 { require : previous(t) == t }\n",
                        "m,2022,,良好\nm,2023,,优秀\nf,2022,,no\ne,2022Q3,,2022-08-01\nt,2022,,甲\nx,2022,,30\n");
  CHECK(s->status(0) == exec::Status::met);
  CHECK(s->status(1) == exec::Status::met);
  CHECK(s->status(2) == exec::Status::missed);
  CHECK(s->status(3) == exec::Status::met);
  CHECK(s->status(4) == exec::Status::missed);
  CHECK(s->status(5) == exec::Status::met);
  CHECK(s->status(6) == exec::Status::missed);
  CHECK(s->attainment(6) == "0.75");
  CHECK(s->status(7) == exec::Status::unknown);
}

TEST_CASE("a stated period: an amount within it, the running total's difference, the newest state") {
  const std::string facts = "x,2022,,100\nx,2023Q1,,10\nx,2023Q2,,20\nc,2022Q4,,7\nc,2023Q1,,3\nc,2023Q2,,5\nc,2023Q3,,9\nl,2022Q2,,4\nl,2023Q2,,6\n";
  const auto s = test::season("fact x : flow 人\nfact c : cumulative 人\nfact l : level 人\n"
                              "target 1 { require x@2022 == 100人 ; require x@2022Q1 >= 0人 ; require x@2023H1 == 30人 ; require x@2023Q2 == 20人 }\n"
                              "target 2 { require c@2022 == 7人 ; require c@2023Q2 == 2人 ; require c@2023Q3 == 4人 ; require c@2023Q4 <= 1人 }\n"
                              "target 3 { require l@2022Q2 == 4人 ; require l@2023Q2 == 6人 ; require (x + l)@2023Q2 == 26人 ; require growth(l@2023Q2) == 50% }",
                              facts);
  for (std::size_t target = 0; target < 3; ++target)
    for (std::size_t criterion = 0; criterion < 4; ++criterion) {
      CAPTURE(target);
      CAPTURE(criterion);
      // The year was given only whole, and a missing running total is not known.
      const bool known = !(target == 1 && criterion == 3);
      CHECK(s->status(target, criterion) == (known ? Status::met : Status::unknown));
    }
}

TEST_CASE("a period that is still to come is open, and an early one may settle the matter") {
  const std::string rules = "fact x : flow 人\ntarget 1 { require x@2023Q3 >= 5人 }\ntarget 2 { require x@2023Q1 >= 5人 }";
  const auto s = test::season(rules, "x,2023Q1,,5\n", "2023-03-31");
  CHECK(s->status(0) == Status::open);
  CHECK(s->status(1) == Status::met);
  CHECK_FALSE(s->provisional(1));
}

TEST_CASE("each quarter's own amount; quarters that a filter leaves out do not count") {
  const std::string facts = "x,2023Q1,,10\nx,2023Q2,,8\nx,2023Q3,,12\nx,2023Q4,,20\n";
  const auto s = test::season("fact x : flow 人\ntarget 1 { require every quarter has x@quarter >= 10人 }\n"
                              "target 2 { require every quarter where x >= 20人 has x@quarter >= 10人 }\n"
                              "target 3 { require every half has x@half >= 20人 }\ntarget 4 { require no quarter has x@quarter > 20人 }",
                              facts);
  CHECK(s->status(0) == Status::missed);
  CHECK(s->attainment(0) == "0.95");
  CHECK(s->status(1) == Status::met);
  CHECK(s->status(2) == Status::missed);
  CHECK(s->attainment(2) == "0.95");
  CHECK(s->status(3) == Status::met);
  const auto reasons = s->reasons(0);
  REQUIRE(reasons.atoms.size() == 4);
  CHECK(reasons.atoms[1].where == std::vector<std::string>{"2023Q2"});
  CHECK(test::print(*reasons.atoms[1].value) == "8");
  REQUIRE(reasons.atoms[1].cells.size() == 1);
  CHECK(base::to_string(reasons.atoms[1].cells[0].key.period) == "2023Q2");
}

TEST_CASE("how many quarters, which part of them, how many in a row; amounts of all quarters") {
  const auto s = test::season("fact x : flow 人\n"
                              "target 1 { require count(quarter where x@quarter >= 10人) == 3 ; require share(quarter where x@quarter >= 10人) >= 75% ;\n"
                              "  require streak(quarter where x@quarter >= 10人) == 2 ; require max(x@quarter) == 20人 ; require avg(x@quarter) == 12.5人 ;\n"
                              "  require sum(x@quarter where x@quarter >= 10人) == 42人 ; require count(quarter) == 4 }",
                              "x,2023Q1,,10\nx,2023Q2,,8\nx,2023Q3,,12\nx,2023Q4,,20\n");
  for (std::size_t c = 0; c < 7; ++c) {
    CAPTURE(c);
    CHECK(s->status(0, c) == Status::met);
  }
}

TEST_CASE("a run lies between the longest certain and the longest possible one") {
  const std::string rules = "fact x : level 人\ntarget 1 { require streak(quarter where x >= 10人) >= 3 }\ntarget 2 { require streak(quarter where x >= 10人) >= 2 }";
  const auto s = test::season(rules, "x,2023Q1,,10\nx,2023Q3,,12\nx,2023Q4,,20\n");
  CHECK(s->status(0) == Status::unknown);
  CHECK(s->status(1) == Status::met);
  const auto mid = test::season(rules, "x,2023Q1,,10\nx,2023Q2,,12\n", "2023-06-30");
  CHECK(mid->status(0) == Status::open);
  CHECK(mid->status(1) == Status::met);
  CHECK_FALSE(mid->provisional(1));
}

TEST_CASE("earlier seasons, one after another; what is stated stays, what is relative moves with them") {
  const std::string facts = "x,2021,,8\nx,2022,,9\nx,2023,,10\nx,2020,,7\nx,2019,,7\n";
  const auto s = test::season("fact x : flow 人\ntarget 1 { require every year from 2021 to 2023 has x >= 8人 }\n"
                              "target 2 { require every year from 2021 to 2023 has x > previous(x) }\ntarget 3 { require every year from 2021 to 2023 has x > x@2020 }\n"
                              "target 4 { require previous(previous(x)) == 8人 }\ntarget 5 { require count(year where x >= 10人) == 1 }\n"
                              "target 6 { require count(year from 2020 to 2023 where x >= 8人) == 3 and share(year from 2021 to 2022 where x >= 9人) == 50% }\n"
                              "target 7 { require streak(year from 2020 to 2023 where growth(x) > 0) == 3 } target 8 { require count(year from 2020 to 2023) == 4 }",
                              facts);
  for (std::size_t target = 0; target < 8; ++target) {
    CAPTURE(target);
    CHECK(s->status(target) == Status::met);
  }
}

TEST_CASE("an event of each quarter is one within it; of another season it is that season's") {
  const std::string facts = "e,2023Q1,,是\ne,2023Q2,,是\ne,2023Q3,,否\ne,2022Q2,,2022-05-04\n";
  const auto s = test::season("fact e : event\ntarget 1 { require every quarter has e@quarter }\ntarget 2 { require e@2023Q2 }\ntarget 3 { require e@2023Q3 }\n"
                              "target 4 { require e@2022 by 2022-06-30 }\ntarget 5 { require e@2023Q4 }",
                              facts);
  CHECK(s->status(0) == Status::missed);
  CHECK(s->attainment(0).substr(0, 3) == "[0.");
  CHECK(s->status(1) == Status::met);
  CHECK(s->status(2) == Status::missed);
  CHECK(s->status(3) == Status::met);
  CHECK(s->status(4) == Status::unknown);
  REQUIRE(s->reasons(4).needs.size() == 1);
  CHECK(base::to_string(s->reasons(4).needs[0].key.period) == "2023Q4");
}

TEST_CASE("a criterion that is due within the season asks for all of an earlier one") {
  const std::string rules = "fact e : event\ntarget 1 { require e@2022 due 2023-06-30 }\ntarget 2 { require e@2023H1 or e@2022 due 2023-06-30 }\n"
                            "target 3 { require e@2022 by 2022-06-30 due 2023-09-30 }\ntarget 4 { require e@2022 <= 2022-12-31 due 2023-06-30 }";
  const std::string half = "e,2023H1,,否\ne,2022H1,,否\n";
  for (const char* as_of : {"2023-06-30", "2023-12-31"}) {
    CAPTURE(as_of);
    const auto open = test::season(rules, half, as_of);
    const auto no = test::season(rules, half + "e,2022H2,,否\n", as_of);
    const auto late = test::season(rules, half + "e,2022H2,,2022-09-04\n", as_of);
    for (const std::size_t target : {0U, 1U, 3U}) {
      CAPTURE(target);
      CHECK(open->status(target) == Status::unknown);
      CHECK(no->status(target) == Status::missed);
      CHECK(late->status(target) == Status::met);
    }
    for (const auto* s : {&open, &no, &late}) CHECK((*s)->status(2) == Status::missed);
  }
}

TEST_CASE("before the first quarter has ended nothing that goes through quarters is decided") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require count(quarter where x@quarter > 3人) <= 4 }\ntarget 2 { require max(x@quarter) >= 1人 }",
                              "", "2023-02-10");
  CHECK(s->status(0) == Status::met);  // there are no more than four
  CHECK(s->status(1) == Status::open);
}

TEST_CASE("a running total of an earlier month is not that of the period due, but bounds it") {
  const std::string rules = "fact c : cumulative 人\nfact l : level 人 yearly\nfact r : rank yearly\n"
                            "target 1 { require c >= 10人 ; require c <= 10人 ; require c >= 9人 ; require c <= 8人 }\n"
                            "target 2 { require l >= 3人 ; require r <= 3 }";
  const std::string facts = "c,2023Q3,,6\nc,2023-10,,9\nl,2023Q1,,5\nr,2023-01,,1\n";
  const auto s = test::season(rules, facts);
  CHECK(s->status(0, 0) == Status::unknown);
  CHECK(s->status(0, 1) == Status::unknown);
  CHECK(s->status(0, 2) == Status::met);
  CHECK(s->status(0, 3) == Status::missed);
  CHECK(s->status(1, 0) == Status::unknown);
  CHECK(s->status(1, 1) == Status::unknown);
  // Before the month has ended it is not seen.
  CHECK(test::season(rules, facts, "2023-10-30")->status(0, 3) == Status::met);
  CHECK(test::season(rules, facts, "2023-10-31")->status(0, 3) == Status::missed);
}
