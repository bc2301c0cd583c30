// The loops as they are written for any processor, compiled for several generations like exec/kernels.h.
#include "exec/clones.h"
#include "exec/tiles/loops.h"
#include "exec/tiles/quotients.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace assay::exec::tiles {

namespace {

using Ints = std::int32_t;
using Wide = std::int64_t;

inline Ints wrapped(std::uint32_t x) { return static_cast<Ints>(x); }
inline std::uint32_t unsigned_of(Ints x) { return static_cast<std::uint32_t>(x); }
inline bool is_set(std::uint64_t word, std::size_t i) { return ((word >> i) & 1U) != 0; }
inline bool is_open(Ints end) { return end == kOpen || end == -kOpen; }
inline Ints turned_by(Ints open, Ints by) { return by < 0 ? -open : open; }

ASSAY_KERNEL bool read_plainly(const Reading& from, std::size_t n, std::int32_t* low, std::int32_t* high) {
  const std::uint64_t span = ASSAY_WRAP(from.most) - ASSAY_WRAP(from.least);
  std::uint64_t outside = 0;
  for (std::size_t w = 0; w < n / 64; ++w) {
    const std::uint64_t word = from.valid[w];
    const std::int64_t* x = from.x + w * 64;
    Ints* to = low + w * 64;
    for (std::size_t i = 0; i < 64; ++i) outside |= (ASSAY_WRAP(x[i]) - ASSAY_WRAP(from.least) > span ? std::uint64_t{1} : 0) & (word >> i);
    for (std::size_t i = 0; i < 64; ++i) to[i] = wrapped(static_cast<std::uint32_t>(ASSAY_WRAP(x[i]) * ASSAY_WRAP(from.factor)));
    if (high != nullptr) std::copy_n(to, 64, high + w * 64);
    if (from.ahead != nullptr)
      for (std::size_t i = 0; i < 64; i += 8) __builtin_prefetch(from.ahead + w * 64 + i);
    if (word == ~std::uint64_t{0}) continue;
    for (std::size_t i = 0; i < 64; ++i) {
      if (is_set(word, i)) continue;
      to[i] = from.low;
      if (high != nullptr) high[w * 64 + i] = from.high;
    }
  }
  return outside == 0;
}

#define ASSAY_BY_BITS(name, set, otherwise)                                                                      \
  ASSAY_KERNEL void name(const std::uint64_t* bits, std::int32_t value, std::size_t n, std::int32_t* out) {      \
    for (std::size_t w = 0; w < n / 64; ++w) {                                                                   \
      const std::uint64_t word = bits[w];                                                                        \
      Ints* to = out + w * 64;                                                                                   \
      for (std::size_t i = 0; i < 64; ++i) to[i] = is_set(word, i) ? (set) : (otherwise);                        \
    }                                                                                                            \
  }

ASSAY_BY_BITS(put_where_plainly, value, to[i])
ASSAY_BY_BITS(cap_where_plainly, std::min(to[i], value), to[i])
ASSAY_BY_BITS(value_where_plainly, value, 0)
#undef ASSAY_BY_BITS

ASSAY_KERNEL void take_where_plainly(const std::uint64_t* bits, const std::int32_t* x, std::int32_t most, std::size_t n, std::int32_t* out) {
  for (std::size_t w = 0; w < n / 64; ++w)
    for (std::size_t i = w * 64; i < w * 64 + 64; ++i) out[i] = is_set(bits[w], i % 64) ? std::min(x[i], most) : out[i];
}

ASSAY_KERNEL void sum_plainly(const std::int32_t* x, std::int32_t by_x, const std::int32_t* y, std::int32_t by_y, std::size_t n, std::int32_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = wrapped(unsigned_of(x[i]) * unsigned_of(by_x) + unsigned_of(y[i]) * unsigned_of(by_y));
}

ASSAY_KERNEL void sum_open_plainly(const std::int32_t* x, std::int32_t by_x, const std::int32_t* y, std::int32_t by_y, std::size_t n, std::int32_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Ints closed = wrapped(unsigned_of(x[i]) * unsigned_of(by_x) + unsigned_of(y[i]) * unsigned_of(by_y));
    const Ints of_y = is_open(y[i]) ? turned_by(y[i], by_y) : closed;
    out[i] = is_open(x[i]) ? turned_by(x[i], by_x) : of_y;
  }
}

