#include "facts/binding/heading_cells.h"

#include <algorithm>

namespace assay::facts::binding {

std::vector<HeadingCell> look_up(const Names& names, std::span<const std::string_view> cells) {
  std::vector<HeadingCell> out(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    HeadingCell& cell = out[i];
    cell.text = trimmed(cells[i]);
    cell.fixed = fixed_column(cell.text);
    cell.dimension = names.dimension(cell.text);
    cell.list = names.list(cell.text);
    cell.facts = names.facts(cell.text);
    cell.split = split_unit(cell.text);
    if (!cell.split) continue;
    cell.facts_of_name = names.facts(cell.split->name);
    cell.is_value = fixed_column(cell.split->name) == Column::value;
  }
  return out;
}

std::size_t count_known(std::span<const HeadingCell> cells) {
  return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const HeadingCell& cell) { return cell.is_known(); }));
}

}  // namespace assay::facts::binding
