#include "base/text_table.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

namespace assay::base {
namespace {

TEST_CASE("text table: finds what was added, and keeps its own keys") {
  TextTable<int> table;
  CHECK(table.find("") == nullptr);
  CHECK(table.empty());
  std::map<std::string, int> expected;
  for (int i = 0; i < 3000; ++i) {
    std::string key = (i % 3 == 0 ? "湖州市" : "") + std::to_string(i * 7919 % 2000);
    const auto [value, fresh] = table.add(key);
    CHECK(fresh == expected.emplace(key, i).second);
    if (fresh) *value = i;
    key.assign(key.size(), 'x');  // the table has its own
  }
  CHECK(table.size() == expected.size());
  for (const auto& [key, value] : expected) {
    const int* const found = std::as_const(table).find(key);
    REQUIRE(found != nullptr);
    CHECK(*found == value);
  }
  CHECK(table.find("湖州") == nullptr);
  int last = -1;
  for (const auto& each : table.entries()) {
    CHECK(each.value > last);  // in the order in which they came
    last = each.value;
  }
}

TEST_CASE("text table: an empty key, and one longer than the others together") {
  TextTable<int> table;
  *table.add("").first = 1;
  const std::string longest(100'000, 'a');
  *table.add(longest).first = 2;
  *table.add("b").first = 3;
  REQUIRE(table.find("") != nullptr);
  CHECK(*table.find("") == 1);
  REQUIRE(table.find(longest) != nullptr);
  CHECK(*table.find(longest) == 2);
  CHECK_FALSE(table.add("b").second);
}

}  // namespace
}  // namespace assay::base
