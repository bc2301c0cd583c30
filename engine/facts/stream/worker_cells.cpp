// What becomes of cells that the kernels have read, and of those that they left.
#include "diagnostics/kinds.h"
#include "facts/stream/worker.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace assay::facts::stream {

namespace {

constexpr int kMostScale = 18;

std::int64_t power_of_ten(int n) {
  std::int64_t out = 1;
  for (; n > 0; --n) out *= 10;
  return out;
}

// A number beside the others, in a column of theirs if it can be.
void put_number(columns::Column& column, std::size_t row, std::int64_t data, int scale) {
  const auto aside = [&] { column.odd.push_back({static_cast<std::uint32_t>(row), types::Value::point(*base::Number::scaled(data, scale))}); };
  int more = column.scale - scale;
  if (more < 0 && scale <= kMostScale && -more <= kMostScale) {
    // All that stand already take its scale, if all can.
    const std::int64_t factor = power_of_ten(-more);
    bool fits = true;
    std::int64_t ignored = 0;
    columns::for_each_set(column.valid, [&](std::size_t i) { fits = fits && !__builtin_mul_overflow(column.data[i], factor, &ignored); });
    if (!fits) return aside();
    columns::for_each_set(column.valid, [&](std::size_t i) { column.data[i] *= factor; });
    column.scale = scale;
    more = 0;
  }
  std::int64_t scaled = 0;
  if (more < 0 || more > kMostScale || __builtin_mul_overflow(data, power_of_ten(more), &scaled)) return aside();
  column.data[row] = scaled;
  column.valid.set(row);
}

}  // namespace

// Rows that a unit does not have.
void Worker::fill_gaps() {
  const std::size_t groups = r_.groups.size();
  const std::size_t units = records_.front().size();
  if (row_ == groups * units) return;
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t row = 0; row < units; ++row) {
      if (records_[g][row] != 0) continue;
      for (std::size_t f = 0; f < values(); ++f) {
        const std::size_t c = g * values() + f;
        data_[c][row] = filler_[c];
        valid_[c][row / 64] &= ~(std::uint64_t{1} << (row % 64));
      }
    }
  }
}

// What the fact asks of a number is asked of the whole column; where that is in doubt, of each.
void Worker::check_columns() {
  for (std::size_t g = 0; g < r_.groups.size(); ++g) {
    for (std::size_t f = 0; f < values(); ++f) {
      const std::size_t c = g * values() + f;
      if (decimals_[c] == csv::kNoNumbers) continue;
      const auto& bounds = reader(c).bounds(static_cast<int>(decimals_[c]));
      if (least_[c] < bounds.low || most_[c] > bounds.high || (reader(c).is_whole() && bounds.one != 1) ||
          (bounds.small > 0 && csv::kernels().any_small({data_[c], records_.front().size()}, bounds.small)))
        check_column(g, f);
    }
  }
}

void Worker::check_column(std::size_t group, std::size_t fact) {
  columns::Column& column = into_[group * values() + fact]->column;
  const cells::CellReader& read_by = reader(group * values() + fact);
  const auto& bounds = read_by.bounds(static_cast<int>(decimals_[group * values() + fact]));
  const bool whole = read_by.is_whole();
  columns::for_each_set(column.valid, [&](std::size_t row) {
    const std::int64_t data = column.data[row];
    const bool small = data != 0 && data <= bounds.small && data >= -bounds.small;
    if (data >= bounds.low && data <= bounds.high && !small && (!whole || data % bounds.one == 0)) return;
    leave(group, fact, row);
  });
}

