// Reads pieces of files that stand one after the other into batches. Where several such rows of files are read beside each other, each has a Worker, and
// all of them read into the same batch: the first its units, too, the others what they have of these.
#pragma once

#include "base/text_table.h"
#include "diagnostics/diagnostics.h"
#include "facts/cells/cell_reader.h"
#include "facts/csv/kernels.h"
#include "facts/facts.h"
#include "facts/store/store.h"
#include "facts/stream/beside.h"
#include "facts/stream/range.h"
#include "facts/stream/reading.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay::facts::stream {

// What one thread needs to read pieces, kept from one to the next.
class Worker {
 public:
  // `store`: of all that read into a batch.
  Worker(const Reading& reading, Store& store);

  // How many rows of the file stand before a piece's, told how many it has: asked once for each piece, in any order.
  using Before = std::function<std::uint64_t(std::uint64_t rows)>;

  // Takes up a piece; false where its bytes cannot be had, or are not what the survey says of them.
  bool open(std::size_t number);
  const Span& piece() const { return *span_; }
  // False where the piece is not what the survey saw. `bare` gets what cells beside others are asked for. The batch has room for its units and records,
  // of which `records` is the number of the first that are its own. `before` is asked of pieces that the survey has not looked at.
  bool read(std::size_t records, const Before& before, Batch& batch, std::vector<Bare>& bare, Remarks& remarks, diagnostics::Sink& sink);
  // Of a piece that the survey has not looked at: of its units, in order. Takes them.
  std::vector<std::uint64_t> hashes() { return std::move(hashes_); }
  // Where the columns are that it reads into, and how many have anything.
  std::span<Batch::Cells* const> columns() const { return into_; }
  std::size_t filled() const { return filled_; }

 private:
  // A cell that is no bare decimal in order.
  struct LeftCell {
    std::uint64_t record = 0;
    std::uint32_t value = 0;  // as Shape::values
    std::uint32_t group = 0;
    std::uint32_t row = 0;
    std::uint32_t begin = 0, length = 0;
  };

  // Where a row belongs.
  struct Placed {
    std::uint32_t group = 0, unit = 0;
  };

  bool read_text();
  bool look();
  bool look_at_lines();
  void count_rows_from(std::uint64_t before);
  void prepare(Batch& batch);
  bool place_unit(Batch& batch, std::string_view unit);
  bool is_plain();  // without quotes, as most pieces of a file that has some
  bool read_records(Batch& batch, diagnostics::Sink& sink);
  bool read_rows(Batch& batch);
  template <class F>
  bool place_row(Batch& batch, const F& cell);  // false if it is not a row that the survey saw
  void read_cell(cells::Context& context, const LeftCell& left, std::string_view text);
  bool read_marked(std::uint32_t* marks, std::size_t rows, Batch& batch);
  std::size_t groups_in_order(std::size_t from) const;
  void read_numbers(const csv::Rows& rows, std::span<const std::uint32_t> cells, std::size_t column, std::size_t unit);
  void fill_gaps();
  void check_columns();
  void check_column(std::size_t group, std::size_t fact);
  void leave(std::size_t group, std::size_t fact, std::size_t row);
  void note_day(std::string_view cell, std::uint64_t record, std::int32_t& day);
  void leave_doubtful();
  void report_bad_days(diagnostics::Sink& sink) const;
  void read_left(diagnostics::Sink& sink);
  void put(columns::Column& column, std::size_t row, const Entry& entry) const;
  void finish(Batch& batch);

  std::size_t values() const { return cells_.size(); }
  const cells::CellReader& reader(std::size_t column) const { return readers_[column % readers_.size()]; }
  std::string_view between(std::uint32_t begin, std::uint32_t end) const { return {text_ + begin, end - begin}; }

  const Reading& r_;
  Store& store_;
  std::vector<cells::CellReader> readers_;
  const std::vector<std::uint32_t>& cells_;  // of a row: the columns that hold values
  std::vector<std::uint32_t> all_cells_;     // of the rows of all groups behind each other

  const Span* span_ = nullptr;
  Range range_;  // of a piece that the survey has not looked at,
  Span own_;     // and what it is
  std::vector<std::uint64_t> hashes_;  // of its units
  const Source* source_ = nullptr;  // that it is of
  bool keep_raw_ = false;
  bool returns_ = false;
  std::vector<Bare>* bare_ = nullptr;
  Remarks* remarks_ = nullptr;
  csv::Lines lines_;
  std::vector<char> block_;
  const char* text_ = nullptr;
  std::size_t length_ = 0;
  std::vector<std::uint32_t> marks_;
  // By group, then as Layout::facts: where cells go, and what of csv::NumberColumns is theirs.
  std::vector<Batch::Cells*> into_;
  std::size_t filled_ = 0;
  std::vector<std::int64_t*> data_;
  std::vector<std::uint64_t*> valid_;
  std::vector<std::int64_t> filler_, decimals_, least_, most_;
  std::vector<std::vector<std::uint32_t>> begins_;  // by group, then by unit: where the row begins in the text
  std::size_t first_records_ = 0;      // in Batch::records
  std::span<std::vector<std::uint64_t>> records_;  // by group, then by unit: the number of its row, 0 where there is none
  // Likewise the day on which it was reported, where rows say so; kNoDay where one does not.
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
  std::vector<std::vector<std::int32_t>> days_;
  struct BadDay {
    std::uint64_t record = 0;
    std::string cell;
  };
  std::vector<BadDay> bad_days_;
  std::vector<std::vector<char>> unproven_;  // likewise whether it names no evidence, where rows may
  std::vector<Placed> placed_;  // rows that are being read
  std::vector<csv::LeftNumber> left_numbers_;
  std::vector<LeftCell> left_;
  std::vector<std::unordered_map<CellKey, Batch::Cells, CellKeyHash>::node_type> spare_;

  std::size_t units_ = 0;      // of the batch so far
  std::uint32_t named_ = 0;    // that the piece has named
  std::uint64_t row_ = 0;      // rows of the piece so far
  std::uint64_t check_ = 0;
  std::string_view last_unit_;  // of the row before, where its text stands or in `kept_unit_`
  std::string kept_unit_;
  std::size_t group_ = 0;      // of the row before
  std::string last_day_cell_;  // of the row before,
  std::int32_t last_day_ = kNoDay;  // and what it says
  base::TextTable<std::int32_t> known_days_;
  std::string scratch_;
};

}  // namespace assay::facts::stream
