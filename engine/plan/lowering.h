// The state of lowering: which moment, which members, which criterion's quantities an expression is lowered for.
#pragma once

#include "plan/builder.h"
#include "semantics/dated.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace assay::plan {

// The quantities a scoring formula may name, where it is lowered for one criterion, target or department.
struct Quantities {
  RegisterId attainment, stretch, met, weight, difficulty;
  std::vector<RegisterId> scores;                    // of the criteria of a target, or of the targets of a department
  std::vector<base::Number> weights;                 // beside them
  std::vector<Quantities> members;                   // what the filter of a fold reads of each of them
  std::vector<RegisterId> applies;                   // of targets; empty: all do
  semantics::Combine combine = semantics::Combine::mean;
  RegisterId all_met;                                // of a target: 1 where each of its criteria is met
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
  Scope seen_by(semantics::ExprId id, const Scope& around) const;  // what stands apart sees no member around
  std::optional<RegisterId> simplified(Op op, const std::vector<RegisterId>& in);
  RegisterId arithmetic(Op op, std::vector<RegisterId> in, std::uint32_t small = 0);
  base::Number param(const semantics::Expr& e, const Scope& scope) const;
  RegisterId condition(Op op, std::vector<RegisterId> in, std::uint32_t small = 0);

  // A quotient that is compared with a constant, as its parts; nothing where the left side is none.
  struct Division {
    RegisterId above, below, goal;
    Quotient quotient = Quotient::itself;
  };
  std::optional<Division> division(semantics::ExprId left, semantics::ExprId right, const Scope& scope);

  // lower_fact.cpp
  // `day`: of an event, to be set beside other days.
  RegisterId fact(const semantics::Expr& e, const Scope& scope, base::Date deadline, bool day = false);
  RegisterId field(const semantics::Expr& e, const Scope& scope, base::Date deadline, bool day = false);
  RegisterId event(const semantics::Expr& e, const Scope& scope);
  // The day that a test of an event asks for: its own date is the deadline in a season `shift` years back.
  RegisterId day_asked(semantics::ExprId id, const Scope& scope, const semantics::Expr& test, int shift);
  Moment looked_at(const semantics::Expr& e, const Moment& moment) const;  // by `x@P` and `previous(x)`
  bool is_default(const semantics::Expr& e) const { return e.kind == semantics::Kind::function && e.function == functions::Function::default_; }
  Load to_date(types::FactId id, const Moment& moment, base::Date deadline, bool day = false) const;
  Grain up_to(const Grain& grain, std::size_t dimensions) const;  // its outermost ones
  RegisterId member(const semantics::Expr& e, const Scope& scope);
  RegisterId load(const Load& load, const Moment& moment, const Grain& grain);

  // lower_membership.cpp
  RegisterId compare(semantics::Compare op, semantics::ExprId a, semantics::ExprId b, const Scope& scope);
  RegisterId comparison(const semantics::Expr& e, const Scope& scope);  // and that the days it reads are there
  RegisterId membership(const semantics::Expr& e, const Scope& scope);
  RegisterId within_tolerance(const semantics::Expr& e, const Scope& scope);
  std::uint32_t how_many(const semantics::Expr& at_least, const Scope& scope) const;
  std::optional<RegisterId> all_happened(const semantics::Expr& e, const Scope& scope);
  void days_read(semantics::ExprId id, std::vector<semantics::ExprId>& events) const;

  // lower_function.cpp
  RegisterId function(const semantics::Expr& e, const Scope& scope);
  RegisterId several(const semantics::Expr& e, const Scope& scope);
  RegisterId reported(const semantics::Expr& e, const Scope& scope);
  RegisterId with_default(const semantics::Expr& e, const Scope& scope);
  Missing missing(semantics::ExprId id, const Scope& scope) const;

  // lower_quantifier.cpp
  Scope within(const Scope& scope, const std::vector<semantics::Axis>& axes) const;
  std::vector<Scope> periods(const Scope& scope, const semantics::Axis& axis) const;
  RegisterId aggregate(const semantics::Expr& e, const Scope& scope);
  RegisterId quantifier(const semantics::Expr& e, const Scope& scope);
  Grain folded_grain(const Scope& inner, const std::vector<semantics::Axis>& axes, const std::vector<RegisterId>& values) const;
  Grain outside(const Grain& folded, const Scope& outer) const;
  RegisterId over_members(const semantics::Expr& e, std::vector<RegisterId> parts, const Grain& folded);
  RegisterId side_by_side(std::vector<RegisterId> in);
  RegisterId fold(Op op, std::vector<RegisterId> in, bool filtered, const Grain& folded, const semantics::Expr& e, const Scope& outer);
  base::Apart<Absent> absent_rows(const semantics::Expr& e, const Scope& outer) const;

  // lower_attainment.cpp
  RegisterId compared_attainment(const semantics::Expr& e, RegisterId own, const Scope& scope);
  RegisterId quantifier_attainment(const semantics::Expr& e, RegisterId own, const Scope& scope);
  RegisterId attain(Op op, std::vector<RegisterId> in, std::uint32_t small = 0);

  // lower_scheme.cpp
  RegisterId scheme_attainment(const semantics::Scheme& scheme, const CriterionPlan& plan, const Scope& now);

  // lower_score.cpp
  RegisterId score_fold(const semantics::Expr& e, const Scope& scope);
  RegisterId filtered_fold(const semantics::Expr& e, const Scope& scope);
  RegisterId combined(const Quantities& q, std::vector<RegisterId> values);
  RegisterId rounded(RegisterId in, int places);
  RegisterId gated(RegisterId score, RegisterId applies);
  CriterionPlan criterion(const semantics::Criterion& c, Quantities& target);
  TargetPlan target(const semantics::Target& t, RegisterId difficulty, Quantities& quantities);
  // lower_cases.cpp
  void score_targets(const semantics::Department& department, DepartmentPlan& plan, std::vector<Quantities>& targets);
  RegisterId case_hull(std::vector<RegisterId> values, const std::vector<RegisterId>& counts, RegisterId undecided);

  Builder builder_;
  std::map<std::pair<semantics::ExprId, Moment>, RegisterId> memo_;
};

}  // namespace assay::plan
