// What reading any piece of files takes that are read one after the other; the same for all of them.
#pragma once

#include "facts/binding/heading.h"
#include "facts/binding/names.h"
#include "facts/cells/cell_reader.h"
#include "facts/cells/report_day.h"
#include "facts/facts.h"
#include "facts/store/store.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::facts::stream {

// What the rows that say one key of period and members hold.
struct Group {
  std::string key;
  std::vector<CellKey> cells;  // as Shape::values: under which they stand
  std::optional<cells::StatedPeriod> period;  // that the key states
  std::optional<binding::HeadingUnit> unit;   // long form: in which its bare numbers are
};

struct Reading {
  Reading(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources, const Survey& survey,
          const std::vector<Group>& groups, const Options& options, std::uint32_t file);
  cells::CellReader reader_of(std::size_t column) const;

  const types::Schema& schema;
  const binding::Names& names;
  const std::vector<Source>& sources;
  const std::uint32_t file;  // index into Batch::files
  const Shape& shape;        // of the first, as of all but for where their rows are
  const Survey& survey;
  const std::vector<Group>& groups;
  const Options& options;
  // Columns of cells are numbered by group, then as Shape::values; in wide form all groups have the same readers.
  std::size_t readers = 0;         // how many readers there are
  TextMap<std::uint32_t> numbers;  // of groups by key
  std::vector<int> decimals;       // by reader: what a column is read with at first
};

}  // namespace assay::facts::stream
