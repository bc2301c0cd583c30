// The verdicts of a batch beside each other: a letter a target, and how many of each there are, made a target at a time.
#pragma once

#include "exec/outcome.h"
#include "report/status.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::report {

class VerdictLetters {
 public:
  // Of all departments, or of one.
  VerdictLetters(const exec::Outcome& outcome, std::optional<std::size_t> department);

  std::string_view of(std::size_t row) const { return std::string_view(letters_).substr(row * targets_, targets_); }
  std::size_t count(std::size_t row, exec::Status status) const { return counts_[row][static_cast<std::size_t>(status)]; }

 private:
  std::size_t targets_ = 0;
  std::string letters_;
  std::vector<std::array<std::uint32_t, kStatuses>> counts_;
};

}  // namespace assay::report