ASSAY_KERNEL void scaled_plainly(const std::int32_t* x, std::int32_t by, std::size_t n, std::int32_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = wrapped(unsigned_of(x[i]) * unsigned_of(by));
}

ASSAY_KERNEL void accumulate_plainly(const std::int32_t* x, std::int32_t by, std::size_t n, std::int32_t* sum) {
  for (std::size_t i = 0; i < n; ++i) sum[i] = wrapped(unsigned_of(sum[i]) + unsigned_of(x[i]) * unsigned_of(by));
}

ASSAY_KERNEL void lesser_plainly(const std::int32_t* x, std::size_t n, std::int32_t* of) {
  for (std::size_t i = 0; i < n; ++i) of[i] = std::min(of[i], x[i]);
}

ASSAY_KERNEL void greater_plainly(const std::int32_t* x, std::size_t n, std::int32_t* of) {
  for (std::size_t i = 0; i < n; ++i) of[i] = std::max(of[i], x[i]);
}

ASSAY_KERNEL void put_from_plainly(const std::int32_t* x, std::int32_t from, std::int32_t value, std::size_t n, std::int32_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = x[i] >= from ? value : out[i];
}

ASSAY_KERNEL void put_before_plainly(const std::int32_t* x, std::int32_t from, std::int32_t value, std::size_t n, std::int32_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = x[i] < from ? value : out[i];
}

ASSAY_KERNEL void reaches_plainly(const std::int32_t* x, std::int32_t from, std::size_t n, std::uint64_t* bits) {
  for (std::size_t w = 0; w < n / 64; ++w) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 64; ++i) word |= std::uint64_t{x[w * 64 + i] >= from} << i;
    bits[w] = word;
  }
}

ASSAY_KERNEL void ratio_reaches_plainly(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::uint64_t* bits) {
  for (std::size_t w = 0; w < n / 64; ++w) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 64; ++i) {
      const Ints a = wrapped(unsigned_of(x[w * 64 + i]) * unsigned_of(how.by_x));
      const Ints b = wrapped(unsigned_of(y[w * 64 + i]) * unsigned_of(how.by_y) + unsigned_of(how.more));
      word |= std::uint64_t{a >= b} << i;
    }
    bits[w] = word;
  }
}

ASSAY_KERNEL void weigh_plainly(const std::int32_t* x, std::int64_t weight, std::size_t n, std::int64_t* sum) {
  for (std::size_t i = 0; i < n; ++i) sum[i] = static_cast<Wide>(std::uint64_t{unsigned_of(x[i])} * ASSAY_WRAP(weight));
}

ASSAY_KERNEL void weigh_more_plainly(const std::int32_t* x, std::int64_t weight, std::size_t n, std::int64_t* sum) {
  for (std::size_t i = 0; i < n; ++i) sum[i] = static_cast<Wide>(ASSAY_WRAP(sum[i]) + std::uint64_t{unsigned_of(x[i])} * ASSAY_WRAP(weight));
}

ASSAY_KERNEL void divide_by_product(const std::int64_t* sum, const Weighed& how, std::size_t n, std::int32_t* out) {
  const kernels::Divisor by = how.by;
  const std::uint64_t half = ASSAY_WRAP(how.half);
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<Ints>(((ASSAY_WRAP(sum[i]) + half) >> by.first) * by.multiplier >> by.then);
}

void divide_plainly(const std::int64_t* sum, const Weighed& how, std::size_t n, std::int32_t* out) {
  if (how.divisor != 0) portable::divide_by_guess(sum, how, n, out);
  else divide_by_product(sum, how, n, out);
}

