// What a rulebook's tests have not exercised: outcomes of criteria, of `applies when` and of the sides within conditions, and tiers of schemes.
#pragma once

#include "semantics/model.h"
#include "source/source.h"
#include "verify/verify.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace assay::verify {

// A condition of which no test has seen one of its outcomes, or a tier of `steps` or `places` that no test has reached.
struct Gap {
  enum class Of : unsigned char { criterion, stretch, applies, side, tier } of = Of::criterion;
  bool missing_true = false, missing_false = false;
  std::size_t department = 0, target = 0;
  std::optional<std::size_t> criterion;  // not of an `applies when` and its sides
  semantics::ExprId expression;          // not of a tier
  std::size_t tier = 0;                  // the row; their count for what `else` says
  source::Span span;
};

class Coverage {
 public:
  explicit Coverage(const semantics::Model& model);
  void add(const Verified& verified);

  std::size_t outcomes() const { return conditions_ * 2 + tiers_; }
  std::size_t exercised() const;
  std::vector<Gap> gaps() const;  // in the rulebook's order

 private:
  void watch(semantics::ExprId id, Gap::Of of, const Gap& where);
  void watch_sides(semantics::ExprId id, const Gap& where);
  void watch_tiers(const semantics::Scheme& scheme, const Gap& where);
  void look_at_condition(Gap& gap, const Verified& verified) const;
  void look_at_tier(Gap& gap, const Verified& verified) const;
  bool of_facts(semantics::ExprId id) const;

  const semantics::Model& model_;
  std::vector<Gap> watched_;  // as long as nothing was seen, both outcomes of a condition are missing; a tier has one, that it is reached
  std::size_t conditions_ = 0, tiers_ = 0;
};

}  // namespace assay::verify
