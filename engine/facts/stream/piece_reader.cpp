#include "facts/stream/piece_reader.h"

#include "facts/cells/cell_reader.h"
#include "facts/stream/worker.h"

#include <condition_variable>
#include <set>
#include <utility>

namespace assay::facts::stream {

// Tells pieces how many rows stand before theirs: each waits for those before it.
class PieceReader::Rows {
 public:
  std::uint64_t before(std::size_t piece, std::uint64_t rows) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ == piece; });
    ++next_;
    turn_.notify_all();
    return std::exchange(rows_, rows_ + rows);
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::size_t next_ = 0;
  std::uint64_t rows_ = 0;
};

// What one thread reads with, kept from a piece to the next.
struct PieceReader::Team {
  explicit Team(const std::vector<Reading>& readings) : store(readings.front().schema) {
    for (const Reading& each : readings) workers.push_back(std::make_unique<Worker>(each, store));
  }

  Store store;
  std::vector<std::unique_ptr<Worker>> workers;  // of each survey
};

PieceReader::PieceReader(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources, const std::vector<Survey>& surveys,
                         const std::vector<std::vector<Group>>& groups, const Options& options) {
  readings_.reserve(surveys.size());
  for (std::size_t i = 0; i < surveys.size(); ++i) {
    readings_.emplace_back(schema, names, sources, surveys[i], groups[i], options, static_cast<std::uint32_t>(i));
    records_ += groups[i].size();
  }
  if (!surveys.front().looked) rows_ = std::make_unique<Rows>();
}

PieceReader::~PieceReader() = default;

std::int8_t PieceReader::bare_of(std::size_t survey, std::size_t column) const {
  const cells::CellReader reader = readings_[survey].reader_of(column % readings_[survey].readers);
  return reader.is_plain() ? static_cast<std::int8_t>(reader.shift()) : kUnitNamed;
}

void PieceReader::read(Piece& piece, Batch& batch, std::vector<Bare>& bare, Remarks& remarks) {
  std::unique_ptr<Team> team;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      team = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!team) team = std::make_unique<Team>(readings_);
  if (!read(piece, *team, batch, bare, remarks)) batch = Batch{};
  piece.units = batch.rows();
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(team));
}

void PieceReader::prepare(const Team& team, Batch& batch) const {
  batch.units.resize(team.workers.front()->piece().units);
  batch.files.clear();
  for (std::size_t i = 0; i < readings_.size(); ++i) batch.files.push_back(readings_[i].sources[team.workers[i]->piece().file].path);
  batch.texts.clear();
  batch.self.reset();
  batch.records.resize(records_);
}

// False where there is nothing to be read.
bool PieceReader::read(Piece& piece, Team& team, Batch& batch, std::vector<Bare>& bare, Remarks& remarks) const {
  bool counted = !rows_;
  const auto before = [&](std::uint64_t rows) {
    counted = true;
    return rows_->before(piece.number, rows);
  };
  const bool filled = read(piece, team, before, batch, bare, remarks);
  if (!counted) before(0);
  return filled;
}

bool PieceReader::read(Piece& piece, Team& team, const Worker::Before& before, Batch& batch, std::vector<Bare>& bare, Remarks& remarks) const {
  for (std::size_t i = 0; i < team.workers.size(); ++i) {
    if (team.workers[i]->open(piece.number)) continue;
    piece.changed = i;
    return false;
  }
  if (team.workers.front()->piece().units == 0) return false;
  prepare(team, batch);
  team.store.wides.clear();
  if (team.store.texts.size() > 0) team.store.texts = Interner{};
  std::size_t records = 0, filled = 0;
  for (std::size_t i = 0; i < team.workers.size(); ++i) {
    if (!team.workers[i]->read(records, before, batch, bare, remarks, piece.found[i])) {
      piece.changed = i;
      return false;
    }
    records += readings_[i].groups.size();
    filled += team.workers[i]->filled();
  }
  if (rows_) piece.hashes = team.workers.front()->hashes();
  if (batch.cells.size() != filled) {
    // It was of another file.
    std::set<const Batch::Cells*> own;
    for (const auto& worker : team.workers) own.insert(worker->columns().begin(), worker->columns().end());
    std::erase_if(batch.cells, [&](const auto& each) { return !own.contains(&each.second); });
  }
  for (std::size_t i = 0; i < team.store.texts.size(); ++i) batch.texts.push_back(team.store.texts[i]);
  const types::Schema& schema = readings_.front().schema;
  batch.lists.resize(schema.lists.size());
  for (std::size_t i = 0; i < batch.lists.size(); ++i) {
    ListTable& table = batch.lists[i];
    const std::size_t fields = schema.lists[i].fields.size();
    table.reported_units.assign(batch.units.size(), false);
    table.fields.resize(fields);
    table.places.resize(fields);
    table.raw.resize(fields);
  }
  return true;
}

}  // namespace assay::facts::stream
