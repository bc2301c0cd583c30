#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <map>
#include <utility>

namespace assay::semantics {

namespace {

constexpr std::int32_t kDaysAfterSeason = 366;

// The departments that a test expects something of, whose facts it may give by their bare names.
std::vector<const Scope*> named_scopes(const Analysis& a, const syntax::Test& test) {
  std::vector<const Scope*> named;
  for (const syntax::Test::Expect& expect : test.expect) {
    const auto it = a.departments.find(expect.path.front().text);
    if (it != a.departments.end() && std::find(named.begin(), named.end(), it->second) == named.end()) named.push_back(it->second);
  }
  return named;
}

Test declare_test(Analysis& a, const syntax::File& file, const syntax::Test& test) {
  const types::Season& season = a.model.schema.season;
  Test made;
  made.name = test.name.value;
  made.span = test.name.span;
  made.as_of = test.as_of.value_or(season.to);
  if (a.season_known && (made.as_of < season.from || made.as_of.days > season.to.days + kDaysAfterSeason))
    a.report(Problem::test_day_outside, test.name.span, {base::to_string(made.as_of), base::to_string(season.from), base::to_string(season.to)});
  declare_given(a, file, test, named_scopes(a, test), made);
  for (const syntax::Test::Expect& expect : test.expect)
    if (auto expectation = declare_expectation(a, file, expect)) made.expectations.push_back(std::move(*expectation));
  if (test.expect.empty() && !a.incomplete) a.report(Problem::test_without_expectation, test.name.span, {made.name});
  return made;
}

}  // namespace

void declare_tests(Analysis& a) {
  std::map<std::string, Span> seen;
  for (const syntax::File& file : a.files) {
    for (const syntax::Statement& statement : file.statements) {
      const auto* test = std::get_if<syntax::Test>(&statement);
      if (test == nullptr) continue;
      const auto [first, fresh] = seen.emplace(test->name.value, test->name.span);
      if (!fresh) a.report(Problem::test_twice, test->name.span, {test->name.value}).related.push_back({first->second, {}, kFirstDeclared});
      a.model.tests.push_back(declare_test(a, file, *test));
    }
  }
}

}  // namespace assay::semantics
