#include "facts/csv/scanner.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using assay::facts::csv::Fault;
using assay::facts::csv::Limits;
using assay::facts::csv::Scanner;

namespace {

using Table = std::vector<std::vector<std::string>>;

Table scan(std::string_view text, char delimiter = ',') {
  Scanner scanner(text, {}, delimiter);
  Table out;
  while (scanner.next()) {
    CHECK(scanner.faults().empty());
    out.emplace_back(scanner.fields().begin(), scanner.fields().end());
  }
  return out;
}

std::vector<Fault> faults(std::string_view text, const Limits& limits = {}) {
  Scanner scanner(text, limits);
  std::vector<Fault> out;
  while (scanner.next()) out.insert(out.end(), scanner.faults().begin(), scanner.faults().end());
  return out;
}

}  // namespace

TEST_CASE("records end with any line end, and the last needs none") {
  const Table expected = {{"a", "b"}, {"1", "2"}};
  CHECK(scan("a,b\n1,2\n") == expected);
  CHECK(scan("a,b\r\n1,2\r\n") == expected);
  CHECK(scan("a,b\r1,2\r") == expected);
  CHECK(scan("a,b\n1,2") == expected);
  CHECK(scan("\xEF\xBB\xBF" "a,b\n1,2") == expected);
  CHECK(scan("").empty());
  CHECK(scan("\xEF\xBB\xBF").empty());
}

TEST_CASE("empty cells and blank lines are there") {
  CHECK(scan("a,,\n,,\n\nb") == Table{{"a", "", ""}, {"", "", ""}, {""}, {"b"}});
  CHECK(scan("a,") == Table{{"a", ""}});
  CHECK(scan("\"\",\"\"") == Table{{"", ""}});
}

TEST_CASE("quotes") {
  CHECK(scan("\"a,b\",c\n") == Table{{"a,b", "c"}});
  CHECK(scan("\"a\nb\",c") == Table{{"a\nb", "c"}});
  CHECK(scan("\"a\r\nb\"") == Table{{"a\r\nb"}});
  CHECK(scan("\"say \"\"hi\"\"\",\"\"\"\",x") == Table{{"say \"hi\"", "\"", "x"}});
  CHECK(scan("a;\"b;c\"", ';') == Table{{"a", "b;c"}});
}

TEST_CASE("cells of every length around a block are found") {
  for (std::size_t length = 1; length < 200; ++length) {
    const std::string cell(length, 'x');
    CHECK(scan(cell + ",,\r\n,\"" + cell + "\"," + cell) == Table{{cell, "", ""}, {"", cell, cell}});
    CHECK(scan(cell + ",y\n" + cell) == Table{{cell, "y"}, {cell}});
    CHECK(scan("\"" + cell + "\"\"\",y") == Table{{cell + "\"", "y"}});
  }
}

TEST_CASE("quote faults say which cell") {
  auto found = faults("a,\"b\nc,d");
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == Fault::Kind::unclosed_quote);
  CHECK(found[0].column == 2);
  found = faults("a,\"b\"c,d\n1,2,3");
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == Fault::Kind::text_after_quote);
  CHECK(found[0].column == 2);
  found = faults("a,b, \"d,e\",e");
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == Fault::Kind::stray_quote);
  CHECK(found[0].column == 3);
}

TEST_CASE("a quote inside a cell that does not begin with one is a quote") {
  CHECK(scan("37°36'37.8\"N,\"x\"\n") == Table{{"37°36'37.8\"N", "x"}});
  CHECK(scan("开展\"三救\"行动,1") == Table{{"开展\"三救\"行动", "1"}});
}

TEST_CASE("the record after a fault is read") {
  Scanner scanner("a,\"b\"c\",d\n1,2,3\n", {});
  REQUIRE(scanner.next());
  CHECK(scanner.fields().size() == 3);
  CHECK_FALSE(scanner.faults().empty());
  REQUIRE(scanner.next());
  CHECK(scanner.faults().empty());
  CHECK(scanner.row() == 2);
}

TEST_CASE("limits, at N and at N+1") {
  const Limits limits{5, 3};
  CHECK(faults("12345,2,3", limits).empty());
  auto found = faults("1,123456,3", limits);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == Fault::Kind::field_too_long);
  CHECK(found[0].column == 2);
  CHECK(found[0].size == 6);
  found = faults("1,2,3,4,5", limits);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == Fault::Kind::too_many_columns);
  CHECK(found[0].size == 5);
  CHECK(faults("\"12345\",2", limits).empty());
  CHECK(faults("\"123\"\"45\",2", limits).size() == 1);
}
