// The door of the exec stage: program x batch -> outcome.
#pragma once

#include "columns/bitmap.h"
#include "columns/column.h"
#include "exec/elsewhere.h"
#include "exec/items.h"
#include "exec/outcome.h"
#include "facts/facts.h"
#include "plan/program.h"
#include "types/value.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace assay::exec {

class Population;

// A column of conditions: exactly one of true, false, invalid or none of them (undecided); `lacks` only where undecided.
struct TruthColumn {
  columns::Bitmap is_true, is_false, invalid, lacks;
  std::size_t size() const { return is_true.size(); }
  types::Truth at(std::size_t i) const;
};

struct Register {
  columns::Column number;   // of numeric registers
  TruthColumn truth;        // of conditions
  std::uint64_t bound = 0;  // no |number.data| exceeds it
  bool constant = false;    // every element of `number` is the same valid point
  void release();           // gives back what it holds
};

// What every step of a program gave. Elements of a register: see plan::Grain.
class Trace {
 public:
  types::Value value(plan::RegisterId id, std::size_t element) const;
  types::Truth truth(plan::RegisterId id, std::size_t element) const;
  std::vector<Register> registers;
  CombinationsByLists combinations;  // of the batch's items, as the registers have them
  std::map<plan::RegisterId, std::vector<std::vector<Elsewhere>>> elsewhere;  // of registers that are looked at among units, by segment
  std::vector<facts::CellKey> cells;  // of the batch, by fact, member and period
  std::size_t rows = 0, stride = 0;  // rows of the batch; rows rounded up to whole words
};

// How far down an outcome is filled in; what is below is left empty. Ranks are of departments.
enum class Detail : std::uint8_t {
  unit,        // totals, and the statuses of targets
  target,      // attainments and scores of departments and targets, ranks
  criterion,   // all
};

// Judges batch after batch with one program; what batches have in common is made once. For one thread at a time.
class Evaluator {
 public:
  // `population`: of all units, where the program looks among them and no batch holds them all. Both must outlive it.
  explicit Evaluator(const plan::Program& program, Detail detail = Detail::criterion, const Population* population = nullptr);
  Evaluator(const Evaluator&) = delete;
  ~Evaluator();
  // `trace`, where given, keeps all registers.
  Outcome evaluate(const facts::Batch& batch, Trace* trace = nullptr);

 private:
  struct State;
  const plan::Program& program_;
  Detail detail_;
  const Population* population_;
  const bool looks_among_;
  std::unique_ptr<State> state_;  // of batches without a trace, made for the first of them
};

// The same for one batch.
Outcome evaluate(const plan::Program& program, const facts::Batch& batch, Trace* trace = nullptr, const Population* population = nullptr,
                 Detail detail = Detail::criterion);

}  // namespace assay::exec
