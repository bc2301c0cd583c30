#include "facts/read/rows.h"

#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::facts::read {

using diagnostics::Kind;

ItemRows::ItemRows(const FileContext& file) : Rows(file) {
  const types::List& list = file.schema[file.layout.list];
  SourceFile& source = file.store.files.back();
  source.item_column = file.layout.item + 1;
  readers_.reserve(file.layout.facts.size());
  for (const binding::FactColumn& column : file.layout.facts) {
    readers_.emplace_back(file.schema, column.fact, column.unit);
    source.columns.emplace(column.fact.value, column.column + 1);
    fields_.push_back(static_cast<std::size_t>(std::find(list.fields.begin(), list.fields.end(), column.fact) - list.fields.begin()));
  }
}

void ItemRows::take(std::span<const std::string_view> cells, std::uint64_t row) {
  at_row(row);
  const types::List& list = file_.schema[file_.layout.list];
  const bool placed = binder_.bind(cells, row);
  const std::uint32_t column_of_item = file_.layout.item;
  const std::string_view name = binding::trimmed(cells[column_of_item]);
  if (name.empty()) {
    file_.sink.report(Kind::facts_no_item, cell_at(row, column_of_item), {list.name});
    return;
  }
  if (binding::is_no_name(name)) {
    file_.faults.add(Kind::facts_nameless_item, cell_at(row, column_of_item), {std::string(name)});
    return;
  }
  if (binding::is_total_item(name)) {
    file_.faults.add(Kind::facts_total_row, cell_at(row, column_of_item), {std::string(name)});
    return;
  }
  if (const auto control = binding::bidi_control(name)) {
    file_.faults.add(Kind::facts_bidi_control, cell_at(row, column_of_item), {*control});
    return;
  }
  if (!placed) return;
  const RowBinder::Target target = binder_.target(list.dimensions);
  if (target.extra) {
    file_.faults.add(Kind::facts_not_per, cell_at(row, column_of_item), {list.name, file_.schema[*target.extra].name});
    return;
  }
  if (target.member == kTotal) {
    file_.sink.report(Kind::facts_item_member, cell_at(row, column_of_item), {file_.schema[list.dimensions.front()].name, list.name});
    return;
  }
  ListItems& items = file_.store.lists[file_.layout.list.index()];
  const auto item = static_cast<std::uint32_t>(items.items.size());
  const auto [earlier, added] = items.numbers.try_emplace({{binder_.unit(), target.member}, binder_.is_review(), std::string(name)}, item);
  if (!added) {
    report_repeated(items.items[earlier->second], row);
    return;
  }
  const auto whole = binding::whole_names();
  if (std::find(whole.begin(), whole.end(), name) != whole.end()) file_.faults.add(Kind::facts_whole_item, cell_at(row, column_of_item), {std::string(name), list.name});
  items.items.push_back({binder_.unit(), target.member, context_.store_row, std::string(name), binder_.is_review()});
  for (auto& field : items.fields) field.emplace_back().owner = item;
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const std::uint32_t column = file_.layout.facts[i].column;
    Entry entry = read_cell(readers_[i], cells[column], column);
    entry.owner = item;
    items.fields[fields_[i]].back() = entry;
  }
}

void ItemRows::report_repeated(const ListItem& earlier, std::uint64_t row) {
  const SourceFile& source = file_.store.file_of(earlier.row);
  const std::uint64_t earlier_row = earlier.row - source.first_row + 1;
  std::string where = std::to_string(earlier_row);
  const bool elsewhere = &source != &file_.store.files.back();
  if (elsewhere) where += " (" + source.path + ")";
  auto& diagnostic = file_.sink.report(Kind::facts_repeated_item, cell_at(row, file_.layout.item), {earlier.name, where, binder_.reported_on() ? "rows of a list are not corrected by later ones: keep one row, with what holds now" : "keep one of the two, or tell the two apart by their names"});
  diagnostic.arguments_zh = {earlier.name, where, binder_.reported_on() ? "名单的行不按填报时间更正：同一项只留一行，写现在的内容" : "只留其一；若是不同的两项，请用不同的名称区分"};
  if (elsewhere) diagnostic.related.push_back({{}, diagnostics::Cell{source.path, earlier_row, source.item_column}, {"reported here", "已在此填报"}});
}

}  // namespace assay::facts::read