// Takes a number out of its column, to be read as a cell by itself.
void Worker::leave(std::size_t group, std::size_t fact, std::size_t row) {
  const std::size_t c = group * values() + fact;
  into_[c]->column.valid.reset(row);
  into_[c]->column.data[row] = filler_[c];
  std::string_view rest(text_ + begins_[group][row], length_ - begins_[group][row]);
  for (std::uint32_t i = 0; i < cells_[fact]; ++i) rest.remove_prefix(rest.find(',') + 1);
  std::string_view text = rest.substr(0, rest.find_first_of(",\n"));
  if (text.ends_with('\r')) text.remove_suffix(1);
  left_.push_back({records_[group][row], static_cast<std::uint32_t>(fact), static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(row),
                   static_cast<std::uint32_t>(text.data() - text_), static_cast<std::uint32_t>(text.size())});
}

void Worker::put(columns::Column& column, std::size_t row, const Entry& entry) const {
  switch (entry.held) {
    case Held::missing: return;
    case Held::invalid: column.odd.push_back({static_cast<std::uint32_t>(row), types::Value::none()}); return;
    case Held::point: put_number(column, row, entry.data, entry.scale); return;
    case Held::wide: break;
  }
  const base::Number value = store_.value(entry);
  if (const auto data = value.to_scaled(column.scale)) {
    column.data[row] = *data;
    column.valid.set(row);
  } else {
    column.odd.push_back({static_cast<std::uint32_t>(row), types::Value::point(value)});
  }
}

// All cells that are no bare decimals in order, one by one and in their order.
void Worker::read_left(diagnostics::Sink& sink) {
  std::sort(left_.begin(), left_.end(), [](const LeftCell& a, const LeftCell& b) { return std::tie(a.record, a.value) < std::tie(b.record, b.value); });
  cells::Context context{r_.schema, r_.names, store_, sink, source_->path};
  for (const LeftCell& each : left_) read_cell(context, each, {text_ + each.begin, each.length});
}

void Worker::read_cell(cells::Context& context, const LeftCell& left, std::string_view text) {
  Entry entry;
  context.row = left.record;
  context.column = cells_[left.value] + 1;
  if (!reader(left.group * values() + left.value).read_plain(text, entry)) entry = reader(left.group * values() + left.value).read(text, context);
  if (entry.held == Held::missing) return;
  const Group& group = r_.groups[left.group];
  const types::Fact& fact = r_.schema[group.cells[left.value].fact];
  if (fact.evidence && unproven_[left.group][left.row] != 0) {
    context.sink.report(diagnostics::Kind::cell_no_evidence, diagnostics::Cell{context.path, context.row, context.column}, {types::qualified_name(fact)});
    entry.held = Held::invalid;
  }
  if (!days_.empty() && days_[left.group][left.row] != kNoDay)
    cells::doubt_by_day(fact, entry, text, base::Date{days_[left.group][left.row]}, cells::may_be_early(fact) ? group.period : std::nullopt, context);
  if (context.doubt && entry.held != Held::invalid) {
    const Place at{r_.file, context.column, context.row};
    remarks_->doubts.try_emplace(at, Doubt{*context.doubt, at});
  }
  context.doubt.reset();
  const std::size_t column = left.group * values() + left.value;
  Batch::Cells& cells = *into_[column];
  put(cells.column, left.row, entry);
  const int of_column = reader(column).is_plain() ? reader(column).shift() : kUnitNamed;
  if (entry.held != Held::invalid && entry.bare != of_column) bare_->push_back({r_.groups[left.group].cells[left.value], left.row, entry.bare});
  if (!keep_raw_ && entry.held != Held::invalid) return;
  cells.raw.resize(cells.column.size());
  cells.raw[left.row] = binding::trimmed(text);
}

void Worker::finish(Batch& batch) {
  filled_ = into_.size();
  for (std::size_t g = 0; g < r_.groups.size(); ++g)
    for (std::size_t f = 0; f < values(); ++f) {
      columns::Column& column = into_[g * values() + f]->column;
      std::sort(column.odd.begin(), column.odd.end(), [](const columns::Odd& a, const columns::Odd& b) { return a.row < b.row; });
      if (!column.odd.empty() || column.valid.any()) continue;
      spare_.push_back(batch.cells.extract(r_.groups[g].cells[f]));
      --filled_;
    }
}

}  // namespace assay::facts::stream
