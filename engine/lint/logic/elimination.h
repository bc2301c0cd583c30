// Fourier and Motzkin's elimination: takes one variable after the other out of linear comparisons, and then puts values in.
#pragma once

#include "lint/logic/system.h"

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace assay::lint {

class Elimination {
 public:
  void add(const Linear& linear, Relation relation);
  void add(Variable variable, const Range& range);
  Answer run();

 private:
  struct Row {
    Linear linear;  // >= 0, or > 0
    bool strict = false;
  };
  // What was taken out: `variable` is `equal`, or lies between the rows in which it stands.
  struct Step {
    Variable variable;
    bool fixed = false;
    Linear equal;
    std::vector<Row> rows;
  };

  enum class Progress { contradiction, going, too_much };
  Progress put(const Row& row);
  Progress use_equality(const Linear& linear);
  Progress take_out(Variable variable);
  Answer put_in() const;

  std::vector<Linear> equalities_;
  // By what is compared, scaled so that the first factor is 1 or -1: of each only the strongest.
  std::map<std::vector<std::pair<Variable, base::Number>>, Row> rows_;
  std::map<Variable, bool> whole_;
  std::vector<Row> given_;
  std::vector<Step> steps_;
};

}  // namespace assay::lint
