#include "parsing.h"

#include <doctest/doctest.h>

using assay::test::expression;

TEST_CASE("precedence, tightest first: postfix, sign, * /, + -, comparison, not, and, or, implies") {
  CHECK(expression("a + b * c") == "a + b * c");
  CHECK(expression("(a + b) * c") == "(a + b) * c");
  CHECK(expression("a - b - c") == "a - b - c");
  CHECK(expression("a - (b - c)") == "a - (b - c)");
  CHECK(expression("a / b / c") == "a / b / c");
  CHECK(expression("a / (b * c)") == "a / (b * c)");
  CHECK(expression("-a * b") == "-a * b");
  CHECK(expression("-(a * b)") == "-(a * b)");
  CHECK(expression("a - - b") == "a - -b");
  CHECK(expression("-x[b]") == "-x[b]");
  CHECK(expression("(-x)[b]") == "(-x)[b]");
  CHECK(expression("not a == b") == "not a == b");
  CHECK(expression("(not a) and b") == "not a and b");
  CHECK(expression("not (a and b)") == "not (a and b)");
  CHECK(expression("a or b and c") == "a or b and c");
  CHECK(expression("(a or b) and c") == "(a or b) and c");
  CHECK(expression("a and (b and c)") == "a and (b and c)");
  CHECK(expression("a or b implies c") == "a or b implies c");
  CHECK(expression("a implies (b implies c)") == "a implies b implies c");
  CHECK(expression("(a implies b) implies c") == "(a implies b) implies c");
  CHECK(expression("a + b >= c and d < e") == "a + b >= c and d < e");
  CHECK(expression("(a >= b) == c") == "(a >= b) == c");
  CHECK(expression("a.b@2022[c]") == "a.b@2022[c]");
  CHECK(expression("not not a") == "not not a");
}

TEST_CASE("a quantifier and an if reach as far right as they can") {
  CHECK(expression("every d has a and b or c implies e") == "every d has a and b or c implies e");
  CHECK(expression("(every d has a) and b") == "(every d has a) and b");
  CHECK(expression("b and every d has a") == "b and every d has a");
  CHECK(expression("not every d has a") == "not every d has a");
  CHECK(expression("b or not no d has a or c") == "b or not no d has a or c");
  CHECK(expression("if a then b else c and d") == "if a then b else c and d");
  CHECK(expression("(if a then b else c) and d") == "(if a then b else c) and d");
  CHECK(expression("if a then if b then c else d else e") == "if a then if b then c else d else e");
  CHECK(expression("any year from 2019 to 2023 has x") == "any year from 2019 to 2023 has x");
  CHECK(expression("every d where a has b") == "every d where a has b");
  CHECK(expression("3 + every d has a") == "AS0149@1:14");
  CHECK(expression("3 + (if a then 1 else 2)") == "3 + (if a then 1 else 2)");
}

TEST_CASE("every row of the table of conditions") {
  CHECK(expression("60% <= x < 80%") == "60% <= x < 80%");
  CHECK(expression("x = 3") == "x == 3");
  CHECK(expression("x in {1, 2, 3}") == "x in {1, 2, 3}");
  CHECK(expression("x in 60%..80%") == "x in 60%..80%");
  CHECK(expression("x in y") == "AS0151@1:15");
  CHECK(expression("growth(revenue) within 1pp of growth(gdp)") == "growth(revenue) within 1pp of growth(gdp)");
  CHECK(expression("conference by 2023-09-30") == "conference by 2023-09-30");
  CHECK(expression("a before 2023年9月30日 or b after 2023-9-3 and c on 2023-01-01") ==
        "a before 2023-09-30 or b after 2023-09-03 and c on 2023-01-01");
  CHECK(expression("count(区县 where institutions >= 1) >= 5") == "count(区县 where institutions >= 1) >= 5");
  CHECK(expression("streak(year from 2019 to 2023 where a) >= 3") == "streak(year from 2019 to 2023 where a) >= 3");
  CHECK(expression("count(年份 自 2019 至 2023) >= 3") == "count(year from 2019 to 2023) >= 3");
  CHECK(expression("share(区县 where a) >= 95%") == "share(区县 where a) >= 95%");
  CHECK(expression("sum(x where 区县 in {甲, 乙})") == "sum(x where 区县 in {甲, 乙})");
  CHECK(expression("x[吴兴区, 行业]") == "x[吴兴区, 行业]");
  CHECK(expression("at least 3 of { a ; b, c ; }") == "at least 3 of { a; b; c }");
  CHECK(expression("x@2023Q1 + x@2023-06 + x@2023年 + x@quarter") == "x@2023Q1 + x@2023-06 + x@2023 + x@quarter");
  CHECK(expression("x@2022 - 3") == "x@2022 - 3");
  CHECK(expression("x@2023Q7") == "AS0123@1:11");
  CHECK(expression("streak(quarter where a) >= 3") == "streak(quarter where a) >= 3");
  CHECK(expression("rank of x + 1 among units") == "rank of x + 1 among units");
  CHECK(expression("x >= avg of x among units") == "x >= avg of x among units");
  CHECK(expression("count distinct(项目.企业)") == "count distinct(项目.企业)");
  CHECK(expression("x is missing or y is reported") == "x is missing or y is reported");
  CHECK(expression("min({a, b})") == "min({a, b})");
  CHECK(expression("f()") == "f()");
  CHECK(expression("unknown") == "unknown");
  CHECK(expression("true and 否") == "true and false");
  CHECK(expression("状态 == \"a\\\"b\"") == "状态 == \"a\\\"b\"");
}

TEST_CASE("words are words only where they belong") {
  CHECK(expression("rank + weight + every + any + no + at + least + is + of + score") == "rank + weight + every + any + no + at + least + is + of + score");
  CHECK(expression("rank <= 3 and min of x among units > min") == "rank <= 3 and min of x among units > min");
  CHECK(expression("round(x, 2) + floor(cap)") == "round(x, 2) + floor(cap)");
  CHECK(expression("`text` + `5·8人道公益日`") == "text + 5·8人道公益日");
  CHECK(expression("a + text") == "AS0146@1:14");
  CHECK(expression("a and and b") == "AS0134@1:16");
}

TEST_CASE("operators of other languages are told what they are here, once each") {
  CHECK(expression("a => 3 && b || ! c <> 2") == "AS0124@1:12 AS0124@1:17 AS0124@1:22 AS0124@1:25 AS0124@1:29");
  CHECK(expression("a =< 3") == "AS0124@1:12");
}

TEST_CASE("the span of a part keeps its parentheses inside the whole") {
  const auto parsed = assay::test::parse("let it = (a or b) and not (c)");
  const auto& let = std::get<assay::syntax::Let>(parsed.tree.statements.at(0));
  CHECK(parsed.files.slice(parsed.tree[let.value].span) == "(a or b) and not (c)");
  CHECK(parsed.files.slice(parsed.tree[parsed.tree[let.value].children[1]].span) == "not (c)");
  CHECK(parsed.files.slice(parsed.tree[parsed.tree[let.value].children[0]].span) == "a or b");
}

TEST_CASE("printing and parsing again gives the same") {
  for (const std::string text : {"a and b or not c implies if d then e else f", "(if a then b else c) + 1 >= -x[d]@2022", "not (a == b) == c",
                                 "at least 2 of { a and b; every d where e has f }", "(a implies b) implies (c or d) and e"}) {
    const std::string once = expression(text);
    CHECK(expression(once) == once);
  }
}
