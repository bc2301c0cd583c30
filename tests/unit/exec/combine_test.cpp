// How criteria make a target, targets a department, and departments a ranking.
#include "support/season.h"

#include <doctest/doctest.h>

#include <string>

using namespace assay;

namespace {

const std::string kHead = "season 2023 from 2023-01-01 to 2023-12-31 quarterly\nreports from { 某市 }\nunit 家\n";

std::unique_ptr<test::Season> season(const std::string& rules, const std::string& facts) {
  return test::evaluate(kHead + rules, {"fact,period,value\n" + facts}, "2023-12-31");
}

std::string score(const test::Season& s, std::size_t department) { return test::print(s.outcome.departments[department].score.at(0)); }

}  // namespace

TEST_CASE("combine: what the mean of the criteria is") {
  const auto of = [&](const std::string& how) {
    const auto s = test::season("fact x : level 家\ntarget 1 " + how + " { require : x >= 10家 weight 25 \n require : x >= 4家 weight 75 }", "x,2023Q4,,8\n");
    return s->score(0) + " " + test::print(s->outcome.departments[0].targets[0].attainment.at(0));
  };
  CHECK(of("") == "95 0.95");
  CHECK(of("combine mean") == "95 0.95");
  CHECK(of("combine min") == "80 0.8");
  CHECK(of("combine all or nothing") == "0 0");
  CHECK(of("combine share met") == "75 0.75");
}

TEST_CASE("folds with a filter") {
  const auto of = [&](const std::string& formula) {
    return score(*season("scoring { target = " + formula + "\n department = sum(targets) }\ndepartment 甲 { fact x : level 家\ntarget 1 { require : x >= 10家\n"
                         "require : x >= 4家\n require : x >= 2家 } }", "x,2023Q4,8\n"), 0);
  };
  CHECK(of("10 * mean(criteria where met)") == "10");
  CHECK(of("10 * mean(criteria where not met)") == "8");
  CHECK(of("count(criteria where met)") == "2");
  CHECK(of("30 * share(criteria where met)") == "20");
  CHECK(of("sum(criteria where attainment >= 90%)") == "2");
}

TEST_CASE("ties") {
  const auto ranks = [&](const std::string& ties) {
    const auto s = season("scoring { department = sum(targets)\n" + ties + " }\ndepartment 甲 { fact a : level 家\n target 1 { require : a >= 10家 } }\n"
                          "department 乙 { difficulty 1.2\n fact b : level 家\n target 1 { require : b >= 10家 } }\n"
                          "department 丙 { fact c : level 家\n target 1 { require : c >= 10家 } }\n", "a,2023Q4,10\nb,2023Q4,10\nc,2023Q4,9\n");
    std::string out;
    for (const auto& d : s->outcome.departments) out += std::to_string(d.rank_low[0]) + "-" + std::to_string(d.rank_high[0]) + " ";
    return out;
  };
  CHECK(ranks("") == "1-1 1-1 3-3 ");
  CHECK(ranks("ties shared") == "1-1 1-1 3-3 ");
  CHECK(ranks("ties difficulty") == "2-2 1-1 3-3 ");
  CHECK(ranks("ties order") == "1-1 2-2 3-3 ");
}

TEST_CASE("it is not known whether a target applies: the hull of both cases") {
  // With it 0.4 * 60 + 0.6 * 1 * 100; without it all the weight is on the others.
  const std::string rules = "department 甲 { fact x : level 家\n fact 沿海 : flag\n target 1 weight 40 applies when 沿海 { require : x >= 10家 }\n"
                            "target 2 weight 60 { require : x >= 8家 } }";
  const auto open = season(rules, "x,2023Q4,8\n");
  CHECK(score(*open, 0) == "[92, 100]");
  CHECK(open->score(0) == "[0, 32]");
  CHECK(open->score(1) == "[60, 100]");
  CHECK(score(*season(rules, "x,2023Q4,8\n沿海,2023,是\n"), 0) == "92");
  CHECK(score(*season(rules, "x,2023Q4,8\n沿海,2023,否\n"), 0) == "100");
}

TEST_CASE("all targets may not apply: the department counts from 0, and its score is that of the cases in which it has one") {
  const auto s = season("department 甲 { fact x : level 家\n fact 沿海 : flag\n target 1 applies when 沿海 { require : x >= 10家 } }", "x,2023Q4,8\n");
  CHECK(score(*s, 0) == "80");
  CHECK(test::print(s->outcome.total.at(0)) == "[0, 80]");
}

TEST_CASE("a department that may have no score is not certainly ahead of another; its own rank is that of the cases in which it has one") {
  const auto ranks = [&](const std::string& facts) {
    const auto s = season("department 甲 { fact x : level 家\n target 1 { require : x >= 10家 } }\n"
                          "department 乙 { fact 沿海 : flag\n fact y : level 家\n target 1 applies when 沿海 { require : y >= 5家 } }\n", facts);
    std::string out;
    for (const auto& d : s->outcome.departments) out += std::to_string(d.rank_low[0]) + "-" + std::to_string(d.rank_high[0]) + " ";
    return out;
  };
  CHECK(ranks("x,2023Q4,7\ny,2023Q4,7\n") == "1-2 1-1 ");
  CHECK(ranks("x,2023Q4,7\ny,2023Q4,7\n沿海,2023,是\n") == "2-2 1-1 ");
  CHECK(ranks("x,2023Q4,7\ny,2023Q4,7\n沿海,2023,否\n") == "1-1 0-0 ");
}
