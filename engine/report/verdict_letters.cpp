#include "report/verdict_letters.h"

#include "exec/clones.h"

#include <algorithm>
#include <cstring>

namespace assay::report {

namespace {

constexpr std::size_t kRows = 64;      // that are looked at together,
constexpr std::size_t kTargets = 8;    // of so many targets
constexpr std::size_t kMostCounted = 255 / kTargets * kTargets;  // in a byte

using Bytes = std::uint8_t __attribute__((vector_size(kRows)));
using Words = std::uint64_t __attribute__((vector_size(kRows)));

// What the rows of some targets say, and where it goes.
struct Block {
  const std::uint8_t* const* statuses = nullptr;  // by target: 64 statuses each
  std::size_t targets = 0;                        // at most kMostCounted
  const std::array<std::uint8_t, kStatuses>* letter = nullptr;
  char* letters = nullptr;  // of the first row; 8 are written at a time
  std::size_t stride = 0;
  std::uint8_t (*counts)[kRows] = nullptr;  // by status: how many targets of each row have it
};

ASSAY_KERNEL void turn(const Block& block) {
  std::array<Bytes, kStatuses> counts{};
  for (std::size_t from = 0; from < block.targets; from += kTargets) {
    std::array<Words, kTargets> words{};
    const std::size_t own = std::min(kTargets, block.targets - from);
    for (std::size_t t = 0; t < own; ++t) {
      Bytes statuses;
      std::memcpy(&statuses, block.statuses[from + t], kRows);
      Bytes letters{};
      for (std::size_t s = 0; s < kStatuses; ++s) {
        const Bytes is = reinterpret_cast<Bytes>(statuses == static_cast<std::uint8_t>(s));
        counts[s] -= is;
        letters |= is & (*block.letter)[s];
      }
      words[t] = reinterpret_cast<Words>(letters);
    }
    // Each lane holds 8 rows of 8 targets, which change places: halves, quarters, single bytes.
    std::uint64_t mask = 0x00000000FFFFFFFF;
    for (std::size_t step = 4; step != 0; step /= 2, mask ^= mask << (8 * step)) {
      const auto shift = static_cast<int>(8 * step);
      for (std::size_t i = 0; i < kTargets; ++i) {
        if ((i & step) != 0) continue;
        const Words moved = ((words[i] >> shift) ^ words[i + step]) & mask;
        words[i + step] ^= moved;
        words[i] ^= moved << shift;
      }
    }
    for (std::size_t lane = 0; lane < kRows / 8; ++lane)
      for (std::size_t i = 0; i < kTargets; ++i) {
        const std::uint64_t letters = words[i][lane];
        std::memcpy(block.letters + (8 * lane + i) * block.stride + from, &letters, sizeof letters);
      }
  }
  std::memcpy(block.counts, counts.data(), sizeof counts);
}

}  // namespace

VerdictLetters::VerdictLetters(const exec::Outcome& outcome, std::optional<std::size_t> department) {
  static_assert(sizeof(exec::Status) == 1);
  std::vector<const exec::Status*> columns;
  for (std::size_t d = 0; d < outcome.departments.size(); ++d) {
    if (department && *department != d) continue;
    for (const exec::TargetOutcome& target : outcome.departments[d].targets) columns.push_back(target.status.data());
  }
  targets_ = columns.size();
  stride_ = (targets_ + kTargets - 1) / kTargets * kTargets;
  const std::size_t rows = outcome.rows;
  letters_.resize((rows + kRows - 1) / kRows * kRows * stride_);
  counts_.assign(rows, {});
  std::array<std::uint8_t, kStatuses> letter{};
  for (std::size_t s = 0; s < kStatuses; ++s) letter[s] = static_cast<std::uint8_t>(row_of(static_cast<exec::Status>(s)).letter);
  std::vector<std::uint8_t> last(rows % kRows == 0 ? 0 : targets_ * kRows);  // of the last rows, filled up to 64
  std::vector<const std::uint8_t*> statuses(targets_);
  for (std::size_t row = 0; row < rows; row += kRows) {
    const std::size_t own = std::min(kRows, rows - row);
    for (std::size_t t = 0; t < targets_; ++t) {
      const auto* const from = reinterpret_cast<const std::uint8_t*>(columns[t] + row);
      statuses[t] = own == kRows ? from : std::copy_n(from, own, last.data() + t * kRows) - own;
    }
    for (std::size_t from = 0; from < targets_; from += kMostCounted) {
      alignas(kRows) std::uint8_t counts[kStatuses][kRows];
      turn({statuses.data() + from, std::min(kMostCounted, targets_ - from), &letter, letters_.data() + row * stride_ + from, stride_, counts});
      for (std::size_t r = 0; r < own; ++r)
        for (std::size_t s = 0; s < kStatuses; ++s) counts_[row + r][s] += counts[s][r];
    }
  }
}

}  // namespace assay::report
