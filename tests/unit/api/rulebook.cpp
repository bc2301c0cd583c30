#include "api/rulebook.h"

#include "diagnostics/kinds.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <string>

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
