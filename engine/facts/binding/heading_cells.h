// The cells of a heading with all that each may be called, looked up once for the several questions that are asked of them.
#pragma once

#include "facts/binding/heading_text.h"
#include "facts/binding/names.h"
#include "types/schema.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace assay::facts::binding {

struct HeadingCell {
  std::string_view text;                 // trimmed
  std::optional<Column> fixed;
  std::optional<types::DimensionId> dimension;
  std::optional<types::ListId> list;
  std::span<const types::FactId> facts;
  std::optional<NameAndUnit> split;      // where parentheses end it,
  std::span<const types::FactId> facts_of_name;  // the facts that the name before them means,
  bool is_value = false;                 // or whether that is the column of the values: `数值（亿元）`

  // Whether it could stand in a file of this rulebook.
  bool is_known() const { return fixed || dimension || list || !facts.empty() || is_value || !facts_of_name.empty(); }
};

std::vector<HeadingCell> look_up(const Names& names, std::span<const std::string_view> cells);
std::size_t count_known(std::span<const HeadingCell> cells);

}  // namespace assay::facts::binding
