#include "diagnostics/kinds.h"
#include "diagnostics/system_reason.h"

#include <doctest/doctest.h>

#include <cerrno>
#include <cstring>
#include <set>

using namespace assay;
using namespace assay::diagnostics;

namespace {

source::Span span(source::FileId file, std::uint32_t begin, std::uint32_t end) { return {file, begin, end}; }

}  // namespace

TEST_CASE("every kind has a code of its own, both languages, and wording by the rules") {
  std::set<std::string_view> codes;
  for (const KindInfo& kind : all_kinds()) {
    CAPTURE(kind.name);
    CHECK(kind.code.size() == 6);
    CHECK(codes.insert(kind.code).second);
    CHECK_FALSE(kind.message.en.empty());
    CHECK_FALSE(kind.message.zh.empty());
    CHECK(kind.label.en.empty() == kind.label.zh.empty());
    CHECK(kind.help.en.empty() == kind.help.zh.empty());
    for (const std::string_view words : {kind.message.en, kind.label.en, kind.help.en}) {
      if (words.empty()) continue;
      CHECK_FALSE(words.ends_with('.'));
      CHECK_FALSE((words[0] >= 'A' && words[0] <= 'Z' && words.size() > 1 && words[1] >= 'a' && words[1] <= 'z'));
    }
    for (const std::string_view words : {kind.message.zh, kind.label.zh, kind.help.zh}) CHECK_FALSE(words.ends_with("。"));
  }
  CHECK(find_kind("as0101") == Kind::invalid_utf8);
  CHECK(info(Kind::invalid_utf8).name == "invalid_utf8");
  CHECK_FALSE(find_kind("AS9999"));
}

TEST_CASE("the drawing shows the place with carets of the display width") {
  source::Files files;
  const auto file = files.add("红.assay", "first\n\t市红十字会 x\n");
  Sink sink;
  sink.report(Kind::unexpected_word, span(file, 7, 22), {"市红十字会"}).suggestion = "市红会";
  CHECK(draw(sink, files, {}) ==
        "error[AS0143]: did not expect `市红十字会` here\n"
        " --> 红.assay:2:2\n"
        "  |\n"
        "2 |     市红十字会 x\n"
        "  |     ^^^^^^^^^^\n"
        "  |\n"
        "  = help: did you mean `市红会`?\n"
        "\n");
  DrawOptions zh;
  zh.language = Language::zh;
  CHECK(draw(sink, files, zh) ==
        "错误[AS0143]：这里不应当是`市红十字会`\n"
        " --> 红.assay:2:2\n"
        "  |\n"
        "2 |     市红十字会 x\n"
        "  |     ^^^^^^^^^^\n"
        "  |\n"
        "  = 帮助：您是不是想写`市红会`？\n"
        "\n");
}

TEST_CASE("lists of names are joined in Chinese as Chinese does, and what rules say is left as it is") {
  const auto told = [](const std::string& list) {
    Diagnostic made;
    made.kind = Kind::unexpected_word;
    made.arguments = {list};
    return message(made, Language::zh);
  };
  CHECK(told("`a`, `b`, `c`") == "这里不应当是``a`、`b`、`c``");
  CHECK(told("`a` `b`") == "这里不应当是``a`、`b``");
  CHECK(told("`a`, `b` … (5)") == "这里不应当是``a`、`b` … (5)`");
  CHECK(told("区县`, `季节") == "这里不应当是`区县`、`季节`");
  CHECK(told("2022, 2023") == "这里不应当是`2022、2023`");
  CHECK(told("table, json") == "这里不应当是`table、json`");
  CHECK(told("max(`a`, `b`)") == "这里不应当是`max(`a`, `b`)`");
  CHECK(told("in {1, 2}") == "这里不应当是`in {1, 2}`");
  CHECK(told("x = 1, y = 2") == "这里不应当是`x = 1, y = 2`");
}

