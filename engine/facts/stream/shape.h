// A file that can be read piece by piece, as far as its heading says: of wide or long form, with a unit a row, and nothing that other rows decide.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/heading.h"
#include "facts/binding/names.h"
#include "facts/csv/input.h"
#include "facts/facts.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::facts::stream {

struct Shape {
  binding::Layout layout;
  std::string heading;               // its bytes, but for a byte order mark and the end of its line
  std::string unit_heading;          // of the column of the unit, as a unit of this name is kept
  std::uint64_t begin = 0;           // where the first row begins,
  std::uint64_t end = 0;             // and where the last has ended; blank lines at the end of the file are no rows
  bool fed = true;                   // the last row has a line feed
  std::uint32_t unit = 0;            // the column of the unit
  std::vector<std::uint32_t> keys;   // those of period and members, in long form of the fact and its unit of measure too, ascending
  std::vector<std::uint32_t> values;  // those that hold values: in wide form as Layout::facts, in long form the one
  std::uint32_t last_key = 0;        // the greatest of all these
  std::string sample;                // the first rows, whole
};

// A file, and what its heading says.
struct Source {
  std::string path;
  csv::RandomFile file;
  Shape shape;
};

// Nothing where the file must be read as a whole; no reason is given, as that says what is wrong with it.
std::optional<Shape> shape_of(const types::Schema& schema, const binding::Names& names, const std::string& path, const csv::RandomFile& file,
                              const Options& options);

// Stands between the cells of a key, as it can in no cell: a file with it is refused.
inline constexpr char kBetweenKeys = '\0';

// What a row says of its period and members (and fact and unit of measure), as one text. `cell(column)` gives its cells.
template <class F>
std::string_view key_of(const Shape& shape, std::string& scratch, const F& cell) {
  if (shape.keys.empty()) return {};
  if (shape.keys.size() == 1) return cell(shape.keys.front());
  scratch.clear();
  for (const std::uint32_t column : shape.keys) {
    scratch += cell(column);
    scratch += kBetweenKeys;
  }
  return scratch;
}
// The cells it was made of.
std::vector<std::string_view> cells_of_key(const Shape& shape, std::string_view key);

// A unit's name as it is kept: trimmed and in NFC; nothing where a row that says so must be looked at for what is wrong with it.
std::optional<std::string_view> unit_name(std::string_view cell, std::string& scratch);

// As `==`, where it must cost no more than it has to: there is a call of it a row.
inline bool is_same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace assay::facts::stream
