// Runs every *.case below this folder. ASSAY_GOLDEN=WORD chooses those with the word in their path; ASSAY_GOLDEN_REWRITE=1 rewrites them.
#include "case_file.h"
#include "support/scratch.h"

#include "support/json_schema.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace assay::golden {
namespace {

namespace fs = std::filesystem;
using tests::Scratch;

const fs::path kTop = ASSAY_SOURCE_DIR;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write(const fs::path& path, const std::string& text) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void lay_out(const Case& from, const fs::path& folder) {
  for (const std::string& use : from.uses) {
    const fs::path link = folder / use;
    fs::create_directories(link.parent_path());
    fs::create_symlink(kTop / use, link);
  }
  for (const VirtualFile& file : from.files) {
    std::string text = unescaped(file.text);
    if (!file.last_line_ends && text.ends_with('\n')) text.pop_back();
    write(folder / file.path, text);
  }
}

// What a command writes as JSON fits the schema that the program states for it.
void check_schema(const std::string& command, const std::string& output) {
  std::istringstream words(command);
  std::string name;
  words >> name >> name;
  const nlohmann::json value = nlohmann::json::parse(output, nullptr, false);
  if (value.is_discarded() || !value.is_object() || !value.contains("format")) return;
  FILE* pipe = popen(("'" ASSAY_PROGRAM "' schema " + name).c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string schema;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) schema += static_cast<char>(c);
  REQUIRE_MESSAGE(pclose(pipe) == 0, "`assay schema " << name << "` gives none");
  for (const std::string& problem : test::validate(nlohmann::json::parse(schema), value)) FAIL_CHECK(command << ": " << problem);
}

// Replaces what a run must print by what it does print. English, without colour, 100 columns, whoever runs the suite.
Run perform(const Run& from, const fs::path& work, const fs::path& beside) {
  Run done = from;
  write(beside / "stdin", unescaped(from.input));
  const std::string command = "cd '" + work.string() + "' && export PATH='" + fs::path(ASSAY_PROGRAM).parent_path().string() +
                              "':\"$PATH\" LC_ALL=C.UTF-8 NO_COLOR=1 && { " + from.command + "\n} <'" + (beside / "stdin").string() + "' >'" +
                              (beside / "stdout").string() + "' 2>'" + (beside / "stderr").string() + "'";
  const int status = std::system(command.c_str());
  done.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  const std::string output = read(beside / "stdout");
  if (output.starts_with("{\n  \"format\"")) check_schema(from.command, output);
  done.output = escaped(output);
  done.errors = escaped(read(beside / "stderr"));
  return done;
}

std::vector<fs::path> all_cases() {
  std::vector<fs::path> paths;
  const char* chosen = std::getenv("ASSAY_GOLDEN");
  for (const auto& entry : fs::recursive_directory_iterator(kTop / "tests" / "golden")) {
    if (entry.path().extension() != ".case") continue;
    if (chosen != nullptr && entry.path().string().find(chosen) == std::string::npos) continue;
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool rewrites() {
  const char* value = std::getenv("ASSAY_GOLDEN_REWRITE");
  return value != nullptr && std::string(value) == "1";
}

void check(const fs::path& path) {
  const std::string text = read(path);
  Case expected = read_case(text);
  for (const std::string& problem : expected.problems) FAIL_CHECK(problem);
  const Scratch scratch;
  lay_out(expected, scratch.folder() / "work");
  fs::create_directories(scratch.folder() / "work");

  bool errors = false;
  Case came = expected;
  for (Run& run : came.runs) {
    run = perform(run, scratch.folder() / "work", scratch.folder());
    errors = errors || run.exit > 1;
  }
  const std::string name = path.filename().string();
  CHECK_MESSAGE(name.starts_with("fail_") == errors, "a case is called fail_… if and only if a run of it ends with an error");
  if (rewrites()) {
    if (write_case(came) != text) write(path, write_case(came));
    return;
  }
  for (std::size_t i = 0; i < came.runs.size(); ++i) {
    CAPTURE(came.runs[i].command);
    CHECK(came.runs[i].output == expected.runs[i].output);
    CHECK(came.runs[i].errors == expected.runs[i].errors);
    CHECK(came.runs[i].exit == expected.runs[i].exit);
  }
}

TEST_CASE("golden: every case prints what it says") {
  const std::vector<fs::path> paths = all_cases();
  REQUIRE(!paths.empty());
  for (const fs::path& path : paths) {
    CAPTURE(path.string());
    check(path);
  }
}

TEST_CASE("golden: a case file is written as it is read") {
  const std::string text =
      "Words.\n--- use: rules\n--- file: a\nx\\xFF\n--- file without line end: b\ny\n--- run: assay eval 1\n--- stdout\n1\n--- exit: 2\n";
  CHECK(write_case(read_case(text)) == text);
  CHECK(unescaped("a\\xFFb\\n") == "a\xFF" "b\\n");
  CHECK(escaped("a\xFF\x1B\n") == "a\\xFF\\x1B\n");
}

}  // namespace
}  // namespace assay::golden
