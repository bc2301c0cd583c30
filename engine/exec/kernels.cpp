#include "exec/kernels.h"

#include <algorithm>
#include <cstring>

// The sanitizers look at a program before it can choose among versions of a function.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ASSAY_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3")))
#else
#define ASSAY_KERNEL
#endif

namespace assay::exec::kernels {

using plan::Compare;

// What lies past the rows that count may be anything: it wraps.
#define ASSAY_WRAP(x) static_cast<std::uint64_t>(x)

ASSAY_KERNEL std::uint64_t magnitude(const std::int64_t* x, std::size_t n) {
  std::int64_t low = 0, high = 0;
  for (std::size_t i = 0; i < n; ++i) {
    low = std::min(low, x[i]);
    high = std::max(high, x[i]);
  }
  return std::max(-ASSAY_WRAP(low), ASSAY_WRAP(high));
}

ASSAY_KERNEL void scaled(const std::int64_t* x, std::int64_t by, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::int64_t>(ASSAY_WRAP(x[i]) * ASSAY_WRAP(by));
}

ASSAY_KERNEL void sum(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i)
    out[i] = static_cast<std::int64_t>(ASSAY_WRAP(x[i]) * ASSAY_WRAP(by_x) + ASSAY_WRAP(y[i]) * ASSAY_WRAP(by_y));
}

ASSAY_KERNEL void sum(const std::int64_t* x, std::int64_t by_x, std::int64_t y, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::int64_t>(ASSAY_WRAP(x[i]) * ASSAY_WRAP(by_x) + ASSAY_WRAP(y));
}

ASSAY_KERNEL void product(const std::int64_t* x, const std::int64_t* y, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::int64_t>(ASSAY_WRAP(x[i]) * ASSAY_WRAP(y[i]));
}

ASSAY_KERNEL void accumulate(const std::int64_t* x, std::int64_t by, std::size_t n, std::int64_t* sum) {
  for (std::size_t i = 0; i < n; ++i) sum[i] = static_cast<std::int64_t>(ASSAY_WRAP(sum[i]) + ASSAY_WRAP(x[i]) * ASSAY_WRAP(by));
}

ASSAY_KERNEL void lesser(const std::int64_t* x, std::size_t n, std::int64_t* of) {
  for (std::size_t i = 0; i < n; ++i) of[i] = std::min(of[i], x[i]);
}

ASSAY_KERNEL void greater(const std::int64_t* x, std::size_t n, std::int64_t* of) {
  for (std::size_t i = 0; i < n; ++i) of[i] = std::max(of[i], x[i]);
}

namespace {

// One loop a comparison, so that each is a plain one.
#define ASSAY_COMPARE(name, sign)                                                                                          \
  ASSAY_KERNEL void name##_one(const std::int64_t* x, std::int64_t y, std::size_t n, std::uint64_t* bits) {                \
    for (std::size_t w = 0; w < n / 64; ++w) {                                                                             \
      std::uint64_t word = 0;                                                                                              \
      for (std::size_t i = 0; i < 64; ++i) word |= std::uint64_t{x[w * 64 + i] sign y} << i;                               \
      bits[w] = word;                                                                                                      \
    }                                                                                                                      \
  }                                                                                                                        \
  ASSAY_KERNEL void name##_two(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y,         \
                               std::size_t n, std::uint64_t* bits) {                                                       \
    for (std::size_t w = 0; w < n / 64; ++w) {                                                                             \
      std::uint64_t word = 0;                                                                                              \
      for (std::size_t i = 0; i < 64; ++i) {                                                                               \
        const auto a = static_cast<std::int64_t>(ASSAY_WRAP(x[w * 64 + i]) * ASSAY_WRAP(by_x));                            \
        const auto b = static_cast<std::int64_t>(ASSAY_WRAP(y[w * 64 + i]) * ASSAY_WRAP(by_y));                            \
        word |= std::uint64_t{a sign b} << i;                                                                              \
      }                                                                                                                    \
      bits[w] = word;                                                                                                      \
    }                                                                                                                      \
  }

ASSAY_COMPARE(at_least, >=)
ASSAY_COMPARE(above, >)
ASSAY_COMPARE(same, ==)

