#include "explain/explain.h"
#include "support/season.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using namespace assay;
using explain::Cell;

TEST_CASE("an atom has its value, goal, margin and the cells it rests on") {
  const auto s = test::season("fact x \"培训\" : flow 人\ntarget 1 { require : x >= 100人 }", "x,2023Q1,,60\nx,2023Q2,,0\nx,2023Q3,,1\nx,2023Q4,,2\n");
  const auto r = s->reasons(0);
  CHECK(r.reason == explain::Reason::value_out_of_range);
  REQUIRE(r.atoms.size() == 1);
  CHECK(test::print(*r.atoms[0].value) == "63");
  CHECK(test::print(*r.atoms[0].goal) == "100");
  CHECK(r.atoms[0].margin == base::Number(-37));
  REQUIRE(r.atoms[0].cells.size() == 4);
  CHECK(r.atoms[0].cells[0].fact == "培训");
  REQUIRE(r.atoms[0].cells[0].place);
  CHECK(r.atoms[0].cells[0].place->row == 2);
  CHECK(r.atoms[0].cells[0].place->column == 4);
}

TEST_CASE("needs names what is missing under undecided parts only") {
  const auto s = test::season("fact x : level 人\nfact y : level 人\ntarget 1 { require : x >= 1人 and y >= 1人 }\ntarget 2 { require : x >= 1人 or y >= 1人 }",
                              "x,2023Q4,,5\n");
  const auto both = s->reasons(0);
  REQUIRE(both.needs.size() == 1);
  CHECK(both.needs[0].fact == "y");
  CHECK(s->reasons(1).needs.empty());
}

TEST_CASE("a year stands for its quarters, and is named as the cell") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : x >= 100人 }", "x,2023,,60\n");
  const auto r = s->reasons(0);
  REQUIRE(r.atoms[0].cells.size() == 1);
  CHECK(base::to_string(r.atoms[0].cells[0].key.period) == "2023");
}

TEST_CASE("an event that is denied has not happened, however the denial is written") {
  for (const std::string denial : {"no", "否", "false", "0"}) {
    const auto s = test::season("fact x : event\ntarget 1 { require : x by 2023-06-30 }", "x,2023,," + denial + "\n");
    CAPTURE(denial);
    CHECK(s->reasons(0).reason == explain::Reason::event_not_happened);
    REQUIRE(s->reasons(0).atoms[0].cells.size() == 1);
    CHECK(s->reasons(0).atoms[0].cells[0].denies);
    CHECK(s->reasons(0).atoms[0].cells[0].text == denial);
  }
}

TEST_CASE("pace of an open flow") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : x >= 100人 }", "x,2023Q1,,10\nx,2023Q2,,20\n", "2023-06-30");
  const auto r = s->reasons(0);
  REQUIRE(r.pace);
  CHECK(r.pace->state == explain::Pace::State::behind);
  CHECK(base::to_string(r.pace->done) == "0.3");
  CHECK(base::to_string(r.pace->elapsed) == "0.5");
}

TEST_CASE("a goal on the left has its pace too") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : 100人 <= x }", "x,2023Q1,,10\nx,2023Q2,,80\n", "2023-06-30");
  const auto r = s->reasons(0);
  REQUIRE(r.pace);
  CHECK(r.pace->state == explain::Pace::State::ahead);
}

TEST_CASE("growth on a base that is not positive says so") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : growth(x) >= 9% }", "x,2023,,10\nx,2022,,0\n");
  CHECK(s->status(0) == exec::Status::invalid);
  CHECK(s->reasons(0).reason == explain::Reason::base_not_positive);
  CHECK(explain::code(explain::Reason::base_not_positive) == "base_not_positive");
}

TEST_CASE("of several conditions those take part whose truth decides") {
  const auto s = test::season("fact x : level 人\nfact y : level 人\nfact z : level 人\ntarget 1 { require : at least 2 of { x >= 5人 ; y >= 5人 ; z >= 5人 } }",
                              "x,2023Q4,,9\ny,2023Q4,,1\nz,2023Q4,,2\n");
  const auto r = s->reasons(0);
  REQUIRE(r.atoms.size() == 3);
  CHECK_FALSE(r.atoms[0].decisive);
  CHECK(r.atoms[1].decisive);
  CHECK(r.atoms[2].decisive);
}

TEST_CASE("a cell that says a day and cannot be used is named") {
  const auto s = test::season("fact e : event\ntarget 1 { require : e by 2023-12-31 }", "e,2022,,2023-02-01\ne,2022,,yes\ne,2023Q4,,2023-02-01\n", "2023-03-31");
  REQUIRE(s->reasons(0).atoms.size() == 1);
  CHECK(s->reasons(0).atoms[0].cells.size() == 2);
}

