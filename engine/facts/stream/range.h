// A stretch of a file that one thread looks at before anything is read.
#pragma once

#include "facts/csv/input.h"
#include "facts/csv/kernels.h"
#include "facts/facts.h"
#include "facts/store/store.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::facts::stream {

// Where a unit's rows begin, behind Range::from, and how many rows of the range stand before them.
struct UnitBegin {
  std::uint32_t offset = 0;
  std::uint32_t row = 0;
};

// So many bytes are looked at at once; rows of a unit that are more are left to who reads files as a whole.
inline constexpr std::size_t kMostBlock = 1 << 26;

// A range: the units of which the first row begins in it, but for those of a row that begins at or before its start.
class Range {
 public:
  // With `quotes` the range must be the whole file: where a line ends depends on all before it.
  void run(const csv::RandomFile& file, const Shape& shape, const Options& options, std::uint64_t begin, std::uint64_t to, bool quotes);

  // The same without quotes for one piece, whose bytes stay in `block`. Reads `more` bytes behind `to` at first.
  void run_whole(const csv::RandomFile& file, const Shape& shape, const Options& options, std::uint64_t begin, std::uint64_t to, std::size_t more,
                 std::vector<char>& block);
  // After that: its piece, and where its bytes stand in the block; no units where no row begins in it.
  Span whole() const;
  std::size_t place() const { return csv::kMargin + static_cast<std::size_t>(pieces.empty() ? 0 : pieces.front().offset - block_at_); }

  bool sound = true;
  bool quoted = false;                 // not sound, but perhaps so with `quotes`
  bool returns = false;
  std::uint64_t rows = 0;
  std::uint64_t from = 0;              // where it was to begin
  std::uint64_t end = 0;               // where its last row has ended
  std::vector<std::uint64_t> hashes;   // of its units, in order
  bool keeps_begins = false;           // whether it has:
  std::vector<UnitBegin> begins;       // of each unit
  std::vector<Span> pieces;            // rows from the first of the range on
  std::vector<std::string> keys;       // in the order in which they came

 private:
  enum class State : std::uint8_t { skipping, owning, finishing, done };
  void start(const Shape& shape, std::uint64_t begin);
  void finish();
  bool take_lines(std::string_view text, std::uint64_t offset, const Shape& shape, const Options& options, std::uint64_t to);
  std::optional<std::size_t> take_records(std::string_view text, std::uint64_t offset, const Shape& shape, const Options& options);
  bool take(std::span<const std::string_view> cells, std::uint64_t offset, const Shape& shape, const Options& options, std::uint64_t to);
  bool take_key(std::string_view key);
  bool split(std::string_view line, const Shape& shape);
  void keep_unit() { last_unit_ = kept_unit_.assign(last_unit_); }  // before its text goes

  State state_ = State::skipping;
  bool one_piece_ = false;
  std::uint64_t block_at_ = 0;             // what of the file stands at the block's beginning, behind its margin
  csv::Lines lines_;
  std::string_view last_unit_;             // of the row before, where its text stands or in `kept_unit_`
  std::string kept_unit_;
  bool has_last_ = false;
  std::vector<std::string_view> cells_;
  std::string scratch_;
  TextMap<std::uint32_t> numbers_;         // of keys
  std::vector<std::uint64_t> seen_;        // by key: the unit, from 1, that last had it
  std::vector<std::uint64_t> recent_;      // some of the hashes of before, while it runs
  std::uint32_t expected_ = 0;             // the key that comes next, if units have the same in the same order
};

}  // namespace assay::facts::stream
