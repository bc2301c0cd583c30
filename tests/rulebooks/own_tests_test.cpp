// Every rulebook of the tree passes its own tests; and of a department that they speak of, they see both outcomes of every condition and reach every tier.
#include "api/api.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>

using namespace assay;

TEST_CASE("rulebooks: their own tests hold and leave nothing out") {
  std::size_t tests = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(ASSAY_SOURCE_DIR) + "/rules")) {
    CAPTURE(entry.path().string());
    diagnostics::Sink sink;
    const api::Rulebook book = api::load_rulebook(entry.path().string(), {}, sink);
    INFO(diagnostics::draw(sink, book.files, {}));
    REQUIRE(book.model);
    std::set<std::size_t> spoken_of;
    verify::Coverage coverage(*book.model);
    verify::run_tests(*book.model, book.files, [](const semantics::Test&) { return true; }, [&](const verify::Verified& verified) {
      ++tests;
      coverage.add(verified);
      const report::TestResult result = report::build_test_result(*book.model, book.files, verified);
      for (const report::Checked& check : result.checks)
        CHECK_MESSAGE(check.holds, result.name << ", " << check.place << ": " << report::came_text(check, report::Language::en));
      for (const semantics::Expectation& each : verified.test.expectations) spoken_of.insert(each.department);
    });
    for (const verify::Gap& gap : coverage.gaps()) {
      if (!spoken_of.contains(gap.department)) continue;
      const semantics::Department& department = book.model->departments[gap.department];
      FAIL_CHECK(department.targets[gap.target].id << ": " << book.files.place(gap.span) << (gap.missing_true ? " never true" : "") << (gap.missing_false ? " never false" : ""));
    }
  }
  CHECK(tests > 50);
}
