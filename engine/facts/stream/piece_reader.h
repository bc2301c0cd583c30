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
#include <vector>

namespace assay::facts::stream {

class Worker;

class PieceReader {
 public:
  PieceReader(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources, const Survey& survey,
              const std::vector<Group>& groups, const Options& options);
  ~PieceReader();

  // On any thread. False where the piece is not what the survey saw.
  // `bare` gets what cells beside others are asked for.
  bool read(std::size_t piece, Batch& batch, std::vector<Bare>& bare, Remarks& remarks, diagnostics::Sink& sink);
  // Entry::bare of the bare decimals of a column, by group, then as Shape::values.
  std::int8_t bare_of(std::size_t column) const;

 private:
  const Reading reading_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;
};

}  // namespace assay::facts::stream
