// The slow evaluator: the verdicts and scores of a rulebook for one row of facts, to compare the engine's with.
#pragma once

#include "base/calendar.h"
#include "exec/outcome.h"
#include "reference/context.h"
#include "reference/values.h"
#include "semantics/model.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace assay::reference {

using exec::Status;

struct CriterionResult {
  Truth now = Truth::open_, future = Truth::open_;
  Status status = Status::open;
  bool provisional = false;
  Value attainment, score;
  Value met;                      // 1 or 0, of the future where that is certain, else of now; undecided: 0..1
  std::optional<Status> stretch;  // of criteria that have one
  Value stretch_value;
};

struct TargetResult {
  Truth applies = Truth::true_;
  Truth will_apply = Truth::true_;  // in future
  Status status = Status::open;
  bool provisional = false;
  Value attainment, score;  // of no meaning where not applicable
  std::vector<CriterionResult> criteria;
};

struct DepartmentResult {
  bool scored = false;
  Value score;
  std::uint32_t rank_low = 0, rank_high = 0;
  base::Number difficulty{1};
  std::vector<TargetResult> targets;
};

struct Result {
  bool scored = false;
  Value total;
  std::vector<DepartmentResult> departments;
};

// 1 or 0 where the future is certain, else as it is now; else anything between.
Value one_or_zero(Truth now, Truth future);
Context at_moment(const Facts& facts, std::size_t row, base::Date as_of, base::Date at, base::Date due);
CriterionResult evaluate_criterion(const semantics::Criterion& criterion, const Facts& facts, std::size_t row, base::Date as_of);
Result evaluate(const Facts& facts, std::size_t row, base::Date as_of);

}  // namespace assay::reference
