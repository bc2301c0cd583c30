// Schemes of scoring in integers, for those that rise with what they read: the ratio, or how far the value has come from one number to another.
#pragma once

#include "base/int128.h"
#include "exec/scheme.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace assay::exec {

// above / below as a scheme sees it: `below` is positive, what is not positive above counts as 0.
struct Fraction {
  base::Int128 above = 0;
  std::int64_t below = 1;
  bool infinite = false;
};

// A bound of the ratio as a fraction of small numbers.
struct Limit {
  std::int64_t top = 0, bottom = 1;
};

// A scheme that rises with the ratio.
class Rising {
 public:
  static std::optional<Rising> of(const plan::Scheme& scheme);

  std::int64_t most() const { return most_; }
  // Bounds of the ratio: of steps one a row, each with its value and the last value for what reaches none; else where it begins and where it is greatest.
  const std::vector<Limit>& limits() const { return limits_; }
  const std::vector<std::int64_t>& values() const { return values_; }
  std::int64_t at(const Fraction& f) const;

  // The same for columns of which no product leaves the room; false where one may.
  struct Columns {
    const std::int64_t* x;  // above, not negative
    std::int64_t by_x;
    std::uint64_t bound_x;
    const std::int64_t* y;
    std::int64_t by_y;
    std::uint64_t bound_y;
    std::size_t n;
  };
  bool at(const Columns& c, std::int64_t* out) const;

 private:
  explicit Rising(const plan::Scheme& scheme) : scheme_(scheme) {}

  static bool fits(const Columns& c, const Limit& limit);
  bool read_ends();
  bool read_rows();

  const plan::Scheme& scheme_;
  std::vector<Limit> limits_;
  std::vector<std::int64_t> values_;
  std::int64_t most_ = 0;
};

// How far a value has come from one number to another, both of so many places: 0 to 1 at 9 places.
struct Way {
  std::int64_t from = 0, to = 0;
  int scale = 0;
  std::int64_t at(std::int64_t x) const;
};
// At the scale, or a greater one where the numbers ask for it.
std::optional<Way> way_of(const plan::Scheme& scheme, int scale);

}  // namespace assay::exec
