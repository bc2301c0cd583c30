#include "plan/lower.h"
#include "support/season.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace assay;

TEST_CASE("what targets share is computed once") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : x * 2 >= 10人 }\ntarget 2 { require : x * 2 >= 20人 }", "x,2023,,7\n");
  const auto& steps = s->program.steps;
  CHECK(std::count_if(steps.begin(), steps.end(), [](const plan::Step& p) { return p.op == plan::Op::load_flow; }) == 1);
  CHECK(std::count_if(steps.begin(), steps.end(), [](const plan::Step& p) { return p.op == plan::Op::multiply && p.in.size() == 2; }) >= 1);
}

TEST_CASE("every operation has a name and a sentence; a dump names each step") {
  const auto s = test::season("fact n : level 家 per 区县 total sum\ntarget 1 { require : every 区县 has n >= 1家 }", "n,2023Q4,甲,4\n");
  const std::string dump = plan::dump_plan(s->program);
  CHECK(dump.find("as of 2023-12-31") == 0);
  CHECK(dump.find("load_newest") != std::string::npos);
  CHECK(dump.find("fold_every") != std::string::npos);
  CHECK(dump.find("over 区县") != std::string::npos);
  CHECK(plan::sentence(plan::Op::gate).size() > 10);
}

TEST_CASE("a program that reads what is not written is found out") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : x >= 10人 }", "x,2023,,7\n");
  plan::Program broken = s->program;
  std::reverse(broken.steps.begin(), broken.steps.end());
  CHECK_FALSE(plan::verify(broken).empty());
  CHECK(plan::verify(s->program).empty());
}

TEST_CASE("a quantifier over quarters ranges over those that have ended") {
  types::Season season;
  season.from = *base::make_date(2023, 1, 1);
  season.to = *base::make_date(2023, 12, 31);
  CHECK(plan::ended_periods(season, base::Step::quarter, *base::make_date(2023, 6, 29)).size() == 1);
  CHECK(plan::ended_periods(season, base::Step::quarter, *base::make_date(2023, 6, 30)).size() == 2);
}
