// Fills one column of a batch, with the places and texts of its cells, from entries in ascending order.
#pragma once

#include "facts/facts.h"
#include "facts/store/store.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace assay::facts::deliver {

// The scale of a column that holds these: the most decimals any of them has, within what an int64 may be scaled by.
int column_scale(const Store& store, std::span<const Entry> entries);

// The texts of a batch: those of the store that it uses, numbered anew.
class BatchTexts {
 public:
  explicit BatchTexts(const Store& store, std::vector<std::string>& texts) : store_(store), texts_(texts) {}
  std::int64_t add(std::int64_t text);

 private:
  const Store& store_;
  std::vector<std::string>& texts_;
  std::unordered_map<std::int64_t, std::int64_t> numbers_;
};

// Where entries stand, most of them in the file of the one before.
class PlaceFinder {
 public:
  explicit PlaceFinder(const Store& store) : store_(store) {}
  const Store& store() const { return store_; }
  Place find(const Entry& entry, types::FactId fact);

 private:
  const Store& store_;
  // That file, whose rows are [first_row_, end_row_), and where a fact stands in it.
  std::uint32_t first_row_ = 1, end_row_ = 0;
  Place place_;
  types::FactId fact_;
};

class ColumnBuilder {
 public:
  ColumnBuilder(const types::Schema& schema, types::FactId fact, int scale, std::size_t rows, BatchTexts& texts, PlaceFinder& finder,
                columns::Column& column, std::vector<Place>& places);
  void add(std::size_t row, const Entry& entry);

 private:
  bool put(std::size_t row, std::int64_t data, int scale);

  types::FactId fact_;
  bool text_;
  BatchTexts& texts_;
  PlaceFinder& finder_;
  columns::Column& column_;
  std::vector<Place>& places_;
};

}  // namespace assay::facts::deliver
