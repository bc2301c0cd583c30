#include "support/season.h"

#include <doctest/doctest.h>

using namespace assay;
using exec::Status;

TEST_CASE("whether a target applies is settled where it is certain of the season's end, whatever it is of today") {
  // Last season's third quarter was low, its end is too high to be passed.
  const auto rules = "fact x : level 家 range 10家..60家\nfact y : level 家\ntarget 1 applies when x > previous(x) { require : y >= 3家 }";
  const std::string facts = "x,2022Q2,,60\nx,2022Q3,,20\nx,2022Q4,,60\nx,2023Q2,,30\nx,2023Q3,,30\ny,2023Q2,,1\ny,2023Q3,,1\n";
  for (const char* as_of : {"2023-06-30", "2023-09-30", "2023-12-31"}) {
    CAPTURE(as_of);
    const auto s = test::season(rules, facts, as_of);
    CHECK(s->status(0) == Status::not_applicable);
    CHECK_FALSE(s->provisional(0));
  }
}

TEST_CASE("Q1 and Q3 prove a flow met while Q2 is missing; what they cannot prove stays unknown") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : x >= 100人 }\ntarget 2 { require : x >= 200人 }",
                              "x,2023Q1,,60\nx,2023Q3,,50\nx,2023Q4,,0\n");
  CHECK(s->status(0) == Status::met);
  CHECK_FALSE(s->provisional(0));
  CHECK(s->status(1) == Status::unknown);
  CHECK(s->attainment(1) == "[0.55, 1]");
  const auto reasons = s->reasons(1);
  REQUIRE(reasons.needs.size() == 1);
  CHECK(base::to_string(reasons.needs[0].key.period) == "2023Q2");
}

TEST_CASE("what is undecided has come at least as near as the least of what is known") {
  const auto s = test::season("fact x : flow 人\nfact y : level 人 range 50人..200人\nfact z : level 人\ntarget 1 { require : x >= 120人 }\ntarget 2 { require : y <= 100人 }\n"
                              "target 3 { require : y == 100人 }\ntarget 4 { require : x / y >= 2 }\ntarget 5 { require : z >= 100人 }\n"
                              "target 6 { require : x >= 115.00000001人 }\ntarget 7 { require : not (y <= 100人) }\ntarget 8 { require : x >= y }",
                              "x,2023Q1,,60\nx,2023Q2,,55\nx,2023Q4,,abc\n");
  CHECK(s->attainment(0) == "[0.958333333, 1]");
  CHECK(s->attainment(1) == "[0.5, 1]");
  CHECK(s->attainment(2) == "[0.5, 1]");
  CHECK(s->attainment(3) == "[0.2875, 1]");
  CHECK(s->attainment(4) == "[0, 1]");
  CHECK(s->attainment(5) == "[0.999999999, 1]");  // never all where it may be false
  CHECK(s->attainment(6) == "[0, 1]");
  CHECK(s->attainment(7) == "[0.575, 1]");
}

TEST_CASE("at mid-year a flow that is short is open, one that is through is met for good") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : x >= 100人 }\ntarget 2 { require : x >= 200人 }\ntarget 3 { require : x <= 90人 }",
                              "x,2023Q1,,60\nx,2023Q2,,50\n", "2023-06-30");
  CHECK(s->status(0) == Status::met);
  CHECK_FALSE(s->provisional(0));
  CHECK(s->status(1) == Status::open);
  CHECK(s->attainment(1) == "0.55");
  CHECK(s->status(2) == Status::missed);  // it can only grow
}

TEST_CASE("in a yearly season, too, a flag or grade of the season counts before those of its parts, and these when they have ended") {
  const std::string rules =
      "season 2023 from 2023-01-01 to 2023-12-31 yearly\nreports from { 某市 }\nfact b : flag\nfact t : text\nscale S { bad = 0%, ok = 60%, good = 100% } pass ok\n"
      "department d { target 1 { require b : b\n judge j on S\n require t : t == \"甲\" }\n target 2 { require : b due 2023-06-30 } }\n";
  const auto of = [&](const std::string& facts, std::string_view as_of) { return test::evaluate(rules, {"fact,period,value\n" + facts}, as_of); };
  const std::string grade = "d.1.j,2023,good\nd.1.j,2023-11,bad\n";
  const auto whole = of("b,2023,是\nb,2023Q3,否\nt,2023,甲\nt,2023Q4,乙\n" + grade, "2023-12-31");
  CHECK(whole->status(0, 0) == Status::met);
  CHECK(whole->status(0, 1) == Status::met);
  CHECK(whole->attainment(0, 1) == "1");
  CHECK(whole->status(0, 2) == Status::met);
  CHECK(of("b,2023,是\nb,2023Q3,abc\n", "2023-12-31")->status(0, 0) == Status::met);

  const auto first = of("b,2023Q1,是\n", "2023-06-30");
  CHECK(first->status(0, 0) == Status::met);
  CHECK(first->provisional(0, 0));
  CHECK(first->status(1) == Status::met);
  CHECK_FALSE(first->provisional(1));
  const auto later = of("b,2023Q1,是\nb,2023Q3,否\nd.1.j,2023-11,bad\n", "2023-06-30");
  CHECK(later->status(0, 0) == Status::met);
  CHECK(later->provisional(0, 0));
  CHECK(later->status(0, 1) == Status::open);
  CHECK(of("b,2023Q1,是\nb,2023Q3,否\n", "2023-09-30")->status(0, 0) == Status::open);
}

