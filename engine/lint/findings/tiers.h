// The rows of `steps` and `places` over everything that what they read may be: which of them hold where.
#pragma once

#include "lint/logic/system.h"
#include "semantics/model.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace assay::lint {

// What the rows read: a place, or the ratio of a value and its goal.
class TierScale {
 public:
  // `spacing`: only multiples of it are values, if it is known. Nothing where the ratio has no order to follow: a goal that is never positive.
  static std::optional<TierScale> of(const semantics::Scheme& scheme, const Domain& value, const Domain& goal, const std::optional<base::Number>& spacing);

  const Domain& range() const { return range_; }

  // An example of what is read, and of the value behind it where the goal is fixed.
  struct Example {
    base::Number read;
    std::optional<base::Number> value;
  };
  // A bound, or a stretch between two bounds: throughout it the same rows hold.
  struct Piece {
    std::vector<std::size_t> rows;   // those that hold, in their order
    bool possible = true;            // there is such a value; of whole values not everywhere
    std::optional<Example> example;  // may be missing where it is possible: a number that does not fit
  };
  // All pieces of the range, ascending.
  std::vector<Piece> pieces() const;

 private:
  TierScale(const semantics::Scheme& scheme, const Domain& value, const base::Number& one) : scheme_(&scheme), value_(value), one_(one) {}
  std::optional<Range> behind(const Range& read) const;
  void find_example(Piece& piece, Range read) const;

  const semantics::Scheme* scheme_;
  Domain value_, range_;
  base::Number one_;                  // what a 1 of `value_` and `goal_` is
  std::optional<base::Number> goal_;  // a fixed one, of a ratio with an order
};

}  // namespace assay::lint
