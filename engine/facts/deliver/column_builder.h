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

class ColumnBuilder {
 public:
  ColumnBuilder(const Store& store, const types::Schema& schema, types::FactId fact, int scale, std::size_t rows,
                BatchTexts& texts, columns::Column& column, std::vector<Place>& places);
  void add(std::size_t row, const Entry& entry);

 private:
  bool put(std::size_t row, std::int64_t data, int scale);
  Place place(const Entry& entry);

  const Store& store_;
  types::FactId fact_;
  bool text_;
  BatchTexts& texts_;
  columns::Column& column_;
  std::vector<Place>& places_;
  // The file of the entry before, whose rows are [first_row_, end_row_).
  std::uint32_t first_row_ = 1, end_row_ = 0;
  std::uint32_t file_ = 0, file_column_ = 0;
};

}  // namespace assay::facts::deliver