TEST_CASE("labels, related places and the gutter of the widest line number") {
  source::Files files;
  std::string text;
  for (int i = 0; i < 11; ++i) text += "line\n";
  const auto file = files.add("a", text);
  Sink sink;
  Diagnostic& d = sink.report(Kind::unclosed_bracket, span(file, 0, 1), {"(", ")"});
  d.related.push_back({span(file, 50, 54), std::nullopt, {"closed here", "在此结束"}});
  CHECK(draw(sink, files, {}) ==
        "error[AS0112]: `(` is never closed\n"
        "  --> a:1:1\n"
        "   |\n"
        " 1 | line\n"
        "   | ^ opened here\n"
        "  ::: a:11:1\n"
        "   |\n"
        "11 | line\n"
        "   | ---- closed here\n"
        "   |\n"
        "   = help: add `)`\n"
        "\n");
}

TEST_CASE("a cell has a place and no excerpt; an argument has neither") {
  Sink sink;
  sink.report(Kind::path_unreadable, Cell{"facts.csv", 118, 5}, {"x"});
  sink.report(Kind::path_missing, std::vector<std::string>{"nowhere"});
  CHECK(draw(sink, {}, {}) ==
        "error[AS0002]: cannot read `x`\n"
        " --> facts.csv:118:5\n"
        "  = help: the path must be a file you may read, or a folder of them\n"
        "\n"
        "error[AS0001]: no such file or folder: `nowhere`\n"
        "\n");
}

TEST_CASE("hostile text cannot drive the terminal") {
  source::Files files;
  const auto file = files.add("a\x1b[31m", "x\x1b[2J\u202Ey\xFF\n");
  Sink sink;
  sink.report(Kind::unexpected_word, span(file, 0, 1), {"\x1b]0;t\x07"}).suggestion = "\x1b[1m";
  const std::string drawn = draw(sink, files, {});
  CHECK(drawn.find('\x1b') == std::string::npos);
  CHECK(drawn.find('\x07') == std::string::npos);
  CHECK(drawn.find("\u202E") == std::string::npos);
  CHECK(drawn.find('\xFF') == std::string::npos);
}

TEST_CASE("colour is only there when it is wanted") {
  Sink sink;
  sink.report(Kind::path_missing, std::vector<std::string>{"x"});
  DrawOptions options;
  options.colour = true;
  CHECK(draw(sink, {}, options).find("\x1b[1;31merror[AS0001]") != std::string::npos);
}

TEST_CASE("very long lines are cut around the place") {
  source::Files files;
  const auto file = files.add("a", std::string(5000, 'a') + "X" + std::string(5000, 'b'));
  Sink sink;
  sink.report(Kind::unexpected_word, span(file, 5000, 5001), {"X"});
  const std::string drawn = draw(sink, files, {});
  CHECK(drawn.size() < 600);
  CHECK(drawn.find("aXb") != std::string::npos);
}

TEST_CASE("sorting is by file, place and code; equal ones are told once") {
  source::Files files;
  const auto one = files.add("1", "abc");
  const auto two = files.add("2", "abc");
  Sink sink;
  sink.report(Kind::path_missing, std::vector<std::string>{"x"});
  sink.report(Kind::unexpected_word, Cell{"z.csv", 3, 1}, {"x"});
  sink.report(Kind::unexpected_word, Cell{"z.csv", 2, 9}, {"x"});
  sink.report(Kind::unexpected_word, span(two, 0, 1), {"x"});
  sink.report(Kind::unexpected_word, span(one, 1, 2), {"x"});
  sink.report(Kind::expected_name, span(one, 1, 2), {"x"});
  sink.report(Kind::unexpected_word, span(one, 1, 2), {"x"});
  sink.report(Kind::unexpected_word, span(one, 1, 2), {"y"});
  sink.report(Kind::file_empty, span(one, 0, 0));
  CHECK(sink.errors() == 8);
  sink.sort();
  std::string order;
  for (const Diagnostic& d : sink.all()) order += std::string(info(d.kind).code) + (d.arguments.empty() ? "" : d.arguments[0]) + " ";
  CHECK(order == "AS0006 AS0133x AS0143x AS0143y AS0143x AS0143x AS0143x AS0001x ");
  CHECK(sink.all()[5].cell->row == 2);
  CHECK(sink.errors() == 7);
  CHECK(sink.warnings() == 1);
  CHECK_FALSE(sink.has_limits());
}

