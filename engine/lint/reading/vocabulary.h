// The variables that conditions are about: what a fact comes to for a member by a date, when an event happens, and whatever else is
// taken as one unknown thing.
#pragma once

#include "lint/logic/formula.h"
#include "lint/logic/linear.h"
#include "lint/reading/scope.h"
#include "semantics/model.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::lint {

struct Term {
  enum class Kind : std::uint8_t {
    value,  // of a fact, in its own unit: flags as 0 and 1, grades by place, texts by number
    day,    // on which an event happens first from the season's start on, in days as base::Date; kNever where it does not
    day_before,  // that before the season's start which is reported for this one; one from its start on where there is none
    whole_expression,  // what is not looked into: its value, or 0 and 1 of a condition
  } kind = Kind::value;
  types::FactId fact;
  std::vector<std::uint32_t> members;  // one a dimension: a member, types::kTotal, or kAnyMember
  std::uint32_t counted = 0;           // how many of the fact's periods have ended; of a `once` fact how many steps end by the due date
  int shift = 0;
  bool truth = false;                  // an expression: a condition
  std::string text;                    // an expression: as it is written
};

class Vocabulary {
 public:
  explicit Vocabulary(const semantics::Model& model) : model_(model) {}

  // `e`: a fact or a field of a list.
  Variable value(const semantics::Expr& e, const Scope& scope);
  Variable day(const semantics::Expr& e, const Scope& scope);
  Variable day_before(const semantics::Expr& e, const Scope& scope);
  // Equal texts at equal places are the same thing.
  Variable expression(semantics::ExprId id, const Scope& scope, const Domain& domain);
  // Whether the value is one that decides a comparison of it, though something in it has none; 0 or 1.
  Variable decided(semantics::ExprId id, const Scope& scope);
  Variable elapsed(const Scope& scope);
  base::Number text(const std::string& text);

  // A fact none of whose periods has ended: no more is known of it than its range, whatever is reported.
  bool is_yet_to_come(Variable value) const;

  const Term& operator[](Variable variable) const { return terms_[variable.index()]; }
  const std::vector<Domain>& domains() const { return domains_; }
  const std::vector<std::string>& texts() const { return texts_; }
  // The formula, and what is true of its variables anyway: an amount that cannot be negative only grows.
  FormulaId with_growth(FormulaId id, Formulas& formulas);

  static const base::Number& never();  // as a day

 private:
  using Key = std::tuple<Term::Kind, std::uint32_t, std::vector<std::uint32_t>, std::uint32_t, int, std::string>;
  Variable find(Term term, const Domain& domain, const std::string& more = {});
  Term term_of(const semantics::Expr& e, const Scope& scope) const;
  Term term_of(semantics::ExprId id, const Scope& scope, std::string& more) const;
  Domain domain_of(const Term& term) const;
  std::uint32_t ended(base::Step step, base::Date at) const;  // how many of the season's periods have ended
  std::uint32_t ended_of(const std::vector<base::Period>& periods, base::Date at) const;

  const semantics::Model& model_;
  std::vector<Term> terms_;
  std::vector<Domain> domains_;
  std::vector<std::string> texts_;
  std::map<std::string, std::size_t> text_numbers_;
  std::map<Key, Variable> found_;
  mutable std::map<std::pair<base::Step, base::Date>, std::uint32_t> ended_;
};

// Every variable of a formula.
std::vector<Variable> variables_of(FormulaId id, const Formulas& formulas);

}  // namespace assay::lint
