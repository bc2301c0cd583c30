// Which expectations hold, and what the tests have not exercised.
#include "support/season.h"

#include "semantics/analyze.h"
#include "syntax/parse.h"
#include "verify/coverage.h"
#include "verify/verify.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using namespace assay;

namespace {

const std::string kDepartment = R"(
department 局 {
  fact 产出 : flow 元
  fact 总量 : flow 元 per 区县 total sum
  fact 名次 : rank
  fact 开工 : event
  fact 沿海 : flag
  list 平台 { 认定 : event ; 营收 : level 元 }
  target 1 {
    require out   : 产出 >= 100元
    require start : 开工 by 2023-06-30
    judge   year on 评议
  }
  target 2 { require 总量 >= 10元 or 名次 <= 3 }
  target 3 applies when 沿海 { require count(平台 where 认定) >= 1 and sum(平台.营收) >= 5元 }
  target 4 { require every quarter has 名次 <= 3 }
}
)";

struct Rulebook {
  source::Files files;
  diagnostics::Sink sink;
  std::optional<semantics::Model> model;
};

std::unique_ptr<Rulebook> rulebook(const std::string& tests) {
  auto out = std::make_unique<Rulebook>();
  const source::FileId id = out->files.add("rules.assay", std::string(test::kPrelude) + kDepartment + tests);
  const syntax::File tree = syntax::parse(out->files, id, {}, out->sink);
  if (!out->sink.has_errors()) out->model = semantics::analyze({tree}, out->files, out->sink);
  INFO(diagnostics::draw(out->sink, out->files, {}));
  REQUIRE(out->model.has_value());
  return out;
}

bool all(const semantics::Test&) { return true; }

// "+" or "-" for each expectation of the only test.
std::string holds(const std::string& body) {
  const auto book = rulebook("test \"t\" {\n" + body + "\n}\n");
  std::string out;
  verify::run_tests(*book->model, book->files, all, [&](const verify::Verified& verified) {
    for (const verify::Came& each : verified.came) out += each.holds ? '+' : '-';
    CHECK(verified.holds() == (out.find('-') == std::string::npos));
  });
  return out;
}

}  // namespace

TEST_CASE("statuses are met for good unless the test says provisional") {
  CHECK(holds("given 产出 = 100元, 开工 = 2023-06-30 expect 局.1 met expect 局.1 missed expect 局.1 provisional met") == "+--");
  CHECK(holds("as of 2023-03-31 given 名次 = 1 expect 局.2 provisional met expect 局.2 met expect 局.4 provisional met") == "+-+");
  CHECK(holds("as of 2023-03-31 given 名次 = 4, 总量 = 0 expect 局.4 missed expect 局.2 open") == "++");
  CHECK(holds("given 沿海 = 否 expect 局.3 not applicable expect 局.3.1 not applicable expect 局.3 score 0") == "++-");
  CHECK(holds("expect 局.3 unknown expect 局.1 unknown") == "++");
}

TEST_CASE("because names the deciding criteria with the target's status, and no others") {
  CHECK(holds("given 产出 = 99元 expect 局.1 missed because out expect 局.1 missed because start expect 局.1 missed because out, start") == "+--");
  CHECK(holds("given 产出 = 99元, 开工 = 否 expect 局.1 missed because start, out expect 局.1 missed because out expect 局.1 missed") == "+-+");
}

TEST_CASE("numbers are compared as they are rounded where they are formed") {
  CHECK(holds("given 产出 = 200/3 * 1元 expect 局.1.out attainment 200%/3 expect 局.1.out attainment 66.6666667% expect 局.1.out attainment 66.67%") == "++-");
  CHECK(holds("given 产出 = 50元, 开工 = 否, 沿海 = 是, 局.1.year = 优秀 expect 局.1 score 12.5 expect 局.1 score 12.4999") == "+-");
  CHECK(holds("given 产出 = 50元, 开工 = 否 expect 局.1 attainment 150%/9..150%/3 expect 局.1 attainment 50%") == "+-");
}

TEST_CASE("totals and wholes that disagree with their parts are invalid, as in reported files") {
  CHECK(holds("given 总量 = 12元, 总量[甲] = 3元, 总量[乙] = 4元, 总量[丙] = 5元 expect 局.2 met") == "+");
  CHECK(holds("given 总量 = 12元, 总量[甲] = 3元, 总量[乙] = 4元, 总量[丙] = 9元, 名次 = 9 expect 局.2 invalid") == "+");
  CHECK(holds("given 产出 = 100元, 产出@2023H1 = 99元, 产出@2023H2 = 3元 expect 局.1.out invalid") == "+");
}

TEST_CASE("rows of a list are given field by field") {
  CHECK(holds(R"(given 沿海 = 是, 平台["甲"].认定 = 2023-05-01, 平台["甲"].营收 = 3元, 平台["乙"].营收 = 2元, 平台["乙"].认定 = 否 expect 局.3 met)") == "+");
  CHECK(holds(R"(given 沿海 = 是, 平台["甲"].认定 = 2023-05-01, 平台["甲"].营收 = unknown expect 局.3 unknown)") == "+");
}

