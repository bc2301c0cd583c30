// Conditions over variables as shared formulas of linear comparisons, `all of` and `any of`; negation is pushed into the comparisons.
#pragma once

#include "base/ids.h"
#include "lint/logic/linear.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace assay::lint {

using FormulaId = base::Id<struct FormulaTag>;

enum class Relation : std::uint8_t { positive, not_negative, zero };  // > 0, >= 0, == 0

struct Formula {
  enum class Kind : std::uint8_t { never, always, atom, all, any } kind = Kind::never;
  Relation relation{};
  Linear linear;
  std::vector<FormulaId> parts;
};

class Formulas {
 public:
  Formulas();
  const Formula& operator[](FormulaId id) const { return table_[id.index()]; }
  std::size_t size() const { return table_.size(); }

  static FormulaId never() { return FormulaId(std::size_t{0}); }
  static FormulaId always() { return FormulaId(std::size_t{1}); }
  static FormulaId of(bool truth) { return truth ? always() : never(); }
  FormulaId atom(Linear linear, Relation relation);
  FormulaId all(std::vector<FormulaId> parts) { return join(Formula::Kind::all, std::move(parts)); }
  FormulaId any(std::vector<FormulaId> parts) { return join(Formula::Kind::any, std::move(parts)); }
  FormulaId negate(FormulaId id);
  // Whether exactly one of them holds, as far as their shape tells.
  bool are_opposite(FormulaId a, FormulaId b) const;

 private:
  FormulaId join(Formula::Kind kind, std::vector<FormulaId> parts);
  FormulaId push(Formula formula);

  std::deque<Formula> table_;       // there are many, and none moves
  std::vector<FormulaId> negated_;  // beside the table; invalid where not asked for yet
};

}  // namespace assay::lint
