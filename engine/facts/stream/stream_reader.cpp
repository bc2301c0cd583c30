#include "facts/stream/stream_reader.h"

#include "base/sha256.h"
#include "diagnostics/kinds.h"
#include "facts/csv/input.h"
#include "facts/near_units.h"
#include "facts/read/row_binder.h"
#include "facts/rollup/rollup.h"
#include "facts/store/store.h"
#include "facts/stream/beside.h"
#include "facts/stream/piece_reader.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"

#include <algorithm>
#include <future>
#include <optional>
#include <span>
#include <utility>

namespace assay::facts::stream {

namespace {

using diagnostics::Kind;

// Where the cells of rows belong that say these keys; nothing where some row could have a fault, or cells that are to be compared with others.
struct Bound {
  std::vector<Group> groups;
  std::vector<StandingKey> keys;                 // of all groups' columns
  std::vector<std::vector<std::size_t>> totals;  // as rollup::Untouched
};
std::optional<Bound> bind_groups(const types::Schema& schema, const binding::Names& names, const std::string& path, const Shape& shape,
                                              const std::vector<std::string>& keys, const Options& options) {
  constexpr std::size_t kMost = 2048;  // a batch has room for all of them, even if each unit says a few
  if (keys.size() > kMost) return std::nullopt;
  const bool long_form = shape.layout.form == binding::Layout::Form::by_cell;
  Store store(schema);
  store.files.emplace_back();
  diagnostics::Sink found;
  read::NameFaults faults;
  read::RowBinder binder(schema, names, shape.layout, options, path, store, faults, found);
  std::vector<Group> out;
  std::vector<CellKey> all;
  bool some_empty = false, some_stated = false;  // of periods
  for (const std::string& key : keys) {
    std::vector<std::string_view> cells(shape.layout.columns);
    cells[shape.unit] = "U";
    const std::vector<std::string_view> of_key = cells_of_key(shape, key);
    for (std::size_t i = 0; i < shape.keys.size(); ++i) cells[shape.keys[i]] = of_key[i];
    if (!binder.bind(cells, 1) || binder.to_date()) return std::nullopt;
    (binder.period_is_empty() ? some_empty : some_stated) = true;
    if (shape.layout.period && some_empty && some_stated) return std::nullopt;
    Group group{key, {}};
    std::vector<types::FactId> facts;
    if (long_form) {
      const std::span<const types::FactId> named = names.facts(binding::trimmed(cells[*shape.layout.fact]));
      if (named.size() != 1 || schema[named.front()].evidence) return std::nullopt;
      facts.push_back(named.front());
    }
    for (const binding::FactColumn& column : shape.layout.facts) facts.push_back(column.fact);
    for (const types::FactId id : facts) {
      const types::Fact& fact = schema[id];
      const read::RowBinder::Target target = binder.target(fact.dimensions);
      if (target.extra || target.lacks_member || (target.member == kTotal && fact.total == types::Total::none && !fact.dimensions.empty()))
        return std::nullopt;
      all.push_back({id, target.member, binder.period()});
    }
    out.push_back(std::move(group));
  }
  faults.report(found);
  const auto standing = rollup::standing_keys(schema, all);
  if (!found.all().empty() || !standing) return std::nullopt;
  const std::size_t facts = shape.values.size();
  Bound bound;
  for (std::size_t i = 0; i < all.size(); ++i) bound.keys.push_back({all[i], standing->keys[i]});
  bound.totals = standing->totals;
  for (std::size_t g = 0; g < out.size(); ++g) {
    const auto from = standing->keys.begin() + static_cast<std::ptrdiff_t>(g * facts);
    out[g].cells.assign(from, from + static_cast<std::ptrdiff_t>(facts));
  }
  bound.groups = std::move(out);
  return bound;
}

std::string digest_of(const csv::RandomFile& file) {
  constexpr std::size_t kBlock = 1 << 20;
  base::Sha256 digest;
  std::string block;
  for (std::uint64_t at = 0; at < file.size(); at += block.size()) {
    block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, file.size() - at)));
    if (!file.read(at, block)) break;
    digest.update(block);
  }
  return digest.hex();
}

// The row of one unit, or none.
void keep_only(Batch& batch, const std::string& unit) {
  const auto found = std::find(batch.units.begin(), batch.units.end(), unit);
  const bool there = found != batch.units.end();
  const auto row = static_cast<std::size_t>(found - batch.units.begin());
  for (auto it = batch.cells.begin(); it != batch.cells.end();) {
    columns::Column& column = it->second.column;
    const columns::Odd* const odd = there ? column.find_odd(row) : nullptr;
    if (!there || (!column.valid.get(row) && odd == nullptr)) {
      it = batch.cells.erase(it);
      continue;
    }
    const bool valid = column.valid.get(row);
    const std::optional<types::Value> value = odd != nullptr ? std::optional(odd->value) : std::nullopt;
    column.data.assign(1, std::int64_t{column.data[row]});
    column.valid.assign(1, valid);
    column.odd.clear();
    if (value) column.odd.push_back({0, *value});
    std::vector<std::string>& raw = it->second.raw;
    if (!raw.empty()) raw = {std::string(raw[row])};
    ++it;
  }
  for (std::vector<std::uint64_t>& records : batch.records) records.assign(there ? 1 : 0, there ? std::uint64_t{records[row]} : 0);
  for (ListTable& table : batch.lists) table.reported_units.assign(there ? 1 : 0, false);
  batch.units.assign(there ? 1 : 0, unit);
}

