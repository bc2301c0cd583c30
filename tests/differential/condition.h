// Random conditions over what a rulebook declares.
#pragma once

#include "differential/declared.h"
#include "differential/random.h"

#include <cstddef>
#include <string>
#include <vector>

namespace assay::differential {

// What is around an expression.
struct Scope {
  std::vector<std::size_t> dimensions;  // of the quantifiers around
  std::vector<std::size_t> lists;       // of those around
  int period = -1;                      // of the period quantifier around: 0 month, 1 quarter, 2 half, 3 year; -1: none
  int longest = 3;                      // the longest step that facts may have here
  bool stated = false;                  // inside `(…)@2022`
  bool elsewhere = false;               // not of this season alone: no lists
  bool aggregate = false;               // inside an aggregate: nothing that would range over its axes again
};

class Conditions {
 public:
  Conditions(const Declared& declared, Random& random) : declared_(declared), random_(random) {}

  std::string condition(int depth, const Scope& scope);
  std::string number(Family family, int depth, const Scope& scope);
  int coarsest() const { return coarsest_; }  // step of the facts used so far

  std::string among(Family family, int depth, const Scope& scope);
  std::string number_of_days(const Scope& scope);  // days between events and dates; empty where there is no event

 private:
  std::string reference(const DeclaredFact& fact, const Scope& scope);
  bool usable(const DeclaredFact& fact, const Scope& scope) const;
  std::vector<const DeclaredFact*> facts(Sort sort, const Scope& scope) const;
  std::vector<const DeclaredFact*> numbers(Family family, const Scope& scope) const;

  std::string leaf(Family family, const Scope& scope);
  std::string over_period(const std::string& inner, int shortest, const Scope& scope);
  std::string stated_period(int shortest, int& length);
  std::string of_stated(Family family, int depth, const Scope& scope);
  std::string period_word(const Scope& scope, Scope& inner);
  std::string over_quarters(Family family, int depth, const Scope& scope);
  std::string years();
  std::string member(const Scope& scope);
  std::vector<std::size_t> closed_lists(const Scope& scope) const;
  void open(std::size_t list, Scope& scope) const;
  bool is_field(const DeclaredFact& fact) const;
  std::string distinct(int depth, const Scope& scope);
  std::string aggregate(Family family, int depth, const Scope& scope);
  std::string to_previous(const Scope& scope);
  std::string counted(int depth, const Scope& scope, bool share);

  std::string computed(Family family, int depth, const Scope& scope);
  std::string several(Family family, int depth, const Scope& scope);
  std::string defaulted(Family family, const Scope& scope);
  std::string comparison(int depth, const Scope& scope);
  std::string member(int depth, const Scope& scope);
  std::string days(const Scope& scope);
  std::string some_of(int depth, const Scope& scope);
  std::string reported(const Scope& scope);
  std::string atom(int depth, const Scope& scope);
  std::string event(const Scope& scope);
  std::string or_default(const std::string& event, const std::vector<const DeclaredFact*>& events, const Scope& scope);
  std::string graded(const Scope& scope);
  std::string quantified(int depth, const Scope& scope);
  std::string date();

  const Declared& declared_;
  Random& random_;
  int coarsest_ = 0;
};

}  // namespace assay::differential
