// Reads pieces of files into batches; several at once.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/names.h"
#include "facts/facts.h"
#include "facts/stream/beside.h"
#include "facts/stream/reading.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"
#include "facts/stream/worker.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace assay::facts::stream {

class PieceReader {
 public:
  // `groups`: of each survey.
  PieceReader(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources, const std::vector<Survey>& surveys,
              const std::vector<std::vector<Group>>& groups, const Options& options);
  ~PieceReader();

  // On any thread; pieces are begun in the order of their numbers. Says of the piece how many units it has, which survey's piece is not what it saw, if any is,
  // and what is wrong with its cells. `bare` gets what cells beside others are asked for.
  void read(Piece& piece, Batch& batch, std::vector<Bare>& bare, Remarks& remarks);
  // Entry::bare of the bare decimals of a column of a survey, by group, then as Shape::values.
  std::int8_t bare_of(std::size_t survey, std::size_t column) const;

 private:
  struct Team;
  class Rows;
  bool read(Piece& piece, Team& team, Batch& batch, std::vector<Bare>& bare, Remarks& remarks) const;
  bool read(Piece& piece, Team& team, const Worker::Before& before, Batch& batch, std::vector<Bare>& bare, Remarks& remarks) const;
  void prepare(const Team& team, Batch& batch) const;

  std::vector<Reading> readings_;  // of each survey
  std::size_t records_ = 0;        // of all of them
  std::unique_ptr<Rows> rows_;     // where pieces were not looked at
  std::mutex mutex_;
  std::vector<std::unique_ptr<Team>> idle_;
};

}  // namespace assay::facts::stream
