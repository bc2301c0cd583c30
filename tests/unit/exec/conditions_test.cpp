#include "support/season.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace assay;
using exec::Status;

namespace {

// The status of one condition over facts a (flow 人), x, y (levels 人), p (level %), e, f (events), g (flag), r (rank).
const std::string kFacts =
    "fact a : flow 人\nfact x : level 人 range 0人..1000人\nfact y : level 人\nfact p : level %\nfact q : level %\nfact e : event\nfact f : event\n"
    "fact g : flag\nfact r : rank\nfact k : text\nfact s : grade 评议\nfact n : level 家 per 区县\nfact m : level 万元\n";

std::unique_ptr<test::Season> judged(const std::string& condition, std::string_view facts, std::string_view as_of = "2023-12-31") {
  return test::season(kFacts + "target 1 { require : " + condition + " }", facts, as_of);
}

Status status(const std::string& condition, std::string_view facts, std::string_view as_of = "2023-12-31") {
  return judged(condition, facts, as_of)->status(0);
}

}  // namespace

TEST_CASE("sets and ranges") {
  CHECK(status("r in {1, 2, 3}", "r,2023Q4,,3\n") == Status::met);
  CHECK(status("r in {1, 2, 3}", "r,2023Q4,,4\n") == Status::missed);
  CHECK(status("k in {\"甲\", \"乙\"}", "k,2023,,乙\n") == Status::met);
  CHECK(status("s in {良好, 优秀}", "s,2023Q4,,合格\n") == Status::missed);
  CHECK(status("s in 合格..良好", "s,2023Q4,,合格\n") == Status::met);
  CHECK(status("p in 60%..80%", "p,2023Q4,,80%\n") == Status::met);
  CHECK(status("p in 60%..80%", "p,2023Q4,,80.1%\n") == Status::missed);
  CHECK(judged("p in 60%..80%", "p,2023Q4,,40%\n")->attainment(0) == "0");
  CHECK(status("x in {3, 5}", "") == Status::unknown);
  CHECK(status("x in 0人..1000人", "") == Status::met);  // wherever in its range it is
  CHECK(status("60% <= p < 80%", "p,2023Q4,,79.9%\n") == Status::met);
  const auto s = judged("p in 60%..80%", "p,2023Q4,,40%\n");
  REQUIRE(s->reasons(0).atoms.size() == 1);
  CHECK(s->reasons(0).atoms[0].margin == *base::Number::parse("-0.2"));
}

TEST_CASE("within: a part of the other, or a difference") {
  CHECK(status("p within 5% of q", "p,2023Q4,,8.4%\nq,2023Q4,,8%\n") == Status::met);
  CHECK(status("p within 5% of q", "p,2023Q4,,8.5%\nq,2023Q4,,8%\n") == Status::missed);
  CHECK(status("p within 5pp of q", "p,2023Q4,,13%\nq,2023Q4,,8%\n") == Status::met);
  CHECK(status("p within 5pp of q", "p,2023Q4,,2.9%\nq,2023Q4,,8%\n") == Status::missed);
  CHECK(status("x within 10人 of y", "x,2023Q4,,90\ny,2023Q4,,100\n") == Status::met);
  CHECK(status("x within 10% of y", "x,2023Q4,,89\ny,2023Q4,,100\n") == Status::missed);
  CHECK(status("x within 10% of y", "x,2023Q4,,89\n") == Status::unknown);
}

TEST_CASE("some of several: undecided ones may hold or not") {
  CHECK(status("at least 2 of { g ; x >= 5人 ; y >= 5人 }", "g,2023,,是\nx,2023Q4,,9\n") == Status::met);
  CHECK(status("at least 2 of { g ; x >= 5人 ; y >= 5人 }", "g,2023,,否\nx,2023Q4,,1\n") == Status::missed);
  CHECK(status("at least 2 of { g ; x >= 5人 ; y >= 5人 }", "g,2023,,否\nx,2023Q4,,9\n") == Status::unknown);
  CHECK(status("at least 2 of { g ; x >= 5人 ; y >= 5人 }", "g,2023,,否\nx,2023Q4,,9\ny,2023Q4,,三百\n") == Status::invalid);
  // The two best: 1 and 4/5.
  CHECK(judged("at least 2 of { x >= 5人 ; y >= 5人 ; p >= 50% }", "x,2023Q4,,9\ny,2023Q4,,4\np,2023Q4,,5%\n")->attainment(0) == "0.9");
  CHECK(status("count(g, x >= 5人) >= 1", "x,2023Q4,,9\n") == Status::met);
}

