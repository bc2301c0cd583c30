#include "report/csv_range.h"

#include "base/number.h"
#include "report/build.h"
#include "report/csv_field.h"

#include <optional>

namespace assay::report {

namespace {

void append_end(std::string& line, const std::optional<base::Number>& end) {
  if (end) line += base::to_string(*end);
}

}  // namespace

void append_range(std::string& line, const columns::Column& column, std::size_t row, bool given) {
  line += ',';
  if (!given) {
    line += ',';
    return;
  }
  if (column.valid.get(row)) {
    const std::size_t begin = line.size();
    append_scaled(line, column.data[row], column.scale);
    const std::size_t length = line.size() - begin;
    line += ',';
    line.append(line, begin, length);
    return;
  }
  if (column.is_ranged(row)) {
    append_scaled(line, column.data[row], column.scale);
    line += ',';
    append_scaled(line, column.high[row], column.scale);
    return;
  }
  const Range range = range_of(column, row);
  if (range) append_end(line, range->low);
  line += ',';
  if (range) append_end(line, range->high);
}

}  // namespace assay::report
