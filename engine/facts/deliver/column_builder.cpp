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

ColumnBuilder::ColumnBuilder(const types::Schema& schema, types::FactId fact, int scale, std::size_t rows, BatchTexts& texts, PlaceFinder& finder,
                             columns::Column& column, std::vector<Place>& places)
    : fact_(fact), text_(schema[fact].kind == types::FactKind::text), texts_(texts), finder_(finder), column_(column), places_(places) {
  column_.scale = scale;
  column_.data.assign(rows, 0);
  column_.valid.assign(rows, false);
  places_.assign(rows, Place{});
}

Place PlaceFinder::find(const Entry& entry, types::FactId fact) {
  if (entry.row < first_row_ || entry.row >= end_row_ || fact != fact_) {
    fact_ = fact;
    if (entry.row < first_row_ || entry.row >= end_row_) {
      const SourceFile& file = store_.file_of(entry.row);
      place_.file = static_cast<std::uint32_t>(&file - store_.files.data());
      first_row_ = file.first_row;
      end_row_ = place_.file + 1 < store_.files.size() ? store_.files[place_.file + 1].first_row : store_.next_row;
    }
    place_.column = store_.files[place_.file].column_of(fact);
  }
  place_.row = entry.row - first_row_ + 1;
  return place_;
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
  places_[row] = finder_.find(entry, fact_);
  if (entry.held == Held::point) {
    if (put(row, text_ ? texts_.add(entry.data) : entry.data, entry.scale)) return;
  } else if (entry.held == Held::wide) {
    if (const auto data = finder_.store().value(entry).to_scaled(column_.scale)) {
      column_.data[row] = *data;
      column_.valid.set(row);
      return;
    }
  }
  const bool invalid = entry.held == Held::invalid;
  column_.odd.push_back({static_cast<std::uint32_t>(row), invalid ? types::Value::none() : types::Value::point(finder_.store().value(entry))});
}

}  // namespace assay::facts::deliver
