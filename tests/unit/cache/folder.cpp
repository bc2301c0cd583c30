#include "cache/folder.h"

#include "base/sha256.h"
#include "diagnostics/kinds.h"
#include "support/scratch.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

namespace assay::cache {
namespace {

namespace fs = std::filesystem;
using diagnostics::Kind;

std::string named(const std::string& what) { return base::sha256_hex(what); }

// The only problem that was reported.
Kind only(const diagnostics::Sink& sink) {
  REQUIRE(sink.all().size() == 1);
  return sink.all().front().kind;
}

TEST_CASE("cache folder: what is kept is found, under its name alone") {
  const tests::Scratch scratch;
  diagnostics::Sink sink;
  auto folder = Folder::open(scratch.path() + "/kept", sink);
  REQUIRE(folder);
  CHECK(!folder->find(named("a"), sink));
  std::string bytes("some\0bytes", 10);
  folder->keep(named("a"), bytes, sink);
  folder->keep(named("b"), "", sink);
  CHECK(folder->find(named("a"), sink) == bytes);
  CHECK(folder->find(named("b"), sink) == "");
  folder->keep(named("a"), "others", sink);
  CHECK(folder->find(named("a"), sink) == "others");
  CHECK(sink.all().empty());
  fs::rename(scratch.folder() / ("kept/" + named("a") + ".kept"), scratch.folder() / ("kept/" + named("c") + ".kept"));
  CHECK(!folder->find(named("c"), sink));
  CHECK(only(sink) == Kind::cache_damaged);
}

TEST_CASE("cache folder: no changed byte is taken for what was kept, and nothing longer or shorter") {
  const tests::Scratch scratch;
  diagnostics::Sink sink;
  auto folder = Folder::open(scratch.path() + "/kept", sink);
  REQUIRE(folder);
  folder->keep(named("a"), "the bytes", sink);
  const fs::path file = scratch.folder() / ("kept/" + named("a") + ".kept");
  std::ifstream in(file, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  REQUIRE(whole.size() > 80);
  const auto is_found = [&](const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    diagnostics::Sink problems;
    const bool found = folder->find(named("a"), problems).has_value();
    CHECK(problems.all().size() == (found ? 0 : 1));
    return found;
  };
  CHECK(is_found(whole));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK(!is_found(changed));
    CHECK(!is_found(whole.substr(0, i)));
  }
  CHECK(!is_found(whole + "x"));
}

TEST_CASE("cache folder: nothing is believed that others can write") {
  const tests::Scratch scratch;
  const fs::path kept = scratch.folder() / "kept";
  diagnostics::Sink sink;
  auto folder = Folder::open(kept.string(), sink);
  REQUIRE(folder);
  folder->keep(named("a"), "bytes", sink);
  REQUIRE(sink.all().empty());
  SUBCASE("a file") {
    REQUIRE(::chmod((kept / (named("a") + ".kept")).c_str(), 0620) == 0);
    CHECK(!folder->find(named("a"), sink));
    CHECK(only(sink) == Kind::cache_not_alone);
  }
  SUBCASE("a link") {
    fs::rename(kept / (named("a") + ".kept"), scratch.folder() / "elsewhere");
    fs::create_symlink(scratch.folder() / "elsewhere", kept / (named("a") + ".kept"));
    CHECK(!folder->find(named("a"), sink));
    CHECK(only(sink) == Kind::cache_damaged);
  }
  SUBCASE("a pipe, to which nobody writes") {
    fs::remove(kept / (named("a") + ".kept"));
    REQUIRE(::mkfifo((kept / (named("a") + ".kept")).c_str(), 0600) == 0);
    CHECK(!folder->find(named("a"), sink));
    CHECK(only(sink) == Kind::cache_damaged);
    folder->keep(named("a"), "anew", sink);
    CHECK(folder->find(named("a"), sink) == "anew");
  }
  SUBCASE("the folder") {
    REQUIRE(::chmod(kept.c_str(), 0722) == 0);
    CHECK(!Folder::open(kept.string(), sink));
    CHECK(only(sink) == Kind::cache_not_alone);
  }
}

TEST_CASE("cache folder: what is no folder, or none that can be made, is said") {
  const tests::Scratch scratch;
  diagnostics::Sink sink;
  SUBCASE("a file") { CHECK(!Folder::open(scratch.put("file", ""), sink)); }
  SUBCASE("in a folder that is not there") {
    auto folder = Folder::open(scratch.path() + "/no/kept", sink);
    REQUIRE(folder);
    CHECK(sink.all().empty());
    CHECK(!folder->find(named("a"), sink));
    folder->keep(named("a"), "bytes", sink);
  }
  SUBCASE("no name") { CHECK(!Folder::open("", sink)); }
  CHECK(only(sink) == Kind::cache_unusable);
  CHECK(sink.warnings() == 1);
}

TEST_CASE("cache folder: the oldest files go where there are too many, and nobody else's") {
  const tests::Scratch scratch;
  scratch.put("kept/notes.kept", "mine");
  const std::string left = scratch.put("kept/" + named("x") + ".12.part", "of a run that was ended");
  const std::string half = scratch.put("kept/" + named("x") + ".34.part", "of one that still goes on");
  const fs::path kept = scratch.folder() / "kept";
  REQUIRE(::chmod(kept.c_str(), 0700) == 0);
  diagnostics::Sink sink;
  auto folder = Folder::open(kept.string(), sink);
  REQUIRE(folder);
  const auto now = fs::file_time_type::clock::now();
  fs::last_write_time(left, now - std::chrono::hours(2));
  fs::last_write_time(kept / "notes.kept", now - std::chrono::hours(1000));
  for (std::size_t i = 0; i < kMostFiles; ++i) {
    folder->keep(named(std::to_string(i)), "bytes", sink);
    fs::last_write_time(kept / (named(std::to_string(i)) + ".kept"), now - std::chrono::hours(i + 1));
  }
  CHECK(folder->find(named(std::to_string(kMostFiles - 1)), sink));
  folder->keep(named("one more"), "bytes", sink);
  folder->keep(named("and one"), "bytes", sink);
  CHECK(sink.all().empty());
  CHECK(!folder->find(named(std::to_string(kMostFiles - 1)), sink));
  CHECK(!folder->find(named(std::to_string(kMostFiles - 2)), sink));
  CHECK(folder->find(named(std::to_string(kMostFiles - 3)), sink));
  CHECK(folder->find(named("and one"), sink));
  CHECK(fs::exists(kept / "notes.kept"));
  CHECK(!fs::exists(left));
  CHECK(fs::exists(half));
}

}  // namespace
}  // namespace assay::cache
