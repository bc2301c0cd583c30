// Writes the rulebook of the compile benchmark into a folder: TARGETS targets in fourteen departments of a file each, as analysts write them
// in Chinese. The same bytes on every machine.
//   bench_generate_rules FOLDER TARGETS
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

constexpr int kDepartments = 14;

constexpr std::string_view kSeason = R"(season 2023 "湖州市2023年度" from 2023-01-01 to 2023-12-31 quarterly
reports from { 湖州市 }
unit 人 "people"
unit 家
unit 元 "yuan"
unit 万元 = 10000 元
dimension 区县 { 吴兴区, 南浔区, 德清县, 长兴县, 安吉县 }
scale 评议 { 未通过 = 0%, 基本通过 = 60%, 通过 = 100% } pass 基本通过
)";

std::string facts(int n) {
  const std::string id = std::to_string(n);
  return "  fact 培训" + id + " \"救护培训人数\" : flow 人 whole per 区县 total sum\n" +
         "  fact 覆盖率" + id + " \"覆盖率\" : level % range 0%..100%\n" +
         "  fact 发布" + id + " \"建设规范发布\" : event\n";
}

std::string target(int n, int number) {
  const std::string id = std::to_string(n);
  return "\n  target " + std::to_string(number) + " \"聚焦“救在身边”专项行动\" {\n" +
         "    text \"\"\"编制《乡镇(街道)应急救护培训基地建设规范》。救护培训" + std::to_string(1000 + n % 97) + "人以上,初中以上学校全覆盖。\"\"\"\n" +
         "    require standard \"编制《乡镇(街道)应急救护培训基地建设规范》\" : 发布" + id + " by 2023-12-31\n" +
         "    require training \"救护培训" + std::to_string(1000 + n % 97) + "人以上\" : 培训" + id + " >= " + std::to_string(1000 + n % 97) + "人 score proportional floor 60%\n" +
         "    require 覆盖 \"初中以上学校全覆盖\" : 覆盖率" + id + " == 100% and every 区县 has 培训" + id + " > 0人\n" +
         "  }\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: bench_generate_rules FOLDER TARGETS\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const int targets = std::atoi(argv[2]);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "season.assay") << kSeason;
  for (int department = 0; department < kDepartments; ++department) {
    std::ofstream out(folder / ("department-" + std::to_string(department) + ".assay"));
    out << "use \"season.assay\"\n\ndepartment 部门" << department << " {\n  difficulty 1.1\n";
    for (int n = department; n < targets; n += kDepartments) out << facts(n);
    for (int n = department; n < targets; n += kDepartments) out << target(n, n / kDepartments + 1);
    out << "}\n";
    if (!out) return 1;
  }
  return 0;
}
