// What is asked of the cells of one unit beside each other, told as the roll-up tells it: running totals that fall within a season, and numbers that
// were perhaps filled in in another unit.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/heading.h"
#include "facts/facts.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace assay::facts::stream {

// A column of cells: under which key it was reported, under which it stands, and Entry::bare of its bare decimals.
struct StandingKey {
  CellKey reported, standing;
  std::int8_t bare = 0;
};

// One question, of one fact.
struct Question {
  enum class Kind : std::uint8_t { magnitude, totals };
  Kind kind{};
  std::vector<StandingKey> columns;  // totals: of one member and season, by their last days; magnitude: all, by member and period
};

// In the order in which the roll-up asks them. `totals`: indices of keys, as rollup::Untouched.
std::vector<Question> questions(const types::Schema& schema, const std::vector<StandingKey>& keys, const std::vector<std::vector<std::size_t>>& totals);

// Entry::bare of a cell where it is not that of its column.
struct Bare {
  CellKey standing;
  std::uint32_t row = 0;
  std::int8_t bare = 0;
};

// `layouts`: of the batch's files.
void ask(const types::Schema& schema, const Question& question, std::span<const binding::Layout* const> layouts, const std::vector<Bare>& bare,
         const Batch& batch, Remarks& remarks, diagnostics::Sink& sink);

}  // namespace assay::facts::stream
