#include "facts/stream/worker.h"

#include "base/text.h"
#include "facts/csv/scanner.h"

#include <algorithm>
#include <span>
#include <utility>

namespace assay::facts::stream {

namespace {

constexpr std::size_t kMarked = 1 << 15;  // so many bytes are marked before their rows are read
constexpr std::size_t kMostMarks = 1 << 16;  // so many are kept, so that rows can be read together

}  // namespace

Worker::Worker(const Reading& reading, Store& store) : r_(reading), store_(store), cells_(reading.shape.values) {
  for (std::size_t i = 0; i < r_.readers; ++i) readers_.push_back(r_.reader_of(i));
  for (std::size_t g = 0; g < r_.groups.size(); ++g)
    for (const std::uint32_t cell : cells_) all_cells_.push_back(static_cast<std::uint32_t>(g * r_.shape.layout.columns) + cell);
}

bool Worker::read(std::size_t records, const Before& before, Batch& batch, std::vector<Bare>& bare, Remarks& remarks, diagnostics::Sink& sink) {
  first_records_ = records;
  bare_ = &bare;
  remarks_ = &remarks;
  prepare(batch);
  if (r_.survey.quoted && !is_plain()) {
    if (!read_records(batch, sink)) return false;
  } else {
    if (!read_rows(batch)) return false;
    fill_gaps();
    check_columns();
    leave_doubtful();
    if (!r_.survey.looked) count_rows_from(before(row_));
    read_left(sink);
  }
  report_bad_days(sink);
  finish(batch);
  return true;
}

// Their numbers were from 1 on so far.
void Worker::count_rows_from(std::uint64_t before) {
  for (std::vector<std::uint64_t>& each : records_)
    for (std::uint64_t& record : each) record += record == 0 ? 0 : before;
  for (LeftCell& each : left_) each.record += before;
  for (BadDay& each : bad_days_) each.record += before;
}

void Worker::prepare(Batch& batch) {
  const std::size_t units = batch.units.size();
  const std::size_t groups = r_.groups.size();
  units_ = 0;
  named_ = 0;
  row_ = 0;
  check_ = 0;
  hashes_.clear();
  hashes_.reserve(r_.survey.looked ? 0 : span_->units);
  last_unit_ = {};
  group_ = groups - 1;
  left_.clear();
  records_ = std::span(batch.records).subspan(first_records_, groups);
  for (std::vector<std::uint64_t>& each : records_) each.assign(units, 0);
  days_.resize(r_.shape.layout.reported_at ? groups : 0);
  for (std::vector<std::int32_t>& each : days_) each.assign(units, kNoDay);
  bad_days_.clear();
  unproven_.resize(r_.shape.layout.evidence ? groups : 0);
  for (std::vector<char>& each : unproven_) each.assign(units, 0);
  begins_.resize(groups);
  for (std::vector<std::uint32_t>& each : begins_) each.resize(units);
  into_.resize(groups * values());
  data_.resize(into_.size());
  valid_.resize(into_.size());
  filler_.assign(into_.size(), 0);
  least_.assign(into_.size(), 0);
  most_.assign(into_.size(), 0);
  decimals_.assign(into_.size(), csv::kNoNumbers);
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t f = 0; f < values(); ++f) {
      const CellKey& key = r_.groups[g].cells[f];
      auto it = batch.cells.find(key);
      if (it == batch.cells.end()) {
        if (spare_.empty()) {
          it = batch.cells.try_emplace(key).first;
        } else {
          spare_.back().key() = key;
          it = batch.cells.insert(std::move(spare_.back())).position;
          spare_.pop_back();
        }
      }
      const std::size_t c = g * values() + f;
      const cells::CellReader& read_by = reader(c);
      const int decimals = r_.decimals[c % r_.readers];
      Batch::Cells& cells = it->second;
      cells.column.scale = decimals - (read_by.is_plain() ? read_by.shift() : 0);
      if (cells.column.data.size() != units) cells.column.data.assign(units, 0);
      cells.column.valid.assign(units, true);
      cells.column.odd.clear();
      cells.places.clear();
      cells.file = r_.file;
      cells.file_column = cells_[f] + 1;
      cells.records = static_cast<std::uint32_t>(first_records_ + g);
      cells.raw.clear();
      into_[c] = &cells;
      data_[c] = cells.column.data.data();
      valid_[c] = cells.column.valid.data();
      if (!read_by.is_plain()) continue;
      if (!keep_raw_) decimals_[c] = decimals;
      const auto& bounds = read_by.bounds(decimals);
      filler_[c] = least_[c] = most_[c] = std::max(bounds.low, std::min<std::int64_t>(bounds.high, 0));
    }
  }
}

