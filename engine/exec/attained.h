// What the steps of attainment have in common: columns of 9 places in which every row is a point or between 0 and 1.
#pragma once

#include "exec/bounds.h"
#include "exec/context.h"

#include <cstddef>
#include <cstdint>

namespace assay::exec {

inline constexpr std::int64_t kWhole = 1'000'000'000;
inline constexpr std::int64_t kMostFailed = kWhole - 1;  // of a condition that is false
inline constexpr std::uint64_t kRoomOfRatios = kRoom / 2;  // of both sides of a ratio in kernels::ratio

// 0..1 where nothing else is put; the second with data still to be written.
Register attainments(const Shape& shape);
Register blank_attainments(const Shape& shape);

inline void store(Register& out, std::size_t element, std::int64_t value) {
  out.number.data[element] = value;
  out.number.valid.set(element);
}
// Of a condition that is not true: its low end is that of a failure, and so is its high end where it is false.
void store_attained(Register& out, std::size_t element, types::Interval range, bool is_false);
// A row between two ends, which is a point where they are one.
void store_ends(Register& out, std::size_t element, std::int64_t low, std::int64_t high);

// 1 where the condition is true; the rest is left.
Register where_true(const Shape& shape, const TruthColumn& own);
// 1 where the condition is true, what `data` holds where it is false, and between 0 and 1 where it is undecided.
void settle(const TruthColumn& own, const Shape& shape, Register& out);
// The rows that are neither valid nor odd lie between 0 and 1: as ranged ones, which the steps behind take in whole columns.
void range_the_rest(Register& out, const Shape& shape);

// Of a comparison that is undecided: the least that it may have come to, an end in data of what lies between 0 and 1.
std::int64_t undecided_closeness(plan::Compare op, const Bounds& a, const Bounds& b);
std::int64_t undecided_closeness(plan::Compare op, const Value& a, const Value& b);
// Puts it where `own` is undecided; `least`: of an element, which come in ascending order.
template <class Least>
void raise_undecided(Register& out, const TruthColumn& own, const Shape& shape, Least&& least) {
  columns::Bitmap undecided = living_rows(shape);
  for (std::size_t w = 0; w < undecided.words(); ++w) undecided.data()[w] &= ~(own.is_true.data()[w] | own.is_false.data()[w]);
  for_each_set(undecided, [&](std::size_t element) { out.number.data[element] = least(element); });
}

// Of integers at one scale; open ends are Bounds::kOpen.
Bounds failed_closeness(plan::Compare op, const Bounds& a, const Bounds& b);
// How close the ends of a failing comparison may have come.
types::Interval failed_closeness(plan::Compare op, const Value& a, const Value& b);

}  // namespace assay::exec
