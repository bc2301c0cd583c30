#include "source/load.h"
#include "source/source.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace assay::source;

TEST_CASE("lines and columns count from one, columns in code points") {
  Files files;
  const FileId file = files.add("a.assay", "ab\n市红c\r\nx\ry");
  CHECK(files.position(file, 0).line == 1);
  CHECK(files.position(file, 1).column == 2);
  CHECK(files.position(file, 9).line == 2);
  CHECK(files.position(file, 9).column == 3);
  CHECK(files.line(file, 2) == "市红c");
  CHECK(files.line(file, 3) == "x");
  CHECK(files.line(file, 4) == "y");
  CHECK(files.line(file, 5).empty());
  CHECK(files.line(file, 0).empty());
  CHECK(files.position(file, 1000).line == 4);
}

TEST_CASE("a byte order mark is no part of the text") {
  Files files;
  const FileId file = files.add("a", "\xEF\xBB\xBFunit");
  CHECK(files.text(file) == "unit");
  CHECK(files.position(file, 0).column == 1);
}

TEST_CASE("an empty file has one empty line") {
  Files files;
  const FileId file = files.add("a", "");
  CHECK(files.position(file, 0).line == 1);
  CHECK(files.line(file, 1).empty());
}

TEST_CASE("spans: slices, places, joins") {
  Files files;
  const FileId file = files.add("f.assay", "abc\ndef");
  CHECK(files.slice({file, 4, 6}) == "de");
  CHECK(files.slice({file, 4, 600}) == "def");
  CHECK(files.slice({}).empty());
  CHECK(files.place({file, 4, 6}) == "f.assay:2:1");
  CHECK(join({file, 1, 2}, {file, 4, 5}) == Span{file, 1, 5});
  CHECK(join({}, {file, 4, 5}) == Span{file, 4, 5});
  CHECK_FALSE(Span{}.valid());
}

TEST_CASE("a rulebook is a folder of .assay files in the order of their names, or one file") {
  const assay::tests::Scratch scratch;
  const auto folder = scratch.folder() / "rules";
  CHECK(load_rulebook(folder.string(), {}).problems.at(0).kind == LoadProblem::Kind::missing);
  std::filesystem::create_directories(folder);
  CHECK(load_rulebook(folder.string(), {}).problems.at(0).kind == LoadProblem::Kind::empty_folder);
  std::ofstream(folder / "b.assay") << "12345";
  std::ofstream(folder / "a.assay") << "1234";
  std::ofstream(folder / "c.txt") << "no";
  const Loaded both = load_rulebook(folder.string(), {});
  REQUIRE(both.files.size() == 2);
  CHECK(both.files[0].text == "1234");
  CHECK(both.files[1].path == (folder / "b.assay").string());
  CHECK(both.problems.empty());
  CHECK(load_rulebook((folder / "a.assay").string(), {}).files.size() == 1);

  CHECK(load_rulebook(folder.string(), {5, 9}).problems.empty());
  const Loaded file_limit = load_rulebook(folder.string(), {4, 9});
  REQUIRE(file_limit.problems.size() == 1);
  CHECK(file_limit.problems[0].kind == LoadProblem::Kind::file_too_large);
  CHECK(file_limit.problems[0].size == 5);
  CHECK(file_limit.files.size() == 1);
  CHECK(load_rulebook(folder.string(), {5, 8}).problems.at(0).kind == LoadProblem::Kind::rulebook_too_large);

  std::filesystem::create_directories(folder / "d.assay");
  CHECK(load_rulebook(folder.string(), {}).problems.at(0).kind == LoadProblem::Kind::unreadable);
}

TEST_CASE("columns far along a line are counted from the blocks before them") {
  Files files;
  std::string text = "first\n";
  for (int i = 0; i < 2000; ++i) text += i % 3 == 0 ? "市" : "a";
  const FileId file = files.add("long.assay", text);
  std::uint32_t column = 1;
  for (std::uint32_t at = 6; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
    if (files.position(file, at).column != column) FAIL_CHECK("byte " << at);
    ++column;
  }
  CHECK(files.position(file, static_cast<std::uint32_t>(text.size())).column == 2001);
}

TEST_CASE("source: lines and columns of every short text are those counted byte by byte") {
  const std::vector<std::string> pieces{"a", "\r", "\n", "市", "0123456789"};
  std::vector<std::string> texts{""};
  for (std::size_t i = 0; texts.size() < 4000; ++i)
    for (const std::string& piece : pieces) texts.push_back(texts[i] + piece);
  texts.push_back(std::string(255, 'x') + "市\r\n" + std::string(300, 'y') + "\n市");
  for (const std::string& text : texts) {
    assay::source::Files files;
    const auto file = files.add("a", text);
    std::uint32_t line = 1, column = 1;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const bool inside = at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
      const auto found = files.position(file, static_cast<std::uint32_t>(at));
      REQUIRE(found.line == line);
      if (!inside) REQUIRE(found.column == column);
      if (at == text.size()) break;
      const bool ends = text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'));
      if (ends) ++line, column = 1;
      else if (at + 1 == text.size() || (static_cast<unsigned char>(text[at + 1]) & 0xC0U) != 0x80U) ++column;
    }
  }
}