TEST_CASE("a division by zero says so") {
  const auto s = test::season("fact x : flow 人\nfact y : level 人\ntarget 1 { require : x / y >= 1 }", "x,2023,,10\ny,2023Q4,,0\n");
  CHECK(s->status(0) == exec::Status::invalid);
  CHECK(s->reasons(0).reason == explain::Reason::division_by_zero);
}

TEST_CASE("a constant on the left is the goal all the same") {
  const auto s = test::season("fact x : level 人\ntarget 1 { require : 3人 <= x <= 5人 }", "x,2023Q4,,1\n");
  const auto r = s->reasons(0);
  REQUIRE(r.atoms.size() == 2);
  CHECK(test::print(*r.atoms[0].value) == "1");
  CHECK(test::print(*r.atoms[0].goal) == "3");
  CHECK_FALSE(r.atoms[0].lower_is_better);
  CHECK(r.atoms[1].lower_is_better);
}

TEST_CASE("what stands under `not` and `no` is negated, and what stands under both is not; a premise chooses") {
  const auto s = test::season("fact x : level 人 per 区县\nfact f : flag\ntarget 1 { require : no 区县 has x > 6人 }\ntarget 2 { require : not (f or not f) }\n"
                              "target 3 { require : not (f implies f) }",
                              "x,2023Q4,甲,8\nf,2023,,yes\n");
  for (const explain::Atom& each : s->reasons(0).atoms) CHECK(each.negated);
  const auto both = s->reasons(1);
  REQUIRE(both.atoms.size() == 2);
  CHECK(both.atoms[0].negated);
  CHECK(both.atoms[0].answer == true);
  CHECK_FALSE(both.atoms[1].negated);
  const auto premise = s->reasons(2);
  REQUIRE(premise.atoms.size() == 2);
  CHECK_FALSE(premise.atoms[0].negated);
  CHECK(premise.atoms[1].negated);
}

TEST_CASE("a tolerance in percent is one of the goal, and the margin is what lies beyond it") {
  const auto s = test::season("fact x : level 人\ntarget 1 { require : x within 10% of 50人 }\ntarget 2 { require : x within 40人 of 90人 }\ntarget 3 { require : 62人 <= x }",
                              "x,2023Q4,,61\n");
  CHECK(s->reasons(0).atoms[0].tolerance == base::Number(5));
  CHECK(s->reasons(0).atoms[0].margin == base::Number(6));
  CHECK(s->reasons(1).atoms[0].margin == base::Number(0));
  CHECK_FALSE(s->reasons(2).atoms[0].tolerance);
}

TEST_CASE("of an event that some periods deny those are missing that nothing speaks for") {
  const auto needs = [](const char* due, const char* cells, const char* as_of) {
    std::string out;
    for (const explain::Cell& each : test::season("fact e : event\ntarget 1 { require : e by " + std::string(due) + " }", cells, as_of)->reasons(0).needs)
      out += base::to_string(each.key.period) + " ";
    return out;
  };
  CHECK(needs("2023-06-30", "e,2023Q2,,no\n", "2023-12-31") == "2023Q1 ");
  CHECK(needs("2023-08-31", "e,2023Q1,,no\ne,2023Q2,,no\n", "2023-12-31") == "2023Q3 ");
  CHECK(needs("2023-09-30", "e,2023H1,,no\ne,2023-07,,no\n", "2023-12-31") == "2023-08 2023-09 ");
  CHECK(needs("2023-06-30", "", "2023-12-31") == "2023 ");
}

TEST_CASE("an event whose days are counted and which came after the due date is not said not to have happened") {
  const std::string rules = "fact e : event\ntarget 1 { require : days(2023-08-31, e) <= 0 due 2023-08-31 }\ntarget 2 { require : days(2023-08-31, e) <= 0 }";
  for (const char* day : {"2023-09-10", "2023/9/10"}) {
    const auto late = test::season(rules, "e,2023Q3,," + std::string(day) + "\n");
    CHECK(late->status(0) == exec::Status::missed);
    const auto r = late->reasons(0);
    CHECK(r.reason == explain::Reason::event_late);
    REQUIRE(r.atoms[0].never.size() == 1);
    CHECK(base::to_string(r.atoms[0].never[0].by) == "2023-08-31");
    CHECK(r.atoms[0].never[0].came == base::parse_date("2023-09-10"));
    CHECK(late->reasons(1).atoms[0].never.empty());
  }
  const auto never = test::season(rules, "e,2023,,no\n");
  CHECK(never->reasons(0).reason == explain::Reason::event_not_happened);
  CHECK_FALSE(never->reasons(0).atoms[0].never[0].came);
}