ASSAY_KERNEL void weighed_plainly(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* out) {
  const kernels::Divisor by = how.by;
  const std::uint64_t half = ASSAY_WRAP(how.half), weight = ASSAY_WRAP(how.weight);
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<Ints>(((std::uint64_t{unsigned_of(x[i])} * weight + half) >> by.first) * by.multiplier >> by.then);
}

ASSAY_KERNEL void weighed_more_plainly(const std::int32_t* x, const Weighed& how, std::size_t n, std::int32_t* sum) {
  const kernels::Divisor by = how.by;
  const std::uint64_t half = ASSAY_WRAP(how.half), weight = ASSAY_WRAP(how.weight);
  for (std::size_t i = 0; i < n; ++i)
    sum[i] = wrapped(unsigned_of(sum[i]) + static_cast<std::uint32_t>(((std::uint64_t{unsigned_of(x[i])} * weight + half) >> by.first) * by.multiplier >> by.then));
}

void decide_plainly(const Decision& decision, std::size_t words) {
  for (std::size_t w = 0; w < words; ++w) {
    const std::uint64_t alive = decision.alive[w], low = decision.low[w];
    std::uint64_t high = decision.high == nullptr ? low : decision.high[w];
    if (decision.valid != nullptr) high = (low & decision.valid[w]) | (decision.beyond ? ~decision.valid[w] : 0);
    const std::uint64_t reach = low & alive, fail = ~high & alive;
    (decision.falls ? decision.no : decision.yes)[w] = reach;
    (decision.falls ? decision.yes : decision.no)[w] = fail;
    if (decision.known != nullptr) decision.lacks[w] = alive & ~(reach | fail) & ~decision.known[w];
  }
}

ASSAY_KERNEL void statuses_plainly(const std::uint64_t* runs, std::size_t words, std::uint8_t* out, std::size_t* counts) {
  // Eight bits become eight bytes of 0 or 1: each byte keeps the bit of its own place, and a carry brings that down.
  const auto spread = [](std::uint64_t bits) {
    const std::uint64_t placed = (bits * 0x0101010101010101ULL) & 0x8040201008040201ULL;
    return ((placed + 0x7F7F7F7F7F7F7F7FULL) >> 7U) & 0x0101010101010101ULL;
  };
  for (std::size_t run = 0; run < 5; ++run) {
    counts[run] = 0;
    for (std::size_t w = 0; w < words; ++w) counts[run] += static_cast<std::size_t>(std::popcount(runs[run * words + w]));
  }
  for (std::size_t w = 0; w < words; ++w) {
    const std::uint64_t one = runs[w], two = runs[words + w], three = runs[2 * words + w], four = runs[3 * words + w], five = runs[4 * words + w];
    const std::uint64_t ones = one | three | five, twos = two | three, fours = four | five;
    std::uint64_t eights[8];
    for (std::size_t i = 0; i < 8; ++i)
      eights[i] = spread((ones >> (8 * i)) & 0xFF) + (spread((twos >> (8 * i)) & 0xFF) << 1U) + (spread((fours >> (8 * i)) & 0xFF) << 2U);
    std::memcpy(out + w * 64, eights, 64);
  }
}

}  // namespace

const Loops kPortableLoops = {"portable",       read_plainly,       put_where_plainly,     cap_where_plainly, take_where_plainly, value_where_plainly, sum_plainly,
                              sum_open_plainly, scaled_plainly,     accumulate_plainly,    lesser_plainly,    greater_plainly,     put_from_plainly,
                              put_before_plainly, reaches_plainly,  ratio_reaches_plainly, weigh_plainly,     weigh_more_plainly,  divide_plainly,
                              weighed_plainly,  weighed_more_plainly, portable::climb,    portable::descend,     decide_plainly,     statuses_plainly,  portable::ratio};

}  // namespace assay::exec::tiles
