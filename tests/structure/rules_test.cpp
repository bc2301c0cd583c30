// The rules on small trees that break them, so that a rule that sees nothing is noticed.
#include "structure/rules.h"

#include "structure/tokens.h"

#include <doctest/doctest.h>

namespace assay::structure {
namespace {

const std::vector<Row> kRows = {{"base", {}}, {"source", {}}, {"syntax", {"source"}}, {"plan", {"syntax"}}};

TEST_CASE("rules: rows are read from the lines that make the targets") {
  const auto rows =
      read_rows("# assay_stage(no)\nassay_stage(base)\nassay_stage(facts USES columns types)\nassay_program(assay)\n");
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].stage == "facts");
  CHECK(rows[1].uses == std::set<std::string>{"columns", "types"});
  CHECK(check_rows(kRows).empty());
  CHECK(check_rows({{"a", {"b"}}, {"b", {}}}).size() == 1);
  CHECK(check_rows({{"a", {}}, {"a", {}}}).size() == 1);
}

TEST_CASE("rules: includes") {
  const auto findings = [](const std::string& path, const std::string& text) {
    return check_includes(kRows, {{path, text}}).size();
  };
  CHECK(findings("engine/plan/a.cpp", "#include \"plan/deep/b.h\"\n#include \"base/number.h\"\n#include <vector>\n") ==
        0);
  CHECK(findings("engine/plan/a.cpp", "#include \"syntax/ast.h\"\n") == 0);
  CHECK(findings("engine/plan/a.cpp", "#include \"source/span.h\"\n") == 1);       // not in the row
  CHECK(findings("engine/syntax/deep/a.h", "#  include \"plan/plan.h\"\n") == 1);  // upwards
  CHECK(findings("engine/base/a.h", "#include \"source/span.h\"\n") == 1);
  CHECK(findings("engine/plan/a.cpp", "#include \"syntax/antlr/a.h\"\n") == 1);  // private
  CHECK(findings("engine/plan/a.cpp", "#include \"b.h\"\n") == 1);               // relative
  CHECK(findings("engine/plan/a.cpp", "#include \"../syntax/ast.h\"\n") == 1);
  CHECK(findings("engine/plan/a.cpp", "#include <syntax/ast.h>\n") == 1);  // not in quotes
  CHECK(findings("engine/plan/a.cpp", "// #include \"source/span.h\"\n/* \n#include \"source/span.h\" */\n") == 0);
  CHECK(findings("engine/syntax/antlr/a.cpp", "#include \"AssayLexer.h\"\n#include <antlr4-runtime.h>\n") == 0);
  CHECK(
      check_folders(kRows, {{"engine/other/a.cpp", ""}, {"engine/plan/a.cpp", ""}, {"engine/README.md", ""}}).size() ==
      1);
}

TEST_CASE("rules: ANTLR is seen through headers too") {
  const Files files = {{"engine/syntax/antlr/tree.h", "#include <antlr4-runtime.h>\n"},
                       {"engine/syntax/antlr/walk.h", "#include \"syntax/antlr/tree.h\"\n"},
                       {"engine/syntax/antlr/door.h", "#include <string>\n"},
                       {"engine/syntax/good.cpp", "#include \"syntax/antlr/door.h\"\n"},
                       {"engine/syntax/bad.cpp", "#include \"syntax/antlr/walk.h\"\n"},
                       {"engine/plan/bad.cpp", "#include \"AssayParser.h\"\n"}};
  CHECK(check_antlr(files).size() == 2);
}

TEST_CASE("rules: openings") {
  CHECK(check_openings({{"engine/base/a.h", "// What it is for.\n#pragma once\n"}}).empty());
  CHECK(check_openings({{"engine/base/a.h", "#pragma once\n"}}).size() == 2);
  CHECK(check_openings({{"engine/base/a.h", "// What it is for.\n"}}).size() == 1);
}

TEST_CASE("rules: floating point") {
  const auto findings = [](const std::string& text) {
    return check_floating_point({{"engine/base/a.cpp", text}}).size();
  };
  CHECK(findings("double a; float b; auto c = 1.5; auto d = 1e3; auto e = .5f; auto f = 0x1p3;") == 6);
  CHECK(findings("long double_entry; int a = 1'000; auto b = 0xFE; auto c = 'd'; f(\"double 1.5\"); // float 2.5\n/* "
                 "double */") == 0);
  CHECK(findings("auto a = R\"x(double \" 1.5)x\"; auto b = U'\\''; auto c = u8\"float\"; auto d = 0xFFULL;") == 0);
  CHECK(findings("#define REAL double\n") == 1);
  CHECK(scan("int\n'\\n' \"a\\\"\" /*\n*/ x").tokens.back().line == 3);
}

TEST_CASE("rules: top level") {
  CHECK(check_top_level({"engine", "tests", ".git", ".ci", "build", "build-asan", "LICENSE"}).empty());
  CHECK(check_top_level({"docs", "builder", "setup.py"}).size() == 3);
}

}  // namespace
}  // namespace assay::structure
