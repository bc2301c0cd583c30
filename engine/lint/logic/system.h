// Linear comparisons that must all hold at once: decides exactly whether they can, and finds values where they do.
#pragma once

#include "lint/logic/formula.h"
#include "lint/logic/linear.h"

#include <map>
#include <optional>
#include <vector>

namespace assay::lint {

using Values = std::map<Variable, base::Number>;

// `unknown`: too large, a number that does not fit, or no whole values found.
struct Answer {
  enum class Kind : std::uint8_t { none, some, unknown } kind = Kind::unknown;
  Values values;  // of every variable that was compared, where there are some
};

struct Limit {
  base::Number at;
  bool strict = false;  // the limit itself is out
};
struct Range {
  std::optional<Limit> low, high;
  bool whole = false;

  bool empty() const;
  void raise(Limit limit);  // keeps whole limits of whole values
  void lower(Limit limit);
  // Some value within, a whole one where only these occur; nothing where none was found.
  std::optional<base::Number> pick() const;
};

class System {
 public:
  explicit System(const std::vector<Domain>& domains) : domains_(&domains) {}

  // False where no values are left.
  bool assume(const Linear& linear, Relation relation);
  // Whether one variable's own limits leave anything to a comparison of it alone; true where that is not known.
  bool allows(const Linear& linear, Relation relation) const;
  Answer settle() const;
  // The same without values, where it is seen at once; unknown where only `settle` tells.
  Answer::Kind outlook() const;
  std::size_t size() const { return ranges_.size() + rows_.size(); }

 private:
  struct Row {
    Linear linear;
    Relation relation;
  };
  Range range(Variable variable) const;
  bool tighten(Row& row) const;
  // outlook.cpp
  std::optional<base::Number> end(const Linear& linear, bool up) const;
  bool out_of_reach(const Row& row) const;
  std::optional<Range> reach(const Linear& linear) const;
  Answer::Kind outlook_of_one_sum(const std::vector<const Row*>& rows) const;
  Answer::Kind outlook_at_the_ends(const std::vector<const Row*>& rows) const;
  std::vector<std::vector<const Row*>> apart() const;

  const std::vector<Domain>* domains_;
  std::map<Variable, Range> ranges_;
  std::vector<Row> rows_;  // of two variables or more
  bool overflow_ = false;
};

}  // namespace assay::lint
