#include "report/status.h"

#include <doctest/doctest.h>

#include <string>

namespace assay::report {
namespace {

TEST_CASE("status: the table is in the order of the enumeration") {
  std::string letters;
  for (const StatusRow& row : statuses()) {
    CHECK(&row_of(row.status) == &row);
    CHECK(find_status(row.name) == row.status);
    letters += row.letter;
  }
  CHECK(letters == "MXO?!-");
  CHECK(!find_status("mised"));
}

}  // namespace
}  // namespace assay::report