TEST_CASE("a level is provisional until its last period") {
  const auto s = test::season("fact x : level %  range 0%..100%\ntarget 1 { require : x >= 95% }", "x,2023Q1,,97.5%\nx,2023Q2,,96%\n", "2023-06-30");
  CHECK(s->status(0) == Status::met);
  CHECK(s->provisional(0));
}

TEST_CASE("a malformed cell makes what needs it invalid and nothing else") {
  const auto s = test::season("fact x : flow 人\nfact y : flow 人\ntarget 1 { require : x >= 1人 }\ntarget 2 { require : y >= 1人 }\n"
                              "target 3 { require : y < 0人 and x > 0人 }",
                              "x,2023,,三百\ny,2023,,5\n");
  CHECK(s->status(0) == Status::invalid);
  CHECK(s->status(1) == Status::met);
  CHECK(s->status(2) == Status::missed);  // a side that dominates still decides
  const auto reasons = s->reasons(0);
  REQUIRE(reasons.faults.size() == 1);
  CHECK(reasons.reason == explain::Reason::cell_invalid);
}

TEST_CASE("events: before their deadline not yet, after it unknown; late is missed") {
  const char* rules = "fact a : event\nfact b : event\nfact c : event\ntarget 1 { require : a by 2023-06-30 }\n"
                      "target 2 { require : b by 2023-06-30 }\ntarget 3 { require : c }";
  const auto early = test::season(rules, "a,2023Q1,,2023-03-05\n", "2023-03-31");
  CHECK(early->status(0) == Status::met);
  CHECK(early->status(1) == Status::open);
  CHECK(early->status(2) == Status::open);
  const auto late = test::season(rules, "a,2023Q1,,2023-07-01\nc,2023Q4,,是\n");
  CHECK(late->status(0) == Status::missed);
  CHECK(late->reasons(0).reason == explain::Reason::event_late);
  CHECK(late->status(1) == Status::unknown);
  CHECK(late->status(2) == Status::met);
}

TEST_CASE("districts: the member that fails is named") {
  const auto s = test::season("fact n : level 家 per 区县 total sum\ntarget 1 { require : every 区县 has n >= 1家 }\ntarget 2 { require : n >= 10家 }",
                              "n,2023Q4,甲,4\nn,2023Q4,乙,0\nn,2023Q4,丙,6\n");
  CHECK(s->status(0) == Status::missed);
  CHECK(s->attainment(0) == "0.666666667");
  CHECK(s->status(1) == Status::met);
  const auto reasons = s->reasons(0);
  REQUIRE(reasons.atoms.size() == 3);
  CHECK(reasons.atoms[1].where == std::vector<std::string>{"乙"});
  CHECK(reasons.atoms[1].decisive);
  CHECK_FALSE(reasons.atoms[0].decisive);
}

TEST_CASE("scores: weights, stretch, difficulty, rounding") {
  const auto s = test::season("difficulty 1.1\nfact x : flow 人\nfact y : flow 人\n"
                              "target 1 weight 60 { require : x >= 90人 stretch x >= 110人 }\ntarget 2 weight 40 { require : y >= 3人 }",
                              "x,2023,,120\ny,2023,,1\n");
  CHECK(s->score(0) == "66");
  CHECK(s->score(1) == "13.3333");
  CHECK(test::print(s->outcome.departments[0].score.at(0)) == "87.2666");
}

