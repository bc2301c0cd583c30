// The door of the verify stage: a rulebook's own tests -> which of their expectations hold, and what came out instead.
#pragma once

#include "exec/evaluate.h"
#include "exec/outcome.h"
#include "facts/facts.h"
#include "plan/program.h"
#include "semantics/model.h"
#include "source/source.h"
#include "types/value.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace assay::verify {

// What came out where something was expected.
struct Came {
  bool holds = false;
  exec::Status status{};                   // of a target or criterion
  bool provisional = false;
  std::optional<types::Interval> range;    // attainment or score; nothing where there is none
  std::vector<std::size_t> because;        // the criteria that give the target its status; empty where it has none or all are needed
};

// One test and its evaluation; only lent while it is looked at.
struct Verified {
  const semantics::Test& test;
  const plan::Program& program;
  const facts::Batch& batch;
  const exec::Outcome& outcome;
  const exec::Trace& trace;
  std::vector<Came> came;  // as Test::expectations
  bool holds() const;
};

// In the rulebook's order; `chosen` says which, and `look` is shown each one. A test sees one unit, and nothing but what it gives.
void run_tests(const semantics::Model& model, const source::Files& rules, const std::function<bool(const semantics::Test&)>& chosen,
               const std::function<void(const Verified&)>& look);

}  // namespace assay::verify
