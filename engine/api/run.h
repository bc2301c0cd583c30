// Evaluates a rulebook over reported files, batch by batch and on several threads, and hands the batches on in order.
#pragma once

#include "base/calendar.h"
#include "diagnostics/diagnostics.h"
#include "exec/evaluate.h"
#include "exec/outcome.h"
#include "exec/population.h"
#include "facts/facts.h"
#include "plan/program.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assay::api {

// Whether a run with so many threads asked for (0: as many as the machine has) may use two of them for a single unit.
bool has_help(std::size_t threads);

struct RunOptions {
  std::vector<std::string> facts;         // paths; "-" is standard input
  facts::Options reading;                 // its profile measures the whole run
  std::size_t threads = 0;                // 0: as many as the machine has
  bool trace = false;                     // keep every register, for explanations
  exec::Detail detail = exec::Detail::criterion;
  // Forgets all that was delivered; the run begins again. Where the caller can do that, a large file is read once, and not looked at beforehand.
  std::function<void()> take_back;
};

// A batch and what came out of it.
struct Evaluated {
  facts::Piece piece;
  facts::Batch batch;
  exec::Outcome outcome;
  exec::Trace trace;  // empty unless asked for
  std::optional<exec::Outcome> self;  // of Batch::self, where that is
  std::unique_ptr<exec::Evaluator> evaluator;  // that made them, and makes the next
};

// Runs on any thread, several at once; what it returns runs on any too, one at a time in the order of the units. It ends the run by `false`. `evaluated` is
// that thread's, which evaluates the next piece into it: what a delivery needs of it is taken out.
using Delivery = std::function<bool()>;
using Work = std::function<Delivery(Evaluated& evaluated)>;

struct RunResult {
  std::size_t units = 0;
  std::string facts_digest;
  bool stopped = false;     // by a delivery
  bool unusable = false;    // a file had an error: what was delivered is void
  std::vector<std::shared_ptr<void>> used;  // what reading and evaluating took, to be freed with the result: who ends anyway need not wait for it
};

// What the program asks of all units, gathered from the same files; nothing where it looks at one unit at a time.
std::unique_ptr<exec::Population> gather(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink);

// The order and content of the deliveries do not depend on the number of threads. Problems of the data go to the sink.
RunResult run(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink, const Work& work);

// The same with a program that is made, on another thread perhaps, while the files are opened: `program` is called once: when they are open,
// or before where it says how many units are read at a time.
struct Making {
  const types::Schema& schema;
  base::Date as_of;
  std::function<const plan::Program&()> program;
};
RunResult run(const Making& making, const RunOptions& options, diagnostics::Sink& sink, const Work& work);

}  // namespace assay::api
