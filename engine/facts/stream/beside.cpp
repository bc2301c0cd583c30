#include "facts/stream/beside.h"

#include "facts/csv/kernels.h"
#include "facts/rollup/steps.h"
#include "facts/store/store.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

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

std::vector<std::size_t> fallen_rows(const std::vector<const columns::Column*>& columns, std::size_t rows) {
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < rows; ++row)
    if (falls(columns, row)) out.push_back(row);
  return out;
}

// The rows in which some numbers of a line may lie far apart: all in which they do, and perhaps others.
class FarApart {
 public:
  explicit FarApart(std::size_t rows) : least_(rows), most_(rows), far_(rows, false) {}

  void look_at(const std::vector<const columns::Column*>& line) {
    int scale = std::numeric_limits<int>::min();
    for (const columns::Column* each : line) scale = std::max(scale, each->scale);
    std::fill(least_.begin(), least_.end(), kHighest);
    std::fill(most_.begin(), most_.end(), 0);
    for (const columns::Column* each : line) {
      const int more = scale - each->scale;
      if (more > kMostMore) {
        columns::for_each_set(each->valid, [&](std::size_t row) { far_[row] = true; });
      } else {
        add(*each, power_of(more));
      }
      for (const columns::Odd& odd : each->odd) far_[odd.row] = true;
    }
    for (std::size_t row = 0; row < far_.size(); ++row)
      if (!far_[row] && most_[row] / rollup::kApart >= least_[row]) far_[row] = is_far(line, row, scale);
  }

  std::vector<std::size_t> rows() const {
    std::vector<std::size_t> out;
    for (std::size_t row = 0; row < far_.size(); ++row)
      if (far_[row]) out.push_back(row);
    return out;
  }

 private:
  static constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  static constexpr int kMostMore = 17;

  static std::int64_t power_of(int n) {
    std::int64_t out = 1;
    for (; n > 0; --n) out *= 10;
    return out;
  }

  // Whether the roll-up's question finds some that are alike, and others far from them; of points that have the scale.
  bool is_far(const std::vector<const columns::Column*>& line, std::size_t row, int scale) {
    sizes_.clear();
    for (const columns::Column* each : line) {
      if (!each->valid.get(row) || each->data[row] == 0) continue;
      const std::int64_t value = each->data[row];
      sizes_.push_back((value < 0 ? -value : value) * power_of(scale - each->scale));
    }
    std::sort(sizes_.begin(), sizes_.end());
    for (std::size_t i = 1; i < sizes_.size(); ++i) {
      if (sizes_[i] / rollup::kApart < sizes_[i - 1]) continue;
      const bool above = i >= sizes_.size() - i;
      const std::int64_t least = above ? sizes_.front() : sizes_[i];
      const std::int64_t most = above ? sizes_[i - 1] : sizes_.back();
      return most / rollup::kAlike + (most % rollup::kAlike != 0 ? 1 : 0) <= least;
    }
    return false;
  }

  void add(const columns::Column& column, std::int64_t factor) {
    const std::int64_t largest = kHighest / factor;
    const std::span<const std::int64_t> numbers(column.data.data(), far_.size());
    if (!csv::kernels().spread(numbers, column.valid.data(), factor, largest, least_.data(), most_.data())) return;
    columns::for_each_set(column.valid, [&](std::size_t row) {
      if (numbers[row] > largest || numbers[row] < -largest) far_[row] = true;
    });
  }

  std::vector<std::int64_t> least_, most_, sizes_;
  std::vector<bool> far_;
};

std::vector<std::size_t> far_rows(const Question& question, const std::vector<const columns::Column*>& columns, std::size_t rows) {
  std::vector<CellKey> keys;
  for (const StandingKey& each : question.columns) keys.push_back(each.reported);
  FarApart found(rows);
  for (const std::vector<std::size_t>& line : rollup::magnitude_lines(keys)) {
    std::vector<const columns::Column*> of_line;
    for (const std::size_t i : line)
      if (columns[i] != nullptr) of_line.push_back(columns[i]);
    if (!of_line.empty()) found.look_at(of_line);
  }
  return found.rows();
}

}  // namespace

