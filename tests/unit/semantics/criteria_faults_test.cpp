// What is wrong in a condition: each kind at its exact place, and nothing else beside it.
#include "rulebook.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

struct Case {
  std::string kind;
  std::string criteria;  // the wrong words between « and »
};

const std::vector<Case> kCases{
    // Names.
    {"unknown_name", "require «培训数» >= 3人"},
    {"unknown_name", "require 培训 >= 3人 and «无此» or 规范"},
    {"unknown_name", "require «差» >= 3人"},
    {"glued_words", "require «规范且有效»"},
    {"glued_words", "require «非有效»"},
    {"label_as_name", "require «生产总值» >= 3亿元"},
    {"unknown_department", "require «乙».培训 >= 3人"},
    {"unknown_field", "require 甲.«培» >= 3人"},
    {"unknown_field", "require sum(项目.«利润») >= 3亿元"},
    {"unknown_function", "require «summ»(机构) >= 3家"},
    {"unknown_member", "require 机构[«长兴县»] >= 3家"},
    {"unknown_grade", "require 等次 >= «良好»"},
    {"unknown_grade", "require 等次 >= «好»"},
    {"axis_as_value", "require «区县» >= 3"},
    {"axis_as_value", "require «项目» >= 3"},
    // Numbers.
    {"bound_in_number", "require 债务 <= 10亿元«以下»"},
    {"bound_in_number", "require 培训 >= 150«以上»"},
    {"unknown_unit", "require 培训 >= 3«吨»"},
    {"number_too_long", "require 培训 >= «123456789012345678901234567890123456789»"},
    {"number_too_large", "require 债务 >= «99999999999999999999999999999999999999亿元»"},
    {"constant_undefined", "require 规范 weight «1/0»"},
    // Types.
    {"condition_expected", "require «培训»"},
    {"condition_expected", "require 规范 and «培训 + 1人»"},
    {"condition_expected", "require «\"甲\"»"},
    {"number_expected", "require «有效» + 1 >= 2"},
    {"number_expected", "require sum(«有效») >= 2"},
    {"event_as_number", "require «规范» >= 3"},
    {"event_as_number", "require 3人 <= «规范»"},
    {"event_as_number", "require «规范» + 1 >= 3"},
    {"date_expected", "require 规范 by «3»"},
    {"date_as_value", "require 培训 >= «2023-06-30»"},
    {"event_expected", "require «有效» by 2023-06-30"},
    {"event_expected", "require «培训» before 2023-06-30"},
    {"axis_expected", "require every «培训» has 规范"},
    {"axis_expected", "require count(«培训» where 规范) >= 1"},
    {"axis_expected", "require count(«机构 + 1家» where 规范) >= 1"},
    {"only_equality", "require «有效» >= 是"},
    {"only_equality", "require «类别» > \"甲\""},
    {"types_differ", "require 有效 == «3»"},
    {"types_differ", "require 类别 == «3»"},
    {"types_differ", "require 等次 >= «3»"},
    {"scales_differ", "require 等次 >= «看法»"},
    {"branches_differ", "require if 规范 then 培训 >= 3人 else «3»"},
    {"number_expected", "require (if 规范 then 3人 else 4人) >= 3人 and «有效» * 2 > 3"},
    // Units.
    {"units_differ", "require 债务 >= «3人»"},
    {"units_differ", "require «3人» <= 债务"},
    {"units_differ", "require 债务 >= «培训»"},
    {"units_differ", "require 培训 + «债务» >= 3人"},
    {"units_differ", "require 培训 >= «3%»"},
    {"units_differ", "require (if 规范 then 培训 else «债务») >= 3人"},
    {"units_differ", "require 收入 >= «3元»"},
    {"unit_missing", "require 培训 >= «人数 / 持证»"},
    {"bare_against_scaled", "require 债务 <= «60»"},
    {"bare_against_scaled", "require 覆盖 == «100»"},
    {"bare_against_scaled", "require «100» <= 覆盖"},
    {"bare_against_scaled", "require growth(培训) >= «9»"},
    {"bare_against_scaled", "require 覆盖 + «1» >= 3%"},
    {"expression_against_scaled", "require 债务 <= «前列»"},
    {"expression_against_scaled", "require 债务 <= «2 * 3»"},
    {"count_against_scaled", "require «count(区县 where 队伍)» >= 95%"},
    // Dimensions, lists, periods.
    {"bare_dimension", "require «机构» >= 3家"},
    {"bare_dimension_condition", "require «队伍»"},
    {"bare_dimension", "require every 区县 has «明细» >= 3家"},
    {"bare_dimension", "require «项目.营收» >= 3亿元"},
    {"bare_dimension", "require 产值 >= 3亿元 and «机构» >= 1家"},
    {"nothing_to_aggregate", "require sum(«培训») >= 3人"},
    {"nothing_to_aggregate", "require every 区县 has sum(«机构») >= 3家"},
    {"nested_axis", "require every 区县 has any «区县» has 队伍"},
    {"nested_axis", "require every 区县 has count(«区县» where 队伍) >= 1"},
    {"index_needs_fact", "require «培训»[吴兴区] >= 1人"},
    {"argument_count", "require growth(培训, «人数») >= 9%"},
    {"argument_count", "require «sum»() >= 9%"},
    {"filter_not_allowed", "require growth(培训 where «规范») >= 9%"},
    {"coarse_step", "require every quarter has «年报» >= 3家"},
    {"coarse_step", "require every month has «培训» >= 3人"},
    {"previous_needs_fact", "require 培训 >= previous(«3人»)"},
    // Criteria.
    {"due_before_season", "require 培训 >= 3人 «due 2022-12-31»"},
    {"due_before_reported", "require 培训 >= 3人 «due 2023-03-30»"},
    {"due_before_reported", "require 年报 >= 3家 and 规范 «due 2023-06-30»"},
    {"quote_not_found", "require a «\"目的\"» : 规范"},
    {"quote_not_found", "require «\"标…目\"» : 规范"},
    {"quote_not_found", "require \"目标\" : 规范 stretch «\"力争\"» : 有效"},
    {"duplicate_criterion", "require a : 规范 aim «a» : 有效"},
    {"unknown_scale", "judge a on «无此»"},
    {"unknown_grade", "require judge a on 评议 at least «良好»"},
    {"scale_without_pass", "judge «a» on 印象"},
    {"scale_without_pass", "require judge «a» on 印象"},
    {"weight_missing", "require 规范 weight 100 require «b» : 有效"},
    {"negative_value", "require 规范 weight «-1»"},
    {"duplicate_name", "let x = 3 let «x» = 4 require x == 3"},
    {"duplicate_name", "let «培训» = 3 require 规范"},
    {"let_cycle", "let x = y + 1 let y = «x» + 1 require x >= 3"},
    {"let_cycle", "let x = «x» require x >= 3"},
    {"unknown_name", "let x = «无此» + 1 require x >= 3 require x >= 4"},
    {"unknown_name", "let x = «无此» + 1 require 规范"},
    {"among_what", "require rank of 培训 among «区县» <= 3"},
    {"among_needs_fact", "require rank of «3» among units <= 3"},
    {"among_in_list", "require any 项目 has «rank of 培训 among units» <= 3"},
    {"units_differ", "require 培训 >= «avg of GDP among units»"},
    // Doubts.
    {"equality_on_flow", "require «培训» == 3人"},
    {"equality_on_flow", "require 3人 == «培训»"},
    {"percent_against_points", "require 覆盖 - 达标 >= «3%»"},
    {"percent_against_points", "require growth(培训) - growth(GDP) >= «3%»"},
    // What is not computed yet.
    // Periods.
    {"no_period_around", "require «培训@quarter» >= 3人"},
    {"no_period_around", "require every quarter has «培训@half» >= 3人"},
    {"period_outside", "require 培训«@2024Q1» >= 3人"},
    {"period_outside", "require every year from 2019 to «2024» has 规范"},
    {"due_before_period", "require 培训@2023Q3 >= 3人 «due 2023-06-30»"},
    {"due_before_period", "require every year from 2022 to 2023 has 规范 «due 2023-06-30»"},
    {"period_of_period", "require «培训@2022Q1»@2023 >= 3人"},
    {"list_of_one_season", "require previous(sum(«项目.营收»)) >= 3亿元"},
    {"list_of_one_season", "require every year from 2022 to 2023 has any «项目» has 营收 >= 3亿元"},
    {"year_expected", "require every year from «2.5» to 2023 has 规范"},
    {"years_backwards", "require every year from «2023 to 2022» has 规范"},
    {"only_years_from", "require every «quarter» from 2022 to 2023 has 规范"},
    {"nested_axis", "require every quarter has any «quarter» has 规范"},
    {"longer_inside", "require every quarter has any «half» has 规范"},
    {"no_order", "require streak(«区县» where 队伍) >= 3"},
    {"axis_as_value", "require «区县» == 甲县 and 规范"},
    {"nothing_to_aggregate", "require sum(机构 / avg(«机构»)) >= 3"},
    {"not_supported", "require «排名 in {1, 2}»"},
    {"not_supported", "require «覆盖 in 60%..80%»"},
    {"not_supported", "require «growth(培训) within 1pp of growth(GDP)»"},
    {"not_supported", "require «median»(机构) >= 3家"},
    {"not_supported", "require «count» distinct(项目.名称) >= 3"},
    {"not_supported", "require «abs»(培训) >= 3人"},
    {"not_supported", "require «default»(培训, 3人) >= 3人"},
    {"not_supported", "require «培训 is missing»"},
    {"not_supported", "require 规范 or «unknown»"},
    {"not_supported", "require «at least 1 of { 规范; 有效 }»"},
    {"not_supported", "require every 区县 has any «工地» has 面积 >= 1亩"},
    {"not_supported", "require every 项目 has any «区县» has 队伍"},
    {"not_supported", "require «max(培训, 人数)» >= 3人"},
    {"not_supported", "require max(«{培训, 人数}») >= 3人"},
};

}  // namespace

TEST_CASE("what is wrong in a condition is reported once, at its place") {
  for (const Case& each : kCases) {
    CAPTURE(each.criteria);
    const assay::tests::Marked marked = assay::tests::unmark(each.criteria);
    const assay::tests::Rulebook made = assay::tests::with_criteria(marked.text);
    assay::tests::check_reported(made, each.kind, marked.text.substr(marked.begin, marked.end - marked.begin));
  }
}
