// What is wrong in declarations: each kind at its exact place, and nothing else beside it.
#include "rulebook.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

// In the body of a department.
const std::vector<assay::tests::Fault> kBodies{
    {"duplicate_name", "fact «培训» : flow 人"},
    {"duplicate_name", "fact «GDP» : flow 亿元"},
    {"duplicate_name", "param «区县» = 3"},
    {"unknown_unit", "fact a : flow «斤» target 1 { require a >= 3 }"},
    {"unknown_unit", "fact a : flow 元/«斤»"},
    {"unknown_dimension", "fact a : flow 人 per «地区» target 1 { require a >= 3人 }"},
    {"unknown_scale", "fact a : grade «分档» target 1 { require a >= 3 }"},
    {"duplicate_member", "fact a : flow 人 per 区县, «区县»"},
    {"option_not_allowed", "fact a : flag «range 0..1»"},
    {"option_not_allowed", "fact a : event per 区县 «total sum»"},
    {"option_not_allowed", "fact a : «event» whole"},
    {"option_not_allowed", "fact a : «level» 人 signed"},
    {"range_backwards", "fact a : level % «range 80%..60%»"},
    {"bare_against_scaled", "fact a : level % range 0..«100»"},
    {"units_differ", "fact a : level 人 range 0人..«3元»"},
    {"constant_expected", "fact a : level 人 range 0人..«前列 * 1人»"},
    {"constant_expected", "fact a : level 人 range 0人..«人数»"},
    {"total_without_dimension", "fact a : flow 人 «total sum»"},
    {"duplicate_member", "list 甲单 { a : flag; «a» : flag }"},
    {"field_per_dimension", "list 甲单 { a : flag per «区县» }"},
    {"field_per_dimension", "list 甲单 { a : level 人 per «区县» total sum } target 1 { require sum(甲单.a) >= 3人 }"},
    {"value_gap", "param a = «3 from 2023-07-01»"},
    {"value_gap", "param a = 3 to 2023-05-31, «4 from 2023-07-01»"},
    {"value_gap", "param a = «3 to 2023-05-31»"},
    {"value_overlap", "param a = 3, «4»"},
    {"value_overlap", "param a = 3 to 2023-08-31, «4 from 2023-07-01»"},
    {"value_backwards", "param a = «3 from 2023-07-01 to 2023-06-30»"},
    {"units_differ", "param a : 人 = «3元»"},
    {"bare_against_scaled", "param a : 亿元 = «3»"},
    {"unit_missing", "param a = «3», 4人 from 2023-07-01"},
    {"negative_value", "difficulty «-1»"},
    {"constant_expected", "«difficulty 3人»"},
    {"no_criterion", "«target 1 \"无\"» { text \"\"\"目标\"\"\" }"},
    {"duplicate_target", "target 1 { require 规范 } target «1» { require 有效 }"},
    {"quote_without_text", "target 1 { require «\"目标\"» : 规范 }"},
    {"criterion_weights_sum", "«target 1» { require 有效 weight 40 require 规范 weight 50 }"},
    {"constant_expected", "target 1 { require 有效 weight «40人» }"},
    {"condition_expected", "target 1 applies when «培训» { require 有效 }"},
    {"unknown_name", "target 1 { let x = 3 require x == 3 } target 2 { require «x» == 3 }"},
};

// Whole rulebooks.
const std::vector<assay::tests::Fault> kRulebooks{
    {"duplicate_season", "season 2023 from 2023-01-01 to 2023-12-31 «season 2024 from 2024-01-01 to 2024-12-31»"},
    {"season_backwards", "season 2023 from 2023-12-31 to «2023-01-01»"},
    {"season_not_whole", "season 2023 from «2023-01-02» to 2023-12-31"},
    {"season_not_whole", "season 2023 from 2023-01-01 to «2023-11-30» quarterly"},
    {"duplicate_name", "unit 人 unit «人»"},
    {"duplicate_name", "unit «pp»"},
    {"unknown_unit", "unit 家 = 1 «个»"},
    {"unit_cycle", "unit a = 2 b unit b = 2 «a»"},
    {"unit_definition", "unit 元 unit a = «0 元»"},
    {"duplicate_member", "dimension d { a, b, «a» }"},
    {"duplicate_name", "dimension d { a } dimension «d» { b }"},
    {"duplicate_member", "reports from { 甲, «甲» }"},
    {"duplicate_member", "scale s { a = 0%, «a» = 100% }"},
    {"scale_order", "scale s { a = 100%, «b» = 0% }"},
    {"grade_without_percent", "scale s { a = 0, b = «60», c = 80% }"},
    {"grade_without_percent", "scale s { a = «-0.2», b = 50% }"},
    {"grade_without_percent", "scale s { a = 0%, b = «1/3», c = 100% / 3 * 2 }"},
    {"grade_too_far", "scale s { a = 0%, b = «10000000000000000%» }"},
    {"grade_too_far", "scale s { a = «-100001%», b = 100000% }"},
    {"unknown_grade", "scale s { a = 0%, b = 100% } pass «c»"},
    {"constant_undefined", "scale s { a = «1/0» }"},
    {"duplicate_department", "department 甲 { fact a : flag target 1 { require a } } department «甲» { }"},
    {"many_as_number", "scoring { target = weight * «criteria» }"},
    {"quantity_not_here", "scoring { criterion = attainment + mean(«criteria») }"},
    {"quantity_not_here", "scoring { target = weight * mean(«targets») }"},
    {"quantity_not_here", "scoring { target = «stretch» }"},
    {"quantity_not_here", "scoring { department = sum(targets) * «attainment» }"},
    {"facts_in_formula", "dimension 区县 { 甲县, 乙县 } scoring { criterion = if «every 区县 has attainment >= 1» then 1 else attainment }"},
    {"facts_in_formula", "scoring { target = weight * «previous(mean(criteria))» }"},
    {"facts_in_formula", "scoring { target = weight + «rank of weight among units» }"},
    {"duplicate_formula", "scoring { criterion = met «criterion» = attainment }"},
    {"duplicate_scoring", "scoring { criterion = met } «scoring { target = weight }»"},
    {"round_places", "scoring { «round half up 10» }"},
    {"unknown_name", "scoring { criterion = «attainments» }"},
    {"units_differ", "unit 人 scoring { criterion = «attainment * 3人» }"},
    {"test_without_expectation", "test «\"t\"» { as of 2023-12-31 }"},
};

