// The help of every command, in both languages, and the examples in it.
#include "document.h"
#include "program.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace assay::documents {
namespace {

// The lines of the part that is headed so, without their indent.
std::vector<std::string> part_of(const std::string& help, const std::string& heading) {
  std::vector<std::string> lines;
  bool inside = false;
  for (const std::string& line : split_lines(help)) {
    if (line == heading) inside = true;
    else if (line.empty()) inside = false;
    else if (inside) lines.push_back(line.substr(std::min(line.find_first_not_of(' '), line.size())));
  }
  return lines;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const std::string& line : part_of(run("assay --help --lang en").text, "commands:")) names.push_back(line.substr(0, line.find(' ')));
  return names;
}

void check_examples(const std::string& help, const std::string& heading) {
  const std::vector<std::string> examples = part_of(help, heading);
  CHECK_MESSAGE(!examples.empty(), help);
  for (const std::string& example : examples) {
    CAPTURE(example);
    CHECK(example.starts_with("assay "));
    const Said said = run(example);
    CHECK_MESSAGE(said.exit == 0, said.text);
  }
}

TEST_CASE("help: of the program, in both languages") {
  REQUIRE(command_names().size() >= 8);
  check_examples(run("assay --help --lang en").text, "example:");
  check_examples(run("LC_ALL=zh_CN.UTF-8 assay --help").text, "示例：");
  CHECK(run("assay").exit == 2);
}

TEST_CASE("help: of every command, in both languages, and its examples run") {
  for (const std::string& name : command_names()) {
    CAPTURE(name);
    const std::string english = run("assay " + name + " --help --lang en").text;
    const std::string chinese = run("LC_ALL=zh_CN.UTF-8 assay " + name + " --help").text;
    CHECK(english == run("assay help " + name).text);
    CHECK(!part_of(english, "usage:").empty());
    CHECK(!part_of(english, "options:").empty());
    CHECK(!part_of(chinese, "用法：").empty());
    CHECK(!part_of(chinese, "选项：").empty());
    CHECK(part_of(english, "example:") == part_of(chinese, "示例："));
    check_examples(english, "example:");
  }
}

}  // namespace
}  // namespace assay::documents
