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
inline constexpr std::size_t kMoreMarks = 16;

// Whole lines, looked at before anything is read from them.
struct Lines {
  std::size_t commas = 0;                // that each must have
  std::vector<std::uint32_t> ends;       // offsets of their line feeds
  bool sound = true;                     // else something a record at a time must be read for: a quote, NUL, a lone CR, other commas, a byte that is no UTF-8
  bool quoted = false;                   // that may be only a quote, or a CR that ends a line
  bool returns = false;                  // some lines end in CR LF
};

// Where the numbers of several columns go; each field has one entry a column.
struct NumberColumns {
  std::int64_t* const* data = nullptr;
  std::uint64_t* const* valid = nullptr;     // a bit a row, set beforehand
  const std::int64_t* filler = nullptr;      // what stands in `data` where there is no number
  const std::int64_t* decimals = nullptr;    // what stands in `data` is in units of 10^-decimals of the cells'; kNoNumbers: its cells are not read here
};
inline constexpr std::int64_t kNoNumbers = -1000;

struct Kernels {
  std::string_view name;
  // Adds the lines of a text that ends with a line feed; stops where they are not sound.
  void (*survey)(std::string_view text, Lines& lines);
  // Writes the offsets of all commas and line feeds, the first byte's being `base`; up to kMoreMarks more are overwritten. Their number.
  std::size_t (*mark)(std::string_view text, std::uint32_t base, std::uint32_t* marks);
  // Reads the cells of one row as bare decimals: an empty one is cleared, so is any that is no such number or does not fit its column, and its
  // index is added to `left`. Cell i is text[marks[cells[i] - 1] + 1, marks[cells[i]]); marks[-1] is the end of the row before.
  void (*numbers)(const char* text, const std::uint32_t* marks, std::span<const std::uint32_t> cells, const NumberColumns& columns, std::size_t row,
                  std::vector<std::uint32_t>& left);
  // Whether all numbers are from low to high, and none but 0 from -small to small.
  bool (*within)(std::span<const std::int64_t> numbers, std::int64_t low, std::int64_t high, std::int64_t small);
};

const Kernels& kernels();                       // the fastest that this processor has
std::span<const Kernels> all_kernels();         // all that it has, the portable one first

}  // namespace assay::facts::csv
