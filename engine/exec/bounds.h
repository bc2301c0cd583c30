// A register's values as scaled integers from low to high: the bounds form of a step, for the rows that are no points.
#pragma once

#include "exec/context.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace assay::exec {

// A column's scale, and what no element exceeds.
struct Part {
  int scale = 0;
  std::uint64_t bound = 0;
};

struct Bounds {
  static constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max();  // an end without bound: -kOpen, kOpen
  std::int64_t low = 0, high = 0;
  bool lacks = false;  // a due cell is missing under it; never of a point
  bool is_closed() const { return low != -kOpen && high != kOpen; }
};

class BoundsOf {
 public:
  // All times `by`, the factor of an alignment.
  explicit BoundsOf(const Register& of, std::int64_t by = 1) : column_(of.number), by_(by) {}

  // False of a value without such bounds: invalid or too wide. Elements must come in ascending order.
  bool get(std::size_t element, Bounds& out) {
    if (column_.valid.get(element)) {
      out.low = out.high = column_.data[element] * by_;
      out.lacks = false;
      return true;
    }
    if (column_.is_ranged(element)) {
      out = {column_.data[element] * by_, column_.high[element] * by_, column_.lacking.get(element)};
      return true;
    }
    while (next_ < column_.odd.size() && column_.odd[next_].row < element) ++next_;
    if (!gap_was_read_) read_gap();
    if (!has_gap_ || (next_ < column_.odd.size() && column_.odd[next_].row == element)) return false;
    out = gap_;
    return true;
  }

 private:
  void read_gap() {
    gap_was_read_ = true;
    const Value& gap = column_.gap;
    if (gap.invalid) return;
    const auto low = end(gap.range.low, -Bounds::kOpen);
    const auto high = end(gap.range.high, Bounds::kOpen);
    has_gap_ = low && high;
    if (has_gap_) gap_ = {*low, *high, gap.lacks};
  }

  std::optional<std::int64_t> end(const std::optional<base::Number>& bound, std::int64_t open) const {
    if (!bound) return open;
    const auto most = static_cast<std::int64_t>(kRoom / static_cast<std::uint64_t>(by_));
    const auto v = bound->to_scaled(column_.scale);
    return v && *v <= most && *v >= -most ? std::optional(*v * by_) : std::nullopt;
  }

  const columns::Column& column_;
  std::int64_t by_;
  Bounds gap_;
  bool gap_was_read_ = false, has_gap_ = false;
  std::size_t next_ = 0;
};

}  // namespace assay::exec
