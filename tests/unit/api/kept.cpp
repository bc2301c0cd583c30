#include "api/kept.h"

#include "plan/lower.h"
#include "semantics/dump.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <filesystem>
#include <iterator>
#include <string>

namespace assay::api {
namespace {

constexpr const char* kYear = "season 2023 from 2023-01-01 to 2023-12-31 quarterly\n";

std::string rules_of(const std::string& goal) {
  return "use \"season.assay\"\ndepartment A { fact x : flow target 1 \"x\" { require \"x\" : x >= " + goal + " } }\n";
}

// What one load says and gives.
struct Loaded {
  Rulebook book;
  diagnostics::Sink rules, folder;
  std::string plan;  // for the season's end; empty without a model
};

class Shelf {
 public:
  Shelf() : folder_(*cache::Folder::open((scratch.folder() / "kept").string(), sink_)) {}

  Loaded load(const std::string& path, const RulebookLimits& limits = {}) {
    Loaded out;
    out.book = load_kept_rulebook(path, limits, folder_, out.rules, out.folder);
    if (out.book.model) out.plan = plan::dump_plan(kept_program(out.book, out.book.model->schema.season.to, folder_, out.folder));
    CHECK(out.folder.all().empty());
    // Whatever was found, it is what comes out without it.
    diagnostics::Sink fresh_sink;
    const Rulebook fresh = load_rulebook(path, limits, fresh_sink, syntax::Tests::left_out);
    CHECK(fresh.model.has_value() == out.book.model.has_value());
    if (fresh.model) {
      CHECK(out.plan == plan::dump_plan(plan::lower(*fresh.model, fresh.model->schema.season.to)));
      CHECK(semantics::dump_model(*out.book.model, out.book.files) == semantics::dump_model(*fresh.model, fresh.files));
      CHECK(fresh.warnings == out.book.warnings);
      CHECK(fresh.digest() == out.book.digest());
    }
    return out;
  }
  static bool is_kept(const Loaded& loaded) { return loaded.book.model && loaded.book.found; }
  std::size_t files() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(scratch.folder() / "kept"), {})); }

  tests::Scratch scratch;

 private:
  diagnostics::Sink sink_;
  cache::Folder folder_;
};

TEST_CASE("kept rulebook: found as long as every file is as it was") {
  Shelf shelf;
  shelf.scratch.put("r/season.assay", kYear);
  shelf.scratch.put("r/a.assay", rules_of("1"));
  const std::string rules = shelf.scratch.path() + "/r";
  CHECK(!Shelf::is_kept(shelf.load(rules)));
  CHECK(Shelf::is_kept(shelf.load(rules)));
  CHECK(shelf.files() == 2);
  SUBCASE("a rule changes, and changes back") {
    shelf.scratch.put("r/a.assay", rules_of("2"));
    CHECK(!Shelf::is_kept(shelf.load(rules)));
    CHECK(Shelf::is_kept(shelf.load(rules)));
    shelf.scratch.put("r/a.assay", rules_of("1"));
    CHECK(Shelf::is_kept(shelf.load(rules)));
  }
  SUBCASE("a file comes, of tests alone") {
    shelf.scratch.put("r/b.assay", "test \"t\" { given A.x = 1 expect A.1 met }\n");
    CHECK(!Shelf::is_kept(shelf.load(rules)));
  }
  SUBCASE("a file gets another name") {
    std::filesystem::rename(shelf.scratch.folder() / "r/a.assay", shelf.scratch.folder() / "r/z.assay");
    CHECK(!Shelf::is_kept(shelf.load(rules)));
  }
  SUBCASE("a byte order mark comes") {
    shelf.scratch.put("r/a.assay", "\xEF\xBB\xBF" + rules_of("1"));
    CHECK(!Shelf::is_kept(shelf.load(rules)));
  }
  SUBCASE("a limit changes") {
    RulebookLimits limits;
    limits.semantics.depth = 2'000;
    CHECK(!Shelf::is_kept(shelf.load(rules, limits)));
    CHECK(Shelf::is_kept(shelf.load(rules)));
  }
  SUBCASE("a limit is passed") {
    RulebookLimits limits;
    limits.load.rulebook = 10;
    const Loaded loaded = shelf.load(rules, limits);
    CHECK(!loaded.book.model);
    CHECK(loaded.rules.has_limits());
  }
}