TEST_CASE("last season's event did not come before its season") {
  const auto s = test::season("fact e : event\ntarget 1 { require : previous(e) }\ntarget 2 { require : e@2022 }\ntarget 3 { require : previous(e by 2023-06-30) }",
                              "e,2022Q3,,2022-08-01\n");
  for (const std::size_t target : {std::size_t{0}, std::size_t{1}}) {
    CHECK(s->status(target) == exec::Status::met);
    CHECK_FALSE(s->reasons(target).atoms[0].before_season);
  }
  CHECK(s->status(2) == exec::Status::missed);
  CHECK(s->reasons(2).reason == explain::Reason::event_late);
  CHECK(s->reasons(2).atoms[0].margin == base::Number(-32));
}

TEST_CASE("a text is said") {
  const auto s = test::season("fact x : text\ntarget 1 { require : x == \"a\" }", "x,2023,,b\n");
  CHECK(s->reasons(0).atoms[0].said == "b");
}

TEST_CASE("the deadline of an event is the criterion's due date, and a late day is still named") {
  const auto s = test::season("fact e : event\ntarget 1 { require : e due 2023-03-01 }", "e,2023Q1,,2023-03-20\n");
  CHECK(s->status(0) == exec::Status::missed);
  const auto r = s->reasons(0);
  CHECK(r.reason == explain::Reason::event_late);
  CHECK(r.atoms[0].margin == base::Number(-19));
}

TEST_CASE("a list that was not reported is what is missing") {
  const auto s = test::season("list 项目 { 完工 : event }\nfact x : level 人\ntarget 1 { require : count(项目 where 完工) >= 1 }\ntarget 2 { require : any 项目 has 完工 }\ntarget 3 { require : x >= 1人 }",
                              "x,2023Q4,,1\n");
  for (const std::size_t target : {std::size_t{0}, std::size_t{1}}) {
    CHECK(s->status(target) == exec::Status::unknown);
    REQUIRE(s->reasons(target).needs.size() == 1);
    CHECK(s->reasons(target).needs[0].fact == "项目");
  }
}

TEST_CASE("an item is named with its member, unless that is named already") {
  const auto s = test::evaluate("season 2023 from 2023-01-01 to 2023-12-31 quarterly\nreports from { 市 }\nunit 元\ndimension 区县 { 甲, 乙 }\nlist 项目 per 区县 { 投资 : level 元 }\n"
                                "department 局 { target 1 { require every 项目 has 投资 >= 6元\nrequire every 区县 has every 项目 has 投资 >= 6元 } }",
                                {"项目,unit,区县,投资\na,市,甲,5\na,市,乙,\n"}, "2023-12-31");
  const auto of_all = s->reasons(0, 0);
  REQUIRE(of_all.atoms.size() == 2);
  CHECK(of_all.atoms[0].where == std::vector<std::string>{"甲/a"});
  CHECK(of_all.atoms[0].cells[0].member == "甲/a");
  CHECK(of_all.atoms[1].where == std::vector<std::string>{"乙/a"});
  const auto of_each = s->reasons(0, 1);
  REQUIRE(of_each.atoms.size() == 2);
  CHECK(of_each.atoms[1].where == std::vector<std::string>{"乙", "a"});
  CHECK(of_each.atoms[1].cells[0].member == "乙/a");
}

TEST_CASE("pace of the part that is furthest behind, of a part of a flow, and of the time until a criterion is due") {
  const auto s = test::season("fact x : flow 人\nfact y : flow 人 per 区县\nfact ok : flag\ntarget 1 { require : x >= 100人 and sum(y) >= 100人 and ok ; require : x / 2 >= 50人 ; require : x >= 50人 due 2023-09-30 ;\n"
                              "require : every 区县 has y >= 20人 ; require : x >= previous(x) ; require : x >= 100人 or ok ; require : x >= 100人 * elapsed }",
                              "x,2023Q1,,10\nx,2023Q2,,20\ny,2023Q1,甲,5\ny,2023Q2,甲,5\ny,2023Q1,乙,5\ny,2023Q2,乙,1\ny,2023Q1,丙,5\ny,2023Q2,丙,50\nx,2022Q1,,20\nx,2022Q2,,20\n", "2023-06-30");
  const auto both = s->reasons(0, 0);
  REQUIRE(both.pace);
  CHECK(base::to_string(both.pace->done) == "0.3");
  CHECK(both.pace->of == "x >= 100人");
  REQUIRE(s->reasons(0, 1).pace);
  CHECK(base::to_string(s->reasons(0, 1).pace->done) == "0.3");
  const auto early = s->reasons(0, 2);
  REQUIRE(early.pace);
  CHECK(base::to_string(early.pace->elapsed) == "2/3");
  CHECK(early.pace->due == base::make_date(2023, 9, 30));
  CHECK(early.pace->state == explain::Pace::State::behind);
  const auto each = s->reasons(0, 3);
  REQUIRE(each.pace);
  CHECK(each.pace->of == "乙, y >= 20人");
  for (const std::size_t c : {4, 5, 6}) {
    CAPTURE(c);
    CHECK_FALSE(s->reasons(0, c).pace);
  }
}

