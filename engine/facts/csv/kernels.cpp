#include "facts/csv/kernels.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace assay::facts::csv {

namespace {

constexpr std::array<std::int64_t, 19> kPowersOfTen = [] {
  std::array<std::int64_t, 19> out{};
  std::int64_t power = 1;
  for (std::size_t i = 0; i < out.size(); ++i, power = i < out.size() ? power * 10 : power) out[i] = power;
  return out;
}();

#if defined(__x86_64__)
// From byte n on: 16 - n times 0, then n times 0xFF: which of 16 bytes belong to a cell of n characters.
alignas(64) constexpr std::array<std::uint8_t, 33> kOwn = [] {
  std::array<std::uint8_t, 33> out{};
  for (std::size_t i = 16; i < out.size(); ++i) out[i] = 0xFF;
  return out;
}();

// Takes out the point that stands before so many decimals; the bytes before it move up.
alignas(64) constexpr std::array<std::array<std::uint8_t, 16>, 16> kWithoutPoint = [] {
  std::array<std::array<std::uint8_t, 16>, 16> out{};
  for (std::size_t decimals = 0; decimals < 16; ++decimals)
    for (std::size_t i = 0; i < 16; ++i) {
      const std::size_t point = 15 - decimals;
      if (decimals == 0 || i > point) out[decimals][i] = static_cast<std::uint8_t>(i);
      else out[decimals][i] = i == 0 ? 0x80 : static_cast<std::uint8_t>(i - 1);
    }
  return out;
}();

alignas(64) constexpr std::array<std::uint8_t, 64> kUpwards = [] {
  std::array<std::uint8_t, 64> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(i);
  return out;
}();
#endif

// As wide as the processor's registers, or several of them.
using Eight = std::int64_t __attribute__((vector_size(64)));

#define ASSAY_KERNEL portable
#define ASSAY_KERNEL_NAME "portable"
#define ASSAY_TARGET
#define ASSAY_LEVEL 0
#include "facts/csv/kernel.inl"

#if defined(__x86_64__)
// GCC 12 takes what its own header leaves undefined on purpose for a mistake.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#define ASSAY_KERNEL avx2
#define ASSAY_KERNEL_NAME "avx2"
#define ASSAY_TARGET __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#define ASSAY_LEVEL 1
#include "facts/csv/kernel.inl"

#define ASSAY_KERNEL avx512
#define ASSAY_KERNEL_NAME "avx512"
#define ASSAY_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,lzcnt,popcnt")))
#define ASSAY_LEVEL 2
#include "facts/csv/kernel.inl"

#define ASSAY_KERNEL avx512_bytes
#define ASSAY_KERNEL_NAME "avx512 of bytes"
#define ASSAY_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512cd,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt")))
#define ASSAY_LEVEL 3
#include "facts/csv/kernel.inl"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#endif

struct Available {
  std::array<Kernels, 4> all;
  std::size_t count = 0;

  Available() {
    all[count++] = portable::kKernels;
#if defined(__x86_64__)
    const bool bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    if (bits && __builtin_cpu_supports("avx2")) {
      all[count++] = avx2::kKernels;
      if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
        all[count++] = avx512::kKernels;
        if (__builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2")) all[count++] = avx512_bytes::kKernels;
      }
    }
#endif
  }
};

const Available& available() {
  static const Available kAvailable;
  return kAvailable;
}

}  // namespace

const Kernels& kernels() { return available().all[available().count - 1]; }
std::span<const Kernels> all_kernels() { return std::span(available().all).first(available().count); }

}  // namespace assay::facts::csv
