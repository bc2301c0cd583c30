// The manual's lists against the program's own.
#include "document.h"
#include "examples.h"

#include "facts/facts.h"
#include "functions/functions.h"
#include "semantics/limits.h"
#include "source/load.h"
#include "syntax/parse.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace assay::documents {
namespace {

using Pair = std::pair<std::string, std::string>;

const std::string kManual = "grammar/README.md";

const Document& manual() {
  static const Document kRead = read_document(kManual, read_file(ASSAY_SOURCE_DIR "/" + kManual));
  return kRead;
}

// English and Chinese, as they stand side by side in the manual.
std::set<Pair> manual_words() {
  std::set<Pair> out;
  for (const Table& table : manual().tables)
    for (std::size_t column = 0; column + 1 < table.head.size(); ++column) {
      if (table.head[column] != "English") continue;
      for (const TableRow& row : table.rows)
        for (const std::string& english : code_spans(row.cells.at(column)))
          for (const std::string& chinese : code_spans(row.cells.at(column + 1))) out.emplace(english, chinese);
    }
  return out;
}

std::vector<Pair> program_words() {
  std::vector<Pair> out;
#define ASSAY_WORD(token, kind, english, chinese) out.emplace_back(english, chinese);
#define ASSAY_FUNCTION_WORD(english, chinese) out.emplace_back(english, chinese);
#define ASSAY_VALUE_WORD(english, chinese) out.emplace_back(english, chinese);
#include "syntax/keywords.def"
#undef ASSAY_WORD
#undef ASSAY_FUNCTION_WORD
#undef ASSAY_VALUE_WORD
  return out;
}

TEST_CASE("manual: every word of the language stands in its tables, and no other") {
  const std::set<Pair> written = manual_words();
  std::set<std::string> english, chinese, known_chinese;
  for (const auto& [each, twin] : written) {
    std::istringstream words(each);
    for (std::string word; words >> word;) english.insert(word);
    chinese.insert(twin);
  }
  for (const auto& [each, twin] : program_words()) {
    // A part of a phrase has no Chinese of its own, a Chinese phrase no English word.
    if (twin.empty())
      CHECK_MESSAGE(english.contains(each), each);
    else if (each.empty())
      CHECK_MESSAGE(chinese.contains(twin), twin);
    else
      CHECK_MESSAGE(written.contains({each, twin}), each << " " << twin);
    known_chinese.insert(twin);
  }
  for (const std::string& each : chinese) CHECK_MESSAGE(known_chinese.contains(each), each);
}

TEST_CASE("manual: the connecting words are those of the program") {
  const std::string source = read_file(ASSAY_SOURCE_DIR "/engine/semantics/checks/connecting_words.cpp");
  const std::size_t begin = source.find("kConnecting = ");
  REQUIRE(begin != std::string::npos);
  const std::string list = source.substr(begin, source.find("});", begin) - begin);
  static const std::regex kString("\"([^\"]+)\"");
  std::set<std::string> program;
  for (std::sregex_iterator it(list.begin(), list.end(), kString), end; it != end; ++it) program.insert((*it)[1]);
  CHECK(program.size() > 50);

  std::set<std::string> written;
  for (const Table& table : manual().tables)
    if (table.head.front() == "connecting words")
      for (const TableRow& row : table.rows)
        for (const std::string& word : code_spans(row.cells.front())) written.insert(word);
  for (const std::string& word : program) CHECK_MESSAGE(written.contains(word), word);
  for (const std::string& word : written) CHECK_MESSAGE(program.contains(word), word);
}

TEST_CASE("manual: limits") {
  const syntax::Limits syntax;
  const source::LoadLimits load;
  const semantics::Limits semantics;
  const facts::Options facts;
  const std::vector<std::pair<std::string, std::uint64_t>> limits{
      {"AS0004", load.file},         {"AS0005", load.rulebook},      {"AS0104", syntax.nesting},
      {"AS0105", syntax.identifier}, {"AS0106", syntax.string},      {"AS0107", syntax.depth},
      {"AS0108", syntax.targets},    {"AS0109", syntax.criteria},    {"AS0198", syntax.errors},
      {"AS0613", facts.field_limit}, {"AS0614", facts.column_limit},
      {"AS0325", semantics.parts},   {"AS0326", semantics.depth},    {"AS0344", semantics.members},
  };
  std::set<Pair> written;
  for (const Table& table : manual().tables) {
    if (table.head.front() != "limit") continue;
    for (const TableRow& row : table.rows) {
      std::string digits = row.cells.at(1);
      std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
      for (const std::string& code : code_spans(row.cells.at(2))) written.emplace(code, digits);
    }
  }
  for (const auto& [code, value] : limits)
    CHECK_MESSAGE(written.contains({code, std::to_string(value)}), code << " " << value);
}

TEST_CASE("manual: its table of functions is the program's own") {
  std::set<std::string> written;
  for (const Table& table : manual().tables) {
    if (table.head.front() != "function") continue;
    for (const TableRow& row : table.rows)
      written.insert(row.cells.at(0) + " " + row.cells.at(1) + " " + row.cells.at(2) + " " + row.cells.at(3));
  }
  CHECK(written.size() == functions::all().size());
  for (const functions::Entry& each : functions::all()) {
    // What a scoring formula reads is no condition, and stands with the formulas.
    const bool condition = each.function != functions::Function::mean;
    const auto code = [](std::string_view text) { return "`" + std::string(text) + "`"; };
    const std::string row = code(each.signature) + " " + code(each.chinese) + " " + std::string(each.doc_en) + " " + (condition ? code(each.example) : std::string());
    CHECK_MESSAGE(written.contains(row), row);
    if (!condition) CHECK(manual().text.find(each.example) != std::string::npos);
  }
}

TEST_CASE("manual: it shows the rulebook that its examples share") {
  const auto& blocks = manual().blocks;
  CHECK(std::any_of(blocks.begin(), blocks.end(), [](const Block& block) { return block.text == prelude(); }));
}

}  // namespace
}  // namespace assay::documents