void complement(std::size_t n, std::uint64_t* bits) {
  for (std::size_t w = 0; w < n / 64; ++w) bits[w] = ~bits[w];
}

}  // namespace

void compare(Compare op, const std::int64_t* x, std::int64_t y, std::size_t n, std::uint64_t* bits) {
  switch (op) {
    case Compare::ge: at_least_one(x, y, n, bits); return;
    case Compare::gt: above_one(x, y, n, bits); return;
    case Compare::eq: same_one(x, y, n, bits); return;
    case Compare::le: above_one(x, y, n, bits); break;
    case Compare::lt: at_least_one(x, y, n, bits); break;
    case Compare::ne: same_one(x, y, n, bits); break;
  }
  complement(n, bits);
}

void compare(Compare op, const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::size_t n, std::uint64_t* bits) {
  switch (op) {
    case Compare::ge: at_least_two(x, by_x, y, by_y, n, bits); return;
    case Compare::gt: above_two(x, by_x, y, by_y, n, bits); return;
    case Compare::eq: same_two(x, by_x, y, by_y, n, bits); return;
    case Compare::le: above_two(x, by_x, y, by_y, n, bits); break;
    case Compare::lt: at_least_two(x, by_x, y, by_y, n, bits); break;
    case Compare::ne: same_two(x, by_x, y, by_y, n, bits); break;
  }
  complement(n, bits);
}

ASSAY_KERNEL void divide_half_up(const std::int64_t* x, std::int64_t by, std::size_t n, std::int64_t* out) {
  // The guess is off by one at most; what is left of the magnitude, a half added, says which way.
  const double inverse = 1.0 / static_cast<double>(by);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t sign = x[i] < 0 ? -1 : 0;
    const std::int64_t lifted = (x[i] ^ sign) - sign + by / 2;
    std::int64_t quotient = static_cast<std::int64_t>(static_cast<double>(lifted) * inverse);
    const auto left = static_cast<std::int64_t>(ASSAY_WRAP(lifted) - ASSAY_WRAP(quotient) * ASSAY_WRAP(by));
    quotient += (left >= by ? 1 : 0) - (left < 0 ? 1 : 0);
    out[i] = (quotient ^ sign) - sign;
  }
}

namespace {

constexpr std::uint64_t kOne = 1'000'000'000;

// What is right of a guess, off by one at most, at x / y for positive x, y below 2^61: 2*10^9*x - (2q - 1)*y lies within [0, 2y) of the
// right q, and wraps back to itself in 64 bits for its neighbours. Far above `most` what is left has wrapped, and does not matter.
inline std::int64_t corrected(double guess, std::int64_t x, std::int64_t y, std::int64_t most) {
  constexpr double kFar = 8e9;
  std::int64_t q = static_cast<std::int64_t>(std::min(std::max(guess, 0.0), kFar));
  const auto left = static_cast<std::int64_t>(2 * kOne * ASSAY_WRAP(x) - (2 * ASSAY_WRAP(q) - 1) * ASSAY_WRAP(y));
  q += (left >= 2 * y ? 1 : 0) - (left < 0 ? 1 : 0);
  return guess >= static_cast<double>(most + 1) ? most : std::min(q, most);
}

inline std::int64_t nearest_ratio(std::int64_t x, std::int64_t y, std::int64_t most) {
  const std::int64_t below = std::max<std::int64_t>(y, 1);
  const std::int64_t q = corrected(static_cast<double>(x) / static_cast<double>(below) * 1e9 + 0.5, x, below, most);
  return x > 0 && y > 0 ? q : 0;
}

inline std::int64_t times(std::int64_t x, std::int64_t by) { return static_cast<std::int64_t>(ASSAY_WRAP(x) * ASSAY_WRAP(by)); }

}  // namespace

ASSAY_KERNEL void ratio(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = nearest_ratio(times(x[i], by_x), times(y[i], by_y), most);
}

ASSAY_KERNEL void ratio(const std::int64_t* x, std::int64_t by_x, std::int64_t y, std::int64_t most, std::size_t n, std::int64_t* out) {
  if (y <= 0) {
    std::fill_n(out, n, 0);
    return;
  }
  // A product for the quotient: the divisor is the same for all.
  const double per = 1e9 / static_cast<double>(y);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t above = times(x[i], by_x);
    const std::int64_t q = corrected(static_cast<double>(above) * per + 0.5, above, y, most);
    out[i] = above > 0 ? q : 0;
  }
}

