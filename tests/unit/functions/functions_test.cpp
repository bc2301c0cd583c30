#include "functions/functions.h"

#include <doctest/doctest.h>

#include <set>
#include <string_view>

using namespace assay;

TEST_CASE("every function is found by both spellings and documented") {
  std::set<std::string_view> spellings;
  for (const functions::Entry& each : functions::all()) {
    CHECK(functions::find(each.name) == &each);
    CHECK(functions::find(each.chinese) == &each);
    CHECK(&functions::entry(each.function) == &each);
    CHECK(each.least >= 1);
    CHECK(each.most >= each.least);
    CHECK(spellings.insert(each.name).second);
    CHECK(spellings.insert(each.chinese).second);
    CHECK_FALSE(each.signature.empty());
    CHECK_FALSE(each.doc_en.empty());
    CHECK_FALSE(each.doc_zh.empty());
    CHECK(each.example.find(each.name) != std::string_view::npos);
  }
  CHECK(functions::find("middle") == nullptr);
}