bool has_season(const std::string& text) { return text.find("season ") != std::string::npos; }

}  // namespace

TEST_CASE("what is wrong in a department is reported once, at its place") {
  for (const assay::tests::Fault& each : kBodies) {
    CAPTURE(each.words);
    const auto marked = assay::tests::unmark(each.words);
    const auto made = assay::tests::with_body(marked.text + " ");
    assay::tests::check_reported(made, each.kind, marked.text.substr(marked.begin, marked.end - marked.begin));
  }
}

TEST_CASE("what is wrong in a rulebook is reported once, at its place") {
  for (const assay::tests::Fault& each : kRulebooks) {
    CAPTURE(each.words);
    const auto marked = assay::tests::unmark(each.words);
    const std::string season = has_season(marked.text) ? "" : "season 2023 from 2023-01-01 to 2023-12-31 quarterly\n";
    assay::tests::check_reported(assay::tests::rulebook(season + marked.text), each.kind,
                                 marked.text.substr(marked.begin, marked.end - marked.begin));
  }
}

TEST_CASE("weights are stated for all targets or for none") {
  const auto made = assay::tests::with_body("target 1 weight 40 { require 有效 } ");
  assay::tests::check_reported(made, "weight_missing", "target 9");
}

TEST_CASE("a formula reads no facts") {
  const auto made = assay::tests::rulebook("season 2023 from 2023-01-01 to 2023-12-31 fact a : level scoring { criterion = attainment * a }");
  assay::tests::check_reported(made, "fact_in_formula", "a");
}

TEST_CASE("a rulebook without a season is told so") {
  const auto made = assay::tests::rulebook("unit 人");
  CHECK(made.codes() == std::vector<std::string>{"no_season"});
  CHECK_FALSE(made.model);
}

TEST_CASE("the weights of a department's targets are 100") {
  const auto made = assay::tests::rulebook(
      "season 2023 from 2023-01-01 to 2023-12-31 fact a : flag department d { target 1 weight 40 { require a } target 2 weight 50 { require a } }");
  assay::tests::check_reported(made, "target_weights_sum", "department d");
  CHECK(assay::diagnostics::message(made.sink.all().front(), assay::diagnostics::Language::en).find("90") != std::string::npos);
}

TEST_CASE("use names a file of the folder, and not in a circle") {
  using Files = std::vector<std::pair<std::string, std::string>>;
  const std::string season = "season 2023 from 2023-01-01 to 2023-12-31\n";
  const auto missing = assay::tests::rulebook(Files{{"r/season.assay", season}, {"r/b.assay", "use \"saison.assay\""}});
  assay::tests::check_reported(missing, "missing_use", "\"saison.assay\"");
  CHECK(missing.sink.all().front().suggestion == "season.assay");
  const auto circle = assay::tests::rulebook(Files{{"r/a.assay", season + "use \"b.assay\""}, {"r/b.assay", "use \"a.assay\""}});
  assay::tests::check_reported(circle, "use_cycle", "\"a.assay\"");
  CHECK(assay::tests::rulebook(Files{{"r/a.assay", season}, {"r/b.assay", "use \"a.assay\""}, {"r/c.assay", "use \"a.assay\" use \"b.assay\""}})
            .codes()
            .empty());
}

TEST_CASE("duplicates name both places") {
  const auto made = assay::tests::rulebook("season 2023 from 2023-01-01 to 2023-12-31 fact a : flag fact a : flag");
  REQUIRE(made.sink.all().size() == 1);
  const auto& problem = made.sink.all().front();
  REQUIRE(problem.related.size() == 1);
  CHECK(problem.related.front().span.begin < problem.span.begin);
  CHECK(made.files.slice(problem.related.front().span) == "a");
}

TEST_CASE("nothing that a syntax error may have hidden is reported") {
  const auto made = assay::tests::rulebook(
      "season 2023 from 2023-01-01 to 2023-12-31\nfact a : nonsense kind\ndepartment d { target 1 weight 40 { require a >= 3 } target 2 weight 60 { require b b } }");
  CAPTURE(made.drawn());
  for (const auto& each : made.sink.all()) CHECK(assay::diagnostics::info(each.kind).code < std::string("AS0300"));
}
