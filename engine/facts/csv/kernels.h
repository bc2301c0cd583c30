// The inner loops over the bytes of a file, in a version for each kind of processor; all give the same result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace assay::facts::csv {

// So many bytes before a text and behind it are readable, whatever is in them.
inline constexpr std::size_t kMargin = 64;

// So many marks may be written behind the last.
inline constexpr std::size_t kMoreMarks = 64;

// Whole lines, looked at before anything is read from them.
struct Lines {
  std::size_t commas = 0;                // that each must have
  std::vector<std::uint32_t> ends;       // offsets of their line feeds
  bool sound = true;                     // else something a record at a time must be read for: a quote, NUL, a lone CR, other commas, a byte that is no UTF-8
  bool quoted = false;                   // that may be only a quote, or a CR that ends a line
  bool returns = false;                  // some lines end in CR LF
};

// Rows that follow each other, of as many cells each. The cells of the first are text[marks[n - 1] + 1, marks[n]); marks[-1] is the end of the row before.
struct Rows {
  const std::uint32_t* marks = nullptr;
  std::size_t columns = 0;  // marks a row
  std::size_t count = 0;
};

// Where the numbers of several columns go; each field has one entry a column.
struct NumberColumns {
  std::int64_t* const* data = nullptr;
  std::uint64_t* const* valid = nullptr;     // a bit a row, set beforehand
  const std::int64_t* filler = nullptr;      // what stands in `data` where there is no number
  const std::int64_t* decimals = nullptr;    // what stands in `data` is in units of 10^-decimals of the cells'; kNoNumbers: its cells are not read here
  std::int64_t* least = nullptr;             // lowered to the least that is put into `data`, but for the filler,
  std::int64_t* most = nullptr;              // and raised to the greatest; both must hold the filler beforehand, or what is beyond it
};
inline constexpr std::int64_t kNoNumbers = -1000;

// Rows are read fastest so many at a time.
inline constexpr std::size_t kTogether = 8;

// A cell that was not read.
struct LeftNumber {
  std::uint32_t row = 0;
  std::uint32_t cell = 0;
  friend bool operator==(const LeftNumber&, const LeftNumber&) = default;
};

struct Kernels {
  std::string_view name;
  // Adds the lines of a text that ends with a line feed; stops where they are not sound.
  void (*survey)(std::string_view text, Lines& lines);
  // Writes the offsets of all commas and line feeds, the first byte's being `base`; up to kMoreMarks more are overwritten. Their number.
  std::size_t (*mark)(std::string_view text, std::uint32_t base, std::uint32_t* marks);
  // Reads the cells of rows as bare decimals, the first into `row` of the columns: an empty one is cleared, so is any that is no such number or does
  // not fit its column, and that is added to `left`, in any order. `cells`: which of a row's are read, ascending.
  void (*numbers)(const char* text, const Rows& rows, std::span<const std::uint32_t> cells, const NumberColumns& columns, std::size_t row,
                  std::vector<LeftNumber>& left);
  // Whether one is from -small to small, and not 0; `small` is positive.
  bool (*any_small)(std::span<const std::int64_t> numbers, std::int64_t small);
  // Lowers `least` to how large each valid number is that is not 0, times the factor, and raises `most` to it, row by row. True if some are larger than
  // `largest`, and so were left out.
  bool (*spread)(std::span<const std::int64_t> numbers, const std::uint64_t* valid, std::int64_t factor, std::int64_t largest, std::int64_t* least, std::int64_t* most);
};

const Kernels& kernels();                       // the fastest that this processor has
std::span<const Kernels> all_kernels();         // all that it has, the portable one first

}  // namespace assay::facts::csv
