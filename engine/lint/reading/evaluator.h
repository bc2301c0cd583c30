// Evaluates expressions as they stand in the model with exact values for the facts: what a witness says is looked up here, not in the
// formulas that found it.
#pragma once

#include "lint/logic/system.h"
#include "lint/reading/reader.h"

#include <optional>
#include <vector>

namespace assay::lint {

class Evaluator {
 public:
  // What has no value here takes some value of its range.
  Evaluator(Reader& reader, const Values& values) : reader_(reader), model_(reader.model()), values_(values) {}

  // Nothing where it has no value: a division by zero, what no period has ended for, or a number that does not fit.
  std::optional<bool> condition(semantics::ExprId id, const Scope& scope);
  std::optional<base::Number> number(semantics::ExprId id, const Scope& scope);

 private:
  std::optional<base::Number> value(Variable variable) const;
  std::optional<base::Number> day(const semantics::Expr& event, const Scope& scope) const;  // it has come by then; after that where not
  std::optional<base::Number> unknown(semantics::ExprId id, const Scope& scope);
  std::optional<bool> compare(semantics::ExprId left, semantics::ExprId right, semantics::Compare op, const Scope& scope);
  std::optional<bool> days(semantics::ExprId left, semantics::ExprId right, semantics::Compare op, const Scope& scope);
  std::optional<bool> membership(const semantics::Expr& e, const Scope& scope);
  std::optional<bool> within(const semantics::Expr& e, const Scope& scope);
  std::optional<bool> at_least(const semantics::Expr& e, const Scope& scope);
  std::optional<bool> happened(const semantics::Expr& e, const Scope& scope);
  std::optional<base::Number> aggregate(semantics::ExprId id, const Scope& scope);
  std::optional<base::Number> function(semantics::ExprId id, const Scope& scope);
  std::optional<base::Number> change(const semantics::Expr& e, const Scope& scope);
  // Of all parts: one that is false decides, and then one that has no value.
  static std::optional<bool> all(const std::vector<std::optional<bool>>& parts);
  static std::optional<bool> opposite(std::optional<bool> truth);

  Reader& reader_;
  const semantics::Model& model_;
  const Values& values_;
};

}  // namespace assay::lint
