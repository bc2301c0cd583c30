#include "facts/stream/piece_reader.h"

#include "facts/cells/cell_reader.h"
#include "facts/stream/worker.h"

#include <utility>

namespace assay::facts::stream {

PieceReader::PieceReader(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources, const Survey& survey,
                         const std::vector<Group>& groups, const Options& options)
    : reading_(schema, names, sources, survey, groups, options) {}

PieceReader::~PieceReader() = default;

std::int8_t PieceReader::bare_of(std::size_t column) const {
  const cells::CellReader reader = reading_.reader_of(column % reading_.readers);
  return reader.is_plain() ? static_cast<std::int8_t>(reader.shift()) : kUnitNamed;
}

bool PieceReader::read(std::size_t piece, Batch& batch, std::vector<Bare>& bare, Remarks& remarks, diagnostics::Sink& sink) {
  std::unique_ptr<Worker> worker;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      worker = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!worker) worker = std::make_unique<Worker>(reading_);
  const bool sound = worker->read(piece, batch, bare, remarks, sink);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
  return sound;
}

}  // namespace assay::facts::stream
