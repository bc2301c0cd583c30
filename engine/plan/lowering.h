// The state of lowering: which moment, which members, which criterion's quantities an expression is lowered for.
#pragma once

#include "plan/builder.h"

#include <map>
#include <utility>
#include <vector>

namespace assay::plan {

// The quantities a scoring formula may name, where it is lowered for one criterion, target or department.
struct Quantities {
  RegisterId attainment, stretch, met, weight, difficulty;
  std::vector<RegisterId> criteria, targets;         // scores
  std::vector<base::Number> criteria_weights, target_weights;
  std::vector<RegisterId> applies;                   // of `targets`; empty: all do
};

struct Scope {
  Moment moment;
  Grain grain;                                       // the members and items of all enclosing quantifiers
  const Quantities* quantities = nullptr;
};

class Lowering {
 public:
  Lowering(const semantics::Model& model, base::Date as_of) : builder_(model, as_of) {}

  RegisterId value(semantics::ExprId id, const Scope& scope);       // lower_expression.cpp
  RegisterId attainment(semantics::ExprId id, const Scope& scope);  // lower_attainment.cpp
  void department(const semantics::Department& department);         // lower_score.cpp
  void total();
  Builder& builder() { return builder_; }

 private:
  const semantics::Model& model() const { return builder_.model(); }
  const semantics::Expr& at(semantics::ExprId id) const { return model()[id]; }

  RegisterId compute(semantics::ExprId id, const Scope& scope);
  RegisterId arithmetic(Op op, std::vector<RegisterId> in);
  RegisterId condition(Op op, std::vector<RegisterId> in, std::uint32_t small = 0);

  // lower_fact.cpp
  RegisterId fact(const semantics::Expr& e, const Scope& scope, base::Date deadline);
  RegisterId field(const semantics::Expr& e, const Scope& scope, base::Date deadline);
  RegisterId event(const semantics::Expr& e, const Scope& scope);
  Load to_date(types::FactId id, const Moment& moment, base::Date deadline) const;
  Grain up_to(const Grain& grain, std::size_t dimensions) const;  // its outermost ones
  RegisterId member(const semantics::Expr& e, const Scope& scope);
  RegisterId load(const Load& load, const Moment& moment, const Grain& grain);

  // lower_quantifier.cpp
  Scope within(const Scope& scope, const std::vector<semantics::Axis>& axes) const;
  std::vector<Scope> periods(const Scope& scope, const semantics::Axis& axis) const;
  RegisterId aggregate(const semantics::Expr& e, const Scope& scope);
  RegisterId quantifier(const semantics::Expr& e, const Scope& scope);
  RegisterId over_members(const semantics::Expr& e, std::size_t child, const std::vector<Scope>& inner);
  RegisterId side_by_side(std::vector<RegisterId> in);
  RegisterId fold(Op op, std::vector<RegisterId> in, bool filtered, const Scope& outer);

  // lower_attainment.cpp
  RegisterId quantifier_attainment(const semantics::Expr& e, RegisterId own, const Scope& scope);
  RegisterId attain(Op op, std::vector<RegisterId> in, std::uint32_t small = 0);
  bool is_ordinal(semantics::ExprId id) const;  // a rank, grade, flag or text: no quotient says how close it was

  // lower_score.cpp
  RegisterId score_fold(const semantics::Expr& e, const Scope& scope);
  RegisterId rounded(RegisterId in, int places);
  CriterionPlan criterion(const semantics::Criterion& c, RegisterId& score_attainment, Quantities& quantities);

  Builder builder_;
  std::map<std::pair<semantics::ExprId, Moment>, RegisterId> memo_;
};

base::Number value_at(const std::vector<semantics::DatedNumber>& values, base::Date date);

}  // namespace assay::plan