// Where the unit of a row stands in the batch; false if it is none that the survey saw there.
bool Worker::place_unit(Batch& batch, std::string_view unit) {
  const auto name = unit_name(unit, scratch_);
  if (!name || named_ == span_->units) return false;
  const std::uint64_t hash = base::hash_of(*name);
  if (r_.survey.looked) check_ = add_check(check_, hash);
  else hashes_.push_back(hash);
  ++named_;
  last_unit_ = unit;
  if (r_.file == 0) {
    batch.units[units_++] = *name;
    return true;
  }
  while (units_ < batch.units.size() && batch.units[units_] != *name) ++units_;
  return units_++ < batch.units.size();
}

template <class F>
bool Worker::place_row(Batch& batch, const F& cell) {
  const std::string_view unit = cell(r_.shape.unit);
  if ((named_ == 0 || !is_same(unit, last_unit_)) && !place_unit(batch, unit)) return false;
  group_ = group_ + 1 == r_.groups.size() ? 0 : group_ + 1;
  // Where all rows say the same, the survey has seen it, if it has looked at all of them.
  if (r_.groups.size() > 1 || (!r_.survey.looked && !r_.shape.keys.empty())) {
    const std::string_view key = key_of(r_.shape, scratch_, cell);
    if (!is_same(r_.groups[group_].key, key)) {
      const auto found = r_.numbers.find(key);
      if (found == r_.numbers.end()) return false;
      group_ = found->second;
    }
  }
  std::uint64_t& record = records_[group_][units_ - 1];
  if (record != 0) return false;
  record = span_->row + ++row_ + 1;  // the heading is the first
  if (!days_.empty()) note_day(cell(*r_.shape.layout.reported_at), record, days_[group_][units_ - 1]);
  if (!unproven_.empty()) unproven_[group_][units_ - 1] = binding::trimmed(cell(*r_.shape.layout.evidence)).empty() ? 1 : 0;
  return true;
}

// The numbers of rows that follow each other so many marks apart, of the columns from `column` on, into units from one on.
void Worker::read_numbers(const csv::Rows& rows, std::span<const std::uint32_t> cells, std::size_t column, std::size_t unit) {
  const csv::NumberColumns into{data_.data() + column,     valid_.data() + column, filler_.data() + column,
                                decimals_.data() + column, least_.data() + column, most_.data() + column};
  left_numbers_.clear();
  csv::kernels().numbers(text_, rows, cells, into, unit, left_numbers_);
  for (const csv::LeftNumber& each : left_numbers_) {
    const std::uint32_t* const mark = rows.marks + (each.row - unit) * rows.columns + cells[each.cell];
    const std::size_t group = (column + each.cell) / values();
    left_.push_back({records_[group][each.row], static_cast<std::uint32_t>((column + each.cell) % values()), static_cast<std::uint32_t>(group), each.row, mark[-1] + 1,
                     *mark - mark[-1] - 1});
  }
}

// How many rows from one on are of one unit and of groups that follow each other.
std::size_t Worker::groups_in_order(std::size_t from) const {
  std::size_t out = 1;
  while (from + out < placed_.size() && placed_[from + out].unit == placed_[from].unit && placed_[from + out].group == placed_[from].group + out) ++out;
  return out;
}

