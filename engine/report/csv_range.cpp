#include "report/csv_range.h"

#include "base/number.h"
#include "report/build.h"
#include "report/csv_field.h"

#include <algorithm>
#include <array>
#include <optional>

namespace assay::report {

namespace {

void append_end(std::string& line, const std::optional<base::Number>& end) {
  if (end) line += base::to_string(*end);
}

// `low,high`
void append_ends(std::string& line, std::int64_t low, std::int64_t high, int scale) {
  constexpr int kMostScale = 40;
  if (scale > kMostScale || scale < -kMostScale) {
    append_scaled(line, low, scale);
    line += ',';
    append_scaled(line, high, scale);
    return;
  }
  std::array<char, 2 * room_for_scaled(kMostScale) + 1> text;
  char* end = put_scaled(text.data(), low, scale);
  const std::size_t length = static_cast<std::size_t>(end - text.data());
  *end++ = ',';
  end = low == high ? std::copy_n(text.data(), length, end) : put_scaled(end, high, scale);
  line.append(text.data(), end);
}

}  // namespace

void append_range(std::string& line, const columns::Column& column, std::size_t row, bool given) {
  line += ',';
  if (!given) {
    line += ',';
    return;
  }
  if (column.valid.get(row) || column.is_ranged(row)) {
    append_ends(line, column.data[row], column.valid.get(row) ? column.data[row] : column.high[row], column.scale);
    return;
  }
  const Range range = range_of(column, row);
  if (range) append_end(line, range->low);
  line += ',';
  if (range) append_end(line, range->high);
}

}  // namespace assay::report
