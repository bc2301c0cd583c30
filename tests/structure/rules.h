// The rules that hold the tree together, over files by their path from the top: each gives what breaks it, a line each.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay::structure {

using Files = std::map<std::string, std::string>;  // path from the top of the tree -> content
using Findings = std::vector<std::string>;

// A row of the arrow table in engine/CMakeLists.txt: a stage and what it may include, besides base.
struct Row {
  std::string stage;
  std::set<std::string> uses;
};
std::vector<Row> read_rows(std::string_view cmake);

Findings check_rows(const std::vector<Row>& rows);  // each uses only rows above it
Findings check_folders(const std::vector<Row>& rows, const Files& files);
Findings check_includes(const std::vector<Row>& rows, const Files& files);
Findings check_antlr(const Files& files);
Findings check_openings(const Files& files);
Findings check_floating_point(const Files& files);
Findings check_top_level(const std::vector<std::string>& entries);

}  // namespace assay::structure
