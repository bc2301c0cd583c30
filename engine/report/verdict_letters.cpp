#include "report/verdict_letters.h"

#include <algorithm>

namespace assay::report {

namespace {

// Counts of all statuses in one word, as long as there are fewer targets than a part of it can count.
constexpr unsigned kBits = 10;
constexpr std::size_t kMostCounted = (1U << kBits) - 1;
static_assert(kBits * kStatuses <= 64);

}  // namespace

VerdictLetters::VerdictLetters(const exec::Outcome& outcome, std::optional<std::size_t> department) {
  std::vector<const exec::Statuses*> columns;
  for (std::size_t d = 0; d < outcome.departments.size(); ++d) {
    if (department && *department != d) continue;
    for (const exec::TargetOutcome& target : outcome.departments[d].targets) columns.push_back(&target.status);
  }
  targets_ = columns.size();
  const std::size_t rows = outcome.rows;
  letters_.resize(rows * targets_);
  counts_.assign(rows, {});
  std::array<char, kStatuses> letter{};
  std::array<std::uint64_t, kStatuses> one{};
  for (std::size_t s = 0; s < kStatuses; ++s) {
    letter[s] = row_of(static_cast<exec::Status>(s)).letter;
    one[s] = std::uint64_t{1} << (kBits * s);
  }
  std::vector<std::uint64_t> packed(rows);
  for (std::size_t from = 0; from < targets_; from += kMostCounted) {
    std::fill(packed.begin(), packed.end(), 0);
    for (std::size_t t = from; t < std::min(targets_, from + kMostCounted); ++t) {
      const exec::Status* const column = columns[t]->data();
      char* to = letters_.data() + t;
      for (std::size_t row = 0; row < rows; ++row, to += targets_) {
        const auto status = static_cast<std::size_t>(column[row]);
        *to = letter[status];
        packed[row] += one[status];
      }
    }
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t s = 0; s < kStatuses; ++s) counts_[row][s] += static_cast<std::uint32_t>((packed[row] >> (kBits * s)) & kMostCounted);
  }
}

}  // namespace assay::report
