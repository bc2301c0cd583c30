#include "facts/binding/names.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace assay::facts::binding {
namespace {

types::Fact fact(std::string department, std::string name, std::string label = {}, std::vector<std::string> aliases = {}) {
  types::Fact out;
  out.department = std::move(department);
  out.name = std::move(name);
  out.label = std::move(label);
  out.aliases = std::move(aliases);
  return out;
}

// The facts that a name means, by index: "0 2".
std::string found(const Names& names, std::string_view name) {
  std::string out;
  for (const types::FactId id : names.facts(name)) out += (out.empty() ? "" : " ") + std::to_string(id.index());
  return out;
}

TEST_CASE("names: of a fact, and the same behind its department") {
  types::Schema schema;
  schema.facts = {fact("住建局", "area", "面积"), fact("水利局", "area", "面积"), fact("", "gdp", "地区生产总值"), fact("住建局", "1.plan", "", {"“三服务”≥90%…"})};
  const Names names(schema);
  CHECK(found(names, "面积") == "0 1");
  CHECK(found(names, "住建局.面积") == "0");
  CHECK(found(names, "水利局.area") == "1");
  CHECK(found(names, "住建局．面 积") == "0");
  CHECK(found(names, "住建局.住建局.面积").empty());
  CHECK(found(names, "gdp") == "2");
  CHECK(found(names, ".gdp").empty());
  CHECK(found(names, "1.plan") == "3");
  CHECK(found(names, "住建局.1.plan") == "3");
  CHECK(found(names, "１．plan") == "3");
  CHECK(found(names, "“三服务”≥90%…") == "3");
  CHECK(found(names, "住建局.“三服务”≥90%...") == "3");
  CHECK(found(names, "住建局.“三服务” ≥ ９０％…") == "3");
  CHECK(found(names, "").empty());
}

TEST_CASE("names: one that may be read in two ways means what either does") {
  types::Schema schema;
  schema.facts = {fact("a", "b.c"), fact("a.b", "c"), fact("", "a.b.c"), fact("x", "y"), fact("", "x.y"), fact("z", "y")};
  const Names names(schema);
  CHECK(found(names, "a.b.c") == "0 1 2");
  CHECK(found(names, "x.y") == "3 4");
  CHECK(found(names, "z.y") == "5");
  CHECK(found(names, "y") == "3 5");
}

TEST_CASE("names: another spelling means all that are alike without it, a spelling as it stands its own alone") {
  types::Schema schema;
  schema.facts = {fact("", "增速"), fact("", "ＧＤＰ增速"), fact("", "GDP增速"), fact("", "GDP 增速"), fact("", "caf\u00e9")};
  const Names names(schema);
  CHECK(found(names, "GDP增速") == "2");
  CHECK(found(names, "ＧＤＰ增速") == "1");
  CHECK(found(names, "GDP 增速") == "3");
  CHECK(found(names, "GDP  增速") == "1 2 3");
  CHECK(found(names, "增 速") == "0");
  CHECK(found(names, "cafe\u0301") == "4");
  CHECK(found(names, "c afe\u0301") == "4");
  // What squeezing gives is no spelling of anything here.
  schema.facts = {fact("", "ＧＤＰ")};
  const Names wide(schema);
  CHECK(found(wide, "GDP") == "0");
  CHECK(found(wide, "G D P") == "0");
}

TEST_CASE("names: suggestions are in the spelling of the rules, with the department where there is one") {
  types::Schema schema;
  schema.facts = {fact("住建局", "cafe\u0301"), fact("", "改造面积")};
  const Names names(schema);
  CHECK(names.nearest_fact("改造面") == "改造面积");
  CHECK(names.nearest_fact("住建局.cafu") == "住建局.cafe\u0301");
}

}  // namespace
}  // namespace assay::facts::binding
