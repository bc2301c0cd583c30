// Exact arithmetic and comparison of single values: the meaning that every kernel must keep (grammar/meaning.md, "Values").
#pragma once

#include "base/number.h"
#include "plan/program.h"
#include "types/value.h"

#include <cstdint>
#include <span>
#include <vector>

namespace assay::exec {

using types::Truth;
using types::Value;

Value negate(const Value& a);
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value of_base(const Value& a, const Value& b);  // b certainly not positive: invalid; possibly not: without bound
Value hull(const Value& a, const Value& b);
// Functions of single values (interval_functions.cpp).
Value absolute(const Value& a);
Value rounded_to(const Value& a, const base::Number& step, base::Towards towards);
Value modulo(const Value& a, const Value& b);
Value raised(const Value& a, std::uint32_t exponent);
Value rounded(const Value& a, int places);
// A point loses its marks.
Value settled(Value v);

Truth compare(plan::Compare op, const Value& a, const Value& b);

// A member of a fold: its value, and whether the filter lets it in.
struct Member {
  Value value;
  Truth in = Truth::true_;
};
Value sum(std::span<const Member> members);
Value average(std::span<const Member> members);
Value least(std::span<const Member> members);
Value greatest(std::span<const Member> members);
Value median(std::span<const Member> members);
Value count(std::span<const Member> members);  // of those that are in
Value streak(std::span<const Member> members);  // the longest run of those that are in

// a / b where it says how close a failing comparison came: 0 unless both are positive, at most 0.999999999, 9 places. Of intervals: the hull.
types::Interval closeness(const types::Interval& a, const types::Interval& b);

// 0..1, with the mark.
Value anything(bool invalid, bool lacks);

inline constexpr int kAttainmentPlaces = 9;

}  // namespace assay::exec
