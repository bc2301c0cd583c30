// Reads the model's expressions as formulas: when a condition is true for certain and when it is false, where every fact is reported.
//
// Both are exact for what is looked into. Any other construct is one unknown thing of its own, so that nothing false follows from it.
#pragma once

#include "lint/logic/formula.h"
#include "lint/reading/scope.h"
#include "lint/reading/vocabulary.h"
#include "semantics/model.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace assay::lint {

// Neither holds where a division by zero leaves the condition without a value, and where no period has ended that it asks for.
struct Truth {
  FormulaId holds = Formulas::never();
  FormulaId fails = Formulas::never();
};

// A number is `above / below` where `when` holds. `below` is 1, or varies and is not 0 where `when` holds.
struct Case {
  FormulaId when = Formulas::always();
  Linear above;
  Linear below = Linear::of(1);
  bool is_linear() const { return below.is_constant(); }
};
using Cases = std::vector<Case>;

// Whether a comparison asks for days: true only of events that have all happened, so that neither it nor its opposite is one of numbers.
bool asks_for_days(const semantics::Model& model, const semantics::Expr& comparison);
// Whether all that it compares are days of events of the season as a whole, or stated ones.
bool are_plain_days(const semantics::Model& model, const semantics::Expr& e, const Scope& scope);
// The event whose day is asked for, of the season as a whole; of a period nothing is looked into.
bool is_plain_event(const semantics::Model& model, const semantics::Expr& event, const Scope& scope);

// What divides, counts days or takes the mean of what may be none has no value where that fails.
bool may_have_no_value(const semantics::Model& model, semantics::ExprId id);

// Of `at least k of { … }`: k.
std::size_t how_many(const semantics::Model& model, const semantics::Expr& at_least, const Scope& scope);

class Reader {
 public:
  explicit Reader(const semantics::Model& model) : model_(model), vocabulary_(model) {}

  Truth condition(semantics::ExprId id, const Scope& scope);
  Cases number(semantics::ExprId id, const Scope& scope);  // grades by place, texts by number
  // Of the whole number, over all its cases.
  Domain bounds(const Cases& cases) const;

  FormulaId zero(const Cases& cases);  // that the number is 0

  Truth all(const std::vector<Truth>& parts);
  Truth any(const std::vector<Truth>& parts);
  static Truth opposite(const Truth& truth) { return {truth.fails, truth.holds}; }

  Formulas& formulas() { return formulas_; }
  Vocabulary& vocabulary() { return vocabulary_; }
  const semantics::Model& model() const { return model_; }
  void start() { effort_ = 0; }  // before each condition of the rules
  FormulaId neither(const Truth& truth);  // read_number.cpp

 private:
  // read_condition.cpp
  Truth read_condition(semantics::ExprId id, const Scope& scope);
  Truth flag(Variable variable);
  Truth event(const semantics::Expr& e, const Scope& scope);
  Truth quantifier(semantics::ExprId id, const Scope& scope);
  Truth whole_condition(semantics::ExprId id, const Scope& scope);
  // read_comparison.cpp
  Truth comparison(semantics::ExprId id, const Scope& scope);
  std::optional<Truth> beside(semantics::ExprId left, semantics::ExprId right, semantics::Compare op, const Scope& scope);
  std::optional<Truth> compare(const Cases& a, const Cases& b, semantics::Compare op);
  std::optional<Truth> compare_members(const semantics::Expr& extreme, semantics::ExprId other, semantics::Compare op, const Scope& scope);
  // read_days.cpp
  // An event has come by then on this day, where `when` holds.
  struct Coming {
    FormulaId when;
    Linear day;
  };
  std::vector<Coming> coming(const semantics::Expr& event, const Scope& scope);
  Truth days(semantics::ExprId left, semantics::ExprId right, semantics::Compare op, const Scope& scope);
  // read_membership.cpp
  Truth membership(semantics::ExprId id, const Scope& scope);
  Truth within(semantics::ExprId id, const Scope& scope);
  Truth at_least(semantics::ExprId id, const Scope& scope);
  // read_number.cpp
  Cases whole_number(semantics::ExprId id, const Scope& scope, const Domain& domain = {});
  Cases combine(semantics::ExprId id, const Scope& scope, const Cases& a, const Cases& b, const Domain& otherwise,
                const std::function<std::optional<Case>(const Case&, const Case&)>& join);
  Cases arithmetic(semantics::ExprId id, const Scope& scope);
  Cases choice(semantics::ExprId id, const Scope& scope);
  Case undecided(FormulaId when, semantics::ExprId id, const Scope& scope, const Domain& domain = {});
  Cases change(semantics::ExprId id, const Scope& scope);
  std::optional<Case> quotient(const Case& a, const Case& b);
  // read_function.cpp
  Cases function(semantics::ExprId id, const Scope& scope);
  std::optional<std::vector<FormulaId>> exactly(const std::vector<Truth>& parts);
  Cases counted(semantics::ExprId id, const Scope& scope, const std::vector<Truth>& parts, std::size_t out_of, const Domain& domain);
  std::optional<Cases> absolute(const Cases& cases);
  // read_aggregate.cpp
  Cases aggregate(semantics::ExprId id, const Scope& scope);
  Domain unfolded(const semantics::Expr& e, const Scope& scope);
  std::optional<std::vector<Linear>> members(const semantics::Expr& e, const Scope& scope);

  static constexpr std::size_t kMostEffort = 20'000;
  bool too_much() { return ++effort_ > kMostEffort; }

  // What was read of a condition that no axis is around: it is asked for again, with its parts and by several findings.
  struct Read {
    Scope scope;
    Truth truth;
    std::size_t effort = 0;  // it took, and takes again
  };

  const semantics::Model& model_;
  Formulas formulas_;
  Vocabulary vocabulary_;
  std::unordered_map<std::size_t, Read> read_;  // by expression
  std::size_t effort_ = 0;
};

}  // namespace assay::lint
