#include "facts/stream/piece_reader.h"

#include "facts/cells/cell_reader.h"
#include "facts/csv/kernels.h"
#include "facts/csv/scanner.h"
#include "facts/store/store.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace assay::facts::stream {

namespace {

constexpr std::size_t kMarked = 1 << 15;  // so many bytes are marked before their rows are read
constexpr int kMostScale = 18;
constexpr int kMostDigits = 18;

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

// What one thread needs to read pieces, kept from one to the next.
class PieceReader::Worker {
 public:
  explicit Worker(const PieceReader& reader) : r_(reader), store_(reader.schema_), cells_(reader.shape_.values) {
    for (std::size_t i = 0; i < r_.readers_; ++i) readers_.push_back(r_.reader_of(i));
  }

  bool read(std::size_t number, Batch& batch, std::vector<Bare>& bare, diagnostics::Sink& sink) {
    bare_ = &bare;
    span_ = &r_.survey_.pieces[number];
    next_ = span_ + 1;
    keep_raw_ = r_.options_.keep_raw && (!r_.options_.only_unit || r_.survey_.only == number);
    if (!read_text()) return false;
    prepare(batch);
    returns_ = r_.survey_.returns;
    if (r_.survey_.quoted && !is_plain()) {
      if (!read_records(batch, sink)) return false;
    } else {
      if (!read_rows(batch)) return false;
      fill_gaps();
      check_columns();
      read_left(sink);
    }
    finish(batch);
    return true;
  }

 private:
  // A cell that is no bare decimal in order.
  struct LeftCell {
    std::uint64_t record = 0;
    std::uint32_t value = 0;  // as Shape::values
    std::uint32_t group = 0;
    std::uint32_t row = 0;
    std::uint32_t begin = 0, length = 0;
  };

  bool read_text();
  void prepare(Batch& batch);
  bool is_plain();  // without quotes, as most pieces of a file that has some
  bool read_records(Batch& batch, diagnostics::Sink& sink);
  bool read_rows(Batch& batch);
  template <class F>
  bool place_row(Batch& batch, const F& cell);  // false if it is not a row that the survey saw
  void read_cell(cells::Context& context, const LeftCell& left, std::string_view text);
  bool read_marked(std::uint32_t* marks, std::size_t rows, Batch& batch);
  void fill_gaps();
  void check_columns();
  void check_column(std::size_t group, std::size_t fact);
  void read_left(diagnostics::Sink& sink);
  void put(columns::Column& column, std::size_t row, const Entry& entry) const;
  void finish(Batch& batch);

  std::size_t values() const { return cells_.size(); }
  const cells::CellReader& reader(std::size_t column) const { return readers_[column % readers_.size()]; }
  std::string_view between(std::uint32_t begin, std::uint32_t end) const { return {text_ + begin, end - begin}; }

  const PieceReader& r_;
  Store store_;
  std::vector<cells::CellReader> readers_;
  const std::vector<std::uint32_t>& cells_;  // of a row: the columns that hold values

  const Span* span_ = nullptr;
  const Span* next_ = nullptr;
  bool keep_raw_ = false;
  bool returns_ = false;
  std::vector<Bare>* bare_ = nullptr;
  csv::Lines lines_;
  std::vector<char> block_;
  const char* text_ = nullptr;
  std::size_t length_ = 0;
  std::vector<std::uint32_t> marks_;
  // By group, then as Layout::facts: where cells go, and what of csv::NumberColumns is theirs.
  std::vector<Batch::Cells*> into_;
  std::vector<std::int64_t*> data_;
  std::vector<std::uint64_t*> valid_;
  std::vector<std::int64_t> filler_, decimals_, least_, most_;
  std::vector<std::vector<std::uint32_t>> begins_;  // by group, then by unit: where the row begins in the text
  std::vector<std::vector<std::uint64_t>>* records_ = nullptr;  // the same: its number, 0 where there is none
  std::vector<csv::LeftNumber> left_numbers_;
  std::vector<LeftCell> left_;
  std::vector<std::unordered_map<CellKey, Batch::Cells, CellKeyHash>::node_type> spare_;

