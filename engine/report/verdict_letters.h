// The verdicts of a batch beside each other: a letter a target, and how many of each there are, made eight targets of 64 rows at a time.
#pragma once

#include "exec/outcome.h"
#include "report/status.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace assay::report {

class VerdictLetters {
 public:
  // Of all departments, or of one.
  VerdictLetters(const exec::Outcome& outcome, std::optional<std::size_t> department);

  std::size_t targets() const { return targets_; }
  std::string_view of(std::size_t row) const { return {letters_.data() + row * stride_, targets_}; }
  std::uint32_t count(std::size_t row, exec::Status status) const { return counts_[row][static_cast<std::size_t>(status)]; }

 private:
  std::size_t targets_ = 0;
  std::size_t stride_ = 0;     // of a row's letters, a multiple of 8
  std::vector<char> letters_;
  std::vector<std::array<std::uint32_t, kStatuses>> counts_;
};

}  // namespace assay::report
