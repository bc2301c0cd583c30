#include "api/limits.h"

#include "api/rulebook.h"
#include "diagnostics/kinds.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <string>

using namespace assay;
using api::LimitChange;

namespace {

std::string times(std::size_t n, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += text;
  return out;
}

// Whether a rulebook of this text meets the limit.
bool meets(diagnostics::Kind kind, const std::string& text, const api::Limits& limits) {
  const tests::Scratch folder;
  diagnostics::Sink sink;
  api::load_rulebook(folder.put("a.assay", "season 2023 from 2023-01-01 to 2023-12-31 quarterly\n" + text), limits.rulebook, sink);
  for (const diagnostics::Diagnostic& each : sink.all())
    if (each.kind == kind) return true;
  return false;
}

std::string department(const std::string& inside) { return "department 甲 { fact x : level\n" + inside + " }\n"; }

// `n` members of a dimension, two of which make n * n values of a fact.
std::string square(std::size_t n) {
  std::string text;
  for (const char* name : {"甲维", "乙维"}) {
    text += "dimension " + std::string(name) + " { ";
    for (std::size_t i = 0; i < n; ++i) text += std::string(i == 0 ? "" : ", ") + name + std::to_string(i);
    text += " }\n";
  }
  return text + "fact y : level per 甲维, 乙维\n";
}

}  // namespace

TEST_CASE("a limit is raised, never lowered, and no further than it may go") {
  for (const api::LimitRow& row : api::limit_rows()) {
    api::Limits limits;
    CHECK(api::raise_limit(limits, row.name, row.usual) == LimitChange::made);
    CHECK(api::raise_limit(limits, row.name, row.most) == LimitChange::made);
    CHECK(api::raise_limit(limits, row.name, row.usual - 1) == LimitChange::too_low);
    CHECK(api::raise_limit(limits, row.name, row.most + 1) == LimitChange::too_high);
    CHECK(diagnostics::info(row.kind).severity == diagnostics::Severity::limit);
    CHECK(diagnostics::info(row.kind).help.en.find("--limit " + std::string(row.name) + "=N") != std::string_view::npos);
  }
  api::Limits limits;
  CHECK(api::raise_limit(limits, "nestign", 100) == LimitChange::unknown);
}

TEST_CASE("each limit of a rulebook: met at one more, and not once it is raised by one") {
  struct Case {
    std::string name;
    diagnostics::Kind kind;
    std::string (*text)(std::size_t n);
  };
  const Case cases[] = {
      {"nesting", diagnostics::Kind::nesting_limit, [](std::size_t n) { return "let a = " + times(n, "(") + "1" + times(n, ")"); }},
      {"name", diagnostics::Kind::identifier_limit, [](std::size_t n) { return "unit " + times(n, "人"); }},
      {"string", diagnostics::Kind::string_limit, [](std::size_t n) { return "unit 人 \"" + std::string(n, 'x') + "\""; }},
      {"depth", diagnostics::Kind::expression_depth_limit, [](std::size_t n) { return "let a = 1" + times(n - 1, " + 1"); }},
      {"criteria", diagnostics::Kind::criteria_limit, [](std::size_t n) { return department("target 1 { " + times(n, "require x >= 1 ; ") + " }"); }},
      {"let-depth", diagnostics::Kind::depth_limit,
       [](std::size_t n) {
         std::string text = "let a0 = x\n";
         for (std::size_t i = 1; i < n - 2; ++i) text += "let a" + std::to_string(i) + " = a" + std::to_string(i - 1) + "\n";
         return department(text + "target 1 { require a" + std::to_string(n - 3) + " >= 1 }");
       }},
  };
  for (const Case& each : cases) {
    for (const api::LimitRow& row : api::limit_rows()) {
      if (row.name != each.name) continue;
      const api::Limits usual;
      api::Limits raised;
      REQUIRE(api::raise_limit(raised, row.name, row.usual + 1) == LimitChange::made);
      CHECK_MESSAGE(!meets(each.kind, each.text(row.usual), usual), each.name);
      CHECK_MESSAGE(meets(each.kind, each.text(row.usual + 1), usual), each.name);
      CHECK_MESSAGE(!meets(each.kind, each.text(row.usual + 1), raised), each.name);
    }
  }
}

TEST_CASE("members of a fact: a million values, not more, unless the limit is raised") {
  const api::Limits usual;
  api::Limits raised;
  REQUIRE(api::raise_limit(raised, "members", 1'002'001) == LimitChange::made);
  CHECK_FALSE(meets(diagnostics::Kind::too_many_members, square(1'000), usual));
  CHECK(meets(diagnostics::Kind::too_many_members, square(1'001), usual));
  CHECK_FALSE(meets(diagnostics::Kind::too_many_members, square(1'001), raised));
}