TEST_CASE("a test sees nothing but what it gives, and where each value stands") {
  const auto book = rulebook("test \"a\" { given 名次 = 1 expect 局.2 met }\ntest \"b\" { expect 局.2 unknown }\n");
  std::vector<bool> held;
  verify::run_tests(*book->model, book->files, all, [&](const verify::Verified& verified) {
    held.push_back(verified.holds());
    for (const auto& [key, cells] : verified.batch.cells) {
      CHECK(verified.batch.files.at(cells.places.front().file) == "rules.assay");
      CHECK(cells.raw.front() == "1");
    }
  });
  CHECK(held == std::vector<bool>{true, true});
}

TEST_CASE("coverage: which tiers no test has reached") {
  const std::string rules = R"(
department 档 {
  fact 里程 : flow 元
  fact 排名 : rank
  target 1 applies when 里程 >= 0 {
    require a : 里程 >= 100元 score steps { >= 100%: 100%, >= 50%: 60%, >= 20%: 30% }
    require b : 排名 <= 3 score places { 1: 100%, 2..3: 90%, else 0% }
    require c : 排名 <= 3 score linear from 9 to 1
    require d : 100元 <= 里程 score steps { >= 100%: 100%, else 0% } due 2023-06-30
  }
}
)";
  const auto gaps = [&](const std::string& tests) {
    const auto book = rulebook(rules + tests);
    verify::Coverage coverage(*book->model);
    verify::run_tests(*book->model, book->files, all, [&](const verify::Verified& verified) { coverage.add(verified); });
    std::string out;
    for (const verify::Gap& gap : coverage.gaps()) {
      if (gap.of != verify::Gap::Of::tier) continue;
      CHECK((gap.missing_true && !gap.missing_false));
      const semantics::Criterion& criterion = book->model->departments[gap.department].targets[gap.target].criteria[*gap.criterion];
      out += (out.empty() ? "" : " ") + criterion.name + std::to_string(gap.tier);
      // `else` is found at the scheme that has it.
      const bool otherwise = gap.tier == criterion.scheme->rows.size();
      CHECK((book->files.slice(gap.span).find("else") != std::string_view::npos) == otherwise);
    }
    return out;
  };
  CHECK(gaps("test \"t\" { expect 局.2 unknown }") == "a0 a1 a2 b0 b1 b2 d0 d1");
  // Worse than all tiers is none of them; what is not known decides nothing, unless it makes no difference.
  CHECK(gaps("test \"t\" { given 里程 = 19元, 排名 = 4 expect 局.2 unknown }") == "a0 a1 a2 b0 b1 d0 d1");
  CHECK(gaps("test \"t\" { given 里程@2023Q1 = 60元 expect 局.2 unknown }") == "a0 a1 a2 b0 b1 b2 d0 d1");
  CHECK(gaps("test \"t\" { given 里程@2023Q1 = 160元 expect 局.2 unknown }") == "a1 a2 b0 b1 b2 d1");
  CHECK(gaps(R"(
    test "a" { given 里程@2023Q1 = 30元, 里程@2023Q2 = 30元, 里程@2023Q3 = 30元, 里程@2023Q4 = 30元, 排名 = 3 expect 局.2 met }
    test "b" { given 里程 = 50元, 排名 = 1 expect 局.2 met }
  )") == "a2 b2 d0");
}

TEST_CASE("coverage: what no test has seen of each condition") {
  const auto gaps = [](const std::string& tests) {
    const auto book = rulebook(tests);
    verify::Coverage coverage(*book->model);
    verify::run_tests(*book->model, book->files, all, [&](const verify::Verified& verified) { coverage.add(verified); });
    std::string out;
    for (const verify::Gap& gap : coverage.gaps()) {
      const semantics::Target& target = book->model->departments[gap.department].targets[gap.target];
      out += (out.empty() ? "" : " ") + (gap.criterion ? target.criteria[*gap.criterion].id : target.id);
      out += gap.of == verify::Gap::Of::side ? "/side" : gap.of == verify::Gap::Of::applies ? "/applies" : "";
      out += gap.missing_true && gap.missing_false ? "" : gap.missing_true ? "+" : "-";
    }
    CHECK(coverage.exercised() <= coverage.outcomes());
    CHECK((coverage.exercised() == coverage.outcomes()) == out.empty());
    return out;
  };
  CHECK(gaps("test \"t\" { expect 局.2 unknown }") ==
        "局.1.out 局.1.start 局.1.year 局.2.1 局.2.1/side 局.2.1/side 局.3/applies 局.3.1 局.3.1/side 局.3.1/side 局.3.1/side 局.4.1 局.4.1/side");
  CHECK(gaps(R"(
    test "a" { given 产出 = 100元, 开工 = 是, 局.1.year = 不合格 expect 局.1 unknown }
    test "b" { given 产出 = 99元, 开工 = 2023-06-30, 局.1.year = 优秀 expect 局.1 missed }
    test "c" { given 总量 = 9元, 名次 = 4, 沿海 = 否 expect 局.2 missed }
    test "d" { given 总量 = 10元, 沿海 = 是, 平台["甲"].认定 = 是, 平台["甲"].营收 = 5元 expect 局.2 met }
    test "e" { given 名次 = 3, 沿海 = 是, 平台["甲"].认定 = 否, 平台["甲"].营收 = 4元 expect 局.4 met }
  )") == "局.1.start-");
}
