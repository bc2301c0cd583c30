// A span's rows as bounds, one after another.
#pragma once

#include "exec/bounds.h"
#include "exec/lean/span.h"

namespace assay::exec::lean {

class EndsOf {
 public:
  // All times `by`.
  explicit EndsOf(const Span& of, std::int64_t by = 1) : of_(of), by_(by) {}

  // Rows must be asked for in ascending order.
  Bounds at(std::size_t row) {
    while (next_ < of_.count() && of_.ranged->rows[next_] < row) ++next_;
    Bounds out;
    if (next_ < of_.count() && of_.ranged->rows[next_] == row) {
      out.low = times(by_ < 0 ? of_.high[next_] : of_.low[next_]);
      out.high = times(by_ < 0 ? of_.low[next_] : of_.high[next_]);
      out.lacks = of_.lacks && out.low != out.high && of_.ranged->lacking.get(row);
    } else {
      out.low = out.high = (of_.constant ? of_.data[0] : of_.data[row]) * by_;
    }
    return out;
  }

 private:
  std::int64_t times(std::int64_t end) const {
    if (end == kOpen || end == -kOpen) return (end < 0) == (by_ < 0) ? Bounds::kOpen : -Bounds::kOpen;
    return end * by_;
  }

  const Span& of_;
  std::int64_t by_;
  std::size_t next_ = 0;
};

}  // namespace assay::exec::lean