TEST_CASE("kept rulebook: a file that is used from elsewhere is looked at, too") {
  Shelf shelf;
  shelf.scratch.put("common/season.assay", kYear);
  const std::string rules = shelf.scratch.put("r/a.assay", "use \"../common/season.assay\"\ndepartment A { fact x : flow target 1 \"x\" { require \"x\" : x >= 1 } }\n");
  CHECK(!Shelf::is_kept(shelf.load(rules)));
  const Loaded found = shelf.load(rules);
  CHECK(Shelf::is_kept(found));
  CHECK(found.book.files.size() == 2);
  // The program of before must not be found with the model of now.
  shelf.scratch.put("common/season.assay", "season 2023 from 2022-07-01 to 2023-12-31 quarterly\n");
  CHECK(!Shelf::is_kept(shelf.load(rules)));
  CHECK(Shelf::is_kept(shelf.load(rules)));
  shelf.scratch.put("common/season.assay", kYear);
  CHECK(!Shelf::is_kept(shelf.load(rules)));
  std::filesystem::remove(shelf.scratch.folder() / "common/season.assay");
  const Loaded missing = shelf.load(rules);
  CHECK(!missing.book.model);
  CHECK(missing.rules.has_errors());
}

TEST_CASE("kept rulebook: what a path names depends on where it is looked at from") {
  Shelf shelf;
  shelf.scratch.put("2023/season.assay", kYear);
  shelf.scratch.put("2023/a.assay", "use \"season.assay\"\nuse \"../2023/b.assay\"\n");
  shelf.scratch.put("2023/b.assay", "department A { fact x : flow target 1 \"x\" { require \"x\" : x >= 1 } }\n");
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(shelf.scratch.folder() / "2023");
  const Loaded first = shelf.load(".");
  const Loaded second = shelf.load(".");
  std::filesystem::current_path(before);
  std::filesystem::rename(shelf.scratch.folder() / "2023", shelf.scratch.folder() / "2024");
  std::filesystem::current_path(shelf.scratch.folder() / "2024");
  const Loaded renamed = shelf.load(".");
  std::filesystem::current_path(before);
  CHECK(!Shelf::is_kept(first));
  CHECK(Shelf::is_kept(second));
  CHECK(!renamed.book.model);
  CHECK(renamed.rules.has_errors());
}

TEST_CASE("kept rulebook: warnings are counted every time, and what has an error is not kept") {
  Shelf shelf;
  shelf.scratch.put("r/season.assay", kYear);
  shelf.scratch.put("r/a.assay", rules_of("1") + "fact y : flow\n");  // that nothing reads
  const std::string rules = shelf.scratch.path() + "/r";
  const Loaded first = shelf.load(rules);
  REQUIRE(first.book.model);
  CHECK(first.book.warnings == first.rules.warnings());
  CHECK(shelf.load(rules).book.warnings == first.book.warnings);
  const std::size_t files = shelf.files();
  shelf.scratch.put("r/a.assay", rules_of("1 +"));
  for (int i = 0; i < 2; ++i) {
    const Loaded wrong = shelf.load(rules);
    CHECK(!wrong.book.model);
    CHECK(wrong.rules.has_errors());
  }
  CHECK(shelf.files() == files);
}

TEST_CASE("kept rulebook: each as-of date has its program") {
  Shelf shelf;
  shelf.scratch.put("r/season.assay", kYear);
  shelf.scratch.put("r/a.assay", rules_of("1"));
  diagnostics::Sink sink, of_folder;
  auto folder = cache::Folder::open((shelf.scratch.folder() / "other").string(), sink);
  REQUIRE(folder);
  const Rulebook book = load_kept_rulebook(shelf.scratch.path() + "/r", {}, *folder, sink, of_folder);
  REQUIRE(book.model);
  for (int i = 0; i < 2; ++i)
    for (const char* day : {"2023-03-31", "2023-12-31", "2024-02-01"}) {
      const base::Date as_of = *base::parse_date(day);
      CHECK(plan::dump_plan(kept_program(book, as_of, *folder, of_folder)) == plan::dump_plan(plan::lower(*book.model, as_of)));
    }
  CHECK(of_folder.all().empty());
}

TEST_CASE("kept rulebook: those of the tree come back whole") {
  Shelf shelf;
  std::size_t books = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(ASSAY_SOURCE_DIR) + "/rules")) {
    if (!entry.is_directory()) continue;
    CHECK(!Shelf::is_kept(shelf.load(entry.path().string())));
    CHECK(Shelf::is_kept(shelf.load(entry.path().string())));
    ++books;
  }
  CHECK(books >= 2);
}

}  // namespace
}  // namespace assay::api
