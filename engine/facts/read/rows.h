// The rows of one file in each of its three forms. Each takes records that have as many cells as the heading and are not empty.
#pragma once

#include "facts/cells/cell_reader.h"
#include "facts/read/name_faults.h"
#include "facts/read/row_binder.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::facts::read {

// What all forms need.
struct FileContext {
  const types::Schema& schema;
  const binding::Names& names;
  const binding::Layout& layout;
  const Options& options;
  const std::string& path;
  Store& store;
  Seen& seen;
  diagnostics::Sink& sink;
  NameFaults& faults;
};

class Rows {
 public:
  explicit Rows(const FileContext& file);
  virtual ~Rows() = default;
  virtual void take(std::span<const std::string_view> cells, std::uint64_t row) = 0;
  virtual void finish();

 protected:
  void at_row(std::uint64_t row);
  static bool says_nothing(const Entry& entry) { return entry.held == Held::missing && entry.data == 0; }
  static void put(Series& series, const Entry& entry) {
    series.entries.push_back(entry);
    series.states_missing |= entry.held == Held::missing;
  }
  diagnostics::Cell cell_at(std::uint64_t row, std::uint32_t column) const { return {file_.path, row, column + 1}; }
  // The entry of one cell, checked; `column` from 0. Of a missing one, `data` is 1 where it states so: by a word, or as a dated row of its own.
  Entry read_cell(const cells::CellReader& reader, std::string_view text, std::uint32_t column);
  // Whether the row's period is one that the fact may be reported for: running ones are for totals and states up to their end.
  bool fits_period(const types::Fact& fact) const;
  // Whether a cell of the fact may stand under the row's period and members; reports if not.
  bool check_target(const types::Fact& fact, const RowBinder::Target& target, std::uint32_t column);

  // Notes a value whose row states no period, where that would be the sum or the end of several.
  void note_period(const types::Fact& fact);

  // Whether that was told of the row.
  bool lacks_period(std::uint64_t row) const { return binder_.states_periods() && std::find(without_period_.begin(), without_period_.end(), row) != without_period_.end(); }

  FileContext file_;
  RowBinder binder_;
  cells::Context context_;

 private:
  Entry absent(Entry entry, std::string_view text, std::uint32_t column);
  // Says, where only what had been reported by a day counts, what cannot be told of, and what is left out.
  void report_dates();
  // Notes where the dates of report are likely to be the periods that the file does not state.
  void note_date(const types::Fact& fact);
  std::vector<std::uint64_t> without_period_;  // rows noted
  std::map<std::pair<std::uint32_t, std::pair<const types::Fact*, std::uint32_t>>, base::Date> dates_;  // unit, fact and member -> of the first report
  std::optional<std::uint64_t> dated_as_period_;  // the first row of which that is so
};

// A row a cell.
class CellRows : public Rows {
 public:
  explicit CellRows(const FileContext& file);
  void take(std::span<const std::string_view> cells, std::uint64_t row) override;

 private:
  const cells::CellReader* find_fact(std::string_view text, std::uint64_t row);
  std::vector<std::unique_ptr<cells::CellReader>> own_;  // where the heading names a unit for the values
  std::vector<std::unique_ptr<cells::CellReader>>& readers_;  // by fact, made when first needed
  // Of cells whose row names a unit of measure.
  const cells::CellReader& measured(const cells::CellReader& reader, std::string_view measure);
  std::map<std::pair<types::FactId, std::string>, std::unique_ptr<cells::CellReader>> measured_;
};

// A column a fact.
class ColumnRows : public Rows {
 public:
  explicit ColumnRows(const FileContext& file);
  void take(std::span<const std::string_view> cells, std::uint64_t row) override;
  void finish() override;

 private:
  struct Slot {
    Series* series = nullptr;
    RowBinder::Target target;
    bool open = false;  // a cell may stand here
  };
  // All rows of one period and member, and of one side.
  struct Group {
    std::vector<Slot> slots;  // as Layout::facts
    std::vector<std::pair<std::uint32_t, std::uint64_t>> seen;  // unit, row
  };
  Group& group();
  Group make_group();

  std::vector<cells::CellReader> readers_;  // as Layout::facts
  struct Key {
    base::Period period;
    std::vector<std::uint32_t> members;
    bool review = false;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  std::map<Key, Group> groups_;
  Key key_;
  Group* last_ = nullptr;
};

// A row an item of a list.
class ItemRows : public Rows {
 public:
  explicit ItemRows(const FileContext& file);
  void take(std::span<const std::string_view> cells, std::uint64_t row) override;

 private:
  void report_repeated(const ListItem& earlier, std::uint64_t row);

  std::vector<cells::CellReader> readers_;  // as Layout::facts
  std::vector<std::size_t> fields_;         // as Layout::facts: index into List::fields
};

std::unique_ptr<Rows> make_rows(const FileContext& file);

}  // namespace assay::facts::read
