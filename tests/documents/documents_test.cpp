// Runs the examples of every document. A fenced block is one:
//   assay                 rules without an error or a warning
//   assay-test            the same, and their own tests hold
//   assay-error AS0402    rules that draw exactly these
//   csv, csv-fault AS0706 a reported file, read with the prelude's rulebook: likewise
//   console               `$ assay …` and what it prints; a line `…` stands for any number of lines, `# exit 2` states
//   the exit status
// and so is the code in these columns of a table:
//   write, repaired       conditions, criteria or declarations, each correct by itself
//   wrong                 likewise, each drawing exactly the codes in the next column
#include "document.h"
#include "examples.h"
#include "program.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace assay::documents {
namespace {

using Codes = std::set<std::string>;

// Well below what there is; above what a reader that has stopped seeing some kind of example would find.
constexpr std::size_t kFewestBlocks = 20;
constexpr std::size_t kFewestCommands = 8;
constexpr std::size_t kFewestCodes = 150;

std::string print(const Codes& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : " ") + code;
  return out.empty() ? "nothing" : out;
}

std::string place(const Document& document, std::size_t line) { return document.path + ":" + std::to_string(line); }

void check_codes(const std::string& where, const std::string& example, const Codes& drawn, const Codes& expected) {
  CHECK_MESSAGE(drawn == expected, where << ": draws " << print(drawn) << ", expected " << print(expected) << "\n"
                                         << example);
}

bool matches(const std::vector<std::string>& expected, std::size_t i, const std::vector<std::string>& actual,
             std::size_t j) {
  if (i == expected.size()) return j == actual.size();
  if (expected[i] != "…")
    return j < actual.size() && expected[i] == actual[j] && matches(expected, i + 1, actual, j + 1);
  for (std::size_t rest = j; rest <= actual.size(); ++rest)
    if (matches(expected, i + 1, actual, rest)) return true;
  return false;
}

// The number of commands in it.
std::size_t check_console(const Document& document, const Block& block) {
  constexpr std::string_view kPrompt = "$ ";
  constexpr std::string_view kExit = "# exit ";
  const std::vector<std::string> lines = split_lines(block.text);
  std::size_t commands = 0;
  for (std::size_t at = 0; at < lines.size();) {
    const std::string where = place(document, block.line + at + 1);
    REQUIRE_MESSAGE(lines[at].starts_with("$ assay "), where << ": a console block begins with `$ assay …`");
    const std::string command = lines[at++].substr(kPrompt.size());
    std::vector<std::string> expected;
    std::string exit;
    for (; at < lines.size() && !lines[at].starts_with(kPrompt); ++at) {
      if (lines[at].starts_with(kExit))
        exit = lines[at].substr(kExit.size());
      else
        expected.push_back(lines[at]);
    }
    const Said said = run(command);
    CHECK_MESSAGE(matches(expected, 0, split_lines(said.text), 0), where << ": " << command << " prints\n"
                                                                         << said.text);
    if (!exit.empty())
      CHECK_MESSAGE(std::to_string(said.exit) == exit, where << ": " << command << " ends with " << said.exit);
    ++commands;
  }
  return commands;
}

Codes codes_behind(const Block& block) { return {block.info.begin() + 1, block.info.end()}; }

TEST_CASE("documents: fenced examples do what they say") {
  std::size_t blocks = 0;
  std::size_t commands = 0;
  for (const Document& document : all_documents()) {
    for (const Block& block : document.blocks) {
      const std::string kind = block.info.empty() ? std::string() : block.info.front();
      const std::string where = place(document, block.line);
      if (kind == "console") {
        commands += check_console(document, block);
      } else if (kind == "assay" || kind == "assay-test" || kind == "assay-error") {
        check_codes(where, block.text, codes_of_rules(as_rulebook(block.text)), codes_behind(block));
        if (kind == "assay-test") {
          const Said said = tests_of_rules(as_rulebook(block.text));
          CHECK_MESSAGE(said.exit == 0, where << ": its tests\n" << said.text);
        }
        ++blocks;
      } else if (kind == "csv" || kind == "csv-fault") {
        check_codes(where, block.text, codes_of_facts(block.text), codes_behind(block));
        ++blocks;
      }
    }
  }
  CHECK(blocks >= kFewestBlocks);
  CHECK(commands >= kFewestCommands);
}

TEST_CASE("documents: code in tables does what its column says") {
  std::size_t found = 0;
  for (const Document& document : all_documents()) {
    for (const Table& table : document.tables) {
      for (const TableRow& row : table.rows) {
        REQUIRE_MESSAGE(row.cells.size() == table.head.size(),
                        place(document, row.line) << ": this row has not as many cells as the heading");
        for (std::size_t column = 0; column < table.head.size(); ++column) {
          const std::string& head = table.head[column];
          Codes expected;
          if (head == "wrong") {
            REQUIRE(column + 1 < row.cells.size());
            for (const std::string& code : code_spans(row.cells[column + 1])) expected.insert(code);
          } else if (head != "write" && head != "repaired") {
            continue;
          }
          for (const std::string& code : code_spans(row.cells[column])) {
            check_codes(place(document, row.line), code, codes_of_rules(as_rulebook(code)), expected);
            ++found;
          }
        }
      }
    }
  }
  CHECK(found >= kFewestCodes);
}

TEST_CASE("documents: every code they name is one") {
  static const std::regex kCode(R"(\bAS\d{4}\b)");
  REQUIRE(known_codes().size() > 100);
  for (const Document& document : all_documents())
    for (std::sregex_iterator it(document.text.begin(), document.text.end(), kCode), end; it != end; ++it)
      CHECK_MESSAGE(known_codes().contains(it->str()), document.path << ": " << it->str());
}

TEST_CASE("documents: the reader sees what it should") {
  const Document document = read_document("x.md",
                                          "a\n```assay-error AS0301 AS0302\nx >= 3\n```\n\n"
                                          "| write | code |\n|---|---|\n| `a \\| b`, `` `c` `` | - |\nend\n");
  REQUIRE(document.blocks.size() == 1);
  CHECK(document.blocks[0].info == std::vector<std::string>{"assay-error", "AS0301", "AS0302"});
  CHECK(document.blocks[0].text == "x >= 3\n");
  CHECK(document.blocks[0].line == 2);
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].head == std::vector<std::string>{"write", "code"});
  REQUIRE(document.tables[0].rows.size() == 1);
  CHECK(document.tables[0].rows[0].line == 8);
  CHECK(code_spans(document.tables[0].rows[0].cells[0]) == std::vector<std::string>{"a | b", "`c`"});
  CHECK(matches({"a", "…", "d"}, 0, {"a", "b", "c", "d"}, 0));
  CHECK(matches({"a", "…"}, 0, {"a"}, 0));
  CHECK_FALSE(matches({"a"}, 0, {"a", "b"}, 0));
  CHECK_FALSE(matches({"a", "…", "d"}, 0, {"a", "b"}, 0));
  // What is wrong is seen as wrong.
  CHECK(codes_of_rules(as_rulebook("coverage >= 90")) == Codes{"AS0402"});
  CHECK(codes_of_facts("unit,fact,period,value\nA,营业收入,2023Q1,x\n") == Codes{"AS0700"});
  CHECK(run("assay eval '1 / 0'").exit == 2);
}

}  // namespace
}  // namespace assay::documents