TEST_CASE("a flag or a text beside last season's shows what that was") {
  const auto s = test::season("fact a : flag\nfact t : text\ntarget 1 { require : a == previous(a) }\ntarget 2 { require : t == previous(t) }\n"
                              "target 3 { require : a == true }",
                              "a,2022,,是\na,2023,,否\nt,2022,,v\nt,2023,,u\n");
  REQUIRE(s->reasons(0).atoms.size() == 1);
  CHECK(s->reasons(0).atoms[0].answer == false);
  CHECK(s->reasons(0).atoms[0].goal_answer == true);
  CHECK(s->reasons(1).atoms[0].said == "u");
  CHECK(s->reasons(1).atoms[0].goal_said == "v");
  CHECK_FALSE(s->reasons(2).atoms[0].goal_answer.has_value());  // the rule says it
}

namespace {

std::unique_ptr<test::Season> invested(const std::string& requirement, const std::vector<std::string>& amounts) {
  std::string file = "项目,unit,投资\n";
  for (std::size_t i = 0; i < amounts.size(); ++i) file += "p" + std::to_string(i) + ",市," + amounts[i] + "\n";
  return test::evaluate(std::string(test::kPrelude) + "list 项目 { 投资 : level 元 }\ndepartment 局 { target 1 { require : " + requirement + " } }\n", {file},
                        "2023-12-31");
}

}  // namespace

TEST_CASE("what is missing or cannot be used is named though it is beyond the cells that are listed") {
  std::vector<std::string> amounts(1201, "1");
  for (const std::string sum : {"sum(项目.投资) >= 100000元", "any 区县 has sum(项目.投资) >= 100000元"}) {
    CAPTURE(sum);
    amounts.back() = "5x";
    const auto malformed = invested(sum, amounts)->reasons(0);
    CHECK(malformed.reason == explain::Reason::cell_invalid);
    REQUIRE(malformed.atoms[0].cells.size() == explain::kMostCells);
    CHECK(malformed.atoms[0].cells_left_out == 201);
    REQUIRE(malformed.faults.size() == 1);
    CHECK(malformed.faults[0].place->row == 1202);
    CHECK(malformed.needs.empty());

    amounts.back() = "";
    const auto missing = invested(sum, amounts)->reasons(0);
    CHECK(missing.reason == explain::Reason::fact_missing);
    REQUIRE(missing.needs.size() == 1);
    CHECK(missing.needs[0].member == "p1200");
    CHECK_FALSE(missing.left_out.needs);
  }
}

TEST_CASE("of what is missing the first cells are listed, and all are counted, each once") {
  std::vector<std::string> amounts(1300, "1");
  for (std::size_t i = 1; i < amounts.size(); i += 2) amounts[i].clear();
  const auto half = invested("sum(项目.投资) >= 100000元", amounts)->reasons(0);
  CHECK(half.needs.size() == 650);
  CHECK(half.left_out.needs == 0);

  // The same cells under every one of three comparisons.
  const auto all = invested("every 区县 has sum(项目.投资) >= 100000元", std::vector<std::string>(1300))->reasons(0);
  REQUIRE(all.needs.size() == explain::kMostCells);
  CHECK(all.needs[0].member == "p0");
  CHECK(all.needs.back().member == "p999");
  CHECK(all.left_out.needs == 300);
}

TEST_CASE("what is missing or cannot be used under comparisons that are not listed is named, too") {
  std::vector<std::string> amounts(600);
  amounts[550] = "5x";
  const auto r = invested("every 项目 has 投资 >= 1元", amounts)->reasons(0);
  CHECK(r.atoms.size() == explain::kMostAtoms);
  CHECK(r.left_out.decisive == 100);
  CHECK(r.needs.size() == 599);
  REQUIRE(r.faults.size() == 1);
  CHECK(r.faults[0].member == "p550");
}
