#include "parsing.h"

#include <doctest/doctest.h>

using assay::test::parse;

TEST_CASE("independent mistakes are each reported, and the sound statements are there") {
  const auto parsed = parse(R"(fact a : flw 人
department 甲 {
  fcat z : flow 人
  fact b : flow 人 total sumx
  let y = a +
  let w = 3
  target 1 "x" weigth 50 {
    require q "abc" x >= 3
    require t : every 区县 institutions >= 1
    require v : (a + ) * 3
    require fine : x > 3
  }
  target 2 "y" { require x >= 3 due tomorrow
    fact inner : flow 人
    require x in {1, 2,, 3}
    judge year "x" 评议
    require also_fine : x > 3 }
}
test "t" { expect 甲.1 mett ; as of 3 }
season 2024 from 2024-01-01 to 2024-12-31
)");
  CHECK(parsed.problems() ==
        "AS0142@1:10 AS0130@3:3 AS0142@4:25 AS0134@5:13 AS0142@7:16 AS0135@8:21 AS0136@9:26 AS0134@10:22 AS0139@13:37 AS0131@14:5 "
        "AS0134@15:24 AS0158@16:20 AS0143@19:23 AS0139@19:36");
  const std::string dump = parsed.dump();
  CHECK(dump.find("let w") != std::string::npos);
  CHECK(dump.find("require also_fine") != std::string::npos);
  CHECK(dump.find("season 2024") != std::string::npos);
  CHECK(dump.find("fact b") == std::string::npos);
}

TEST_CASE("words near to what could stand there are offered") {
  const auto offered = [](const char* text) {
    const auto parsed = parse(text);
    REQUIRE(parsed.sink.all().size() == 1);
    return parsed.sink.all()[0].suggestion.value_or("");
  };
  CHECK(offered("deparment 甲 { }") == "department");
  CHECK(offered("部们 甲 { }") == "部门");
  CHECK(offered("department 甲 { target 1 { reqire x } }") == "require");
  CHECK(offered("department 甲 { target 1 { require x scor all or nothing } }") == "score");
  CHECK(offered("season 2023 from 2023-01-01 to 2023-12-31 quartely") == "quarterly");
  CHECK(offered("let a = x witin 3 of y") == "within");
}

TEST_CASE("brackets that do not match name the one that is wrong") {
  CHECK(parse("let a = (b + 1\nlet c = 2").problems() == "AS0112@1:9");
  CHECK(parse("let a = b)\nlet c = 2 +").problems() == "AS0113@1:10");
  CHECK(parse("department 甲 {\n  target 1 { require (a }\n}").problems() == "AS0112@2:22");
  // The brace that was forgotten, by the indentation.
  CHECK(parse("department 甲 {\n  target 1 {\n    require a\n  target 2 {\n    require b\n  }\n}\n").problems() == "AS0112@2:12");
  CHECK(parse("let x = a +\nlet a = (b + 1\nlet c = 2 +").problems() == "AS0134@1:11 AS0112@2:9");
}

TEST_CASE("a missing name is not the word of the next statement") {
  CHECK(parse("fact a : flow 人 per\nfact b : flow 人").problems() == "AS0133@1:17");
  CHECK(parse("let\nfact b : flow 人").problems() == "AS0133@1:1");
  CHECK(parse("let if = 3").problems() == "AS0147@1:5");
}

TEST_CASE("statements in the wrong place") {
  CHECK(parse("require a > 3").problems() == "AS0132@1:1");
  CHECK(parse("target 1 { require a }\nunit 人 +").problems() == "AS0132@1:1 AS0143@2:8");
  CHECK(parse("department 甲 { department 乙 { } require a }").problems() == "AS0131@1:16 AS0131@1:33");
  CHECK(parse("test \"a\" { require b }").problems() == "AS0131@1:12");
}

TEST_CASE("a part that may be said once is said twice") {
  CHECK(parse("fact a : flow whole whole monthly yearly required evidence 必附佐证 total sum total min range 0..1 range >= 2 signed signed").problems() ==
        "AS0150@1:21 AS0150@1:35 AS0150@1:60 AS0150@1:75 AS0150@1:96 AS0150@1:114");
  CHECK(parse("department 甲 { difficulty 1 difficulty 2 target 1 weight 1 weight 2 combine min combine mean applies when a applies when b {\n text \"a\" text "
              "\"b\"\n require a due 2023-01-01 due 2023-01-01 score all or nothing score all or nothing stretch b stretch c weight 1 weight 2 } }")
            .sink.errors() == 9);
  CHECK(parse("let a = 1 scoring { round half up 4 round half up 3 ties a ties b }").sink.errors() == 2);
  CHECK(parse("department 甲 { target 1 { require a >= 1 score steps { else 1, >= 2: 3 } } }").problems() == "AS0154@1:56");
}

