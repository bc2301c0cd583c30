// Sums and weighted means in integers: what the general and the lean form of them have in common.
#pragma once

#include "exec/bounds.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace assay::exec {

// Every part times its factor is added up, and the sum divided by `by`, half up.
struct Weighing {
  int scale = 0;            // of the result
  std::vector<std::int64_t> factors;
  std::int64_t by = 1;
  std::uint64_t bound = 0;  // of the sum
};

// Of a score_sum or score_mean with whole weights; nothing where an integer leaves no room.
std::optional<Weighing> weigh(const plan::Step& step, std::span<const Part> parts);

}  // namespace assay::exec
