// What is known of a quantity: the closed interval it lies in, and what kept it from being a point.
#pragma once

#include "base/number.h"

#include <optional>

namespace assay::types {

// Closed hull; an empty end is infinite.
struct Interval {
  std::optional<base::Number> low;
  std::optional<base::Number> high;

  static Interval point(const base::Number& n) { return {n, n}; }
  bool is_point() const { return low && high && *low == *high; }
  bool is_unbounded() const { return !low && !high; }  // "without any bound"
  friend bool operator==(const Interval&, const Interval&) = default;
};

// A point is never invalid and never lacks anything.
struct Value {
  Interval range;        // of a malformed cell, too: its fact's
  bool invalid = false;  // rests on a malformed cell, a division by zero or an overflow: a condition it leaves undecided is invalid
  bool lacks = false;    // a cell that was due is missing under it (as opposed to: only not yet due)

  static Value point(const base::Number& n) { return {Interval::point(n), false, false}; }
  static Value none() { return {{}, true, false}; }  // invalid
  bool is_point() const { return range.is_point(); }
  friend bool operator==(const Value&, const Value&) = default;
};

// What is known of a condition. `open_`: undecided only by what is not yet due; `unknown`: a due cell is missing under an undecided part.
enum class Truth : unsigned char { false_, true_, open_, unknown, invalid };
constexpr bool undecided(Truth t) { return t != Truth::true_ && t != Truth::false_; }

}  // namespace assay::types