TEST_CASE("limits are errors of their own kind") {
  Sink sink;
  sink.report(Kind::file_too_large, std::vector<std::string>{"a", "5", "4"});
  CHECK(sink.has_limits());
  CHECK(sink.has_errors());
  CHECK(message(sink.all()[0], Language::en) == "`a` has 5 bytes; a rules file may have 4");
}

TEST_CASE("no more are drawn than wanted, and how many are left is said") {
  Sink sink;
  for (int i = 0; i < 5; ++i) sink.report(Kind::path_missing, std::vector<std::string>{std::to_string(i)});
  DrawOptions options;
  options.most = 2;
  CHECK(draw(sink, {}, options).ends_with("\n3 more not shown\n"));
}

TEST_CASE("of cells the first of each kind are kept, and all are counted") {
  Sink sink;
  sink.keep_of_a_kind(2);
  for (std::uint64_t row = 1; row <= 5; ++row) {
    sink.report(Kind::cell_not_a_number, Cell{"a.csv", row, 1}, {"x", "f"});
    sink.report(Kind::cell_restated, Cell{"a.csv", row, 1}, {"f", "1", "2"}).related.push_back({{}, Cell{"a.csv", 1, 1}, {"older", "原值"}});
    sink.report(Kind::path_missing, std::vector<std::string>{std::to_string(row)});
  }
  const auto check = [](const Sink& all) {
    CHECK(all.all().size() == 9);
    CHECK(all.dropped() == 6);
    CHECK(all.faults() == 5);
    CHECK(all.warnings() == 5);
    CHECK(all.errors() == 5);
  };
  check(sink);
  CHECK(sink.all()[1].related.size() == 1);
  sink.sort();
  check(sink);
  CHECK(sink.all().front().cell->row == 1);
  CHECK(draw(sink, {}, {}).ends_with("\n6 more not shown\n"));
  Sink other;
  other.merge(std::move(sink));
  check(other);
}

TEST_CASE("what no example can draw is drawn like the rest") {
  source::Files files;
  const auto file = files.add("a.assay", "unit km\n");
  Sink sink;
  sink.report(Kind::unexpected, std::vector<std::string>{"out of memory"});
  sink.report(Kind::parser_failure, span(file, 0, 0), {"no way on"});
  sink.report(Kind::output_void);
  CHECK(draw(sink, files, {}) ==
        "error[AS0030]: the program has failed in itself: out of memory\n"
        "  = help: please report this with the files that led to it\n"
        "\n"
        "error[AS0199]: the file could not be parsed: no way on\n"
        " --> a.assay:1:1\n"
        "  |\n"
        "1 | unit km\n"
        "  | ^\n"
        "\n"
        "error[AS0016]: the output above is void\n"
        "  = help: a reported file could not be used; see the errors\n"
        "\n");
  CHECK(message(sink.all()[0], Language::zh) == "程序自身出错：out of memory");
  CHECK(message(sink.all()[1], Language::zh) == "文件无法解析：no way on");
}

TEST_CASE("why the system did not do something is said in the user's language") {
  Diagnostic full{Kind::cannot_write, {}, {}, {"out.csv"}, {}, {}, {}, {}, {}};
  add_system_reason(full, ENOSPC);
  CHECK(message(full, Language::en) == "cannot write `out.csv`: the disk is full");
  CHECK(message(full, Language::zh) == "无法写入`out.csv`：磁盘已满");
  // What has no words here keeps those of the system.
  CHECK(system_reason(EDOM).zh == std::strerror(EDOM));
}
