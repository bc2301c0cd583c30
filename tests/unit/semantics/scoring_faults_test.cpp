// What is wrong in schemes, composites, formulas, functions and templates: each kind at its exact place.
#include "rulebook.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace assay::tests;

namespace {

const std::vector<Fault> kCriteria{
    {"scheme_condition", "require 培训 >= 3人 and 规范 score «steps { >= 100%: 100% }»"},
    {"scheme_condition", "require 规范 score «proportional»"},
    {"scheme_condition", "require 等次 >= 合格 score «linear from 0% to 1%»"},
    {"scheme_comparison", "require 培训 != 3人 score «proportional»"},
    {"scheme_comparison", "require 债务 == 3亿元 score «deduct 5% per 1亿元 short»"},
    {"scheme_comparison", "require 排名 <= 3 score «steps { >= 100%: 100% }»"},
    {"scheme_goal", "require growth(债务) >= 0% score «proportional»"},
    {"scheme_direction", "require 债务 <= 10亿元 score «linear from 5亿元 to 10亿元»"},
    {"scheme_direction", "require 债务 >= 10亿元 score «linear from 10亿元 to 5亿元»"},
    {"scheme_backwards", "require 债务 >= 10亿元 score linear from 5亿元 to «5亿元»"},
    {"scheme_backwards", "require 债务 >= 10亿元 score proportional floor 80% cap «60%»"},
    {"scheme_backwards", "require 排名 <= 3 score places { 3..«2»: 90% }"},
    {"scheme_place", "require «债务» >= 10亿元 score places { 1: 90% }"},
    {"scheme_positive", "require 债务 >= 10亿元 score deduct 5% per «0亿元» short"},
    {"units_differ", "require 债务 >= 10亿元 score deduct 5% per «1人» short"},
    {"bare_against_scaled", "require 债务 >= 10亿元 score proportional floor «60»"},
};

}  // namespace

TEST_CASE("schemes: what does not fit the condition is reported at the scheme, or at its number") {
  for (const Fault& each : kCriteria) {
    const Marked marked = unmark(each.words);
    CAPTURE(each.words);
    check_reported(with_criteria(marked.text), each.kind, marked.text.substr(marked.begin, marked.end - marked.begin));
  }
}

TEST_CASE("functions: what does not fit is reported at the call, with the place in the definition") {
  const Rulebook made = rulebook(std::string(kSeason) + "function 加一元(x) = x + 1元\ndepartment 甲 { fact 培训 : flow 人\ntarget 1 { require : 加一元(培训) >= 3人 } }");
  REQUIRE(made.sink.errors() == 1);
  const auto& problem = made.sink.all().front();
  CHECK(made.files.slice(problem.span) == "加一元(培训)");
  bool definition = false;
  for (const auto& related : problem.related) definition = definition || made.files.slice(related.span).find("1元") != std::string_view::npos;
  CHECK(definition);
}

TEST_CASE("functions: an argument that is wrong is reported where it stands, once, though the body uses it twice") {
  const Rulebook made = rulebook(std::string(kSeason) + "function 两倍(x) = x + x\ndepartment 甲 { fact 培训 : flow 人\ntarget 1 { require : 两倍(培) >= 3人 ; require : 培训 >= 1人 } }");
  REQUIRE(made.sink.errors() == 1);
  CHECK(made.files.slice(made.sink.all().front().span) == "培");
}

TEST_CASE("functions: a circle is reported, calls of its functions are not") {
  const Rulebook made = rulebook(std::string(kSeason) + "function f(a) = g(a)\nfunction g(a) = f(a) + 1\ndepartment 甲 { fact 培训 : flow 人\ntarget 1 { require : f(培训) >= 3人 } }");
  std::size_t errors = 0;
  for (const std::string& code : made.codes())
    if (code.find("function_recursive") != std::string::npos) ++errors;
  CHECK(errors == 1);
  CHECK(made.sink.errors() == 1);
}

TEST_CASE("functions: parameters hide what is called likewise, and a body sees what is visible where it is declared") {
  const Rulebook made = rulebook(std::string(kSeason) + "param 系数 = 2\nfunction f(培训) = 培训 * 系数\ndepartment 甲 { fact 培训 : flow 人\n fact 其他 : flow 人\n"
                                 "target 1 { require : f(其他 + 培训) >= 3人 } }");
  REQUIRE_MESSAGE(made.model.has_value(), made.drawn());
}

TEST_CASE("templates: their criteria stand in the target, at the place of the apply") {
  const Rulebook made = rulebook(std::string(kSeason) + "template 限(x, 上限) { require 限额 : x <= 上限 score linear from 上限 * 2 to 上限 ; aim : x <= 上限 / 2 }\n"
                                 "department 甲 { fact 债务 : level 元\ntarget 1 { apply 限(债务, 100元) } }");
  REQUIRE_MESSAGE(made.model.has_value(), made.drawn());
  const auto& criteria = made.model->departments[0].targets[0].criteria;
  REQUIRE(criteria.size() == 2);
  CHECK(criteria[0].id == "甲.1.限额");
  CHECK(criteria[1].id == "甲.1.2");
  CHECK(made.files.slice(criteria[0].span) == "apply 限(债务, 100元)");
  REQUIRE(criteria[0].template_span);
  CHECK(made.files.slice(*criteria[0].template_span).starts_with("require 限额"));
  REQUIRE(criteria[0].scheme);
  CHECK(criteria[0].scheme->numbers[0] == assay::base::Number(200));
}

TEST_CASE("templates: twice in one target needs two names") {
  const Rulebook made = rulebook(std::string(kSeason) + "template 限(x) { require 限额 : x <= 3元 }\n"
                                 "department 甲 { fact 债务 : level 元\ntarget 1 { apply 限(债务) ; apply 限(债务 * 2) } }");
  REQUIRE(made.sink.errors() == 1);
  CHECK(made.files.slice(made.sink.all().front().span) == "apply 限(债务 * 2)");
}
