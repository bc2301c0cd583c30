// Reads pieces of a file into batches; several at once.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/names.h"
#include "facts/cells/cell_reader.h"
#include "facts/csv/input.h"
#include "facts/facts.h"
#include "facts/store/store.h"
#include "facts/stream/beside.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace assay::facts::stream {

// What the rows that say one key of period and members hold.
struct Group {
  std::string key;
  std::vector<CellKey> cells;  // as Shape::values: under which they stand
};

class PieceReader {
 public:
  PieceReader(const types::Schema& schema, const binding::Names& names, const std::string& path, const csv::RandomFile& file, const Shape& shape,
              const Survey& survey, const std::vector<Group>& groups, const Options& options);
  ~PieceReader();

  // On any thread. False where the piece is not what the survey saw.
  // `bare` gets what cells beside others are asked for.
  bool read(std::size_t piece, Batch& batch, std::vector<Bare>& bare, diagnostics::Sink& sink);
  // Entry::bare of the bare decimals of a column, by group, then as Shape::values.
  std::int8_t bare_of(std::size_t column) const;

 private:
  class Worker;
  std::vector<int> guess_decimals() const;
  cells::CellReader reader_of(std::size_t column) const;

  const types::Schema& schema_;
  const binding::Names& names_;
  const std::string& path_;
  const csv::RandomFile& file_;
  const Shape& shape_;
  const Survey& survey_;
  const std::vector<Group>& groups_;
  const Options& options_;
  // Columns of cells are numbered by group, then as Shape::values; in wide form all groups have the same readers.
  std::size_t readers_ = 0;    // how many readers there are
  TextMap<std::uint32_t> numbers_;  // of groups by key
  std::vector<int> decimals_;  // by reader: what a column is read with at first
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;
};

}  // namespace assay::facts::stream