TEST_CASE("missing and reported, now and for good") {
  CHECK(status("a is reported", "a,2023Q1,,1\na,2023Q2,,1\na,2023Q3,,1\na,2023Q4,,1\n") == Status::met);
  CHECK(status("a is reported", "a,2023Q1,,1\n") == Status::missed);
  CHECK(status("a is missing", "a,2023Q1,,1\n") == Status::met);
  CHECK(status("a is reported", "a,2023Q1,,三\n") == Status::invalid);
  const auto early = judged("a is missing", "", "2023-06-30");
  CHECK(early->status(0) == Status::met);
  CHECK(early->provisional(0));  // it may still come
  CHECK(status("a is reported", "", "2023-06-30") == Status::open);
  CHECK(status("a is missing", "", "2023-02-01") == Status::open);  // nothing was due yet
  CHECK(status("e is reported", "e,2023Q2,,2023-05-01\n", "2023-06-30") == Status::met);
  CHECK(status("e is missing", "", "2023-06-30") == Status::open);
  CHECK(status("e is missing", "") == Status::met);
  CHECK(status("e is reported", "e,2023,,否\n") == Status::met);
  // Past its due date, a later report may still speak for it.
  CHECK(test::season(kFacts + "target 1 { require : e is missing due 2023-06-30 }", "", "2023-06-30")->status(0) == Status::unknown);
  const auto s = judged("a is reported", "a,2023Q1,,1\n");
  CHECK(s->reasons(0).reason == explain::Reason::fact_missing);
  CHECK(s->reasons(0).needs.size() == 3);
}

TEST_CASE("a default is taken where a value is missing, and does not contradict what is known") {
  CHECK(status("default(x, 7人) >= 5人", "") == Status::met);
  CHECK(status("default(x, 7人) >= 5人", "x,2023Q4,,3\n") == Status::missed);
  CHECK(status("default(x, 7人) >= 5人", "x,2023Q4,,三\n") == Status::invalid);
  CHECK(judged("default(a, 0人) >= 1000人", "a,2023Q1,,300\na,2023Q2,,300\na,2023Q4,,300\n")->attainment(0) == "0.9");
  CHECK(status("default(g, true)", "") == Status::met);
  CHECK(status("default(s, 合格) >= 良好", "") == Status::missed);
  CHECK(status("default(k, \"甲\") == \"甲\"", "") == Status::met);
  const auto early = judged("default(x, 7人) >= 5人", "", "2023-06-30");
  CHECK(early->status(0) == Status::met);
  CHECK(early->provisional(0));
  const auto s = judged("default(x, 7人) >= 5人", "");
  REQUIRE(s->reasons(0).atoms.size() == 1);
  REQUIRE(s->reasons(0).atoms[0].defaults.size() == 1);
  CHECK(s->reasons(0).atoms[0].defaults[0] == "default(x, 7人) = 7人");
  CHECK(judged("default(x, 7人) >= 5人", "x,2023Q4,,9\n")->reasons(0).atoms[0].defaults.empty());
}

TEST_CASE("unknown is whatever stands beside it") {
  CHECK(status("x >= unknown", "x,2023Q4,,9\n") == Status::unknown);
  CHECK(status("g or unknown", "g,2023,,是\n") == Status::met);
  CHECK(status("m >= unknown", "m,2023Q4,,9\n") == Status::unknown);
  CHECK(status("s == unknown", "s,2023Q4,,合格\n") == Status::unknown);
}

TEST_CASE("functions of values") {
  CHECK(status("abs(x - y) == 4人", "x,2023Q4,,3\ny,2023Q4,,7\n") == Status::met);
  CHECK(status("round(p, 1) == 97.5%", "p,2023Q4,,97.54%\n") == Status::met);   // in the unit of the value
  CHECK(status("round(m) == 3万元", "m,2023Q4,,2.5\n") == Status::met);
  CHECK(status("round(m, -1) == 50万元", "m,2023Q4,,45\n") == Status::met);
  CHECK(status("floor(m) == 2万元 and ceiling(m) == 3万元", "m,2023Q4,,2.1\n") == Status::met);
  CHECK(status("mod(x, 4人) == 3人 and mod(0人 - x, 4人) == 1人", "x,2023Q4,,7\n") == Status::met);
  CHECK(status("power(100% + p, 2) == 121%", "p,2023Q4,,10%\n") == Status::met);
  CHECK(status("power(p, -1) == 4", "p,2023Q4,,25%\n") == Status::met);
  CHECK(status("power(p, -1) == 4", "p,2023Q4,,0%\n") == Status::invalid);
  CHECK(status("mod(x, y) == 0人", "x,2023Q4,,7\ny,2023Q4,,0\n") == Status::invalid);
  CHECK(judged("mod(x, y) == 0人", "x,2023Q4,,7\ny,2023Q4,,0\n")->reasons(0).reason == explain::Reason::division_by_zero);
  CHECK(status("max(x, y) == 7人 and min(x, y) == 3人 and sum(x, y) == 10人 and avg({x, y}) == 5人", "x,2023Q4,,3\ny,2023Q4,,7\n") == Status::met);
  CHECK(status("median(x, y, 100人) == 7人 and median(x, y) == 5人", "x,2023Q4,,3\ny,2023Q4,,7\n") == Status::met);
  CHECK(status("max(x, y) >= 7人", "y,2023Q4,,7\n") == Status::met);  // bounded by what is known
  CHECK(status("min(x, y) >= 7人", "y,2023Q4,,7\n") == Status::unknown);
  CHECK(status("count(x, y) == 2", "") == Status::met);
}

