// The table of commands.
#include "cli/command.h"

namespace assay::cli {

namespace {

using enum Option;

constexpr std::uint64_t kEvery = options(lang, color, help);
constexpr std::uint64_t kRules = kEvery | options(max_diagnostics, limit);
constexpr std::uint64_t kFacts = kRules | options(facts, as_of, reported_by);

constexpr auto kCommands = std::to_array<Command>({
    {"run", run_command, "RULES --facts FILE…", 1, 1, false, {Word::needs_rules, Word::needs_nothing},
     kFacts | options(unit, department, threads, format, per, output, bom, fail_on, cache, profile),
     {"assesses the targets", "考核目标完成情况"},
     "assay run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv",
     "assay run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv --profile"},
    {"check", check_command, "RULES [--facts FILE…]", 1, 1, false, {Word::needs_rules, Word::needs_nothing},
     kRules | options(facts, reported_by, coverage, format, output),
     {"checks the rules, and how the facts bind to them", "检查规则，以及填报数据能否对上"},
     "assay check rules/huzhou-2023 --coverage"},
    {"explain", explain_command, "RULES --facts FILE… [ID]", 1, 2, false, {Word::needs_rules, Word::needs_nothing},
     kFacts | options(unit, format, output, cache),
     {"says why a department, target or criterion came out as it did; without an ID lists the targets",
      "说明部门、目标或细项的结论从何而来；不写编号则列出全部目标"},
     "assay explain rules/huzhou-2023 --facts examples/huzhou-2023/*.csv 市红十字会.1.aed"},
    {"test", test_command, "RULES", 1, 1, false, {Word::needs_rules, Word::needs_nothing},
     kRules | options(only, coverage, format, output),
     {"runs the rulebook's own tests", "运行规则集自带的测试"},
     "assay test rules/huzhou-2023 --coverage"},
    {"eval", eval_command, "EXPR [RULES --facts FILE…]", 1, 2, true, {Word::needs_expression, Word::needs_rules},
     kFacts | options(unit, with_units),
     {"gives the exact value of an expression; `-` reads one a line", "给出表达式的精确值；`-`逐行读取"},
     "assay eval '10 / 3 >= 3.3333'"},
    {"dump", dump_command, "STAGE RULES [--facts FILE…]", 2, 2, false, {Word::needs_stage, Word::needs_rules},
     kFacts | options(unit, output),
     {"shows a stage: tokens, ast, model, plan, facts, trace", "显示某一阶段：tokens、ast、model、plan、facts、trace"},
     "assay dump model rules/huzhou-2023"},
    {"codes", codes_command, "[CODE]", 0, 1, false, {Word::needs_nothing, Word::needs_nothing}, kEvery | options(format, output),
     {"lists the diagnostics, or says all about one", "列出全部诊断，或详述一条"},
     "assay codes AS0612"},
    {"functions", functions_command, "[NAME]", 0, 1, false, {Word::needs_nothing, Word::needs_nothing}, kEvery,
     {"lists the functions of the language, or says all about one", "列出语言的函数，或详述一个"},
     "assay functions growth"},
    {"schema", schema_command, "COMMAND", 1, 1, false, {Word::needs_schema, Word::needs_nothing}, kEvery | options(output),
     {"prints the JSON Schema of what a command writes as JSON", "输出某命令 JSON 结果的 JSON Schema"},
     "assay schema run"},
    {"version", version_command, "", 0, 0, false, {Word::needs_nothing, Word::needs_nothing}, kEvery,
     {"says which version this is", "显示版本"},
     "assay version"},
});

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  for (const Command& command : kCommands)
    if (command.name == name) return &command;
  return nullptr;
}

}  // namespace assay::cli
