// A whole season from two texts: rules and reported facts, compiled and evaluated, for tests that look at what came out.
#pragma once

#include "base/calendar.h"
#include "diagnostics/diagnostics.h"
#include "exec/evaluate.h"
#include "explain/explain.h"
#include "facts/facts.h"
#include "plan/lower.h"
#include "semantics/model.h"
#include "source/source.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::test {

// Declarations that most tests share: a quarterly season 2023, 人 家 元, 区县 of three, a scale.
extern const std::string_view kPrelude;

struct Season {
  source::Files files;
  diagnostics::Sink sink;
  std::optional<semantics::Model> model;
  plan::Program program;
  facts::Batch batch;
  exec::Outcome outcome;
  exec::Trace trace;

  // Of the first department, by place; row 0.
  exec::Status status(std::size_t target, std::size_t criterion = 0, std::size_t row = 0) const;
  bool provisional(std::size_t target, std::size_t criterion = 0, std::size_t row = 0) const;
  // "0.5" or "[0, 1]".
  std::string attainment(std::size_t target, std::size_t criterion = 0, std::size_t row = 0) const;
  std::string score(std::size_t target, std::size_t row = 0) const;
  explain::CriterionReasons reasons(std::size_t target, std::size_t criterion = 0, std::size_t row = 0) const;
};

std::string print(const types::Value& value);

// `department` is the inside of one department; `facts` long-form rows without their heading `fact,period,区县,value`, for the one unit.
// Errors of the rules or the files end the test.
std::unique_ptr<Season> season(std::string_view department, std::string_view facts, std::string_view as_of = "2023-12-31");
// Rules and a file as they are.
std::unique_ptr<Season> evaluate(const std::string& rules, const std::vector<std::string>& files, std::string_view as_of);

}  // namespace assay::test
