// What each way of scoring gives, on numbers that a person can check.
#include "support/season.h"

#include <doctest/doctest.h>

#include <string>

using namespace assay;

namespace {

// The attainment of one criterion on `x : KIND`, given a cell of each quarter that was reported.
std::string gives(const std::string& kind, const std::string& rule, const std::string& facts, const char* as_of = "2023-12-31") {
  return test::season("fact x : " + kind + "\ntarget 1 { require : " + rule + " }", facts, as_of)->attainment(0);
}

std::string level(const std::string& rule, const std::string& x) { return gives("level 家", rule, "x,2023Q4,," + x + "\n"); }
// Between 6 and 14.
std::string missing(const std::string& rule) { return gives("level 家 range 6家..14家", rule, "x,2023Q1,,7\n"); }

}  // namespace

TEST_CASE("all or nothing") {
  CHECK(level("x >= 10家 score all or nothing", "9") == "0");
  CHECK(level("x >= 10家 score all or nothing", "10") == "1");
  CHECK(missing("x >= 10家 score all or nothing") == "[0, 1]");
  CHECK(missing("x >= 10家 and x >= 5家 score all or nothing") == "[0, 1]");
}

TEST_CASE("in proportion: nothing under the floor, the cap over it, whether or not the condition holds") {
  const std::string rule = "x >= 10家 score proportional floor 60% cap 120%";
  CHECK(level(rule, "5") == "0");
  CHECK(level(rule, "6") == "0.6");
  CHECK(level(rule, "9") == "0.9");
  CHECK(level(rule, "11") == "1.1");
  CHECK(level(rule, "15") == "1.2");
  CHECK(missing(rule) == "[0.6, 1.2]");
  CHECK(level("x >= 10家 score proportional", "15") == "1");
  CHECK(level("x <= 10家 score proportional cap 150%", "8") == "1.25");
  CHECK(level("x <= 10家 score proportional cap 150%", "0") == "1.5");
  CHECK(level("x == 10家 score proportional", "12") == "0.833333333");
}

TEST_CASE("linear: from the worst to the best value") {
  const std::string rule = "x >= 10家 score linear from 6家 to 10家";
  CHECK(level(rule, "6") == "0");
  CHECK(level(rule, "7") == "0.25");
  CHECK(level(rule, "12") == "1");
  CHECK(missing(rule) == "[0, 1]");
  CHECK(level("x <= 10家 score linear from 16家 to 10家", "13") == "0.5");
  CHECK(level("x >= 10家 score linear from 0家 to 20家", "15") == "0.75");
}

TEST_CASE("steps: the first row that the ratio meets") {
  const std::string rule = "x >= 10家 score steps { >= 100%: 100%, >= 90%: 80%, >= 80%: 60%, else 10% }";
  CHECK(level(rule, "10") == "1");
  CHECK(level(rule, "9") == "0.8");
  CHECK(level(rule, "8") == "0.6");
  CHECK(level(rule, "7") == "0.1");
  CHECK(missing(rule) == "[0.1, 1]");
  CHECK(level("x >= 10家 score steps { > 100%: 120%, >= 90%: 80% }", "10") == "0.8");
  CHECK(level("x >= 10家 score steps { > 100%: 120%, >= 90%: 80% }", "8") == "0");
  // A row within the interval counts, though both ends meet others.
  CHECK(missing("x >= 10家 score steps { >= 130%: 50%, >= 90%: 100%, else 20% }") == "[0.2, 1]");
}

TEST_CASE("deduct: each begun unit counts, and nothing is left below nothing") {
  const std::string rule = "x >= 10家 score deduct 15% per 2家 short";
  CHECK(level(rule, "10") == "1");
  CHECK(level(rule, "9") == "0.85");
  CHECK(level(rule, "8") == "0.85");
  CHECK(level(rule, "7") == "0.7");
  CHECK(level("x >= 10家 score deduct 50% per 1家 short", "7") == "0");
  CHECK(missing(rule) == "[0.7, 1]");
  CHECK(level("x <= 10家 score deduct 15% per 2家 short", "13") == "0.7");
}

TEST_CASE("bonus: each full step beyond the goal, up to a limit; short of it as without a scheme") {
  const std::string rule = "x >= 10家 score bonus 2% per 5% of goal over up to 10%";
  CHECK(level(rule, "8") == "0.8");
  CHECK(level(rule, "10") == "1");
  CHECK(level(rule, "11") == "1.04");
  CHECK(level(rule, "30") == "1.1");
  CHECK(missing(rule) == "[0.6, 1.1]");
  CHECK(level("x >= 10家 score bonus 3% per 2家 over", "15") == "1.06");
  CHECK(level("x <= 10家 score bonus 1% per 1家 over up to 5%", "7") == "1.03");
  CHECK(gives("level %", "x >= 90% score bonus 2% per 1pp over", "x,2023Q4,,93.5%\n") == "1.06");
}

TEST_CASE("places") {
  const std::string rule = "x <= 3 score places { 1: 100%, 2: 95%, 3..5: 90%, else 80% }";
  const auto place = [&](const char* x) { return gives("rank", rule, "x,2023Q4,," + std::string(x) + "\n"); };
  CHECK(place("1") == "1");
  CHECK(place("2") == "0.95");
  CHECK(place("4") == "0.9");
  CHECK(place("6") == "0.8");
  CHECK(gives("rank", rule, "x,2023Q1,,1\n") == "[0.8, 1]");
}

TEST_CASE("a scheme reads a constant on either side, and a flow that can only grow leaves it open") {
  CHECK(level("10家 <= x score linear from 6家 to 10家", "7") == "0.25");
  CHECK(gives("flow 家", "x >= 10家 score proportional cap 120%", "x,2023Q1,,4\nx,2023Q2,,3\n", "2023-06-30") == "0.7");
  CHECK(gives("flow 家", "x >= 10家 score proportional cap 120%", "x,2023Q1,,4\n") == "[0.4, 1.2]");
}
