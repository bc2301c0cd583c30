// Decides whether a formula can hold: yes with values, no, or too much to look at.
#pragma once

#include "lint/logic/formula.h"
#include "lint/logic/system.h"

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

namespace assay::lint {

class Solver {
 public:
  Solver(const Formulas& formulas, const std::vector<Domain>& domains) : formulas_(formulas), domains_(domains) {}
  Answer solve(FormulaId id) { return start(id, true); }
  // Whether there are none, which is found faster than some.
  bool impossible(FormulaId id) { return start(id, false).kind == Answer::Kind::none; }
  // The same of a comparison of one variable alone, by its limits; nothing of any other formula.
  std::optional<bool> at_once(FormulaId id) const;

 private:
  Answer start(FormulaId id, bool values);
  Answer search(System system, std::vector<FormulaId> pending, std::vector<FormulaId> choices);

  // What the ranges of single variables say of a formula already; `known` is of this system.
  enum class Prospect : unsigned char { impossible, possible, certain };
  using Known = std::unordered_map<std::size_t, Prospect>;
  Prospect prospect(FormulaId id, const System& system, Known& known) const;

  const Formulas& formulas_;
  const std::vector<Domain>& domains_;
  std::size_t effort_ = 0;
  bool values_ = true;  // are asked for
};

}  // namespace assay::lint
