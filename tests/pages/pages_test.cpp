// Every kind of diagnostic has a page; every page's example draws it, its repair does not, and what is drawn, in both languages, is as expected/
// shows it. ASSAY_GOLDEN_REWRITE=1 writes what is drawn; ASSAY_GOLDEN=AS03 chooses the codes with that in them.
#include "drawn.h"

#include "documents/document.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace assay::pages {
namespace {

namespace fs = std::filesystem;
using diagnostics::Example;
using diagnostics::Language;
using diagnostics::Page;
using Codes = std::set<std::string>;

const fs::path kPages = fs::path(ASSAY_SOURCE_DIR) / "engine" / "diagnostics" / "pages";
const fs::path kExpected = fs::path(ASSAY_SOURCE_DIR) / "tests" / "pages" / "expected";

// Codes that no example can draw, why, and the test that draws them instead.
const std::map<std::string, std::string> kWithoutExample = {
    {"AS0016", "only a fault behind many batches of a file that is read once draws it; unit/diagnostics/diagnostics_test.cpp"},
    {"AS0030", "a fault of the program itself; unit/diagnostics/diagnostics_test.cpp"},
    {"AS0038", "asks for a computer with little memory; unit/cli/exit.cpp"},
    {"AS0108", "a file of 100,001 targets takes too long; unit/syntax/limits_test.cpp"},
    {"AS0199", "a fault of the parser itself; unit/diagnostics/diagnostics_test.cpp"},
};

std::string print(const Codes& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : " ") + code;
  return out.empty() ? "nothing" : out;
}

bool chosen(const std::string& code) {
  const char* wanted = std::getenv("ASSAY_GOLDEN");
  return wanted == nullptr || code.find(wanted) != std::string::npos;
}

bool rewrites() {
  const char* value = std::getenv("ASSAY_GOLDEN_REWRITE");
  return value != nullptr && std::string(value) == "1";
}

void check_codes(const std::string& code, const std::string& which, const Example& example, const std::string& text, const Codes& drawn, bool wrong) {
  Codes expected(example.codes.begin(), example.codes.end());
  if (wrong) expected.insert(code);
  CHECK_MESSAGE(drawn == expected, code << ": its " << which << " example draws " << print(drawn) << ", not " << print(expected) << "\n" << text);
}

// `=== AS0301`, then what is drawn in English and in Chinese.
std::map<std::string, std::string> read_expected(const fs::path& path) {
  std::map<std::string, std::string> out;
  std::string* section = nullptr;
  for (const std::string& line : documents::split_lines(documents::read_file(path.string()))) {
    if (line.starts_with("=== ")) section = &out[line.substr(4)];
    else if (section != nullptr) *section += line + "\n";
  }
  return out;
}

std::vector<fs::path> page_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kPages)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST_CASE("pages: every code has one, and no other") {
  Codes codes, pages;
  for (const diagnostics::KindInfo& kind : diagnostics::all_kinds()) codes.emplace(kind.code);
  for (const Page& page : diagnostics::all_pages()) {
    CHECK_MESSAGE(pages.insert(page.code).second, page.code << " has two pages");
    CHECK_MESSAGE(codes.contains(page.code), page.code << " is no code");
    const bool empty = page.wrong.parts.empty() && page.right.parts.empty();
    if (kWithoutExample.contains(page.code)) {
      CHECK_MESSAGE(empty, page.code << " can be drawn by an example after all");
    } else {
      CHECK_MESSAGE(!page.wrong.parts.empty(), page.code << " has no example that draws it");
      CHECK_MESSAGE(!page.right.parts.empty(), page.code << " has no repaired example");
    }
  }
  for (const std::string& code : codes)
    CHECK_MESSAGE(pages.contains(code), code << " has no page: write one in engine/diagnostics/pages (its form: engine/diagnostics/page.h)");
}

