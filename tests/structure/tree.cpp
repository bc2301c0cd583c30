// The rules on the tree itself.
#include "structure/rules.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace assay::structure {
namespace {

const std::filesystem::path kTop = ASSAY_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const Files& engine_files() {
  static const Files kFiles = [] {
    Files files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kTop / "engine")) {
      if (entry.is_regular_file())
        files[std::filesystem::relative(entry.path(), kTop).generic_string()] = read(entry.path());
    }
    return files;
  }();
  return kFiles;
}

std::vector<Row> rows() { return read_rows(engine_files().at("engine/CMakeLists.txt")); }

void expect_none(const Findings& findings) {
  for (const auto& finding : findings) FAIL_CHECK(finding);
}

TEST_CASE("structure: the arrow table has a row a stage and points down") {
  CHECK(rows().size() >= 15);
  expect_none(check_rows(rows()));
}

TEST_CASE("structure: every source lies in a stage") { expect_none(check_folders(rows(), engine_files())); }
TEST_CASE("structure: every include follows the arrows") { expect_none(check_includes(rows(), engine_files())); }
TEST_CASE("structure: ANTLR stays behind its door") { expect_none(check_antlr(engine_files())); }
TEST_CASE("structure: headers say what they are for") { expect_none(check_openings(engine_files())); }
TEST_CASE("structure: no floating point") { expect_none(check_floating_point(engine_files())); }

TEST_CASE("structure: the top level") {
  std::vector<std::string> entries;
  for (const auto& entry : std::filesystem::directory_iterator(kTop))
    entries.push_back(entry.path().filename().string());
  expect_none(check_top_level(entries));
}

}  // namespace
}  // namespace assay::structure
