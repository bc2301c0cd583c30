// A column of numbers: scaled 64-bit integers with a validity bitmap; beside them the rows of which only bounds are known, and the few that are neither.
//
// Row i is
//   valid.get(i)          the point data[i] * 10^-scale
//   else ranged, bit i    between data[i] and high[i], both * 10^-scale, and lacking a due cell where lacking has its bit
//   else listed in odd    that value: a point too wide for data, an interval without such ends, or invalid
//   else                  `gap`
#pragma once

#include "columns/bitmap.h"
#include "columns/ints.h"
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
  Ints data;                        // of no meaning where neither valid nor ranged, but always readable
  Bitmap valid;
  Ints high;                        // empty, or as long as data: of valid and of ranged rows the upper end
  Bitmap ranged, lacking;           // empty, or as long as data, with `high`; no ranged row is valid, and none is a point
  std::vector<Odd> odd;             // ascending by row, none of them valid or ranged
  types::Value gap{{}, false, true};  // for all other rows: missing

  std::size_t size() const { return data.size(); }
  bool has_ranged() const { return !high.empty(); }
  bool is_ranged(std::size_t row) const { return has_ranged() && ranged.get(row); }
  types::Value ranged_at(std::size_t row) const {
    return {{base::Number::scaled(data[row], scale), base::Number::scaled(high[row], scale)}, false, lacking.get(row)};
  }
  const Odd* find_odd(std::size_t row) const {
    const auto it = std::lower_bound(odd.begin(), odd.end(), row, [](const Odd& o, std::size_t r) { return o.row < r; });
    return it != odd.end() && it->row == row ? &*it : nullptr;
  }
  types::Value at(std::size_t row) const {
    if (valid.get(row)) return types::Value::point(*base::Number::scaled(data[row], scale));
    if (is_ranged(row)) return ranged_at(row);
    const Odd* o = find_odd(row);
    return o ? o->value : gap;
  }
};

}  // namespace assay::columns