  std::size_t units_ = 0;
  std::uint64_t row_ = 0;      // rows of the piece so far
  std::uint64_t check_ = 0;
  std::string last_unit_;
  std::size_t group_ = 0;      // of the row before
  std::string scratch_;
};

bool PieceReader::Worker::read_text() {
  length_ = static_cast<std::size_t>(next_->offset - span_->offset);
  block_.resize(std::max(block_.size(), length_ + 1 + 2 * csv::kMargin));
  char* const text = block_.data() + csv::kMargin;
  text_ = text;
  if (!r_.file_.read(span_->offset, {text, length_})) return false;
  if (length_ == 0) return false;
  if (text[length_ - 1] != '\n' && !r_.survey_.quoted) {
    if (r_.shape_.fed || next_->offset != r_.shape_.end) return false;
    text[length_++] = '\n';
  }
  return true;
}

void PieceReader::Worker::prepare(Batch& batch) {
  const std::size_t units = span_->units;
  const std::size_t groups = r_.groups_.size();
  units_ = 0;
  row_ = 0;
  check_ = 0;
  last_unit_ = {};
  group_ = groups - 1;
  left_.clear();
  store_.wides.clear();
  if (store_.texts.size() > 0) store_.texts = Interner{};
  batch.units.resize(units);
  batch.files.assign(1, r_.path_);
  batch.texts.clear();
  batch.self.reset();
  batch.records.resize(groups);
  for (std::vector<std::uint64_t>& each : batch.records) each.assign(units, 0);
  records_ = &batch.records;
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
      const CellKey& key = r_.groups_[g].cells[f];
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
      const int decimals = r_.decimals_[c % r_.readers_];
      Batch::Cells& cells = it->second;
      cells.column.scale = decimals - (read_by.is_plain() ? read_by.shift() : 0);
      if (cells.column.data.size() != units) cells.column.data.assign(units, 0);
      cells.column.valid.assign(units, true);
      cells.column.odd.clear();
      cells.places.clear();
      cells.file_column = cells_[f] + 1;
      cells.records = static_cast<std::uint32_t>(g);
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
  if (batch.cells.size() == into_.size()) return;
  // The batch was of another file.
  const std::set<const Batch::Cells*> own(into_.begin(), into_.end());
  std::erase_if(batch.cells, [&](const auto& each) { return own.count(&each.second) == 0; });
}

template <class F>
bool PieceReader::Worker::place_row(Batch& batch, const F& cell) {
  const std::string_view unit = cell(r_.shape_.unit);
  if (units_ == 0 || unit != last_unit_) {
    const auto name = unit_name(unit, scratch_);
    if (!name || units_ == span_->units) return false;
    check_ = add_check(check_, hash_of(*name));
    batch.units[units_++] = *name;
    last_unit_ = unit;
  }
  group_ = group_ + 1 == r_.groups_.size() ? 0 : group_ + 1;
  if (r_.groups_.size() > 1) {
    const std::string_view key = key_of(r_.shape_, scratch_, cell);
    if (r_.groups_[group_].key != key) {
      const auto found = r_.numbers_.find(key);
      if (found == r_.numbers_.end()) return false;
      group_ = found->second;
    }
  }
  std::uint64_t& record = batch.records[group_][units_ - 1];
  if (record != 0) return false;
  record = span_->row + ++row_ + 1;  // the heading is the first
  return true;
}

// Rows of units that follow each other in one group. The mark before the first says where it begins; a return at the end of a line is taken off.
bool PieceReader::Worker::read_marked(std::uint32_t* marks, std::size_t rows, Batch& batch) {
  const std::size_t columns = r_.shape_.layout.columns;
  std::uint32_t begin = marks[-1] + 1;
  for (std::size_t r = 0; r < rows; ++r) {
    std::uint32_t* const own = marks + r * columns;
    std::uint32_t& last = own[columns - 1];
    const std::uint32_t feed = last;
    if (text_[feed] != '\n') return false;
    if (returns_ && text_[feed - 1] == '\r') --last;
    if (!place_row(batch, [&](std::uint32_t column) { return between(column == 0 ? begin : own[column - 1] + 1, own[column]); })) return false;
    begins_[group_][units_ - 1] = begin;
    begin = feed + 1;
  }
  const std::size_t first = units_ - rows;  // of the units
  const std::size_t c = group_ * values();
  const csv::NumberColumns into{data_.data() + c, valid_.data() + c, filler_.data() + c, decimals_.data() + c, least_.data() + c, most_.data() + c};
  left_numbers_.clear();
  csv::kernels().numbers(text_, {marks, columns, rows}, cells_, into, first, left_numbers_);
  for (const csv::LeftNumber& each : left_numbers_) {
    const std::uint32_t* const mark = marks + (each.row - first) * columns + cells_[each.cell];
    left_.push_back({(*records_)[group_][each.row], each.cell, static_cast<std::uint32_t>(group_), each.row, mark[-1] + 1, *mark - mark[-1] - 1});
  }
  marks[rows * columns - 1] = begin - 1;
  return true;
}

bool PieceReader::Worker::read_rows(Batch& batch) {
  const std::size_t columns = r_.shape_.layout.columns;
  // The end of a row is the beginning of the next, but for a return that is taken off.
  const bool together = r_.groups_.size() == 1 && !(returns_ && cells_.front() == 0);
  marks_.resize(std::max(marks_.size(), kMarked + csv::kTogether * columns + csv::kMoreMarks));
  marks_[0] = static_cast<std::uint32_t>(-1);  // the end of the row before
  std::size_t marked = 1;
  for (std::size_t at = 0; at < length_; at += kMarked) {
    const std::size_t size = std::min(kMarked, length_ - at);
    marked += csv::kernels().mark({text_ + at, size}, static_cast<std::uint32_t>(at), marks_.data() + marked);
    std::size_t rows = (marked - 1) / columns;
    if (at + size < length_) rows -= rows % csv::kTogether;
    std::uint32_t* from = marks_.data() + 1;
    for (std::size_t step = together ? rows : 1; rows > 0; rows -= step, from += step * columns)
      if (!read_marked(from, step, batch)) return false;
    std::copy(from - 1, marks_.data() + marked, marks_.data());
    marked -= static_cast<std::size_t>(from - 1 - marks_.data());
  }
  return marked == 1 && units_ == span_->units && row_ == next_->row - span_->row && check_ == span_->check;
}

bool PieceReader::Worker::is_plain() {
  lines_.ends.clear();
  lines_.sound = true;
  lines_.returns = false;
  lines_.commas = r_.shape_.layout.columns - 1;
  csv::kernels().survey({text_, length_}, lines_);
  returns_ = lines_.returns;
  return lines_.sound && lines_.ends.size() == next_->row - span_->row;
}

// A record at a time, and a cell at a time.
bool PieceReader::Worker::read_records(Batch& batch, diagnostics::Sink& sink) {
  csv::Scanner scanner({text_, length_}, {r_.options_.field_limit, r_.options_.column_limit});
  cells::Context context{r_.schema_, r_.names_, store_, sink, r_.path_};
  for (std::size_t c = 0; c < into_.size(); ++c) {
    into_[c]->column.data.assign(into_[c]->column.data.size(), filler_[c]);
    into_[c]->column.valid.assign(into_[c]->column.data.size(), false);
  }
  while (scanner.next()) {
    const std::span<const std::string_view> fields = scanner.fields();
    if (!scanner.faults().empty() || fields.size() != r_.shape_.layout.columns) return false;
    if (!place_row(batch, [&](std::uint32_t column) { return fields[column]; })) return false;
    const std::uint64_t record = (*records_)[group_][units_ - 1];
    for (std::size_t f = 0; f < values(); ++f) {
      if (fields[cells_[f]].empty()) continue;
      const auto row = static_cast<std::uint32_t>(units_ - 1);
      read_cell(context, {record, static_cast<std::uint32_t>(f), static_cast<std::uint32_t>(group_), row, 0, 0}, fields[cells_[f]]);
    }
  }
  return units_ == span_->units && row_ == next_->row - span_->row && check_ == span_->check;
}

// Rows that a unit does not have.
void PieceReader::Worker::fill_gaps() {
  const std::size_t groups = r_.groups_.size();
  if (row_ == groups * units_) return;
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t row = 0; row < units_; ++row) {
      if ((*records_)[g][row] != 0) continue;
      for (std::size_t f = 0; f < values(); ++f) {
        const std::size_t c = g * values() + f;
        data_[c][row] = filler_[c];
        valid_[c][row / 64] &= ~(std::uint64_t{1} << (row % 64));
      }
    }
  }
}

