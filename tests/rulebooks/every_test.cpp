// Every rulebook of the tree checks without a warning and leaves no word of its texts out.

#include "read.h"

#include "semantics/coverage.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace assay;

TEST_CASE("no clause of a rulebook's texts is left out") {
  std::size_t rulebooks = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(ASSAY_SOURCE_DIR) + "/rules")) {
    if (!entry.is_directory()) continue;
    const semantics::Coverage coverage = semantics::coverage(rulebooks::read(entry.path().string()));
    for (const semantics::Uncovered& u : coverage.uncovered)
      for (const std::string& word : u.words) FAIL_CHECK(u.target << ": " << word);
    CHECK(coverage.targets > 0);
    ++rulebooks;
  }
  CHECK(rulebooks >= 2);
}
