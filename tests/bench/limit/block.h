// What the parts of the hand-written limit hand to each other: some hundred units, a column a fact, and what came of
// each target.
#pragma once

#include "../seventy.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bench::limit {

using namespace bench::seventy;

constexpr std::size_t kRows = 512;  // of a block; stays in the second-level cache with its text and its results
constexpr std::size_t kStride =
    kRows + 16;  // of a column: no power of two, so that the columns do not fall on the same lines of the cache
constexpr std::size_t kWords = kRows / 64;
constexpr int kAllTargets = kDepartments * kTargets;

// Beyond every value: an end that a declared range leaves open.
constexpr int kInfinite = 1 << 30;

struct Block {
  std::size_t rows = 0;
  alignas(64) std::array<std::int32_t, kColumns * kStride> cells;  // kMissing where nothing is reported
  std::array<std::string_view, kRows> units;
};

struct Judged {
  // Of each target the units that meet it, and those of which it is not known.
  alignas(64) std::array<std::array<std::uint64_t, kWords>, kAllTargets> met;
  alignas(64) std::array<std::array<std::uint64_t, kWords>, kAllTargets> unknown;
  // The total score in the fourth place.
  alignas(64) std::array<std::int32_t, kRows> low;
  alignas(64) std::array<std::int32_t, kRows> high;
};

// Rows are judged in whole words: those after the last are judged too, whatever they hold.
void judge_plain(const Block& block, Judged& out);
void judge_wide(const Block& block, Judged& out);  // AVX-512

}  // namespace bench::limit
