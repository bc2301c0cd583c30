#include "exec/kernels.h"

#include "exec/clones.h"

#include <algorithm>

namespace assay::exec::kernels {

using plan::Compare;

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

ASSAY_KERNEL void put_where(const std::uint64_t* bits, std::int64_t yes, std::size_t n, std::int64_t* out) {
  for (std::size_t w = 0; w < n / 64; ++w)
    for (std::size_t i = 0; i < 64; ++i) out[w * 64 + i] = (bits[w] & (std::uint64_t{1} << i)) != 0 ? yes : out[w * 64 + i];
}

ASSAY_KERNEL void add_where(const std::uint64_t* bits, std::size_t n, std::int64_t* out) {
  for (std::size_t w = 0; w < n / 64; ++w)
    for (std::size_t i = 0; i < 64; ++i) out[w * 64 + i] += static_cast<std::int64_t>((bits[w] >> i) & 1U);
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

}  // namespace assay::exec::kernels
