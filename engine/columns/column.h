// A column of numbers: scaled 64-bit integers with a validity bitmap; the few rows that are no such point stand aside, exact.
//
// Row i is
//   valid.get(i)          the point data[i] * 10^-scale
//   else listed in odd    that value: a point too wide for data, an interval, or invalid
//   else                  `gap`
#pragma once

#include "columns/bitmap.h"
#include "types/value.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay::columns {

struct Odd {
  std::uint32_t row;
  types::Value value;
};

struct Column {
  int scale = 0;                    // may be negative
  std::vector<std::int64_t> data;   // of no meaning where not valid, but always readable
  Bitmap valid;
  std::vector<Odd> odd;             // ascending by row, none of them valid
  types::Value gap{{}, false, true};  // for rows neither valid nor odd: missing

  std::size_t size() const { return data.size(); }
  const Odd* find_odd(std::size_t row) const {
    const auto it = std::lower_bound(odd.begin(), odd.end(), row, [](const Odd& o, std::size_t r) { return o.row < r; });
    return it != odd.end() && it->row == row ? &*it : nullptr;
  }
  types::Value at(std::size_t row) const {
    if (valid.get(row)) return types::Value::point(*base::Number::scaled(data[row], scale));
    const Odd* o = find_odd(row);
    return o ? o->value : gap;
  }
};

}  // namespace assay::columns
