// The door of the facts stage: reported files -> batches of columns, and where each cell came from.
//
// A cell's number is kept in its fact's declared unit. By kind: rank: the place; grade: the index of the grade, worst 0; flag: 0 or 1;
// text: index into Batch::texts; event: days since 1970 of its date, or kEventYes / kEventNo where only that is known of its period.
// All of these have scale 0.
#pragma once

#include "base/calendar.h"
#include "base/profile.h"
#include "columns/column.h"
#include "diagnostics/diagnostics.h"
#include "types/schema.h"

#include <cstddef>
#include <cstdint>
#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace assay::facts {

inline constexpr std::int64_t kEventNo = -1'000'000'000;
inline constexpr std::int64_t kEventYes = 1'000'000'000;
using types::kTotal;

// Periods: `once` facts have the whole season's period or, where they came so, a step of the season (types::once_step). Level, rank and grade cells stand under a
// period of their fact's step (a finer or coarser report stands for the step period that ends with it), running totals of before its end under their month. Flows stand under their step's
// periods, coarser ones as reported (halves, the year), finer ones added up where the whole step is there. Events as reported.
struct CellKey {
  types::FactId fact;
  std::uint32_t member = 0;
  base::Period period;
  friend bool operator==(const CellKey&, const CellKey&) = default;
};
struct CellKeyHash { std::size_t operator()(const CellKey& k) const noexcept; };

// File, record number (as a spreadsheet shows it) and column, from 1. A sum of finer periods has the place of its first part.
struct Place {
  std::uint32_t file = 0;  // index into Batch::files
  std::uint32_t column = 0;
  std::uint64_t row = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Of a cell that counts as it stands: the warning that doubts it, and the cell that was doubted (of a sum of finer periods one of these).
struct Doubt {
  diagnostics::Kind kind{};
  Place at;
};
// What is said of cells besides their values.
struct Remarks {
  std::map<Place, Doubt> doubts;
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::string> reasons;  // of reviews, by file and row
};

// The items of one list, over all units of the batch: ascending by unit, then in the file's order.
struct ListTable {
  bool reported = false;                    // any row at all in the files; per unit see `reported_units`
  columns::Bitmap reported_units;           // a row for the unit was there
  std::vector<std::uint32_t> unit;          // item -> row of the batch
  std::vector<std::uint32_t> member;        // item -> member index over the list's dimensions (0 without)
  std::vector<std::string> item;            // its name
  std::vector<columns::Column> fields;      // as List::fields
  std::vector<std::vector<Place>> places;   // as fields, an item each; row 0 where missing
  std::vector<std::vector<std::string>> raw;  // as fields, an item each or none; of invalid cells and, with Options::keep_raw, of all

  std::optional<std::string> raw_text(std::size_t field, std::size_t index) const;
};

class Batch {
 public:
  std::size_t rows() const { return units.size(); }
  std::vector<std::string> units;
  std::vector<std::string> files;           // paths as they were given
  std::vector<std::string> texts;           // interned
  std::vector<ListTable> lists;             // as Schema::lists

  // Nothing where no row of the batch has the cell. Rows without it are gaps of the column.
  const columns::Column* find(const CellKey& key) const;
  std::optional<Place> place(const CellKey& key, std::size_t row) const;  // of values and of invalid cells
  // The cell's text as it was reported.
  std::optional<std::string> raw(const CellKey& key, std::size_t row) const;

  struct Cells {
    columns::Column column;
    std::vector<Place> places;  // a row each; row 0 where missing; or none, where all stand in one column of a file:
    std::uint32_t file = 0;         // index into Batch::files,
    std::uint32_t file_column = 0;  // the column, from 1,
    std::uint32_t records = 0;      // and the index into Batch::records of their rows
    std::vector<std::string> raw;  // kept for invalid cells and, with Options::keep_raw, for all
  };
  std::unordered_map<CellKey, Cells, CellKeyHash> cells;
  std::vector<std::vector<std::uint64_t>> records;  // number of a record of a file, a row each

  // Where any file says by whom each row was reported: the same units as they reported themselves. The batch itself is as reviewed.
  std::shared_ptr<const Batch> self;

  std::optional<Doubt> doubt(const Place& place) const;
  std::string_view reason(const Place& place) const;  // of a review's cell, why it differs; may be empty
  std::shared_ptr<const Remarks> remarks;  // nothing where nothing is said; of more cells than the batch has, perhaps
};

struct Options {
  std::size_t batch_rows = 1024;
  std::optional<base::Date> reported_by;   // leave out what came later
  std::optional<base::Date> as_of;         // nothing of a period that ends later changes what stands of those that have ended; none: of all
  std::optional<std::string> only_unit;
  bool keep_raw = false;
  std::size_t field_limit = 1 << 20;       // bytes
  std::size_t column_limit = 16'384;
  bool digest = true;                      // Reader::digest will be asked for
  bool stream = true;                      // read a file piece by piece where its form allows that
  std::size_t threads = 0;                 // for a first look at such a file; 0: as many as the machine has
  std::size_t range_bytes = 8 << 20;       // of it, what a thread looks at at a time
  base::Profile* profile = nullptr;        // measures where the time goes
  std::size_t piece_bytes = 2 << 20;       // a batch has fewer units than `batch_rows` where they take more than this
  bool revocable = false;                  // what was read can be taken back: see Reader::revoked
};

// A share of the units: claimed, then filled, then settled.
struct Piece {
  std::size_t number = 0;
  std::size_t units = 0;         // of the batch that was filled; perhaps none
  std::unique_ptr<Batch> ready;  // where it was read already
  std::vector<diagnostics::Sink> found;  // what is wrong with its cells, by file where it is of several at once,
  std::vector<std::pair<std::size_t, diagnostics::Sink>> beside;  // and with cells beside others; by what is compared
  std::vector<std::string> names;
  std::optional<std::size_t> changed;  // which of the files that are read at once is not the one that was looked at
  std::vector<std::uint64_t> hashes;   // of its units, where it was not looked at before
};

class Reader {
 public:
  virtual ~Reader() = default;
  // The next units, in the order in which the files first name them; false when there are none left. On one thread at a time.
  virtual bool claim(Piece& piece) = 0;
  // Reads a piece; on any thread, several at once. What the batch holds memory for is used again.
  virtual void fill(Piece& piece, Batch& batch) = 0;
  // Reports what was found in it to the sink of `open`; in the order of the claims, on one thread at a time. After an error of a file the run's
  // output is void.
  virtual void settle(Piece& piece) = 0;
  // With Options::revocable, to be asked after each `settle`: whether all that was read is void, though nothing is wrong with the files that could be
  // reported. They must be opened again without it. Nothing went to the sink, and nothing more can be claimed.
  virtual bool revoked() const { return false; }
  // The first three for the next piece that has units.
  bool next(Batch& batch);
  // SHA-256 over the bytes of all files in order, each behind their number and a colon; only with Options::digest.
  virtual std::string digest() = 0;
};

// `paths`: CSV files; "-" is standard input. Never throws.
std::unique_ptr<Reader> open(const types::Schema& schema, const std::vector<std::string>& paths, const Options& options,
                             diagnostics::Sink& sink);

}  // namespace assay::facts
