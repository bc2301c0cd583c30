#include "facts/deliver/column_builder.h"

#include <algorithm>
#include <array>

namespace assay::facts::deliver {

namespace {

constexpr int kMostScale = 18;

constexpr std::array<std::int64_t, kMostScale + 1> kPowers = [] {
  std::array<std::int64_t, kMostScale + 1> out{};
  std::int64_t power = 1;
  for (std::int64_t& each : out) {
    each = power;
    if (&each != &out.back()) power *= 10;
  }
  return out;
}();

}  // namespace

int column_scale(const Store& store, std::span<const Entry> entries) {
  int scale = 0;
  for (const Entry& entry : entries) {
    if (entry.held == Held::point) scale = std::max<int>(scale, entry.scale);
    else if (entry.held == Held::wide) scale = std::max(scale, store.value(entry).decimal_places().value_or(0));
  }
  return std::min(scale, kMostScale);
}

std::int64_t BatchTexts::add(std::int64_t text) {
  const auto [it, added] = numbers_.try_emplace(text, static_cast<std::int64_t>(texts_.size()));
  if (added) texts_.push_back(store_.texts[static_cast<std::size_t>(text)]);
  return it->second;
}

ColumnBuilder::ColumnBuilder(const Store& store, const types::Schema& schema, types::FactId fact, int scale, std::size_t rows,
                             BatchTexts& texts, columns::Column& column, std::vector<Place>& places)
    : store_(store), fact_(fact), text_(schema[fact].kind == types::FactKind::text), texts_(texts), column_(column), places_(places) {
  column_.scale = scale;
  column_.data.assign(rows, 0);
  column_.valid.assign(rows, false);
  places_.assign(rows, Place{});
}

Place ColumnBuilder::place(const Entry& entry) {
  if (entry.row < first_row_ || entry.row >= end_row_) {
    const Place found = store_.place(entry, fact_);
    file_ = found.file;
    file_column_ = found.column;
    first_row_ = store_.files[file_].first_row;
    end_row_ = file_ + 1 < store_.files.size() ? store_.files[file_ + 1].first_row : store_.next_row;
  }
  return {file_, file_column_, entry.row - first_row_ + 1};
}

bool ColumnBuilder::put(std::size_t row, std::int64_t data, int scale) {
  const int more = column_.scale - scale;
  if (more < 0 || more > kMostScale) return data == 0 && more > kMostScale ? (column_.valid.set(row), true) : false;
  std::int64_t scaled = 0;
  if (__builtin_mul_overflow(data, kPowers[static_cast<std::size_t>(more)], &scaled)) return false;
  column_.data[row] = scaled;
  column_.valid.set(row);
  return true;
}

void ColumnBuilder::add(std::size_t row, const Entry& entry) {
  if (entry.held == Held::missing) return;
  places_[row] = place(entry);
  if (entry.held == Held::point) {
    if (put(row, text_ ? texts_.add(entry.data) : entry.data, entry.scale)) return;
  } else if (entry.held == Held::wide) {
    if (const auto data = store_.value(entry).to_scaled(column_.scale)) {
      column_.data[row] = *data;
      column_.valid.set(row);
      return;
    }
  }
  const bool invalid = entry.held == Held::invalid;
  column_.odd.push_back({static_cast<std::uint32_t>(row), invalid ? types::Value::none() : types::Value::point(store_.value(entry))});
}

}  // namespace assay::facts::deliver