// What the fact asks of a number is asked of the whole column; where that is in doubt, of each.
void PieceReader::Worker::check_columns() {
  for (std::size_t g = 0; g < r_.groups_.size(); ++g) {
    for (std::size_t f = 0; f < values(); ++f) {
      const std::size_t c = g * values() + f;
      if (decimals_[c] == csv::kNoNumbers) continue;
      const auto& bounds = reader(c).bounds(static_cast<int>(decimals_[c]));
      if (least_[c] < bounds.low || most_[c] > bounds.high || (reader(c).is_whole() && bounds.one != 1) ||
          (bounds.small > 0 && csv::kernels().any_small({data_[c], units_}, bounds.small)))
        check_column(g, f);
    }
  }
}

void PieceReader::Worker::check_column(std::size_t group, std::size_t fact) {
  columns::Column& column = into_[group * values() + fact]->column;
  const cells::CellReader& read_by = reader(group * values() + fact);
  const auto& bounds = read_by.bounds(static_cast<int>(decimals_[group * values() + fact]));
  const bool whole = read_by.is_whole();
  columns::for_each_set(column.valid, [&](std::size_t row) {
    const std::int64_t data = column.data[row];
    const bool small = data != 0 && data <= bounds.small && data >= -bounds.small;
    if (data >= bounds.low && data <= bounds.high && !small && (!whole || data % bounds.one == 0)) return;
    column.valid.reset(row);
    column.data[row] = filler_[group * values() + fact];
    std::string_view rest(text_ + begins_[group][row], length_ - begins_[group][row]);
    for (std::uint32_t i = 0; i < cells_[fact]; ++i) rest.remove_prefix(rest.find(',') + 1);
    std::string_view text = rest.substr(0, rest.find_first_of(",\n"));
    if (text.ends_with('\r')) text.remove_suffix(1);
    left_.push_back({(*records_)[group][row], static_cast<std::uint32_t>(fact), static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(row),
                     static_cast<std::uint32_t>(text.data() - text_), static_cast<std::uint32_t>(text.size())});
  });
}

