#include "api/rulebook.h"

#include "diagnostics/kinds.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace assay::api {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "assay-rulebook-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

constexpr const char* kSeason = "season 2023 from 2023-01-01 to 2023-12-31 quarterly\n";

TEST_CASE("rulebook: a single file brings what it uses") {
  const Folder folder;
  folder.file("season.assay", kSeason);
  const std::string main = folder.file("a.assay", "use \"season.assay\"\ndepartment A { fact x : flow target 1 \"x\" { require : x >= 1 } }\n");
  diagnostics::Sink sink;
  const Rulebook book = load_rulebook(main, {}, sink);
  CHECK(!sink.has_errors());
  CHECK(book.files.size() == 2);
  REQUIRE(book.model);
  CHECK(book.model->departments.size() == 1);
}

TEST_CASE("rulebook: the digest is of names and bytes, not of where they lie") {
  const Folder folder;
  folder.file("one/a.assay", kSeason);
  folder.file("two/a.assay", kSeason);
  folder.file("three/b.assay", kSeason);
  folder.file("four/a.assay", std::string(kSeason) + "\n");
  diagnostics::Sink sink;
  const auto digest = [&](const char* name) { return load_rulebook(folder.path() + "/" + name, {}, sink).digest; };
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
