// Where an expression is read: at which date, how many seasons back, and for which members of the axes around it.
#pragma once

#include "base/calendar.h"
#include "semantics/model.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace assay::lint {

// Stands for any one member of a dimension, or for an item of a list.
inline constexpr std::uint32_t kAnyMember = 0xFFFFFFFEU;

struct Scope {
  base::Date at{};
  base::Date due{};        // of the criterion; of a step that ends later no `once` fact is taken
  int shift = 0;           // seasons back
  bool in_period = false;  // under a quantifier over periods: `at` is the same whenever the rule is evaluated
  std::vector<std::pair<std::uint32_t, std::uint32_t>> members{};  // axis variable, member
  std::optional<base::Date> over_from{};  // over a period by itself, which ends with `at`: its first day

  std::uint32_t member_of(std::uint32_t variable) const;
  friend bool operator==(const Scope&, const Scope&) = default;
};

// Of each member, or of each period that has ended; nothing for a list, for no period, and for more than can be looked at.
std::optional<std::vector<Scope>> scopes_of(const std::vector<semantics::Axis>& axes, const Scope& scope, const types::Schema& schema);
// The same, with any member in place of each and an item in place of a list.
std::vector<Scope> some_scopes_of(const std::vector<semantics::Axis>& axes, const Scope& scope, const types::Schema& schema);

// No period of one of the axes has ended: what goes through them is undecided then, and without any bound, whatever is reported.
bool none_has_ended(const std::vector<semantics::Axis>& axes, const Scope& scope, const types::Schema& schema);

// Where `x@P` reads x: over P alone. Nothing where x is more than sums, products and quotients of numbers, or reads what a value to date does not tell.
std::optional<Scope> scope_of_period(const semantics::Model& model, const semantics::Expr& e, const Scope& scope);

// The values to date that a fact's value in a scope is made of: that of `end`, less that of `before`.
struct Reading {
  Scope end;
  std::optional<Scope> before;
};
Reading reading_of(const semantics::Model& model, const semantics::Expr& fact, const Scope& scope);

// The date of a scope in its own season: that day so many years before.
base::Date date_of(const Scope& scope);

}  // namespace assay::lint
