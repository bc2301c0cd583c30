#include "facts/stream/piece_reader.h"

#include "facts/cells/cell_reader.h"
#include "facts/stream/worker.h"

#include <set>
#include <utility>

namespace assay::facts::stream {

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
}

PieceReader::~PieceReader() = default;

std::int8_t PieceReader::bare_of(std::size_t survey, std::size_t column) const {
  const cells::CellReader reader = readings_[survey].reader_of(column % readings_[survey].readers);
  return reader.is_plain() ? static_cast<std::int8_t>(reader.shift()) : kUnitNamed;
}

std::optional<std::size_t> PieceReader::read(std::size_t piece, Batch& batch, std::vector<Bare>& bare, Remarks& remarks, std::span<diagnostics::Sink> found) {
  std::unique_ptr<Team> team;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      team = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!team) team = std::make_unique<Team>(readings_);
  const std::optional<std::size_t> changed = read(piece, *team, batch, bare, remarks, found);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(team));
  return changed;
}

void PieceReader::prepare(std::size_t piece, Batch& batch) const {
  const Reading& first = readings_.front();
  batch.units.resize(first.survey.pieces[piece].units);
  batch.files.clear();
  for (const Reading& each : readings_) batch.files.push_back(first.sources[each.survey.pieces[piece].file].path);
  batch.texts.clear();
  batch.self.reset();
  batch.records.resize(records_);
}

std::optional<std::size_t> PieceReader::read(std::size_t piece, Team& team, Batch& batch, std::vector<Bare>& bare, Remarks& remarks,
                                             std::span<diagnostics::Sink> found) const {
  prepare(piece, batch);
  team.store.wides.clear();
  if (team.store.texts.size() > 0) team.store.texts = Interner{};
  std::size_t records = 0, filled = 0;
  for (std::size_t i = 0; i < team.workers.size(); ++i) {
    if (!team.workers[i]->read(piece, records, batch, bare, remarks, found[i])) return i;
    records += readings_[i].groups.size();
    filled += team.workers[i]->filled();
  }
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
  return std::nullopt;
}

}  // namespace assay::facts::stream
