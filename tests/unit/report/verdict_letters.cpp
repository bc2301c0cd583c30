#include "report/verdict_letters.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace assay::report {
namespace {

// So many targets in each of two departments; statuses in turn.
exec::Outcome outcome(std::size_t targets, std::size_t rows) {
  exec::Outcome out;
  out.rows = rows;
  out.departments.resize(2);
  std::size_t n = 0;
  for (exec::DepartmentOutcome& department : out.departments) {
    department.targets.resize(targets);
    for (exec::TargetOutcome& target : department.targets) {
      target.status = exec::Statuses(rows);
      for (std::size_t row = 0; row < rows; ++row) target.status.data()[row] = static_cast<exec::Status>((n++ / 5 + row) % kStatuses);
    }
  }
  return out;
}

TEST_CASE("verdicts: letters and counts, of all departments or one, of any number of targets and rows") {
  for (const auto& [targets, rows] : {std::pair<std::size_t, std::size_t>{0, 3}, {1, 64}, {7, 65}, {70, 131}, {124, 63}, {1023, 3}, {1500, 66}}) {
    const exec::Outcome came = outcome(targets, rows);
    for (const auto department : {std::optional<std::size_t>(), std::optional<std::size_t>(1)}) {
      const VerdictLetters made(came, department);
      for (std::size_t row = 0; row < came.rows; ++row) {
        std::string letters;
        std::array<std::size_t, kStatuses> counts{};
        for (std::size_t d = department.value_or(0); d < 2; ++d)
          for (const exec::TargetOutcome& target : came.departments[d].targets) {
            letters += row_of(target.status[row]).letter;
            ++counts[static_cast<std::size_t>(target.status[row])];
          }
        CHECK(made.of(row) == letters);
        for (std::size_t s = 0; s < kStatuses; ++s) CHECK(made.count(row, static_cast<exec::Status>(s)) == counts[s]);
      }
    }
  }
}

}  // namespace
}  // namespace assay::report
