// Loops over the ends of a tile: 32-bit integers, no branch on what a row holds, a multiple of 64 rows. What leaves the room wraps, and does not count.
//
// In a version for each kind of processor; all give the same.
#pragma once

#include "exec/kernels.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace assay::exec::tiles {

// As an end, with its sign: without bound.
inline constexpr std::int32_t kOpen = std::numeric_limits<std::int32_t>::max();

// Cells of a column, and what stands for those that are missing.
struct Reading {
  const std::int64_t* x = nullptr;
  const std::uint64_t* valid = nullptr;  // a bit a row
  std::int64_t factor = 1;
  std::int64_t least = 0, most = 0;      // that x may be; times the factor within 32 bits
  std::int32_t low = 0, high = 0;        // of what is missing
  const std::int64_t* ahead = nullptr;   // as many cells that will be read soon
};

// What x earns on its way from `start` to a goal: of x - start `most` from `top` on, nothing before `foot`, between them (x - start) * by / goal at 9 places,
// half up, but no more than `cap`.
struct Climb {
  std::int32_t start = 0, foot = 1, top = 1;
  std::int32_t most = 0, cap = 0;
  kernels::Share share;   // of products, where it has a multiplier
  std::int64_t by = 1, goal = 1;
};

// The whole where x * by_x >= y * by_y + more, else their quotient at 9 places, half up, but less than the whole. y * by_y is not negative.
struct Ratio {
  std::int32_t by_x = 1, by_y = 1, more = 0;
};

// (x * weight + half) / by, cut off.
struct Weighed {
  std::int64_t weight = 1, half = 0;
  kernels::Divisor by;
  bool is_narrow = false;   // the multiplier and what it is multiplied with are below 2^32
  std::int64_t divisor = 0; // where no multiplier leaves room: what is divided by
};

// What comes of a value beside what it earns, where it is asked for.
struct Beside {
  // The other end, which is the same except where a cell is missing.
  const std::uint64_t* valid = nullptr;
  std::int32_t value = 0;
  std::int32_t* out = nullptr;
  std::uint64_t* reached = nullptr;  // whether it has come to `top`
};

// A condition of what reaches a number: from the low and the high ends that do.
struct Decision {
  const std::uint64_t *low = nullptr, *high = nullptr;
  const std::uint64_t* alive = nullptr;
  const std::uint64_t* valid = nullptr;  // instead of the high ends: they differ from the low ones only where a cell is missing,
  bool beyond = false;                   // and whether those reach it
  bool falls = false;                    // what does not reach it is what holds
  const std::uint64_t* known = nullptr;  // what is undecided lacks where it has no bit; none: nowhere
  std::uint64_t *yes = nullptr, *no = nullptr, *lacks = nullptr;
};

struct Loops {
  std::string_view name;
  // Low ends, and high ones where there is room for them; false if a cell is out of bounds.
  bool (*read)(const Reading& from, std::size_t n, std::int32_t* low, std::int32_t* high);
  void (*put_where)(const std::uint64_t* bits, std::int32_t value, std::size_t n, std::int32_t* out);
  void (*cap_where)(const std::uint64_t* bits, std::int32_t most, std::size_t n, std::int32_t* out);
  // out = bit ? min(x, most) : out
  void (*take_where)(const std::uint64_t* bits, const std::int32_t* x, std::int32_t most, std::size_t n, std::int32_t* out);
  void (*value_where)(const std::uint64_t* bits, std::int32_t value, std::size_t n, std::int32_t* out);  // bit ? value : 0
  // x * by_x + y * by_y. `sum_open`: an end without bound stays one; both of one direction.
  void (*sum)(const std::int32_t* x, std::int32_t by_x, const std::int32_t* y, std::int32_t by_y, std::size_t n, std::int32_t* out);
  void (*sum_open)(const std::int32_t* x, std::int32_t by_x, const std::int32_t* y, std::int32_t by_y, std::size_t n, std::int32_t* out);
  void (*scaled)(const std::int32_t* x, std::int32_t by, std::size_t n, std::int32_t* out);
  void (*accumulate)(const std::int32_t* x, std::int32_t by, std::size_t n, std::int32_t* sum);
  void (*lesser)(const std::int32_t* x, std::size_t n, std::int32_t* of);
  void (*greater)(const std::int32_t* x, std::size_t n, std::int32_t* of);
  void (*put_from)(const std::int32_t* x, std::int32_t from, std::int32_t value, std::size_t n, std::int32_t* out);    // out = x >= from ? value : out
  void (*put_before)(const std::int32_t* x, std::int32_t from, std::int32_t value, std::size_t n, std::int32_t* out);  // out = x < from ? value : out
  // x >= from; x * by_x >= y * by_y + more.
  void (*reaches)(const std::int32_t* x, std::int32_t from, std::size_t n, std::uint64_t* bits);
  void (*ratio_reaches)(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::uint64_t* bits);
  // Sums of products that are not negative, and their quotient by what is the same for all rows.
  void (*weigh)(const std::int32_t* x, std::int64_t weight, std::size_t n, std::int64_t* sum);
  void (*weigh_more)(const std::int32_t* x, std::int64_t weight, std::size_t n, std::int64_t* sum);
  void (*divide)(const std::int64_t* sum, const Weighed& how, std::size_t n, std::int32_t* out);  // without the weight
  void (*weighed)(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* out);
  void (*weighed_more)(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* sum);  // added
  void (*climb)(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside);
  // The less the better: of x `most` up to `top`, nothing after `foot`, between them goal / (x * by), likewise; from nothing.
  void (*descend)(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside);
  void (*decide)(const Decision& decision, std::size_t words);
  // Of five runs of so many words, which have no row in common: a byte a row, the number from 1 of the run that has it, or 0; and how many rows each has.
  void (*statuses)(const std::uint64_t* runs, std::size_t words, std::uint8_t* out, std::size_t* counts);
  void (*ratio)(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::int32_t* out);
};

const Loops& loops();                   // the fastest that this processor has
std::span<const Loops> all_loops();

extern const Loops kPortableLoops;
#if defined(__x86_64__)
extern const Loops kWideLoops;          // AVX-512
#endif

}  // namespace assay::exec::tiles
