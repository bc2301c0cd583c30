// The periods of cells as people and spreadsheets write them.
#include "facts/binding/periods.h"

#include <string>

#include <doctest/doctest.h>

using namespace assay;

namespace {

// The period, or what was meant behind `?`.
std::string read(const std::string& text) {
  const facts::binding::NamedPeriod found = facts::binding::read_period(text);
  if (found.period) return to_string(*found.period) + (found.to_date ? " to date" : "");
  return found.no_year ? "no year" : "? " + found.meant;
}

}  // namespace

TEST_CASE("periods with spaces and other separators") {
  for (const char* text : {"2023Q2", "2023 Q2", "2023-Q2", "2023/q2", "2023.Q2", "Q2 2023", "Q2-2023", "q2/2023", "2023年 2季度", "2023 年 第二季度"}) CHECK_MESSAGE(read(text) == "2023Q2", text);
  for (const char* text : {"2023H1", "2023 H1", "H1 2023", "2023-H1"}) CHECK_MESSAGE(read(text) == "2023H1", text);
  for (const char* text : {"2023-06", "2023-6", "2023/6", "2023.6", "2023.06", "202306", "2023 年 6 月", "June 2023", "Jun 2023", "Jun-2023", "jun.2023", "JUN/2023"}) CHECK_MESSAGE(read(text) == "2023-06", text);
  CHECK(read("2023.12") == "2023-12");
  CHECK(read("2023.10") == "2023-10");
  CHECK(read("2023.01") == "2023-01");
  CHECK(read("20230630") == "2023-06-30");
  CHECK(read("2023.6.30") == "2023-06-30");
  CHECK(read("2023年1-9月") == "2023-09 to date");
  CHECK(read("2023 1-9月") == "2023-09 to date");
}

TEST_CASE("what may be read in two ways is no period") {
  CHECK(read("2023.1") == "? 2023-01`, `2023-10");
  CHECK(read("Jun-23") == "? 2023-06");
  CHECK(read("Q2-23") == "? 2023Q2");
  CHECK(read("Q2'23") == "? 2023Q2");
}

TEST_CASE("no periods") {
  for (const char* text : {"", "soon", "2023.0", "2023.13", "2023.123", "202313", "20230231", "2023 1 1", "Jun", "June 23rd", "Q5 2023", "H3 2023", "Q2 20233", "Maybe 2023"}) CHECK_MESSAGE(read(text) == "? ", text);
  CHECK(read("Q2") == "no year");
  CHECK(read("四季度") == "no year");
}