TEST_CASE("what is not applicable leaves its weight to the others") {
  const auto s = test::season("fact coastal : flag\nfact x : flow 人\ntarget 1 weight 60 { require : x >= 90人 }\n"
                              "target 2 weight 40 applies when coastal { require : x >= 3人 }",
                              "x,2023,,120\ncoastal,2023,,否\n");
  CHECK(s->outcome.departments[0].targets[1].status[0] == Status::not_applicable);
  CHECK(s->score(0) == "100");
}

TEST_CASE("reported units of area are exact") {
  const auto s = test::season("fact land : flow 亩\ntarget 1 { require : land >= 2000平方米 }\ntarget 2 { require : land > 2000平方米 }", "land,2023,,3\n");
  CHECK(s->status(0) == Status::met);
  CHECK(s->status(1) == Status::missed);
  CHECK(s->attainment(1) == "0.999999999");
}

TEST_CASE("an implication whose premise is not known may still be met in full") {
  const auto s = test::season("fact a : flag\nfact x : level 人\ntarget 1 { require : a implies x >= 10人 }", "x,2023Q4,,5\n");
  CHECK(s->status(0) == Status::unknown);
  CHECK(s->attainment(0) == "[0.5, 1]");
  const auto known = test::season("fact a : flag\nfact x : level 人\ntarget 1 { require : a implies x >= 10人 }", "a,2023,,是\nx,2023Q4,,5\n");
  CHECK(known->attainment(0) == "0.5");
}

TEST_CASE("what is missed for certain has less than all, whatever it is now") {
  const auto s = test::season("fact x : flow 人\ntarget 1 { require : elapsed < 90% }", "x,2023Q1,,1\n", "2023-04-01");
  CHECK(s->status(0) == Status::missed);
  CHECK(s->attainment(0) == "0.9");
}

TEST_CASE("a date before the season does not count, one after the as-of date says not yet") {
  const char* rules = "fact a : event\nfact b : event\ntarget 1 { require : a }\ntarget 2 { require : b by 2023-06-30 }";
  const char* facts = "a,2023Q1,,2022-12-30\nb,2023Q2,,2023-08-01\n";
  const auto s = test::season(rules, facts, "2023-07-15");
  CHECK(s->status(0) == Status::open);  // it may happen in the season yet
  CHECK(s->status(1) == Status::missed);
  const auto end = test::season(rules, facts);
  CHECK(end->status(0) == Status::missed);
  CHECK(end->reasons(0).reason == explain::Reason::event_before_season);
}

TEST_CASE("what is given for a later quarter does not count for what was due before") {
  const std::string targets = "fact ok : flag\nfact kind : text\ntarget 1 { require : ok due 2023-06-30 }\ntarget 2 { require : kind == \"x\" due 2023-06-30 }\n"
                              "target 3 { require judge g on 评议 due 2023-06-30 }";
  const std::string due = "ok,2023Q2,,否\nkind,2023Q2,,y\n局.3.g,2023Q2,,不合格\n";
  const std::string later = "ok,2023Q3,,是\nkind,2023Q3,,x\n局.3.g,2023Q3,,优秀\n局.3.g,2023,,优秀\n";
  for (const char* as_of : {"2023-06-30", "2023-09-30", "2023-12-31"}) {
    const auto s = test::season(targets, due + (std::string(as_of) > "2023-06-30" ? later : ""), as_of);
    for (std::size_t t = 0; t < 3; ++t) {
      CAPTURE(as_of);
      CAPTURE(t);
      CHECK(s->status(t) == Status::missed);
    }
  }
  // Where nothing was given by then, the season's grade still speaks for it.
  CHECK(test::season(targets, "局.3.g,2023,,优秀\n")->status(2) == Status::met);
  CHECK(test::season(targets, "ok,2023Q3,,是\n")->status(0) == Status::unknown);
}

TEST_CASE("what never came is as late as can be, and earns what that earns, when it is due") {
  const std::string targets = "fact x : event\ntarget 1 { require : days(2023-06-30, x) <= 0 score deduct 1% per 1 short }\n"
                              "target 2 { require : days(2023-06-30, x) <= 10 score steps { >= 100%: 100%, >= 50%: 80%, else 30% } }\n"
                              "target 3 { require : days(x, 2023-06-30) >= 10 score linear from -10 to 10 }\n"
                              "target 4 { require : days(2023-06-30, x) <= 10 score bonus 1% per 1 over }\n"
                              "target 5 { require : days(2023-01-01, x) <= 100 score proportional floor 20% }";
  const auto never = test::season(targets, "x,2023,,否\n");
  CHECK(never->attainment(0) == "0");
  CHECK(never->attainment(1) == "0.3");
  CHECK(never->attainment(2) == "0");
  CHECK(never->attainment(3) == "0");
  CHECK(never->attainment(4) == "0");
  CHECK(never->score(0) == "0");
  const auto missing = test::season(targets, "x,2023Q1,,否\n");
  CHECK(missing->attainment(0) == "[0, 1]");
  const auto early = test::season(targets, "x,2023Q1,,否\nx,2023Q2,,否\n", "2023-06-30");
  CHECK(early->attainment(0) == "[0, 1]");
  CHECK(test::season(targets, "x,2023,,2023-07-20\n")->attainment(0) == "0.8");
}

