// Periods or members that stand in a heading, each with a column of its own, where a file has a row for each.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/heading_cells.h"
#include "facts/binding/names.h"
#include "types/schema.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::facts::binding {

struct Spread {
  struct Item {
    std::uint32_t column = 0;  // from 0
    std::string name;          // as a row would say it: a period with its year
  };
  std::vector<Item> periods;
  std::vector<Item> members;
  std::optional<types::DimensionId> dimension;  // of members

  bool is_any() const { return !periods.empty() || !members.empty(); }
  bool has(std::size_t column) const;
};

// Of the cells of a heading; what is a fact or a column of any form is none.
Spread find_spread(const types::Schema& schema, const Names& names, std::span<const HeadingCell> cells);

// Says so, with the rows that would do, made of the same heading.
void report_spread(const types::Schema& schema, std::span<const HeadingCell> cells, const Spread& spread, std::uint64_t row,
                   const std::string& path, diagnostics::Sink& sink);

}  // namespace assay::facts::binding