// The mark before the first row says where it begins. Returns at the ends of lines are taken off.
bool Worker::read_marked(std::uint32_t* marks, std::size_t rows, Batch& batch) {
  const std::size_t columns = r_.shape.layout.columns;
  const std::size_t groups = r_.groups.size();
  std::uint32_t begin = marks[-1] + 1;
  placed_.clear();
  for (std::size_t r = 0; r < rows; ++r) {
    std::uint32_t* const own = marks + r * columns;
    std::uint32_t& last = own[columns - 1];
    const std::uint32_t feed = last;
    if (text_[feed] != '\n') return false;
    if (returns_ && text_[feed - 1] == '\r') --last;
    if (!place_row(batch, [&](std::uint32_t column) { return between(column == 0 ? begin : own[column - 1] + 1, own[column]); })) return false;
    begins_[group_][units_ - 1] = begin;
    placed_.push_back({static_cast<std::uint32_t>(group_), static_cast<std::uint32_t>(units_ - 1)});
    begin = feed + 1;
  }
  for (std::size_t r = 0; r < rows;) {
    // Rows of groups in order are read as one row, and units behind each other that have them all as rows of as many cells.
    const std::size_t in_order = groups_in_order(r);
    std::size_t units = 1;
    const auto next = [&] { return r + units * groups; };
    if (in_order == groups)
      while (next() < rows && placed_[next()].unit == placed_[r].unit + units && groups_in_order(next()) == groups) ++units;
    read_numbers({marks + r * columns, in_order * columns, units}, std::span(all_cells_).first(in_order * values()), placed_[r].group * values(), placed_[r].unit);
    r += units * in_order;
  }
  marks[rows * columns - 1] = begin - 1;
  return true;
}

bool Worker::read_rows(Batch& batch) {
  const std::size_t columns = r_.shape.layout.columns;
  // The end of a row is the beginning of the next, but for a return that is taken off.
  const bool together = !(returns_ && cells_.front() == 0);
  // Rows that are best read together, where there are not too many of them.
  const std::size_t many = csv::kTogether * r_.groups.size();
  const std::size_t best = together && many * columns <= kMostMarks ? many : 1;
  marks_.resize(std::max(marks_.size(), kMarked + best * columns + columns + csv::kMoreMarks));
  marks_[0] = static_cast<std::uint32_t>(-1);  // the end of the row before
  std::size_t marked = 1;
  for (std::size_t at = 0; at < length_; at += kMarked) {
    const std::size_t size = std::min(kMarked, length_ - at);
    marked += csv::kernels().mark({text_ + at, size}, static_cast<std::uint32_t>(at), marks_.data() + marked);
    std::size_t rows = (marked - 1) / columns;
    if (at + size < length_) rows -= rows % best;
    std::uint32_t* from = marks_.data() + 1;
    for (std::size_t step = together ? rows : 1; rows > 0; rows -= step, from += step * columns)
      if (!read_marked(from, step, batch)) return false;
    std::copy(from - 1, marks_.data() + marked, marks_.data());
    marked -= static_cast<std::size_t>(from - 1 - marks_.data());
  }
  return marked == 1 && named_ == span_->units && row_ == span_->rows && (check_ == span_->check || !r_.survey.looked);
}

bool Worker::is_plain() {
  lines_.ends.clear();
  lines_.sound = true;
  lines_.returns = false;
  lines_.commas = r_.shape.layout.columns - 1;
  csv::kernels().survey({text_, length_}, lines_);
  returns_ = lines_.returns;
  return lines_.sound && lines_.ends.size() == span_->rows;
}

// A record at a time, and a cell at a time.
bool Worker::read_records(Batch& batch, diagnostics::Sink& sink) {
  csv::Scanner scanner({text_, length_}, {r_.options.field_limit, r_.options.column_limit});
  cells::Context context{r_.schema, r_.names, store_, sink, source_->path};
  for (std::size_t c = 0; c < into_.size(); ++c) {
    into_[c]->column.data.assign(into_[c]->column.data.size(), filler_[c]);
    into_[c]->column.valid.assign(into_[c]->column.data.size(), false);
  }
  while (scanner.next()) {
    const std::span<const std::string_view> fields = scanner.fields();
    if (!scanner.faults().empty() || fields.size() != r_.shape.layout.columns) return false;
    if (!place_row(batch, [&](std::uint32_t column) { return fields[column]; })) return false;
    last_unit_ = kept_unit_.assign(last_unit_);  // the scanner uses its room again
    const std::uint64_t record = records_[group_][units_ - 1];
    for (std::size_t f = 0; f < values(); ++f) {
      if (fields[cells_[f]].empty()) continue;
      const auto row = static_cast<std::uint32_t>(units_ - 1);
      read_cell(context, {record, static_cast<std::uint32_t>(f), static_cast<std::uint32_t>(group_), row, 0, 0}, fields[cells_[f]]);
    }
  }
  return named_ == span_->units && row_ == span_->rows && check_ == span_->check;
}

}  // namespace assay::facts::stream
