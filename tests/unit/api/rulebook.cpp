#include "api/rulebook.h"

#include "diagnostics/kinds.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace assay::api {
namespace {

constexpr const char* kSeason = "season 2023 from 2023-01-01 to 2023-12-31 quarterly\n";

TEST_CASE("rulebook: a single file brings what it uses") {
  const tests::Scratch folder;
  folder.put("season.assay", kSeason);
  const std::string main = folder.put("a.assay", "use \"season.assay\"\ndepartment A { fact x : flow target 1 \"x\" { require : x >= 1 } }\n");
  diagnostics::Sink sink;
  const Rulebook book = load_rulebook(main, {}, sink);
  CHECK(!sink.has_errors());
  CHECK(book.files.size() == 2);
  REQUIRE(book.model);
  CHECK(book.model->departments.size() == 1);
}

TEST_CASE("rulebook: a rank that another file declares is compared as one") {
  const tests::Scratch folder;
  folder.put("season.assay", std::string(kSeason) + "fact place \"名次\" : rank\nfact amount : flow\n");
  const auto offered = [&](const std::string& condition) {
    const std::string main = folder.put("a.assay", "use \"season.assay\"\ndepartment A { target 1 { require " + condition + " } }\n");
    diagnostics::Sink sink;
    load_rulebook(main, {}, sink);
    return sink.all().empty() ? std::string() : diagnostics::help(sink.all().front(), diagnostics::Language::zh);
  };
  CHECK(offered("place 高于 上年同期(place)") == "请写作`<`");
  CHECK(offered("place 不低于 50") == "请写作`<=`");
  CHECK(offered("place 不低于50") == "请写作`<= 50`");
  CHECK(offered("amount 不低于 50") == "请写作`>=`");
}

TEST_CASE("rulebook: files that look like rules and are not read are told of") {
  const tests::Scratch folder;
  std::filesystem::create_directories(folder.folder() / "sub");
  folder.put("season.assay", std::string(kSeason) + "use \"sub/used.assay\"\n");
  for (const char* file : {"教育.assay.txt", "教育.ASSAY", "sub/文旅.assay", "sub/used.assay", "教育.txt"}) folder.put(file, "unit 人\n");
  diagnostics::Sink sink;
  load_rulebook(folder.folder().string(), {}, sink);
  std::vector<std::string> told;
  for (const diagnostics::Diagnostic& each : sink.all())
    if (each.kind == diagnostics::Kind::rules_passed_over) told.push_back(each.arguments.front().substr(folder.folder().string().size() + 1));
  CHECK(told == std::vector<std::string>{"sub/文旅.assay", "教育.ASSAY", "教育.assay.txt"});
}

TEST_CASE("rulebook: all spellings of a path name one file") {
  const tests::Scratch folder;
  const auto department = [](const std::string& uses, const std::string& name) {
    return uses + "department " + name + " { fact x : flow target 1 \"x\" { require : x >= 1 } }\n";
  };
  folder.put("season.assay", kSeason);
  folder.put("x/x.assay", department("use \"../season.assay\"\n", "X"));
  folder.put("y/z.assay", department("use \"../season.assay\"\nuse \"" + folder.path() + "/./season.assay\"\n", "Z"));
  const std::string main =
      folder.put("main.assay", department("use \"./season.assay\"\nuse \"x/../season.assay\"\nuse \"x/x.assay\"\nuse \"./y//z.assay\"\n", "M"));
  for (const std::string& path : {main, folder.path(), folder.path() + "/x/../main.assay", folder.path() + "/./"}) {
    CAPTURE(path);
    diagnostics::Sink sink;
    const Rulebook book = load_rulebook(path, {}, sink);
    CHECK(sink.all().empty());
    CHECK(book.files.size() == 4);
    for (std::size_t i = 0; i < book.trees.size(); ++i) CHECK(book.files.path(book.trees[i].file).find("/.") == std::string::npos);
  }
}

TEST_CASE("rulebook: a circle is seen however its paths are written") {
  const tests::Scratch folder;
  folder.put("b.assay", std::string(kSeason) + "use \"./a.assay\"\nuse \"b/../../" + folder.path().substr(folder.path().rfind('/') + 1) + "/b.assay\"\n");
  const std::string main = folder.put("a.assay", "use \"./b.assay\"\ndepartment A { fact x : flow target 1 \"x\" { require : x >= 1 } }\n");
  diagnostics::Sink sink;
  const Rulebook book = load_rulebook(main, {}, sink);
  CHECK(book.files.size() == 2);
  REQUIRE(sink.errors() == 2);
  for (const diagnostics::Diagnostic& each : sink.all()) CHECK(diagnostics::info(each.kind).code == "AS0309");
}

TEST_CASE("rulebook: the digest is of names and bytes, not of where they lie") {
  const tests::Scratch folder;
  folder.put("one/a.assay", kSeason);
  folder.put("two/a.assay", kSeason);
  folder.put("three/b.assay", kSeason);
  folder.put("four/a.assay", std::string(kSeason) + "\n");
  diagnostics::Sink sink;
  const auto digest = [&](const char* name) { return load_rulebook(folder.path() + "/" + name, {}, sink).digest(); };
  CHECK(digest("one") == digest("two"));
  CHECK(digest("one") != digest("three"));
  CHECK(digest("one") != digest("four"));
}

TEST_CASE("rulebook: what is not there is a problem, not an exception") {
  diagnostics::Sink sink;
  const Rulebook book = load_rulebook("/nowhere/at/all", {}, sink);
  CHECK(!book.model);
  REQUIRE(sink.errors() == 1);
  CHECK(sink.all().front().kind == diagnostics::Kind::path_missing);
}

}  // namespace
}  // namespace assay::api
