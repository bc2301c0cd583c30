// The meaning of the rules for one unit, in whole numbers: attainments have 9 places, scores 4. An interval where a
// cell is missing.
#pragma once

#include "block.h"

#include <algorithm>

namespace bench::limit {

constexpr std::int64_t kOne = 1'000'000'000;
constexpr std::int64_t kMost = kOne - 1;  // of what is false
constexpr std::int64_t kStretch = kOne / 10;

enum class Truth { no, yes, unknown };

struct Range {
  std::int64_t low, high;
};

struct Condition {
  Truth truth;
  Range attained;
};

constexpr Range range_of(const Fact& fact, int value) {
  if (value != kMissing) return {value, value};
  return {fact.low == kMissing ? 0 : fact.low,
          fact.high == kMissing ? kInfinite : fact.high};  // what has no declared low is a flow
}

// above / below, half up; nothing where not both are positive.
constexpr std::int64_t quotient(std::int64_t above, std::int64_t below) {
  if (above <= 0 || below <= 0 || below >= kInfinite) return 0;
  return (2 * kOne * above + below) / (2 * below);
}

// `times` * a >= `of` * b, where a and b are not negative unless `of` * b is a positive constant.
constexpr Condition at_least(Range a, Range b) {
  if (a.low >= b.high) return {Truth::yes, {kOne, kOne}};
  if (a.high >= b.low) return {Truth::unknown, {std::min(quotient(a.low, b.high), kMost), kOne}};
  return {Truth::no, {std::min(quotient(a.low, b.high), kMost), std::min(quotient(a.high, b.low), kMost)}};
}
constexpr Condition at_least(Range a, std::int64_t goal) { return at_least(a, Range{goal, goal}); }
constexpr Condition at_most(Range a, std::int64_t goal) { return at_least(Range{goal, goal}, a); }
constexpr Range times(Range a, std::int64_t n) { return {a.low * n, a.high * n}; }
constexpr Range plus(Range a, Range b) { return {a.low + b.low, a.high + b.high}; }
constexpr Range minus(Range a, Range b) { return {a.low - b.high, a.high - b.low}; }

constexpr Condition capped(Truth truth, Range attained) {
  if (truth == Truth::yes) return {truth, {kOne, kOne}};
  attained.low = std::min(attained.low, kMost);
  if (truth == Truth::no) attained.high = std::min(attained.high, kMost);
  return {truth, attained};
}
constexpr Condition both(const Condition& a, const Condition& b) {
  const Truth truth = a.truth == Truth::no || b.truth == Truth::no             ? Truth::no
                      : a.truth == Truth::unknown || b.truth == Truth::unknown ? Truth::unknown
                                                                               : Truth::yes;
  return capped(truth, {std::min(a.attained.low, b.attained.low), std::min(a.attained.high, b.attained.high)});
}
constexpr Condition either(const Condition& a, const Condition& b) {
  const Truth truth = a.truth == Truth::yes || b.truth == Truth::yes           ? Truth::yes
                      : a.truth == Truth::unknown || b.truth == Truth::unknown ? Truth::unknown
                                                                               : Truth::no;
  return capped(truth, {std::max(a.attained.low, b.attained.low), std::max(a.attained.high, b.attained.high)});
}

// Scores of criteria, in the ninth place.
constexpr Range stretched(Range attained, Truth stretch) {
  return {attained.low + (stretch == Truth::yes ? kStretch : 0), attained.high + (stretch == Truth::no ? 0 : kStretch)};
}
constexpr Range mean(Range a, std::int64_t weight_a, Range b, std::int64_t weight_b) {
  const std::int64_t all = weight_a + weight_b;
  return {(weight_a * a.low + weight_b * b.low + all / 2) / all,
          (weight_a * a.high + weight_b * b.high + all / 2) / all};
}

// Schemes; r is above / below, both not negative.
constexpr std::int64_t stepped(std::int64_t value, std::int64_t goal) {
  if (value >= goal) return kOne;
  if (10 * value >= 9 * goal) return kOne * 8 / 10;
  return 10 * value >= 8 * goal ? kOne * 6 / 10 : 0;
}
constexpr std::int64_t proportional(std::int64_t above, std::int64_t below, std::int64_t floor, std::int64_t cap) {
  if (100 * above < floor * below) return 0;
  if (100 * above >= cap * below) return kOne / 100 * cap;
  return quotient(above, below);
}
constexpr std::int64_t linear(std::int64_t value, std::int64_t from, std::int64_t to) {
  if (value <= from) return 0;
  return value >= to ? kOne : quotient(value - from, to - from);
}

}  // namespace bench::limit