class StreamReader final : public Reader {
 public:
  StreamReader(const types::Schema& schema, const std::string& path, const Options& options, csv::RandomFile file, diagnostics::Sink& sink)
      : schema_(schema), path_(path), options_(options), file_(std::move(file)), names_(schema), sink_(sink) {}

  // False where the file must be read as a whole.
  bool prepare() {
    auto shape = shape_of(schema_, names_, path_, file_, options_);
    if (!shape) return false;
    shape_ = std::move(*shape);
    auto seen = survey(file_, shape_, options_);
    if (!seen) return false;
    survey_ = std::move(*seen);
    auto bound = bind_groups(schema_, names_, path_, shape_, survey_.keys, options_);
    if (!bound) return false;
    groups_ = std::move(bound->groups);
    reader_.emplace(schema_, names_, path_, file_, shape_, survey_, groups_, options_);
    for (std::size_t i = 0; i < bound->keys.size(); ++i) bound->keys[i].bare = reader_->bare_of(i);
    questions_ = questions(schema_, bound->keys, bound->totals);
    beside_.resize(questions_.size());
    for (diagnostics::Sink& each : beside_) each.keep_of_a_kind(sink_.most_of_a_kind());
    found_.keep_of_a_kind(sink_.most_of_a_kind());
    names_wanted_ = survey_.units <= kMostUnitsCompared;
    if (options_.digest) digest_ = std::async(std::launch::async, [this] { return digest_of(file_); });
    return true;
  }

  bool claim(Piece& piece) override {
    if (claimed_ + 1 >= survey_.pieces.size()) return false;
    piece = Piece{};
    piece.number = claimed_++;
    piece.found.keep_of_a_kind(sink_.most_of_a_kind());
    return true;
  }

  void fill(Piece& piece, Batch& batch) override {
    std::vector<Bare> bare;
    if (!reader_->read(piece.number, batch, bare, piece.found)) {
      piece.changed = true;
      batch = Batch{};
    }
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      diagnostics::Sink found;
      found.keep_of_a_kind(sink_.most_of_a_kind());
      ask(schema_, questions_[i], path_, shape_.layout, bare, batch, found);
      if (!found.all().empty() || found.dropped() > 0) piece.beside.emplace_back(i, std::move(found));
    }
    if (names_wanted_) piece.names = batch.units;
    if (options_.only_unit) keep_only(batch, *options_.only_unit);
    piece.units = batch.rows();
  }

  void settle(Piece& piece) override {
    if (piece.changed && !std::exchange(changed_, true))
      sink_.report(Kind::facts_unreadable, diagnostics::Cell{path_}, {path_, "it changed while it was read"}).arguments_zh = {path_, "读取期间文件发生了变化"};
    found_.merge(std::move(piece.found));
    for (auto& [i, each] : piece.beside) beside_[i].merge(std::move(each));
    std::move(piece.names.begin(), piece.names.end(), std::back_inserter(unit_names_));
    if (++settled_ + 1 < survey_.pieces.size()) return;
    found_.sort();
    sink_.merge(std::move(found_));
    if (names_wanted_)
      for (const auto& [a, b] : near_pairs(unit_names_)) sink_.report(Kind::facts_near_units, diagnostics::Cell{path_}, {unit_names_[a], unit_names_[b]});
    for (diagnostics::Sink& each : beside_) sink_.merge(std::move(each));
  }

  std::string digest() override {
    if (digest_.valid()) digest_text_ = digest_.get();
    return digest_text_;
  }

 private:
  const types::Schema& schema_;
  const std::string path_;
  const Options options_;
  csv::RandomFile file_;
  binding::Names names_;
  diagnostics::Sink& sink_;
  Shape shape_;
  Survey survey_;
  std::vector<Group> groups_;
  std::vector<Question> questions_;
  std::vector<diagnostics::Sink> beside_;  // as questions_
  std::optional<PieceReader> reader_;
  std::size_t claimed_ = 0, settled_ = 0;
  diagnostics::Sink found_;
  bool changed_ = false;
  bool names_wanted_ = false;
  std::vector<std::string> unit_names_;
  std::string digest_text_;
  std::future<std::string> digest_;  // last, so that it ends before the file is closed
};

}  // namespace

std::unique_ptr<Reader> open(const types::Schema& schema, const std::vector<std::string>& paths, const Options& options, diagnostics::Sink& sink) {
  // Units that the rules declare are few.
  if (!options.stream || paths.size() != 1 || paths.front() == "-" || !schema.reports.empty()) return nullptr;
  auto file = csv::RandomFile::open(paths.front());
  if (!file || file->size() == 0) return nullptr;
  auto made = std::make_unique<StreamReader>(schema, paths.front(), options, std::move(*file), sink);
  return made->prepare() ? std::move(made) : nullptr;
}

}  // namespace assay::facts::stream
