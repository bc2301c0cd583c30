// All that was reported, between reading and delivery: units, texts, and a log of entries for each cell of the schema.
#pragma once

#include "base/number.h"
#include "facts/cells/entry.h"
#include "facts/facts.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace assay::facts {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

// Texts by number, in the order in which they came.
class Interner {
 public:
  std::uint32_t add(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  const std::string& operator[](std::size_t i) const { return texts_[i]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

struct Series {
  CellKey key;
  std::vector<Entry> entries;  // once settled strictly ascending by owner
  bool states_missing = false;  // some of them are statements that the cell is not reported
};

// When a record was reported: twice the seconds since 1970, and one more where only the day is said.
inline constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::min();
// Whether one is certainly earlier than the other: of a day without a time it is not known which of its moments is meant.
bool is_earlier(std::int64_t reported_at, std::int64_t other);

struct SourceFile {
  std::string path;
  bool by_column = false;                    // wide form, where a repeated row was reported as such
  std::uint32_t first_row = 0;               // number of its first record in the store
  std::vector<std::int64_t> reported_at;     // of each record, kUndated where not said; empty without the column
  std::vector<bool> reviews;                 // records that a reviewer reported, up to the last of them; from the first record
  std::unordered_map<std::uint64_t, std::string> reasons;  // of those, by number from 1
  std::uint32_t value_column = 0;            // from 1; by_cell
  std::uint32_t item_column = 1;             // from 1; list
  std::unordered_map<std::uint32_t, std::uint32_t> columns;  // of a fact, from 1; by_column and list

  std::uint32_t column_of(types::FactId fact) const {
    if (columns.empty()) return value_column;
    const auto it = columns.find(fact.value);
    return it == columns.end() ? value_column : it->second;
  }
};

struct Wide {
  base::Number value;
  base::Number place;  // what one of the last written place is worth
};

struct ListItem {
  std::uint32_t unit = 0;
  std::uint32_t member = 0;
  std::uint32_t row = 0;
  std::string name;
  bool review = false;
};
struct ListItems {
  // Whether the item is of the list that stands: of the unit's own, or of the review where the unit has one. `self`: as the unit reported it.
  bool stands(const ListItem& item, bool self) const { return item.review == (!self && reviewed_units.contains(item.unit)); }

  std::vector<ListItem> items;
  std::map<std::tuple<std::pair<std::uint32_t, std::uint32_t>, bool, std::string>, std::uint32_t> numbers;  // unit, member, review, name -> item of any file
  std::set<std::uint32_t> reviewed_units;
  std::vector<std::vector<Entry>> fields;  // as List::fields, an entry an item
};

class Store {
 public:
  explicit Store(const types::Schema& schema);

  Series& series(const CellKey& key);
  std::deque<Series>& all_series() { return series_; }

  Place place(const Entry& entry, types::FactId fact) const;
  diagnostics::Cell cell(const Entry& entry, types::FactId fact) const;
  std::int64_t reported_at(const Entry& entry) const;
  bool is_review(const Entry& entry) const;
  std::string_view reason(const Entry& entry) const;  // of a review; may be empty
  const SourceFile& file_of(std::uint32_t row) const;

  // The number of a point or wide entry.
  base::Number value(const Entry& entry) const;
  base::Number written_place(const Entry& entry) const;
  // An entry of that number, a point where it can be one.
  Entry make(const base::Number& value, const base::Number& place, std::uint32_t owner, std::uint32_t row);

  // What is said of an entry's cell; a sum is doubted with any of its parts.
  void doubt(const Entry& entry, types::FactId fact, diagnostics::Kind kind);
  void doubt_with(const Entry& entry, const Entry& part, types::FactId fact);

  void keep_raw(std::uint32_t row, std::uint32_t column, std::string_view text);
  std::optional<std::string_view> raw(std::uint32_t row, std::uint32_t column) const;

  Interner units;
  Interner texts;
  std::vector<SourceFile> files;
  std::vector<Wide> wides;
  std::vector<ListItems> lists;
  Remarks remarks;
  std::uint32_t next_row = 1;  // 0 is no row
  std::map<std::uint32_t, diagnostics::Cell> departments;  // units that are called as a department of the rules is, and where first
  // Units that are called as a member of a dimension is which their file has no column of, and where first.
  std::map<std::uint32_t, std::pair<types::DimensionId, diagnostics::Cell>> members_as_units;
  std::map<std::uint32_t, diagnostics::Cell> wholes;  // units that are called 全市 and the like, and where first
  bool has_reviews = false;    // some file says by whom its rows were reported

 private:
  void make_room();

  std::deque<Series> series_;
  std::vector<Series*> by_key_;  // where the key's hash says, or behind; at least twice as many as there are series
  struct RawText {
    std::uint64_t cell = 0;
    std::size_t begin = 0, size = 0;  // in `raw_texts_`
  };
  static bool is_before(const RawText& each, std::uint64_t cell) { return each.cell < cell; }
  std::vector<RawText> raw_;  // by cell, ascending
  std::string raw_texts_;
};

}  // namespace assay::facts
