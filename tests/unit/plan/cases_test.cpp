#include "plan/lower.h"
#include "support/season.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

namespace assay::plan {
namespace {

// What a program of so many targets that may not apply holds: registers that steps read, and numbers.
std::size_t size_of_program(std::size_t targets) {
  std::string department;
  for (std::size_t i = 1; i <= targets; ++i) {
    const std::string n = std::to_string(i);
    department += "fact f" + n + " : level 家\nfact c" + n + " : flag\ntarget " + n + " applies when c" + n + " { require : f" + n + " >= 5家 }\n";
  }
  const auto season = test::season(department, "");
  std::size_t size = 0;
  for (const Step& step : season->program.steps) size += step.in.size() + step.numbers.size();
  return size;
}

TEST_CASE("plan: targets that may not apply cost the same each, however many there are") {
  const std::size_t few = size_of_program(50), many = size_of_program(200);
  CHECK(few > 50);
  CHECK(many <= 4 * few + few / 10);
}

}  // namespace
}  // namespace assay::plan
