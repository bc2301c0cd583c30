#include "facts/read/measure_row.h"

#include "diagnostics/kinds.h"
#include "facts/binding/names.h"
#include "types/unit.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

namespace assay::facts::read {

namespace {

constexpr std::size_t kMostShown = 3;

// `万人次`, `（亿元）`: what would be a quantity behind a number.
std::string measure_of(const types::Schema& schema, std::string_view cell) {
  std::string text = binding::plain(cell);
  if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  if (text.empty()) return {};
  const auto quantity = types::parse_quantity("1" + text, schema.units, true);
  const auto* read = std::get_if<types::Quantity>(&quantity);
  return read != nullptr && !read->bare ? text : std::string();
}

}  // namespace

bool is_measure_row(const types::Schema& schema, const binding::Layout& layout, std::span<const std::string_view> cells, const std::string& path,
                    std::uint64_t row, diagnostics::Sink& sink) {
  if (!layout.unit || layout.facts.empty()) return false;
  const std::string_view unit = binding::trimmed(cells[*layout.unit]);
  if (!unit.empty() && !binding::is_measure_label(unit)) return false;
  const auto has_digit = [](std::string_view cell) { return cell.find_first_of("0123456789") != std::string_view::npos; };
  if (std::any_of(cells.begin(), cells.end(), has_digit)) return false;
  struct Said {
    std::string measures, headings;
  } said, said_zh;
  std::uint32_t first = 0;
  std::size_t count = 0;
  for (const binding::FactColumn& column : layout.facts) {
    const std::string measure = measure_of(schema, cells[column.column]);
    if (measure.empty()) continue;
    if (count++ == 0) first = column.column;
    if (count > kMostShown) continue;
    const types::Fact& fact = schema[column.fact];
    const std::string heading = "`" + (fact.label.empty() ? fact.name : fact.label) + "(" + measure + ")`";
    for (auto& [list, comma] : {std::pair(&said, ", "), std::pair(&said_zh, "、")}) {
      list->measures += (list->measures.empty() ? "`" : comma + std::string("`")) + measure + "`";
      list->headings += (list->headings.empty() ? "" : comma) + heading;
    }
  }
  if (count == 0) return false;
  if (count > kMostShown) said.measures += ", …", said_zh.measures += "……";
  sink.report(diagnostics::Kind::facts_measure_row, diagnostics::Cell{path, row, first + 1}, {said.measures, said.headings}).arguments_zh = {said_zh.measures, said_zh.headings};
  return true;
}

}  // namespace assay::facts::read
