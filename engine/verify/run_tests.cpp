#include "facts/written.h"
#include "plan/lower.h"
#include "verify/compare.h"
#include "verify/verify.h"

#include <algorithm>
#include <map>
#include <utility>

namespace assay::verify {

namespace {

using Held = semantics::GivenValue::Held;

facts::WrittenValue written(const semantics::GivenValue& given, const source::Files& rules) {
  facts::WrittenValue made;
  switch (given.held) {
    case Held::number: made.number = given.number; break;
    case Held::day: made.number = base::Number(given.day.days); break;
    case Held::yes: made.number = base::Number(facts::kEventYes); break;
    case Held::no: made.number = base::Number(facts::kEventNo); break;
    case Held::text: made.text = given.text; break;
  }
  const source::Position at = rules.position(given.place.file, given.place.begin);
  made.path = rules.path(given.place.file);
  made.line = at.line;
  made.column = at.column;
  made.written = given.written;
  return made;
}

facts::Batch batch_of(const semantics::Model& model, const semantics::Test& test, const source::Files& rules) {
  std::vector<facts::WrittenCell> cells;
  for (const semantics::GivenCell& each : test.cells) cells.push_back({{each.fact, each.member, each.period}, written(each.value, rules)});
  std::vector<facts::WrittenItem> items;
  for (const semantics::GivenItem& each : test.items) {
    facts::WrittenItem& item = items.emplace_back();
    item.list = each.list;
    item.name = each.name;
    item.member = each.member;
    for (const auto& field : each.fields) item.fields.push_back(field ? std::optional(written(*field, rules)) : std::nullopt);
  }
  return facts::write_batch(model.schema, model.schema.reports.empty() ? std::string() : model.schema.reports.front(), cells, items, test.as_of);
}

}  // namespace

bool Verified::holds() const {
  return std::all_of(came.begin(), came.end(), [](const Came& each) { return each.holds; });
}

void run_tests(const semantics::Model& model, const source::Files& rules, const std::function<bool(const semantics::Test&)>& chosen,
               const std::function<void(const Verified&)>& look) {
  std::map<base::Date, plan::Program> programs;  // most tests are of one day
  for (const semantics::Test& test : model.tests) {
    if (!chosen(test)) continue;
    auto program = programs.find(test.as_of);
    if (program == programs.end()) program = programs.emplace(test.as_of, plan::lower(model, test.as_of)).first;
    const facts::Batch batch = batch_of(model, test, rules);
    exec::Trace trace;
    const exec::Outcome outcome = exec::evaluate(program->second, batch, &trace);
    Verified verified{test, program->second, batch, outcome, trace, {}};
    for (const semantics::Expectation& each : test.expectations) verified.came.push_back(compare(model, outcome, each));
    look(verified);
  }
}

}  // namespace assay::verify