void PieceReader::Worker::put(columns::Column& column, std::size_t row, const Entry& entry) const {
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
void PieceReader::Worker::read_left(diagnostics::Sink& sink) {
  std::sort(left_.begin(), left_.end(), [](const LeftCell& a, const LeftCell& b) { return std::tie(a.record, a.value) < std::tie(b.record, b.value); });
  cells::Context context{r_.schema_, r_.names_, store_, sink, r_.path_};
  for (const LeftCell& each : left_) read_cell(context, each, {text_ + each.begin, each.length});
}

void PieceReader::Worker::read_cell(cells::Context& context, const LeftCell& left, std::string_view text) {
  Entry entry;
  context.row = left.record;
  context.column = cells_[left.value] + 1;
  if (!reader(left.group * values() + left.value).read_plain(text, entry)) entry = reader(left.group * values() + left.value).read(text, context);
  if (entry.held == Held::missing) return;
  const std::size_t column = left.group * values() + left.value;
  Batch::Cells& cells = *into_[column];
  put(cells.column, left.row, entry);
  const int of_column = reader(column).is_plain() ? reader(column).shift() : kUnitNamed;
  if (entry.held != Held::invalid && entry.bare != of_column) bare_->push_back({r_.groups_[left.group].cells[left.value], left.row, entry.bare});
  if (!keep_raw_ && entry.held != Held::invalid) return;
  cells.raw.resize(span_->units);
  cells.raw[left.row] = binding::trimmed(text);
}

void PieceReader::Worker::finish(Batch& batch) {
  for (std::size_t i = 0; i < store_.texts.size(); ++i) batch.texts.push_back(store_.texts[i]);
  for (std::size_t g = 0; g < r_.groups_.size(); ++g)
    for (std::size_t f = 0; f < values(); ++f) {
      columns::Column& column = into_[g * values() + f]->column;
      std::sort(column.odd.begin(), column.odd.end(), [](const columns::Odd& a, const columns::Odd& b) { return a.row < b.row; });
      if (column.odd.empty() && !column.valid.any()) spare_.push_back(batch.cells.extract(r_.groups_[g].cells[f]));
    }
  batch.lists.resize(r_.schema_.lists.size());
  for (std::size_t i = 0; i < batch.lists.size(); ++i) {
    ListTable& table = batch.lists[i];
    const std::size_t fields = r_.schema_.lists[i].fields.size();
    table.reported_units.assign(units_, false);
    table.fields.resize(fields);
    table.places.resize(fields);
    table.raw.resize(fields);
  }
}

PieceReader::PieceReader(const types::Schema& schema, const binding::Names& names, const std::string& path, const csv::RandomFile& file,
                         const Shape& shape, const Survey& survey, const std::vector<Group>& groups, const Options& options)
    : schema_(schema),
      names_(names),
      path_(path),
      file_(file),
      shape_(shape),
      survey_(survey),
      groups_(groups),
      options_(options),
      readers_(shape.layout.form == binding::Layout::Form::by_cell ? groups.size() : shape.values.size()) {
  for (std::uint32_t g = 0; g < groups_.size(); ++g) numbers_.emplace(groups_[g].key, g);
  decimals_ = guess_decimals();
}

PieceReader::~PieceReader() = default;

// The most decimals that the first rows have, as far as their longest numbers leave room for them.
std::vector<int> PieceReader::guess_decimals() const {
  std::vector<int> decimals(readers_, 0), digits(readers_, 0);
  std::vector<cells::CellReader> readers;
  for (std::size_t i = 0; i < readers_; ++i) readers.push_back(reader_of(i));
  csv::Scanner scanner(shape_.sample, {});
  std::string scratch;
  while (scanner.next()) {
    const std::span<const std::string_view> fields = scanner.fields();
    if (fields.size() != shape_.layout.columns) continue;
    const auto group = numbers_.find(key_of(shape_, scratch, [&](std::uint32_t column) { return fields[column]; }));
    if (group == numbers_.end()) continue;
    for (std::size_t v = 0; v < shape_.values.size(); ++v) {
      const std::size_t i = (group->second * shape_.values.size() + v) % readers_;
      const std::string_view text = fields[shape_.values[v]];
      Entry entry;
      if (!readers[i].is_plain() || !readers[i].read_plain(text, entry)) continue;
      const int places = entry.scale + readers[i].shift();
      decimals[i] = std::max(decimals[i], places);
      digits[i] = std::max(digits[i], static_cast<int>(text.size()) - places);
    }
  }
  for (std::size_t i = 0; i < readers_; ++i) decimals[i] = std::clamp(kMostDigits - digits[i], 0, decimals[i]);
  return decimals;
}

cells::CellReader PieceReader::reader_of(std::size_t column) const {
  if (shape_.layout.form == binding::Layout::Form::by_cell) return {schema_, groups_[column].cells.front().fact, std::nullopt};
  const binding::FactColumn& fact = shape_.layout.facts[column];
  return {schema_, fact.fact, fact.unit};
}

std::int8_t PieceReader::bare_of(std::size_t column) const {
  const cells::CellReader reader = reader_of(column % readers_);
  return reader.is_plain() ? static_cast<std::int8_t>(reader.shift()) : kUnitNamed;
}

bool PieceReader::read(std::size_t piece, Batch& batch, std::vector<Bare>& bare, diagnostics::Sink& sink) {
  std::unique_ptr<Worker> worker;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      worker = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!worker) worker = std::make_unique<Worker>(*this);
  const bool sound = worker->read(piece, batch, bare, sink);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
  return sound;
}

}  // namespace assay::facts::stream