std::vector<Question> questions(const types::Schema& schema, const std::vector<StandingKey>& keys, const std::vector<std::vector<std::size_t>>& totals) {
  std::map<types::FactId, std::vector<StandingKey>> of_facts;
  for (const StandingKey& each : keys) of_facts[each.reported.fact].push_back(each);
  std::vector<Question> out;
  for (auto& [fact, own] : of_facts) {
    if (rollup::has_magnitude(schema[fact])) {
      std::sort(own.begin(), own.end(), [](const StandingKey& a, const StandingKey& b) {
        return std::tie(a.reported.member, a.reported.period) < std::tie(b.reported.member, b.reported.period);
      });
      std::vector<CellKey> reported;
      for (const StandingKey& each : own) reported.push_back(each.reported);
      if (!rollup::magnitude_lines(reported).empty()) out.push_back({Question::Kind::magnitude, own});
    }
    for (const std::vector<std::size_t>& of_season : totals) {
      if (keys[of_season.front()].reported.fact != fact) continue;
      Question& made = out.emplace_back();
      made.kind = Question::Kind::totals;
      for (const std::size_t i : of_season) made.columns.push_back(keys[i]);
    }
  }
  return out;
}

void ask(const types::Schema& schema, const Question& question, std::span<const binding::Layout* const> layouts, const std::vector<Bare>& bare,
         const Batch& batch, Remarks& remarks, diagnostics::Sink& sink) {
  const bool totals = question.kind == Question::Kind::totals;
  std::vector<const columns::Column*> columns;
  for (const StandingKey& each : question.columns) columns.push_back(batch.find(each.standing));
  const std::vector<std::size_t> rows = totals ? fallen_rows(columns, batch.rows()) : far_rows(question, columns, batch.rows());
  if (rows.empty()) return;
  // What the roll-up would look at, of these rows only.
  Store store(schema);
  // Each has as much room for the numbers of its records.
  const std::uint32_t of_file = std::numeric_limits<std::uint32_t>::max() / static_cast<std::uint32_t>(layouts.size());
  for (const binding::Layout* const layout : layouts) {
    const auto number = static_cast<std::uint32_t>(store.files.size());
    SourceFile& file = store.files.emplace_back();
    file.path = batch.files[number];
    file.first_row = 1 + number * of_file;
    if (layout->value) file.value_column = *layout->value + 1;
    for (const binding::FactColumn& each : layout->facts) file.columns.emplace(each.fact.value, each.column + 1);
  }
  for (const std::size_t row : rows) store.units.add(batch.units[row]);
  std::vector<Series> series(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const StandingKey& key = question.columns[i];
    series[i].key = totals ? key.standing : key.reported;
    for (std::size_t owner = 0; owner < rows.size(); ++owner) {
      const auto value = number_at(columns[i], rows[owner]);
      if (!value) continue;
      const Place place = *batch.place(key.standing, rows[owner]);
      const std::uint32_t record = store.files[place.file].first_row + static_cast<std::uint32_t>(place.row) - 1;
      Entry& entry = series[i].entries.emplace_back(store.make(*value, base::Number{1}, static_cast<std::uint32_t>(owner), record));
      const auto other = std::find_if(bare.begin(), bare.end(), [&](const Bare& each) { return each.row == rows[owner] && each.standing == key.standing; });
      entry.bare = other == bare.end() ? key.bare : other->bare;
    }
  }
  rollup::Context context{schema, store, sink};
  if (totals) {
    rollup::check_cumulative(context, series);
  } else {
    std::erase_if(series, [](const Series& each) { return each.entries.empty(); });
    if (!series.empty()) rollup::check_magnitudes(context, series);
  }
  remarks.doubts.merge(store.remarks.doubts);
}

}  // namespace assay::facts::stream