TEST_CASE("a grade that is missing or malformed lies between the least and the greatest of its scale, beyond all and nothing where that does") {
  const std::string rules =
      "season 2023 from 2023-01-01 to 2023-12-31 quarterly\nreports from { 某市 }\nscale A { bad = 0%, ok = 60%, best = 120% } pass ok\n"
      "scale B { bad = -20%, ok = 50%, good = 100% } pass ok\nscale C { only = 80% } pass only\n"
      "department d { target 1 weight 60 { judge a on A }\n target 2 weight 30 { judge b on B }\n target 3 weight 10 { judge c on C } }\n";
  const auto of = [&](const std::string& facts) { return test::evaluate(rules, {"fact,period,value\n" + facts}, "2023-12-31"); };
  for (const char* cells : {"d.1.a,2022,best\n", "d.1.a,2023,x\nd.2.b,2023,x\nd.3.c,2023,x\n"}) {
    CAPTURE(std::string(cells));
    const auto s = of(cells);
    CHECK(s->attainment(0) == "[0, 1.2]");
    CHECK(s->score(0) == "[0, 72]");
    CHECK(s->attainment(1) == "[-0.2, 1]");
    CHECK(s->score(1) == "[-6, 30]");
    CHECK(s->attainment(2) == "0.8");
  }
  const auto least = of("d.1.a,2023,bad\nd.2.b,2023,bad\nd.3.c,2023,only\n");
  const auto most = of("d.1.a,2023,best\nd.2.b,2023,good\nd.3.c,2023,only\n");
  CHECK(least->score(0) == "0");
  CHECK(least->score(1) == "-6");
  CHECK(most->score(0) == "72");
  CHECK(most->score(1) == "30");
  CHECK(most->score(2) == "8");
}

TEST_CASE("a flag, a text and a grade are for now until no later quarter may say otherwise") {
  const std::string targets = "fact ok : flag\nfact kind : text\ntarget 1 { require : ok }\ntarget 2 { require : kind == \"x\" }\n"
                              "target 3 { require judge g on 评议 }\ntarget 4 { require : ok due 2023-06-30 }";
  const auto early = test::season(targets, "ok,2023Q2,,是\nkind,2023Q2,,x\n局.3.g,2023Q2,,优秀\n", "2023-06-30");
  for (std::size_t t = 0; t < 4; ++t) {
    CAPTURE(t);
    CHECK(early->status(t) == Status::met);
    CHECK(early->provisional(t) == (t < 3));
  }
  CHECK(test::season(targets, "ok,2023Q2,,否\n", "2023-06-30")->status(0) == Status::open);
  // The season's own value is for good.
  CHECK_FALSE(test::season(targets, "ok,2023,,是\n", "2023-06-30")->provisional(0));
  CHECK_FALSE(test::season(targets, "ok,2023Q4,,是\n")->provisional(0));
}

TEST_CASE("while it may still change whether a target applies, its verdict is for now") {
  const std::string targets = "fact place : rank\nfact x : flow 人\ntarget 1 applies when place <= 3 { require : x >= 9人 }\n"
                              "target 2 applies when x >= 11人 { require : x >= 3人 }\ntarget 3 applies when x >= 5人 { require : x >= 3人 }\n"
                              "target 4 applies when place <= 3 { require : x <= 9人 }";
  const auto s = test::season(targets, "place,2023Q1,,2\nx,2023Q1,,10\n", "2023-03-31");
  const auto target = [&](std::size_t t) -> const exec::TargetOutcome& { return s->outcome.departments[0].targets[t]; };
  const Status statuses[] = {Status::met, Status::not_applicable, Status::met, Status::missed};
  for (std::size_t t = 0; t < 4; ++t) {
    CAPTURE(t);
    CHECK(target(t).status[0] == statuses[t]);
    CHECK(target(t).provisional.get(0) == (t != 2));
    CHECK(s->provisional(t) == (t != 2));
  }
}

