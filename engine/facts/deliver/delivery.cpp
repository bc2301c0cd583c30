#include "facts/deliver/delivery.h"

#include "facts/deliver/column_builder.h"

#include <algorithm>
#include <utility>

namespace assay::facts::deliver {

Delivery::Delivery(const types::Schema& schema, const Store& store, std::vector<Series> series, std::vector<std::uint32_t> units,
                   const Options& options, bool self, std::shared_ptr<const Remarks> remarks)
    : schema_(schema),
      store_(store),
      series_(std::move(series)),
      units_(std::move(units)),
      batch_rows_(std::max<std::size_t>(options.batch_rows, 1)),
      keep_raw_(options.keep_raw),
      remarks_(std::move(remarks)) {
  cursors_.assign(series_.size(), 0);
  for (const Series& each : series_) scales_.push_back(column_scale(store, each.entries));
  lists_.resize(store.lists.size());
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const ListItems& items = store.lists[i];
    std::vector<std::uint32_t>& order = lists_[i].order;
    for (std::uint32_t n = 0; n < items.items.size(); ++n)
      if (items.stands(items.items[n], self)) order.push_back(n);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return items.items[a].unit < items.items[b].unit; });
    for (const std::vector<Entry>& field : items.fields) lists_[i].scales.push_back(column_scale(store, field));
  }
}

bool Delivery::next(Batch& batch) {
  batch = Batch{};
  if (at_ == units_.size()) return false;
  const std::size_t rows = std::min(batch_rows_, units_.size() - at_);
  batch.units.reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) batch.units.push_back(store_.units[units_[at_ + i]]);
  for (const SourceFile& file : store_.files) batch.files.push_back(file.path);
  batch.remarks = remarks_;
  const std::uint32_t from = units_[at_];
  const std::uint32_t to = units_[at_ + rows - 1] + 1;
  fill_cells(batch, from, to);
  batch.lists.resize(lists_.size());
  for (std::size_t i = 0; i < lists_.size(); ++i) fill_list(batch, i, from, to);
  at_ += rows;
  return true;
}

// Units are numbered without a gap, or there is one only: a unit's row is its distance from the first.
void Delivery::fill_cells(Batch& batch, std::uint32_t from, std::uint32_t to) {
  BatchTexts texts(store_, batch.texts);
  batch.cells.reserve(series_.size());
  PlaceFinder places(store_);
  for (std::size_t i = 0; i < series_.size(); ++i) {
    const std::vector<Entry>& entries = series_[i].entries;
    std::size_t& cursor = cursors_[i];
    while (cursor < entries.size() && entries[cursor].owner < from) ++cursor;
    if (cursor == entries.size() || entries[cursor].owner >= to) continue;
    Batch::Cells& cells = batch.cells[series_[i].key];
    ColumnBuilder builder(schema_, series_[i].key.fact, scales_[i], batch.rows(), texts, places, cells.column, cells.places);
    for (; cursor < entries.size() && entries[cursor].owner < to; ++cursor) {
      const Entry& entry = entries[cursor];
      const std::size_t row = entry.owner - from;
      builder.add(row, entry);
      if (!keep_raw_ && entry.held != Held::invalid) continue;
      if (const auto raw = store_.raw(entry.row, cells.places[row].column)) {
        cells.raw.resize(batch.rows());
        cells.raw[row] = *raw;
      }
    }
  }
}

void Delivery::fill_list(Batch& batch, std::size_t list, std::uint32_t from, std::uint32_t to) {
  const ListItems& items = store_.lists[list];
  ListState& state = lists_[list];
  ListTable& table = batch.lists[list];
  table.reported = !state.order.empty();
  table.reported_units.assign(batch.rows(), false);
  while (state.cursor < state.order.size() && items.items[state.order[state.cursor]].unit < from) ++state.cursor;
  const std::size_t begin = state.cursor;
  while (state.cursor < state.order.size() && items.items[state.order[state.cursor]].unit < to) ++state.cursor;
  for (std::size_t i = begin; i < state.cursor; ++i) {
    const ListItem& item = items.items[state.order[i]];
    table.unit.push_back(item.unit - from);
    table.member.push_back(item.member);
    table.item.push_back(item.name);
    table.reported_units.set(item.unit - from);
  }
  table.fields.resize(items.fields.size());
  table.places.resize(items.fields.size());
  table.raw.resize(items.fields.size());
  BatchTexts texts(store_, batch.texts);
  PlaceFinder places(store_);
  for (std::size_t f = 0; f < items.fields.size(); ++f) {
    ColumnBuilder builder(schema_, schema_.lists[list].fields[f], state.scales[f], state.cursor - begin, texts, places,
                          table.fields[f], table.places[f]);
    for (std::size_t i = begin; i < state.cursor; ++i) {
      const Entry& entry = items.fields[f][state.order[i]];
      builder.add(i - begin, entry);
      if (entry.held == Held::missing || (!keep_raw_ && entry.held != Held::invalid)) continue;
      if (const auto raw = store_.raw(entry.row, table.places[f][i - begin].column)) {
        table.raw[f].resize(state.cursor - begin);
        table.raw[f][i - begin] = *raw;
      }
    }
  }
}

}  // namespace assay::facts::deliver
