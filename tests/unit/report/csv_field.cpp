#include "report/csv_field.h"

#include "base/number.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>

namespace assay::report {
namespace {

std::string field(std::string_view text) {
  std::string line;
  append_text(line, text);
  return line;
}

std::string scaled(std::int64_t value, int scale) {
  std::string line;
  append_scaled(line, value, scale);
  return line;
}

TEST_CASE("csv: quoting") {
  CHECK(field("湖州市") == "湖州市");
  CHECK(field("a,b") == "\"a,b\"");
  CHECK(field("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(field("two\nlines") == "\"two\nlines\"");
  CHECK(field("").empty());
}

TEST_CASE("csv: text from outside never becomes a formula") {
  CHECK(field("=1+1") == "'=1+1");
  for (const char* begin : {"＝", "＋", "－", "＠"}) CHECK(field(std::string(begin) + "1") == "'" + std::string(begin) + "1");
  CHECK(field("+1") == "'+1");
  CHECK(field("-x") == "'-x");
  CHECK(field("@a") == "'@a");
  CHECK(field("=A(\"b\",c)") == "\"'=A(\"\"b\"\",c)\"");
}

TEST_CASE("csv: scaled integers read as base::to_string gives them") {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{7}, std::int64_t{-25}, std::int64_t{100}, std::int64_t{123456}, std::int64_t{-1000000}, std::int64_t{1000000000000000000},
                                   std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()})
    for (const int scale : {-19, -3, 0, 1, 2, 4, 9, 18, 19, 37}) {
      CAPTURE(value);
      CAPTURE(scale);
      CHECK(scaled(value, scale) == base::to_string(*base::Number::scaled(value, scale)));
    }
}

}  // namespace
}  // namespace assay::report
