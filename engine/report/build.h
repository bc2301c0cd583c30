// Makes the report model of one unit out of an outcome, with the reasons where a trace is given.
#pragma once

#include "exec/evaluate.h"
#include "exec/outcome.h"
#include "facts/facts.h"
#include "plan/program.h"
#include "report/model.h"
#include "report/words.h"
#include "semantics/dump.h"
#include "semantics/model.h"
#include "source/source.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace assay::report {

// Everything that a report of a batch is made from; only looked at.
struct Source {
  const semantics::Model& model;
  const plan::Program& program;
  const source::Files& rules;
  const facts::Batch& batch;
  const exec::Outcome& outcome;
  const exec::Trace* trace = nullptr;       // none: no reasons
  std::optional<std::size_t> department{};  // only this one
  const exec::Outcome* self = nullptr;      // as the units reported it, where reviewers reported too
  bool only_what_is_wrong = false;          // of what is met or not applicable no more than how it came out; of the rest what decides, without schemes, parameters and cells
  bool side_by_side = false;                // departments of a unit on two threads
  semantics::Words words = semantics::Words::english;  // of expressions; what programs read is always in English
};

// What people read, in their own language.
Source spoken(const Source& source, Language language);

Range range_of(const columns::Column& column, std::size_t row);
Target build_target(const Source& source, std::size_t department, std::size_t target, std::size_t row);
// Of each criterion that is undecided, missed or rests on doubted cells no more than what is missing and what is doubted.
std::vector<Criterion> build_gaps(const Source& source, std::size_t department, std::size_t target, std::size_t row);
Department build_department(const Source& source, std::size_t department, std::size_t row);
void score_department(const Source& source, std::size_t department, std::size_t row, Department& made);  // of the targets in it
// `built`, where given, has a look at each department, by its number among the unit's, on the thread that built it.
using Built = std::function<void(std::size_t, const Department&)>;
Unit build_unit(const Source& source, std::size_t row, const Built& built = {});

}  // namespace assay::report
