// What the columns of one file hold: its heading, bound to the schema.
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
#include <utility>
#include <vector>

namespace assay::facts::binding {

// The unit that a heading gives to bare cells: `救护培训人数(万人)`, `数值（亿元）`.
struct HeadingUnit {
  base::Number multiplier{1};  // the 万 of 万人
  types::Unit unit;
  std::string name;            // as it is written
  bool fits = true;            // if not, the fact is in other units, and no bare number can be one of its values
};

struct FactColumn {
  std::uint32_t column = 0;
  types::FactId fact;
  std::optional<HeadingUnit> unit;
};

struct Layout {
  enum class Form : std::uint8_t { by_cell, by_column, list };  // long form, wide form, the items of a list
  Form form = Form::by_cell;
  std::size_t columns = 0;
  std::optional<std::uint32_t> unit, fact, period, value, evidence, reported_at, by, note, measure;  // from 0
  std::optional<std::string> value_unit;  // by_cell: the unit in the heading of the values, as it is written
  std::vector<std::pair<types::DimensionId, std::uint32_t>> dimensions;
  std::vector<FactColumn> facts;        // by_column and list
  std::vector<std::uint32_t> unnamed;   // columns without a heading, which must be empty
  types::ListId list;                   // list
  std::uint32_t item = 0;               // list: the column of its items
};

// What a unit in a heading, or in the column of units of measure, makes of bare cells of a fact.
HeadingUnit heading_unit(const types::Schema& schema, const types::Fact& fact, const std::string& text);
// The unit of bare cells of a fact in a file of the long form, if its heading says one.
std::optional<HeadingUnit> value_unit(const types::Schema& schema, const Layout& layout, types::FactId fact);

// Nothing where the heading cannot be bound; all that is wrong with it was reported.
std::optional<Layout> bind_heading(const types::Schema& schema, const Names& names, std::span<const HeadingCell> cells,
                                   std::uint64_t row, const std::string& path, diagnostics::Sink& sink);

}  // namespace assay::facts::binding
