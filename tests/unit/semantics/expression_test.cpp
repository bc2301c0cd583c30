// One expression against a rulebook's names, as `assay eval` asks for.
#include "rulebook.h"

#include "semantics/dump.h"
#include "syntax/parse.h"

#include <doctest/doctest.h>

#include <string>

using namespace assay;

namespace {

// The printed expression, or the kind of the first problem.
std::string evaluated(const std::string& text, semantics::Model& model, semantics::Words words = semantics::Words::english) {
  source::Files files;
  diagnostics::Sink sink;
  const auto id = files.add("expression", "let it = " + text);
  const syntax::File file = syntax::parse(files, id, {}, sink);
  if (sink.has_errors() || file.statements.empty()) return "syntax";
  const auto made = semantics::analyze_expression(file, std::get<syntax::Let>(file.statements.front()).value, files, model, sink);
  if (!made) return std::string(diagnostics::info(sink.all().front().kind).name);
  CHECK_FALSE(sink.has_errors());
  return semantics::print(model, *made, words);
}

}  // namespace

TEST_CASE("without a rulebook only literals are known") {
  semantics::Model model;
  CHECK(evaluated("0.1 + 0.2 == 0.3", model) == "0.1 + 0.2 == 0.3");
  CHECK(evaluated("2/3 >= 66%", model) == "bare_against_scaled");
  CHECK(evaluated("50% * 3", model) == "50% * 3");
  CHECK(evaluated("3人", model) == "unknown_unit");
  CHECK(evaluated("elapsed", model) == "unknown_name");
  CHECK(evaluated("a", model) == "unknown_name");
}

TEST_CASE("with a rulebook its names are known, those of a department with its name or where they are unique") {
  auto made = tests::with_criteria("require 规范");
  REQUIRE(made.model);
  CHECK(evaluated("GDP", *made.model) == "GDP");
  CHECK(evaluated("甲.培训 + 3人", *made.model) == "培训 + 3人");
  CHECK(evaluated("培训 >= 1万", *made.model) == "培训 >= 10000人");
  CHECK(evaluated("规范", *made.model) == "规范");
  CHECK(evaluated("every 区县 has 队伍", *made.model) == "every 区县 has 队伍");
  CHECK(evaluated("等次 >= 合格", *made.model) == "等次 >= 合格");
  CHECK(evaluated("排名 <= 前列", *made.model) == "排名 <= 前列");
  CHECK(evaluated("类别", *made.model) == "类别");
  CHECK(evaluated("培训 >= 3元", *made.model) == "units_differ");
}

TEST_CASE("an expression is printed in the language's Chinese words, and read back it is the same") {
  auto made = tests::with_criteria("require 规范");
  REQUIRE(made.model);
  for (const std::string text : {"growth(GDP) >= 9%", "previous(GDP)", "reduction(GDP)", "not 规范 or 规范 by 2023-06-30", "规范 implies 规范 before 2023-06-30",
                                 "every 区县 has 队伍", "no 区县 where 队伍 has 队伍", "any quarter has 排名 <= 前列", "count(区县 where 队伍) >= 3",
                                 "share(区县 where 队伍) >= 50%", "at least 1 of { 规范 ; 队伍[吴兴区] }", "排名 in {1, 2}", "排名 is reported", "GDP is missing",
                                 "elapsed", "if 规范 then true else false", "streak(quarter where 排名 <= 前列)", "any quarter has GDP@quarter > 1亿元", "floor(GDP / GDP)",
                                 "every year from 2021 to 2023 has 排名 <= 3", "max(GDP, GDP)"}) {
    CAPTURE(text);
    const std::string english = evaluated(text, *made.model);
    const std::string chinese = evaluated(text, *made.model, semantics::Words::chinese);
    CHECK(chinese.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos);
    CHECK(evaluated(chinese, *made.model) == english);
  }
  CHECK(evaluated("growth(GDP) >= 9%", *made.model, semantics::Words::chinese) == "增长率(GDP) >= 9%");
}