TEST_CASE("a yes of a quarter leaves open whether it was so before, but for the days on which it was not") {
  const std::string target = "fact opened : event\ntarget 1 { require : opened by 2023-05-31 }";
  CHECK(test::season(target, "opened,2023Q3,,是\n", "2023-09-30")->status(0) == Status::unknown);
  CHECK(test::season(target, "opened,2023Q1,,否\nopened,2023Q2,,否\nopened,2023Q3,,是\n", "2023-09-30")->status(0) == Status::missed);
  CHECK(test::season(target, "opened,2023Q3,,是\nopened,2023Q4,,2023-05-10\n")->status(0) == Status::met);
  // What a longer period says does not take back the no of its beginning.
  CHECK(test::season(target, "opened,2023H1,,否\nopened,2023,,是\n", "2023-06-30")->status(0) == Status::missed);
  CHECK(test::season(target, "opened,2023H1,,否\nopened,2023,,是\n")->status(0) == Status::missed);
  // Who says the day says that it was not before.
  CHECK(test::season(target, "opened,2023Q2,,2023-07-16\nopened,2023Q4,,是\n", "2023-06-30")->status(0) == Status::missed);
  CHECK(test::season(target, "opened,2023Q2,,2023-07-16\nopened,2023Q4,,是\n")->status(0) == Status::missed);
  CHECK(test::season(target, "opened,2023Q2,,2023-05-16\nopened,2023,,是\n")->status(0) == Status::met);
  CHECK(test::season(target, "opened,2023Q1,,是\nopened,2023Q4,,2023-07-16\n")->status(0) == Status::met);
}

TEST_CASE("what fails only in future falls short by what it will be, and shows that") {
  // Half a year ago it was 10; the year's end of last season, which nothing can change, is 5.
  const auto s = test::season("fact x : level 家\ntarget 1 { require : previous(x) >= 9家 }\ntarget 2 { require : previous(x) <= 9家 }",
                              "x,2022Q2,,10\nx,2022Q4,,5\n", "2023-06-30");
  CHECK(s->status(0) == Status::missed);
  CHECK(s->attainment(0) == "0.555555556");
  CHECK(s->reasons(0).atoms[0].value->range.low == base::Number(5));
  CHECK(s->status(1) == Status::met);
  CHECK_FALSE(s->provisional(1));
  CHECK(s->attainment(1) == "1");
  CHECK(s->reasons(1).atoms[0].value->range.low == base::Number(5));
  const auto by_default = test::season("fact x : level 家\ntarget 1 { require : default(previous(x), 10家) >= 9家 }", "x,2022Q4,,6\n", "2023-06-30");
  CHECK(by_default->status(0) == Status::missed);
  CHECK(by_default->attainment(0) == "0.666666667");
  CHECK(by_default->reasons(0).atoms[0].defaults.empty());
}

TEST_CASE("an event that nothing is said of may have a day, another event or never for a default") {
  const std::string rules = "fact a : event\nfact b : event\ntarget 1 { require : default(a, 2023-03-01) by 2023-06-30 ; require : default(a, 2023-08-01) by 2023-06-30 ;\n"
                            "require : default(a, 否) ; require : default(a, b) <= 2023-06-30 ; require : days(default(a, 2023-06-01), b) <= 30 ; require : default(a, default(a, b)) == b ;\n"
                            "require : default(b, 否) ; require : default(previous(a), 2022-05-01) == 2022-05-01 }";
  const auto s = test::season(rules, "b,2023Q2,,2023-06-20\n");
  const Status statuses[] = {Status::met, Status::missed, Status::missed, Status::met, Status::met, Status::met, Status::met, Status::met};
  for (std::size_t c = 0; c < 8; ++c) {
    CAPTURE(c);
    CHECK(s->status(0, c) == statuses[c]);
  }
  REQUIRE(s->reasons(0, 0).atoms[0].defaults.size() == 1);
  // What is known leaves no room for a day before it.
  const auto known = test::season(rules, "a,2023Q1,,否\na,2023Q2,,否\nb,2023Q2,,2023-06-20\n");
  CHECK(known->status(0, 0) == Status::missed);
  CHECK(known->status(0, 2) == Status::missed);
  // Until it is due it may still come, and may have come before.
  const auto early = test::season(rules, "b,2023Q2,,2023-06-20\n", "2023-07-31");
  CHECK(early->status(0, 0) == Status::met);
  CHECK(early->provisional(0, 0));
  CHECK(early->status(0, 1) == Status::open);
}