TEST_CASE("the median over members") {
  CHECK(status("median(n) == 3家", "n,2023Q4,甲,9\nn,2023Q4,乙,3\nn,2023Q4,丙,1\n") == Status::met);
  CHECK(status("median(n) <= 9家", "n,2023Q4,甲,9\nn,2023Q4,乙,3\n") == Status::met);  // whatever the third is
  CHECK(status("median(n) <= 8家", "n,2023Q4,甲,9\nn,2023Q4,乙,3\n") == Status::unknown);
  CHECK(status("median(n where n >= 2家) == 6家", "n,2023Q4,甲,9\nn,2023Q4,乙,3\nn,2023Q4,丙,1\n") == Status::met);
}

TEST_CASE("days beside each other") {
  CHECK(status("e < f", "e,2023Q1,,2023-03-01\nf,2023Q1,,2023-03-02\n") == Status::met);
  CHECK(status("e < f", "e,2023Q1,,2023-03-02\nf,2023Q1,,2023-03-02\n") == Status::missed);
  CHECK(status("e <= 2023-03-01", "e,2023Q1,,2023-03-01\n") == Status::met);
  CHECK(status("e in 2023-03-01..2023-03-31", "e,2023Q2,,2023-04-01\n") == Status::missed);
  CHECK(status("days(e, f) <= 30", "e,2023Q1,,2023-03-01\nf,2023Q1,,2023-03-31\n") == Status::met);
  CHECK(judged("days(e, f) <= 30", "e,2023Q1,,2023-03-01\nf,2023Q2,,2023-04-30\n")->attainment(0) == "0.5");
  CHECK(status("days(2023-03-01, e) == 0", "e,2023Q1,,2023-03-01\n") == Status::met);
  // What never happened is not before, after or on any day.
  CHECK(status("e < f", "e,2023Q1,,2023-03-01\nf,2023,,否\n") == Status::missed);
  CHECK(status("days(e, f) >= 10", "e,2023Q1,,2023-03-01\nf,2023,,否\n") == Status::missed);
  CHECK(judged("days(e, f) >= 10", "e,2023Q1,,2023-03-01\nf,2023,,否\n")->attainment(0) == "0");
  CHECK(status("e < f", "e,2023Q1,,2023-03-01\n", "2023-06-30") == Status::open);
  CHECK(status("days(e, f) >= 10", "e,2023Q1,,2023-03-01\n", "2023-06-30") == Status::open);
  CHECK(status("e < f", "e,2023Q1,,2023-03-01\n") == Status::unknown);
  CHECK(status("days(e, f) > 3", "e,2023Q1,,三月\n") == Status::invalid);
}

TEST_CASE("an average of nobody is invalid, and branches that agree decide whatever the condition is") {
  CHECK(status("avg(n where n >= 100家) >= 1家", "n,2023Q4,甲,9\nn,2023Q4,乙,3\nn,2023Q4,丙,1\n") == Status::invalid);
  CHECK(judged("avg(n where n >= 100家) >= 1家", "n,2023Q4,甲,9\nn,2023Q4,乙,3\nn,2023Q4,丙,1\n")->reasons(0).reason == explain::Reason::no_members);
  CHECK(status("if x / y > 1 then p >= 1% else p >= 2%", "x,2023Q4,,9\ny,2023Q4,,0\np,2023Q4,,3%\n") == Status::met);
  CHECK(status("(if x / y > 1 then 3人 else 5人) >= 3人", "x,2023Q4,,9\ny,2023Q4,,0\n") == Status::met);
  CHECK(status("(if x / y > 1 then 3人 else 5人) >= 4人", "x,2023Q4,,9\ny,2023Q4,,0\n") == Status::invalid);
}

TEST_CASE("what the others prove of a least or a greatest value stands beside one without a value") {
  const auto s = test::season("fact y : level 家\nfact z : level 家\ntarget 1 { require : max(y / z, 3) >= 2 ; require : max(y / z, 1) >= 2 ; require : min({y / z, 3}) < 5 }", "y,2023Q4,,1\nz,2023Q4,,0\n");
  CHECK(s->status(0, 0) == exec::Status::met);
  CHECK(s->status(0, 1) == exec::Status::invalid);
  CHECK(s->status(0, 2) == exec::Status::met);
}
