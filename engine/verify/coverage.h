// What a rulebook's tests have not exercised: outcomes of criteria, of `applies when`, and of the sides within conditions.
#pragma once

#include "semantics/model.h"
#include "source/source.h"
#include "verify/verify.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace assay::verify {

// A condition of which no test has seen one of its outcomes.
struct Gap {
  enum class Of : unsigned char { criterion, stretch, applies, side } of = Of::criterion;
  bool missing_true = false, missing_false = false;
  std::size_t department = 0, target = 0;
  std::optional<std::size_t> criterion;  // not of an `applies when` and its sides
  semantics::ExprId expression;
  source::Span span;
};

class Coverage {
 public:
  explicit Coverage(const semantics::Model& model);
  void add(const Verified& verified);

  std::size_t outcomes() const { return conditions_.size() * 2; }
  std::size_t exercised() const;
  std::vector<Gap> gaps() const;  // in the rulebook's order

 private:
  void watch(semantics::ExprId id, Gap::Of of, const Gap& where);
  void watch_sides(semantics::ExprId id, const Gap& where);
  bool of_facts(semantics::ExprId id) const;

  const semantics::Model& model_;
  std::vector<Gap> conditions_;  // as long as nothing was seen, both outcomes are missing
};

}  // namespace assay::verify
