// Loops over plain arrays: no branch on what a row holds, no overflow (the callers' bounds exclude it), a multiple of 64 elements.
//
// On x86-64 each is compiled for several generations of the processor and the best one is taken when the program starts; all give the same.
// `bits`: a bit an element, in words.
#pragma once

#include "plan/program.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace assay::exec::kernels {

// The largest |x[i]|, as an unsigned number that may be too large by rounding up to all ones.
std::uint64_t magnitude(const std::int64_t* x, std::size_t n);

void scaled(const std::int64_t* x, std::int64_t by, std::size_t n, std::int64_t* out);                 // x * by
void sum(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::size_t n, std::int64_t* out);
void sum(const std::int64_t* x, std::int64_t by_x, std::int64_t y, std::size_t n, std::int64_t* out);  // x * by_x + y
void product(const std::int64_t* x, const std::int64_t* y, std::size_t n, std::int64_t* out);
void accumulate(const std::int64_t* x, std::int64_t by, std::size_t n, std::int64_t* sum);             // sum += x * by
void lesser(const std::int64_t* x, std::size_t n, std::int64_t* of);                                   // of = min(of, x)
void greater(const std::int64_t* x, std::size_t n, std::int64_t* of);

// x ? y, x * by_x ? y * by_y.
void compare(plan::Compare op, const std::int64_t* x, std::int64_t y, std::size_t n, std::uint64_t* bits);
void compare(plan::Compare op, const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::size_t n, std::uint64_t* bits);

// x / by to the nearest, half away from zero. |x| <= 2^62, by >= 1, and |x| / by < 2^51.
void divide_half_up(const std::int64_t* x, std::int64_t by, std::size_t n, std::int64_t* out);

// What takes the place of a division of whole numbers: v / by, cut off, is ((v >> first) * multiplier) >> then, in unsigned 64 bits.
struct Divisor {
  int first = 0, then = 0;
  std::uint64_t multiplier = 1;
};
// For all v from 0 to most; nothing where no multiplier leaves room.
std::optional<Divisor> divisor(std::uint64_t by, std::uint64_t most);
// (x * weight + half) / by, cut off. x is not negative.
void weighed(const std::int64_t* x, std::int64_t weight, std::int64_t half, Divisor by, std::size_t n, std::int64_t* out);

// How far x has come to a goal, as its quotient: 10^9 where x reaches `from`, else x * by / goal at 9 places, half up, at most 10^9 - 1, and 0
// where x is not positive.
struct Share {
  std::int64_t from = 0, by = 1, goal = 1;
  std::uint64_t multiplier = 0;
  bool exact = false;  // no quotient needs to be put right
};
// Where all x that do not reach `from` are below goal / by or equal to it; nothing where the integers leave no room.
std::optional<Share> share(std::int64_t from, std::int64_t by, std::int64_t goal);
void attained(const std::int64_t* x, const Share& share, std::size_t n, std::int64_t* out);

// (x * by_x) / (y * by_y) at 9 places, half up, at most `most` (below 2^32); 0 unless both are positive. Products stay within 2^61.
void ratio(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n, std::int64_t* out);
void ratio(const std::int64_t* x, std::int64_t by_x, std::int64_t y, std::int64_t most, std::size_t n, std::int64_t* out);
void ratio(std::int64_t x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n, std::int64_t* out);
// The smaller of both over the greater, likewise.
void lesser_over_greater(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n, std::int64_t* out);

// out = bit ? yes : out.
void put_where(const std::uint64_t* bits, std::int64_t yes, std::size_t n, std::int64_t* out);
void add_where(const std::uint64_t* bits, std::size_t n, std::int64_t* out);                     // out += bit
void cap_where(const std::uint64_t* bits, std::int64_t most, std::size_t n, std::int64_t* out);  // out = bit ? min(out, most) : out
void keep_where(const std::uint64_t* bits, std::size_t n, std::int64_t* out);                    // out = bit ? out : 0
void equal(const std::int64_t* x, const std::int64_t* y, std::size_t n, std::uint64_t* bits);
// of = is_true ? most : is_false ? of : 0, and its upper end: most where neither. `high` may be absent.
void attained(const std::uint64_t* is_true, const std::uint64_t* is_false, std::int64_t most, std::size_t n, std::int64_t* of, std::int64_t* high);

}  // namespace assay::exec::kernels