TEST_CASE("pages: they are well formed, in order, and say it in both languages") {
  for (const fs::path& path : page_files()) {
    const diagnostics::PageFile file = diagnostics::read_pages(documents::read_file(path.string()));
    for (const std::string& problem : file.problems) FAIL_CHECK(path.filename().string() << ": " << problem);
    CHECK(!file.pages.empty());
    CHECK_MESSAGE(std::is_sorted(file.pages.begin(), file.pages.end(), [](const Page& a, const Page& b) { return a.code < b.code; }), path.string());
    for (const Page& page : file.pages) {
      CHECK_MESSAGE(page.en.ends_with('.'), page.code);
      CHECK_MESSAGE((page.zh.ends_with("。") || page.zh.ends_with("？")), page.code);
    }
  }
}

TEST_CASE("pages: each example draws its code, its repair nothing, and the drawing is as expected") {
  std::size_t run = 0;
  for (const fs::path& path : page_files()) {
    const fs::path golden = kExpected / path.filename().replace_extension(".txt");
    std::map<std::string, std::string> expected = read_expected(golden);
    std::string written;
    for (const Page& page : diagnostics::read_pages(documents::read_file(path.string())).pages) {
      if (!chosen(page.code)) {
        if (expected.contains(page.code)) written += "=== " + page.code + "\n" + expected[page.code];
        continue;
      }
      if (page.wrong.parts.empty()) continue;
      ++run;
      const Drawn english = run_example(page.code, page.wrong, Language::en);
      const Drawn chinese = run_example(page.code, page.wrong, Language::zh);
      const Drawn repaired = run_example(page.code, page.right, Language::en);
      check_codes(page.code, "failing", page.wrong, english.text, english.codes, true);
      CHECK_MESSAGE(english.codes == chinese.codes, page.code << " draws something else in Chinese\n" << chinese.text);
      check_codes(page.code, "repaired", page.right, repaired.text, repaired.codes, false);
      const std::string drawn = english.text + chinese.text;
      if (!rewrites()) CHECK_MESSAGE(drawn == expected[page.code], page.code << " draws\n" << drawn << "and should draw\n" << expected[page.code]);
      written += "=== " + page.code + "\n" + drawn;
    }
    if (!rewrites()) continue;
    fs::create_directories(kExpected);
    std::ofstream(golden, std::ios::binary) << written;
  }
  CHECK(run > 0);
}

TEST_CASE("pages: the reader sees what it should") {
  const diagnostics::PageFile good = diagnostics::read_pages(
      "# Names\n\n## AS0301\n\nA word.\n\n一个词。\n\n```assay both\nunit 人\n```\n\n```assay wrong b.assay AS0480\nx >= 3\n```\n\n"
      "```csv right\nunit\n```\n");
  CHECK(good.problems.empty());
  REQUIRE(good.pages.size() == 1);
  const Page& page = good.pages[0];
  CHECK(page.code == "AS0301");
  CHECK(page.en == "A word.");
  CHECK(page.zh == "一个词。");
  REQUIRE(page.wrong.parts.size() == 2);
  CHECK(page.wrong.parts[0].file == "example.assay");
  CHECK(page.wrong.parts[1].file == "b.assay");
  CHECK(page.wrong.parts[1].text == "x >= 3\n");
  CHECK(page.wrong.codes == std::vector<std::string>{"AS0480"});
  REQUIRE(page.right.parts.size() == 2);
  CHECK(page.right.parts[1].file == "facts.csv");
  CHECK(diagnostics::read_pages("## AS03\n\nA.\n\n一。\n").problems.size() == 1);
  CHECK(diagnostics::read_pages("## AS0301\n\nA.\n").problems.size() == 1);
  CHECK(diagnostics::read_pages("## AS0301\n\nA.\n\n一。\n\n二。\n").problems.size() == 1);
  CHECK(diagnostics::read_pages("## AS0301\n\nA.\n\n一。\n\n```text wrong\n```\n").problems.size() == 1);
  CHECK(diagnostics::read_pages("## AS0301\n\nA.\n\n一。\n\n```assay maybe\n```\n").problems.size() == 1);
  CHECK(diagnostics::read_pages("## AS0301\n\nA.\n\n一。\n\n```assay wrong\nx\n").problems.size() == 1);
}

}  // namespace
}  // namespace assay::pages