ASSAY_KERNEL void ratio(std::int64_t x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n, std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = nearest_ratio(x, times(y[i], by_y), most);
}

ASSAY_KERNEL void lesser_over_greater(const std::int64_t* x, std::int64_t by_x, const std::int64_t* y, std::int64_t by_y, std::int64_t most, std::size_t n,
                                      std::int64_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t a = times(x[i], by_x);
    const std::int64_t b = times(y[i], by_y);
    out[i] = nearest_ratio(std::min(a, b), std::max(a, b), most);
  }
}

ASSAY_KERNEL void put_where(const std::uint64_t* bits, std::int64_t yes, std::size_t n, std::int64_t* out) {
  for (std::size_t w = 0; w < n / 64; ++w)
    for (std::size_t i = 0; i < 64; ++i) out[w * 64 + i] = (bits[w] & (std::uint64_t{1} << i)) != 0 ? yes : out[w * 64 + i];
}

ASSAY_KERNEL void cap_where(const std::uint64_t* bits, std::int64_t most, std::size_t n, std::int64_t* out) {
  for (std::size_t w = 0; w < n / 64; ++w)
    for (std::size_t i = 0; i < 64; ++i) {
      const std::int64_t value = out[w * 64 + i];
      out[w * 64 + i] = (bits[w] & (std::uint64_t{1} << i)) != 0 ? std::min(value, most) : value;
    }
}

ASSAY_KERNEL void keep_where(const std::uint64_t* bits, std::size_t n, std::int64_t* out) {
  for (std::size_t w = 0; w < n / 64; ++w)
    for (std::size_t i = 0; i < 64; ++i) out[w * 64 + i] = (bits[w] & (std::uint64_t{1} << i)) != 0 ? out[w * 64 + i] : 0;
}

void equal(const std::int64_t* x, const std::int64_t* y, std::size_t n, std::uint64_t* bits) { same_two(x, 1, y, 1, n, bits); }

namespace {

// All ones where bit i of the word is set.
inline std::int64_t mask(std::uint64_t word, std::size_t i) { return -static_cast<std::int64_t>((word >> i) & 1U); }

}  // namespace

ASSAY_KERNEL void attained(const std::uint64_t* is_true, const std::uint64_t* is_false, std::int64_t most, std::size_t n, std::int64_t* of, std::int64_t* high) {
  for (std::size_t w = 0; w < n / 64; ++w) {
    std::int64_t* to = of + w * 64;
    const std::uint64_t yes = is_true[w], no = is_false[w];
    for (std::size_t i = 0; i < 64; ++i) to[i] = (to[i] & mask(no, i)) | (most & mask(yes, i));
    if (high == nullptr) continue;
    std::int64_t* up = high + w * 64;
    for (std::size_t i = 0; i < 64; ++i) up[i] = (to[i] & mask(no, i)) | (most & ~mask(no, i));
  }
}

ASSAY_KERNEL void bytes(const std::uint64_t* ones, const std::uint64_t* twos, const std::uint64_t* fours, std::size_t n, std::uint8_t* out) {
  // Eight bits become eight bytes of 0 or 1: each byte keeps the bit of its own place, and a carry brings that down.
  const auto spread = [](std::uint64_t bits) {
    const std::uint64_t placed = (bits * 0x0101010101010101ULL) & 0x8040201008040201ULL;
    return ((placed + 0x7F7F7F7F7F7F7F7FULL) >> 7U) & 0x0101010101010101ULL;
  };
  for (std::size_t w = 0; w < n / 64; ++w) {
    std::uint64_t eights[8];
    for (std::size_t i = 0; i < 8; ++i) {
      const std::uint64_t one = spread((ones[w] >> (8 * i)) & 0xFF), two = spread((twos[w] >> (8 * i)) & 0xFF), four = spread((fours[w] >> (8 * i)) & 0xFF);
      eights[i] = one + (two << 1U) + (four << 2U);
    }
    std::memcpy(out + w * 64, eights, 64);
  }
}

}  // namespace assay::exec::kernels
