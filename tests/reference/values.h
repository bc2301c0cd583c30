// Interval arithmetic and three-valued logic, sentence by sentence from grammar/meaning.md ("Values").
#pragma once

#include "base/number.h"
#include "reference/exact.h"
#include "types/value.h"

#include <optional>
#include <vector>

namespace assay::reference {

using types::Truth;
using types::Value;

// One end of an interval.
struct End {
  int infinite = 0;  // -1: below every number, 1: above every number
  Exact value;
};
int compare(const End& a, const End& b);
End low_end(const Value& v);
End high_end(const Value& v);

// The value between two exact ends: a point loses both marks and is invalid where it does not fit; an end that does not fit is infinite.
Value between(const End& low, const End& high, bool invalid, bool lacks);
Value unbounded(bool invalid, bool lacks);
Value hull(const Value& a, const Value& b);

Value negate(const Value& a);
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value growth(const Value& x, const Value& previous);
Value reduction(const Value& x, const Value& previous);

// Of one or more members.
Value sum_of(const std::vector<Value>& members);
Value mean_of(const std::vector<Value>& members);  // of none: invalid
Value least_of(const std::vector<Value>& members);
Value greatest_of(const std::vector<Value>& members);
Value median_of(const std::vector<Value>& members);

Value absolute(const Value& a);
// To the nearest multiple of `step` (> 0), half away from zero (0), or the next one below (-1) or above (1).
Value rounded_to(const Value& a, const base::Number& step, int towards);
Value modulo(const Value& a, const Value& b);
Value power(const Value& a, int exponent);

using types::undecided;
Truth truth(bool b);
// What is left undecided by values with these marks.
Truth undecided_by(bool invalid, bool lacks);
Truth not_(Truth a);
Truth and_(const std::vector<Truth>& parts);
Truth or_(const std::vector<Truth>& parts);
Truth implies(Truth a, Truth b);
Truth choose(Truth condition, Truth a, Truth b);
Value choose(Truth condition, const Value& a, const Value& b);

Truth at_least(const Value& a, const Value& b);   // a >= b
Truth more_than(const Value& a, const Value& b);  // a > b
Truth equal(const Value& a, const Value& b);

}  // namespace assay::reference
