// A first look at all bytes of files, in parallel: whether they can be read piece by piece, and where their pieces are.
//
// Several files are read one after the other where they have one heading and each has units of its own; or beside each other, where the first has all
// units, and each other one has more of some of them, in the same order.
#pragma once

#include "facts/facts.h"
#include "facts/stream/shape.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::facts::stream {

struct Span {
  std::uint64_t offset = 0, end = 0;
  std::uint64_t row = 0;     // rows of its file before it,
  std::uint64_t rows = 0;    // and its own
  std::uint32_t units = 0;
  std::uint32_t file = 0;
  std::uint64_t check = 0;   // of the names of its units
};

struct Survey {
  std::vector<Span> pieces;         // not `looked`: stretches of bytes, of which a Range says which rows are the piece's
  bool looked = true;
  std::size_t of_unit = 0;          // not `looked`: bytes that a unit has, about
  std::vector<std::string> keys;    // what rows say of period and members, each once
  bool returns = false;             // some lines end in CR LF
  bool quoted = false;              // some cells are quoted, or lines end in CR alone, in any of the files
  std::size_t units = 0;
  std::optional<std::size_t> only;  // the piece that has Options::only_unit
};

// One of all files that are read one after the other, or one of each that are read beside each other: these have pieces of the same units, and an empty
// piece where a file has none of them. Nothing where the files must be read as a whole: something is wrong with a row, a unit is called as a department, a
// member of a dimension without a column or the column of units is, or rows of one unit stand apart.
// All rows are sound otherwise: UTF-8, with as many cells as the heading, and no two of a unit in a file that say the same of period and members.
std::vector<Survey> survey(const std::vector<Source>& sources, const binding::Names& names, const Options& options);

// What is known of a file of which only the first rows were looked at: what they say of period and members, and so many bytes at a time. Nothing where
// it is small, and where already these say that it must be read as a whole, or has quotes.
std::optional<Survey> first_rows(const Source& source, const Options& options);

// What the names of a piece's units add up to.
inline std::uint64_t add_check(std::uint64_t sum, std::uint64_t hash) { return sum * 31 + hash; }

}  // namespace assay::facts::stream
