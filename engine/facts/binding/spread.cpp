#include "facts/binding/spread.h"

#include "diagnostics/kinds.h"
#include "facts/binding/periods.h"

#include <algorithm>

namespace assay::facts::binding {

namespace {

using diagnostics::Kind;
using diagnostics::Language;

constexpr std::size_t kMostNamed = 4;  // of the headings
constexpr std::size_t kMostRows = 2;   // of the example

// The period as a row would say it.
std::optional<std::string> period_name(const types::Schema& schema, std::string_view heading) {
  const std::string text = plain(heading);
  const NamedPeriod found = read_period(text);
  if (found.period) return text;
  return found.no_year ? std::optional(with_year(text, base::civil(schema.season.from).year)) : std::nullopt;
}

std::string joined(const std::vector<std::string>& all, std::size_t most, std::string_view comma) {
  std::string out;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) out += std::string(i == 0 ? "" : comma) + all[i];
  return out;
}

// The same table with a row for each of the items.
struct Example {
  std::string heading;
  std::vector<std::string> rows;
};

// `in_place`: the heading of the column that takes the items' names.
Example example_of(std::span<const HeadingCell> cells, const Spread& spread, const std::vector<Spread::Item>& items,
                   const std::string& in_place, Language language) {
  // In the language of the headings that are there, if they show one.
  const auto first = std::find_if(cells.begin(), cells.end(), [](const HeadingCell& cell) { return cell.fixed.has_value(); });
  const bool zh = first == cells.end() ? language == Language::zh : static_cast<unsigned char>(first->text.front()) >= 0x80;
  const std::string fact = zh ? "指标" : "fact", value = zh ? "数值" : "value";
  std::vector<std::string> heading;
  std::size_t place = 0;
  bool has_fact = false, placed = false;
  const auto put_place = [&] {
    if (!has_fact) heading.push_back(fact);
    has_fact = true;
    place = heading.size();
    heading.push_back(in_place.empty() ? (zh ? "期间" : "period") : in_place);
    placed = true;
  };
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const HeadingCell& cell = cells[i];
    if (items.front().column == i) put_place();
    if (spread.has(i) || cell.text.empty() || cell.fixed == Column::value || cell.is_value) continue;
    if (!cell.fixed && !cell.dimension) continue;  // a column for a fact: it is named in the rows
    if (cell.fixed == Column::fact && has_fact) continue;
    has_fact = has_fact || cell.fixed == Column::fact;
    heading.emplace_back(cell.text);
  }
  if (!placed) put_place();
  heading.push_back(value);
  Example out{joined(heading, heading.size(), ","), {}};
  for (const Spread::Item& item : items) {
    std::vector<std::string> row(heading.size(), "…");
    row[place] = item.name;
    out.rows.push_back(joined(row, row.size(), ","));
  }
  return out;
}

}  // namespace

bool Spread::has(std::size_t column) const {
  const auto is_it = [&](const Item& each) { return each.column == column; };
  return std::any_of(periods.begin(), periods.end(), is_it) || std::any_of(members.begin(), members.end(), is_it);
}

Spread find_spread(const types::Schema& schema, const Names& names, std::span<const HeadingCell> cells) {
  Spread out;
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    const HeadingCell& cell = cells[i];
    if (cell.text.empty() || cell.is_known()) continue;
    const std::string name = cell.split ? cell.split->name : std::string(cell.text);
    if (auto period = period_name(schema, name)) {
      out.periods.push_back({i, *std::move(period)});
      continue;
    }
    for (std::size_t d = 0; d < schema.dimensions.size(); ++d) {
      const types::DimensionId dimension(d);
      if ((out.dimension && *out.dimension != dimension) || !names.member(dimension, name)) continue;
      out.dimension = dimension;
      out.members.push_back({i, name});
      break;
    }
  }
  return out;
}

void report_spread(const types::Schema& schema, std::span<const HeadingCell> cells, const Spread& spread, std::uint64_t row,
                   const std::string& path, diagnostics::Sink& sink) {
  const auto report = [&](Kind kind, const std::vector<Spread::Item>& items, const std::string& in_place) {
    if (items.empty()) return;
    std::vector<std::string> headings;
    for (const Spread::Item& each : items) headings.emplace_back(cells[each.column].text);
    const auto arguments = [&](Language language, std::string_view comma) {
      const Example example = example_of(cells, spread, items, in_place, language);
      const std::string more = headings.size() > kMostNamed ? " … (" + std::to_string(headings.size()) + ")" : "";
      return std::vector{"`" + joined(headings, kMostNamed, comma) + "`" + more, example.heading, "`" + joined(example.rows, kMostRows, comma) + "`", in_place};
    };
    sink.report(kind, diagnostics::Cell{path, row, items.front().column + 1}, arguments(Language::en, "`, `")).arguments_zh = arguments(Language::zh, "`、`");
  };
  report(Kind::facts_period_columns, spread.periods, "");
  report(Kind::facts_member_columns, spread.members, spread.dimension ? schema[*spread.dimension].name : "");
}

}  // namespace assay::facts::binding
