#include "parsing.h"

#include <doctest/doctest.h>


using assay::test::parse;
using assay::test::Parsed;

namespace {

std::string times(std::size_t n, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("nesting: 64 brackets, not 65") {
  CHECK(parse("let a = " + times(64, "(") + "1" + times(64, ")")).problems().empty());
  const Parsed over = parse("let a = " + times(65, "(") + "1" + times(65, ")"));
  CHECK(over.problems() == "AS0104@1:73");
  CHECK(over.sink.has_limits());
  assay::syntax::Limits more;
  more.nesting = 65;
  CHECK(parse("let a = " + times(65, "(") + "1" + times(65, ")"), more).problems().empty());
}

TEST_CASE("nesting: quantifiers and ifs count without brackets") {
  CHECK(parse("let a = " + times(64, "every d has ") + "1").problems().empty());
  CHECK(parse("let a = " + times(65, "every d has ") + "1").problems() == "AS0104@1:777");
  CHECK(parse("let a = " + times(65, "if b then c else ") + "1").sink.has_limits());
  CHECK(parse("let a = " + times(65, "if b in {1} then c else ") + "1").sink.has_limits());
  CHECK(parse(times(100, "let a = if b then c else d\n")).problems().empty());
}

TEST_CASE("a hundred thousand open brackets are one problem, at once") {
  for (const char* open : {"(", "[", "{", "（", "f(", "x[", "-(", "not (", "if "}) {
    const Parsed parsed = parse("let a = " + times(100'000, open));
    CHECK(parsed.sink.all().size() == 1);
    CHECK(parsed.sink.has_limits());
  }
}

TEST_CASE("long chains are wide, not deep: the tree is bounded") {
  CHECK(parse("let a = " + times(5'000, "b and ") + "b").problems().empty());
  CHECK(parse("let a = b" + times(999, " + b")).problems().empty());
  CHECK(parse("let a = b" + times(1'000, " + b")).problems() == "AS0107@1:9");
  CHECK(parse("let a = " + times(100'000, "-") + "b").sink.has_limits());
  CHECK(parse("let a = " + times(100'000, "not ") + "b").sink.has_limits());
  CHECK(parse("let a = " + times(20'000, "b implies ") + "b").sink.has_limits());
  CHECK(parse("let a = b" + times(20'000, ".c")).sink.has_limits());
}

TEST_CASE("names: 128 characters, not 129") {
  CHECK(parse("unit " + times(128, "人")).problems().empty());
  CHECK(parse("unit " + times(129, "人")).problems() == "AS0105@1:6");
  CHECK(parse("unit `" + times(128, "a") + "`").problems().empty());
  CHECK(parse("unit `" + times(129, "a") + "`").problems() == "AS0105@1:6");
}

TEST_CASE("strings: 64 KiB, not a byte more") {
  CHECK(parse("unit a \"" + times(65536, "a") + "\"").problems().empty());
  CHECK(parse("unit a \"" + times(65537, "a") + "\"").problems() == "AS0106@1:8");
  CHECK(parse("unit a \"\"\"" + times(65536, "a") + "\"\"\"").problems().empty());
  CHECK(parse("unit a \"\"\"" + times(65537, "a") + "\"\"\"").problems() == "AS0106@1:8");
  CHECK(parse("unit a “" + times(65536, "a") + "”").problems().empty());
  CHECK(parse("unit a “" + times(65537, "a") + "”").problems() == "AS0106@1:8");
}

TEST_CASE("targets of a file, criteria of a target") {
  assay::syntax::Limits limits;
  limits.targets = 3;
  limits.criteria = 4;
  const auto file = [](std::size_t targets, std::size_t criteria) {
    return "department 甲 {" + times(targets, "target 1 {" + times(criteria, "require a ") + "}") + "}";
  };
  CHECK(parse(file(3, 4), limits).problems().empty());
  CHECK(parse(file(4, 4), limits).problems() == "AS0108@1:168");
  CHECK(parse(file(1, 5), limits).sink.has_limits());
}
