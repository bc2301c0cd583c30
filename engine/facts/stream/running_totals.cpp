#include "facts/stream/running_totals.h"

#include "facts/rollup/steps.h"
#include "facts/store/store.h"

#include <optional>

namespace assay::facts::stream {

namespace {

// A value that is there, in order.
std::optional<base::Number> number_at(const columns::Column* column, std::size_t row) {
  if (column == nullptr) return std::nullopt;
  const types::Value value = column->at(row);
  return value.invalid || !value.is_point() ? std::nullopt : value.range.low;
}

bool falls(const std::vector<const columns::Column*>& columns, std::size_t row) {
  const columns::Column* before = nullptr;
  for (const columns::Column* now : columns) {
    if (now == nullptr || (!now->valid.get(row) && !number_at(now, row))) continue;
    if (before != nullptr) {
      const bool plain = before->scale == now->scale && before->valid.get(row) && now->valid.get(row);
      if (plain ? now->data[row] < before->data[row] : *number_at(now, row) < *number_at(before, row)) return true;
    }
    before = now;
  }
  return false;
}

}  // namespace

void check_totals(const types::Schema& schema, const binding::Layout& layout, const std::string& path, const std::vector<CellKey>& keys, const Batch& batch,
                  diagnostics::Sink& sink) {
  std::vector<const columns::Column*> columns;
  for (const CellKey& key : keys) columns.push_back(batch.find(key));
  std::vector<std::size_t> fallen;
  for (std::size_t row = 0; row < batch.rows(); ++row)
    if (falls(columns, row)) fallen.push_back(row);
  if (fallen.empty()) return;
  // What the roll-up would look at, of these rows only.
  Store store(schema);
  SourceFile& file = store.files.emplace_back();
  file.path = path;
  file.first_row = 1;
  if (layout.value) file.value_column = *layout.value + 1;
  for (const binding::FactColumn& each : layout.facts) file.columns.emplace(each.fact.value, each.column + 1);
  std::vector<Series> series(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    series[i].key = keys[i];
    for (const std::size_t row : fallen) {
      const auto value = number_at(columns[i], row);
      if (!value) continue;
      series[i].entries.push_back(store.make(*value, base::Number{1}, static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(batch.place(keys[i], row)->row)));
    }
  }
  rollup::Context context{schema, store, sink};
  rollup::check_cumulative(context, series);
}

}  // namespace assay::facts::stream
