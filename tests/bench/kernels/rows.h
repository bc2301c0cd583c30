// A text of rows as the large workload has them, for the kernels that read it.
#pragma once

#include "facts/csv/kernels.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

inline constexpr std::size_t kColumns = 141, kRows = 256;  // about 170 KB: they stay in the cache

class Rows {
 public:
  Rows() : bytes_(assay::facts::csv::kMargin, ' ') {
    std::uint64_t state = 1;
    const auto below = [&](std::uint64_t n) { return ((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33U) % n; };
    for (std::size_t row = 0; row < kRows; ++row) {
      bytes_ += "unit-" + std::to_string(row);
      for (std::size_t column = 1; column < kColumns; ++column) {
        bytes_ += ',';
        if (below(50) == 0) continue;
        bytes_ += std::to_string(below(1000));
        if (const std::uint64_t places = column % 4; places > 0) bytes_ += "." + std::to_string(10'000 + below(10'000)).substr(1, places);
      }
      bytes_ += '\n';
    }
    size_ = bytes_.size() - assay::facts::csv::kMargin;
    bytes_.append(assay::facts::csv::kMargin, ' ');
  }
  std::string_view text() const { return std::string_view(bytes_).substr(assay::facts::csv::kMargin, size_); }

 private:
  std::string bytes_;
  std::size_t size_ = 0;
};

}  // namespace bench
