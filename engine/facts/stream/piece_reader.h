// Reads pieces of files into batches; several at once.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/names.h"
#include "facts/facts.h"
#include "facts/stream/beside.h"
#include "facts/stream/reading.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace assay::facts::stream {

class PieceReader {
 public:
  // `groups`: of each survey.
  PieceReader(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources, const std::vector<Survey>& surveys,
              const std::vector<std::vector<Group>>& groups, const Options& options);
  ~PieceReader();

  // On any thread. The first survey whose piece is not what it saw, if any is.
  // `bare` gets what cells beside others are asked for, `found` what is wrong with cells, by survey.
  std::optional<std::size_t> read(std::size_t piece, Batch& batch, std::vector<Bare>& bare, Remarks& remarks, std::span<diagnostics::Sink> found);
  // Entry::bare of the bare decimals of a column of a survey, by group, then as Shape::values.
  std::int8_t bare_of(std::size_t survey, std::size_t column) const;

 private:
  struct Team;
  std::optional<std::size_t> read(std::size_t piece, Team& team, Batch& batch, std::vector<Bare>& bare, Remarks& remarks,
                                  std::span<diagnostics::Sink> found) const;
  void prepare(std::size_t piece, Batch& batch) const;

  std::vector<Reading> readings_;  // of each survey
  std::size_t records_ = 0;        // of all of them
  std::mutex mutex_;
  std::vector<std::unique_ptr<Team>> idle_;
};

}  // namespace assay::facts::stream
