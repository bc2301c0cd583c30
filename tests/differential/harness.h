// Parses and analyses a rulebook text, and compares what the engine and the reference make of the same facts.
#pragma once

#include "exec/outcome.h"
#include "facts/facts.h"
#include "plan/program.h"
#include "reference/reference.h"
#include "semantics/model.h"
#include "source/source.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace assay::differential {

struct Rulebook {
  std::string text;
  source::Files sources;
  std::optional<semantics::Model> model;
  std::string problems;  // the drawing of its diagnostics where there is no model
};
std::unique_ptr<Rulebook> compile(const std::string& text);

// The first difference between row `engine_row` of the outcome and the reference's result, as a sentence; empty where there is none.
std::string difference(const exec::Outcome& outcome, std::size_t engine_row, const reference::Result& expected, const semantics::Model& model,
                       const semantics::Criterion** criterion);
// The first difference between two rows of two outcomes; empty where there is none.
std::string difference(const exec::Outcome& a, std::size_t row_a, const exec::Outcome& b, std::size_t row_b);

// The smallest expressions of the criterion of which the two make different things, a line each.
std::string disagreements(const Rulebook& rulebook, const semantics::Criterion& criterion, const plan::Program& program,
                          const facts::Batch& batch, std::size_t row);

std::string show(const types::Value& value);
std::string show(types::Truth truth);
std::string show(exec::Status status);

}  // namespace assay::differential
