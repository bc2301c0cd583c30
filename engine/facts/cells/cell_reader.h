// Reads the cells of one fact: text -> entry, with everything the fact's declaration asks of a cell.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/heading.h"
#include "facts/binding/names.h"
#include "facts/cells/entry.h"
#include "facts/store/store.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::facts::cells {

// What reading needs besides the text.
struct Context {
  const types::Schema& schema;
  const binding::Names& names;
  Store& store;
  diagnostics::Sink& sink;
  const std::string& path;
  std::uint64_t row = 0;         // of the record, in its file
  std::uint32_t store_row = 0;
  std::uint32_t column = 0;      // from 1
  std::optional<diagnostics::Kind> doubt{};  // of the cell that was read: it counts, but not without a warning
};

// Whether a cell says that nothing is reported: a blank one and a dash say nothing at all, a word (N/A, 未报) says that it is so.
enum class Absence : std::uint8_t { none, blank, said };
Absence absence(std::string_view text);

class CellReader {
 public:
  CellReader(const types::Schema& schema, types::FactId fact, const std::optional<binding::HeadingUnit>& unit);
  CellReader(CellReader&&) noexcept;
  ~CellReader();

  // The common case, a bare decimal that is in order; false for anything else, with `entry` as it was.
  bool read_plain(std::string_view text, Entry& entry) const {
    if (!plain_ || text.empty() || text.size() > kPlainLength) return false;
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool negative = *at == '-';
    at += negative;
    if (at == end) return false;
    std::int64_t data = 0;
    int decimals = 0;
    const char* point = nullptr;
    for (; at != end; ++at) {
      const auto digit = static_cast<unsigned char>(*at - '0');
      if (digit <= 9) data = data * 10 + digit;
      else if (*at == '.' && point == nullptr && at != text.data() + negative && at + 1 != end) point = at;
      else return false;
    }
    if (point != nullptr) decimals = static_cast<int>(end - point) - 1;
    if (negative) data = -data;
    const Bounds& bounds = bounds_[static_cast<std::size_t>(decimals)];
    if (data < bounds.low || data > bounds.high || (data <= bounds.small && data >= -bounds.small && data != 0)) return false;
    if (whole_ && data % bounds.one != 0) return false;
    entry.data = data;
    entry.scale = entry.place = static_cast<std::int8_t>(decimals - shift_);
    entry.held = Held::point;
    entry.bare = static_cast<std::int8_t>(shift_);
    return true;
  }

  // Any cell. Faults are reported, and make the entry invalid. Of a missing one, `data` is 1 where a word said so.
  Entry read(std::string_view text, Context& context) const;

  types::FactId fact() const { return fact_; }

  // What read_plain asks of a number with so many decimals.
  struct Bounds {
    std::int64_t low, high;  // what a cell with so many decimals may hold
    std::int64_t small;      // at most so much is suspected to be a ratio that stands in a % column; -1: nothing is
    std::int64_t one;        // 1 with so many decimals
  };
  bool is_plain() const { return plain_; }  // read_plain may be tried
  bool is_whole() const { return whole_; }
  int shift() const { return shift_; }      // a number with n decimals has the scale n - shift
  const Bounds& bounds(int decimals) const { return bounds_[static_cast<std::size_t>(decimals)]; }

 private:
  static constexpr std::size_t kPlainLength = 18;  // characters: fewer digits than an int64 holds

  // Cells that end with the same unit are read alike; the part before it is a plain number.
  struct Suffix;
  std::size_t number_length(std::string_view cell) const;
  bool read_suffixed(std::string_view cell, Entry& entry) const;
  void remember_suffix(std::string_view cell, const types::Quantity& quantity, Context& context) const;

  Entry read_number(std::string_view cell, std::string_view text, Context& context) const;
  Entry read_rank(std::string_view cell, std::string_view text, Context& context) const;
  Entry read_grade(std::string_view cell, Context& context) const;
  Entry read_flag(std::string_view cell, std::string_view text, Context& context) const;
  void doubt_far_day(base::Date day, std::string_view cell, Context& context) const;
  Entry read_event(std::string_view cell, std::string_view text, Context& context) const;
  Entry checked(const base::Number& value, const base::Number& place, std::string_view cell, Context& context) const;
  std::string range_text() const;

  const types::Fact& declared_;
  types::FactId fact_;
  base::Number ratio_{1};  // of a bare cell to the fact's unit
  base::Number unit_one_;  // what a bare 1 is in base units
  std::string unit_name_;  // as it is written: 万元, 万人
  std::optional<std::string> other_unit_;  // the heading's or the row's, which no value of the fact can be in,
  bool other_kind_ = false;                // as it is one of another kind of thing
  bool plain_ = false;     // read_plain may be tried
  bool whole_ = false;
  int shift_ = 0;          // ratio_ is 10^shift_
  std::array<Bounds, kPlainLength + 1> bounds_{};
  mutable std::vector<Suffix> suffixes_;  // those seen so far, a few
};

}  // namespace assay::facts::cells