TEST_CASE("an error beside one that was told already is not told") {
  CHECK(parse("unit k\x07m\nunit 人 +").problems() == "AS0102@1:7 AS0143@2:8");
  CHECK(parse("unit 人 “a “b” c”\nlet a = +").problems() == "AS0119@1:16 AS0134@2:9");
  CHECK(parse("department 甲 { target 1 { text \"\"\"x }}").problems() == "AS0111@1:32");
  // Three quotes that open the next text do not close this one.
  CHECK(parse("department 甲 {\n target 1 {\n text \"\"\"x\n }\n target 2 {\n text \"\"\"y\"\"\"\n }\n}").problems() == "AS0111@3:7");
  // A brace too many is shown where it closes what begins further to the left.
  CHECK(parse("department 甲 {\n  target 1 {\n    require a\n  } }\n  target 2 {\n    require b\n  }\n}").problems() == "AS0113@4:5");
}

TEST_CASE("a file that ends in the middle") {
  CHECK(parse("let a =").problems() == "AS0144@1:8");
  CHECK(parse("fact").problems() == "AS0144@1:5");
  CHECK(parse("unit 人 =\n\n").problems() == "AS0144@1:9");
}

TEST_CASE("whole numbers") {
  CHECK(parse("list a size 2.5 { b : flag }").problems() == "AS0125@1:13");
  CHECK(parse("scoring { round half up 4位 }").problems() == "AS0125@1:25");
}

TEST_CASE("no more errors are reported than the limit") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "let = 3\n";
  CHECK(parse(text).sink.all().size() == 20);
  text += "let = 3\n";
  const auto parsed = parse(text);
  CHECK(parsed.sink.all().size() == 21);
  CHECK(parsed.problems().ends_with(" AS0198"));
  for (int i = 0; i < 100'000; ++i) text += "let = 3\n";
  CHECK(parse(text).sink.all().size() == 21);
  CHECK(parse(std::string(1'000'000, ')')).sink.all().size() == 21);
  CHECK(parse(std::string(300'000, '$')).sink.all().size() == 1);
}

TEST_CASE("numbers with commas between their thousands") {
  CHECK(parse("let a = b >= 1,000人").problems() == "AS0155@1:14");
  CHECK(parse("let a = b >= 1，234，500").problems() == "AS0155@1:14");
  CHECK(parse("let a = b >= 1,234.5亿元 and c").problems() == "AS0155@1:14");
  // Where a list may stand it is one, and told of where it would be another number.
  CHECK(parse("let a = b in {1,234}").problems().empty());
  CHECK(parse("let a = b in {1,000,007}").problems() == "AS0155@1:15");
  CHECK(parse("let a = b in {1,0007}").problems() == "AS0121@1:17");
  CHECK(parse("let a = b in {1, 007}").problems() == "AS0121@1:18");
  CHECK(parse("let a = b in {1234,007}").problems() == "AS0121@1:20");
  const auto parsed = parse("let a = b >= 12,345,678人");
  REQUIRE(parsed.sink.all().size() == 1);
  CHECK(assay::diagnostics::help(parsed.sink.all()[0], assay::diagnostics::Language::en) == "write `12345678人` or `12_345_678人`");
}

TEST_CASE("a quotation mark inside a text") {
  CHECK(parse("unit 人 \"他说\"好\"\"").problems() == "AS0157@1:11");
  CHECK(parse("unit 人 \"他说\"好\"了\"").problems() == "AS0157@1:11");
  CHECK(parse("unit 人 \"他说\"很 好\"了\"").problems() == "AS0157@1:11");
  // Three texts close behind each other are no text of its own.
  CHECK(parse("unit 人 \"他说\"\"好\"\"了\"").problems() == "AS0157@1:11");
  CHECK(parse("unit 人 \"\\\"\"\"b\"\"c\"").problems() == "AS0157@1:11");
  CHECK(parse("unit 人 \"a\" b").problems() == "AS0143@1:12");
  CHECK(parse("unit 人 \"a\"b").problems() == "AS0143@1:11");
  CHECK(parse("unit 人 \"\"").problems().empty());
}

TEST_CASE("a judgement without its scale shows those of the file") {
  const auto help = [](const std::string& text) {
    const auto parsed = parse(text);
    REQUIRE(parsed.sink.all().size() == 1);
    CHECK(assay::diagnostics::info(parsed.sink.all()[0].kind).code == "AS0158");
    return assay::diagnostics::help(parsed.sink.all()[0], assay::diagnostics::Language::en);
  };
  CHECK(help("scale s { bad = 0%, good = 100% }\ndepartment d { target 1 \"q\" { judge n \"q\" : good } }") ==
        "write `judge n \"q\" on s`, its grades being `bad`, `good`; `at least good` behind it asks for more than its pass");
  CHECK(help("department d { target 1 \"q\" { judge \"q\" } }") ==
        "write `judge \"q\" on quality`, and declare the scale: `scale quality { poor = 0%, fair = 60%, good = 100% } pass fair`");
}
