#include "syntax/parse.h"

#include "parsing.h"

#include <doctest/doctest.h>

#include <string>

namespace {

assay::test::Parsed judged(std::string text) {
  assay::test::Parsed result;
  const assay::source::FileId file = result.files.add("test.assay", std::move(text));
  result.tree = assay::syntax::parse(result.files, file, {}, result.sink, assay::syntax::Tests::left_out);
  return result;
}

constexpr const char* kTest = "test \"甲\" { as of 2023-06-30 ; given x[a]@2023Q1 = {1} ; expect d.1 met }\n";

}  // namespace

TEST_CASE("who only judges does not read the tests") {
  const std::string rules = "fact a : flow\n";
  const std::string more = "fact b : flow\n";
  CHECK(judged(rules + kTest + more).dump() == judged(rules + "\n" + more).dump());
  CHECK(judged(rules + kTest + kTest + more + kTest).tree.statements.size() == 2);
  CHECK(judged(kTest).tree.statements.empty());
  CHECK(judged(kTest).problems() == "");
  CHECK(judged("测试 “乙” { 预期 d.1 达成 }\n").tree.statements.empty());
}

TEST_CASE("what is wrong in a test is for those who read it") {
  for (const std::string wrong : {"test \"甲\" { given == 3 }", "test \"甲\" { expect a 1__0 }", "test \"甲\" { given a = 2023-02-30 ; $ }", "test \"甲\" { { } }"}) {
    const std::string text = "fact a : flow\n" + wrong + "\nfact b : flow\n";
    CAPTURE(text);
    CHECK(assay::test::parse(text).problems() != "");
    CHECK(judged(text).problems() == "");
    CHECK(judged(text).tree.statements.size() == 2);
  }
}

TEST_CASE("a file with errors outside of its tests is reported as a whole") {
  for (const std::string wrong : {"fact : flow", "test \"乙\" {", "test \"乙\" { given a = (3 }", "test { }", "test \"乙", "test \"\"\"乙", "}", "fact c : flow \x01"}) {
    const std::string text = "fact a : flow\ntest \"甲\" { given == 3 }\n" + wrong + "\nfact b : flow\n";
    CAPTURE(text);
    CHECK(judged(text).problems() != "");
    CHECK(judged(text).problems() == assay::test::parse(text).problems());
  }
}

TEST_CASE("`test` as a name is not a test") {
  for (const std::string text : {"department test \"x\" { difficulty 1 }", "dimension test \"x\" { a, b }", "scale test \"x\" { a = 1 }", "list test \"x\" { a : flow }",
                                 "dimension\ntest \"x\" { a, b }", "scale s { a = 1 } pass test"}) {
    CAPTURE(text);
    CHECK(assay::test::parse(text).problems() == "");
    CHECK(judged(text).dump() == assay::test::parse(text).dump());
  }
  CHECK(judged("fact test : flow\nlet a = `test`\n").tree.statements.size() == 2);
  CHECK(judged("fact test : flow\nlet a = `test`\n").problems() == "");
}
