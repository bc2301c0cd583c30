#include "support/season.h"

#include <doctest/doctest.h>

#include <string>

namespace assay::test {
namespace {

// Four units; `收入` of the last is missing, within 0..100.
const std::string kRules = R"(
season 2023 "2023" from 2023-01-01 to 2023-12-31 yearly
unit 元
fact 收入 : level 元 range 0..100
department 部 {
  target 1 "名次" { require first : rank of 收入 among units <= 1 }
  target 2 "名次" { require third : rank of 收入 among units <= 3 }
  target 3 "平均" { require mean : 收入 >= avg of 收入 among units }
  target 4 "最高" { require best : 收入 == max of 收入 among units }
  target 5 "离均" { require deviation : rank of 收入 - avg of 收入 among units among units <= 2 }
}
)";

std::string letters(const Season& season, std::size_t target) {
  std::string out;
  for (std::size_t row = 0; row < season.batch.rows(); ++row) {
    switch (season.status(target, 0, row)) {
      case exec::Status::met: out += 'M'; break;
      case exec::Status::missed: out += 'X'; break;
      case exec::Status::unknown: out += '?'; break;
      case exec::Status::invalid: out += '!'; break;
      default: out += 'O';
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a unit's place among all, the greatest first, equal ones sharing it") {
  const auto all = evaluate(kRules, {"unit,收入\n甲,50\n乙,80\n丙,50\n丁,10\n"}, "2023-12-31");
  CHECK(letters(*all, 0) == "XMXX");
  CHECK(letters(*all, 1) == "MMMX");
  CHECK(letters(*all, 2) == "MMMX");
  CHECK(letters(*all, 3) == "XMXX");
  CHECK(letters(*all, 4) == "MMMX");
}

TEST_CASE("a place among units can be scored by its place") {
  const std::string rules = kRules.substr(0, kRules.find("  target 1")) + "  target 1 { require : rank of 收入 among units <= 3 score places { 1: 100%, 2..3: 95%, else 60% } }\n}\n";
  const auto all = evaluate(rules, {"unit,收入\n甲,50\n乙,80\n丙,40\n丁,\n"}, "2023-12-31");
  CHECK(all->attainment(0, 0, 0) == "0.95");
  CHECK(all->attainment(0, 0, 1) == "[0.95, 1]");
  CHECK(all->attainment(0, 0, 2) == "[0.6, 0.95]");
  CHECK(all->attainment(0, 0, 3) == "[0.6, 1]");
}

TEST_CASE("a unit that has not reported may be anywhere in its range") {
  const auto all = evaluate(kRules, {"unit,收入\n甲,50\n乙,80\n丙,50\n丁,\n"}, "2023-12-31");
  CHECK(letters(*all, 0) == "X?X?");
  CHECK(letters(*all, 1) == "MMM?");
  CHECK(letters(*all, 2) == "?M??");  // the mean lies in 45..70
  CHECK(letters(*all, 3) == "X?X?");
}

TEST_CASE("a malformed cell leaves invalid only what rests on it") {
  const auto all = evaluate(kRules, {"unit,收入\n甲,50\n乙,80\n丙,40\n丁,abc\n"}, "2023-12-31");
  CHECK(letters(*all, 0) == "X!X!");
  CHECK(letters(*all, 1) == "MM!!");
  CHECK(letters(*all, 2) == "!MX!");  // it lies in its range, so the mean in 42.5..67.5
}

TEST_CASE("where nobody says which units there are, others may come until it is due") {
  const std::string rules = R"(
season 2023 "2023" from 2023-01-01 to 2023-12-31 quarterly
unit 元
fact 收入 : flow 元 range 0元..100元
department 部 {
  target 1 "名次" { require : rank of 收入 among units <= 2 }
  target 2 "最低" { require : min of 收入 among units <= 400元 }
  target 3 "最高" { require : max of 收入 among units >= 60元 }
  target 4 "合计" { require : sum of 收入 among units <= 900元 }
}
)";
  const std::vector<std::string> files{"unit,fact,period,value\nA,收入,2023Q1,60\nB,收入,2023Q1,50\nA,收入,2023Q2,0\nB,收入,2023Q2,0\n"};
  const auto open = evaluate(rules, files, "2023-06-30");
  const auto named = evaluate("reports from { A, B }" + rules, files, "2023-06-30");
  const bool for_now[] = {true, false, false, true};
  for (std::size_t t = 0; t < 4; ++t) {
    CAPTURE(t);
    CHECK(open->status(t) == exec::Status::met);
    CHECK(open->provisional(t) == for_now[t]);
    CHECK(named->status(t) == exec::Status::met);
    CHECK_FALSE(named->provisional(t));
  }
}

}  // namespace assay::test
