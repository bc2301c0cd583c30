// What is met or missed for good stays so, whatever the cells of later periods say.
#include "support/season.h"

#include <doctest/doctest.h>

using namespace assay;
using exec::Status;

namespace {

// Met or missed for good on 30 June, and so at every later date with what is added then.
void stays(const char* rules, const std::string& facts, const std::string& later, Status status) {
  CAPTURE(rules);
  for (const char* as_of : {"2023-06-30", "2023-09-30", "2023-12-31"}) {
    CAPTURE(as_of);
    const auto s = test::season(rules, facts + (std::string(as_of) > "2023-06-30" ? later : ""), as_of);
    CHECK(s->status(0) == status);
    CHECK_FALSE(s->provisional(0));
  }
}

}  // namespace

TEST_CASE("a malformed cell of a later period turns no final verdict") {
  stays("fact x : flow 人\ntarget 1 { require : x >= 100人 }", "x,2023Q1,,60\nx,2023Q2,,50\n", "x,2023Q3,,abc\n", Status::met);
  stays("fact x : flow 人\ntarget 1 { require : x >= 100人 }", "x,2023Q1,,60\nx,2023Q2,,50\n", "x,2023,,abc\n", Status::met);
  stays("fact x : flow 人\ntarget 1 { require : x <= 90人 }", "x,2023H1,,110\n", "x,2023Q3,,abc\nx,2023Q4,,-3\n", Status::missed);
  stays("fact x : cumulative 人\ntarget 1 { require : x >= 100人 }", "x,2023Q2,,110\n", "x,2023Q3,,abc\nx,2023Q4,,abc\n", Status::met);
  stays("fact x : level % range 0%..100%\ntarget 1 { require : x <= 100% }", "x,2023Q1,,50%\n", "x,2023Q3,,abc\n", Status::met);
  stays("fact a : event\ntarget 1 { require : a by 2023-06-30 }", "a,2023Q2,,2023-05-01\n", "a,2023Q3,,abc\na,2023,,abc\n", Status::met);
  stays("fact a : event\ntarget 1 { require : a by 2023-06-30 }", "a,2023Q1,,否\na,2023Q2,,否\n", "a,2023Q3,,abc\na,2023,,abc\n", Status::missed);
  stays("fact a : event\ntarget 1 { require : a by 2023-06-30 }", "a,2023Q2,,是\n", "a,2023Q3,,abc\n", Status::met);
}

TEST_CASE("a yes of a later period blurs no stated day") {
  stays("fact a : event\ntarget 1 { require : a after 2023-04-01 }", "a,2023Q2,,2023-05-01\n", "a,2023Q3,,是\na,2023,,是\n", Status::met);
  stays("fact a : event\ntarget 1 { require : a by 2023-06-30 }", "a,2023Q1,,否\na,2023Q2,,否\n", "a,2023,,是\n", Status::missed);
}

TEST_CASE("a day of the season before is final when it is due, whatever is said later") {
  const char* rules = "fact a : event\ntarget 1 { require : a by 2023-06-30 }";
  CHECK(test::season(rules, "a,2023Q1,,2022-11-20\n", "2023-03-31")->status(0) == Status::open);
  CHECK(test::season(rules, "a,2023Q1,,2022-11-20\na,2023Q2,,2023-05-01\n", "2023-06-30")->status(0) == Status::met);
  stays(rules, "a,2023Q1,,2022-11-20\n", "a,2023Q3,,是\n", Status::missed);
}

TEST_CASE("what a malformed cell leaves undecided is invalid, and the cell is named") {
  const auto flow = test::season("fact x : flow 人\ntarget 1 { require : x >= 100人 }", "x,2023Q1,,60\nx,2023Q2,,30\nx,2023Q3,,abc\nx,2023Q4,,5\n");
  CHECK(flow->status(0) == Status::invalid);
  CHECK(flow->reasons(0).faults.size() == 1);
  const auto whole = test::season("fact x : flow 人\ntarget 1 { require : x >= 100人 }", "x,2023H1,,99\nx,2023H2,,3\nx,2023,,abc\n");
  CHECK(whole->status(0) == Status::invalid);
  CHECK(whole->reasons(0).faults.size() == 1);
  const auto event = test::season("fact a : event\ntarget 1 { require : a by 2023-06-30 }", "a,2023Q1,,否\na,2023Q2,,abc\n");
  CHECK(event->status(0) == Status::invalid);
  CHECK(event->reasons(0).faults.size() == 1);
}

TEST_CASE("a malformed cell of another season is not blamed for an event of this one") {
  const auto s = test::season("fact a : event\ntarget 1 { require : a by 2023-06-30 }\ntarget 2 { require : previous(a) }", "a,2022,,abc\n");
  CHECK(s->status(0) == Status::unknown);
  CHECK(s->reasons(0).faults.empty());
  CHECK(s->reasons(0).needs.size() == 1);
  CHECK(s->status(1) == Status::invalid);
  CHECK(s->reasons(1).faults.size() == 1);
}
