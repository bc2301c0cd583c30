// A first look at all bytes of a file, in parallel: whether it can be read piece by piece, and where its pieces are.
#pragma once

#include "facts/csv/input.h"
#include "facts/facts.h"
#include "facts/stream/shape.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::facts::stream {

struct Span {
  std::uint64_t offset = 0;  // its end is where the next begins
  std::uint64_t row = 0;     // rows before it
  std::uint32_t units = 0;
  std::uint64_t check = 0;   // of the names of its units
};

struct Survey {
  std::vector<Span> pieces;         // and one more, which says where the last ends
  std::vector<std::string> keys;    // what rows say of period and members, each once
  bool returns = false;             // some lines end in CR LF
  bool quoted = false;              // some cells are quoted, or lines end in CR alone
  std::size_t units = 0;
  std::optional<std::size_t> only;  // the piece that has Options::only_unit
};

// Nothing where the file must be read as a whole: something is wrong with a row, or rows of one unit stand apart. All rows are sound otherwise: UTF-8, with as many cells as the heading, and no two of a unit that say the same of period and members.
std::optional<Survey> survey(const csv::RandomFile& file, const Shape& shape, const Options& options);

// What the names of a piece's units add up to.
inline std::uint64_t add_check(std::uint64_t sum, std::uint64_t hash) { return sum * 31 + hash; }

}  // namespace assay::facts::stream
