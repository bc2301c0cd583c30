// Times evaluation alone: the facts stand in memory as batches, and each pass makes the outcome that a line a unit needs.
// Prints nanoseconds of processor time a unit, the least of the passes, and a checksum of the statuses.

#include "clock.h"

#include "api/rulebook.h"
#include "exec/evaluate.h"
#include "facts/facts.h"
#include "plan/lower.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <vector>

int main(int argc, char** argv) {
  using namespace assay;
  using bench::processor_time;
  if (argc != 4) {
    std::fputs("usage: bench_evaluate PASSES RULES FACTS\n", stderr);
    return 2;
  }
  diagnostics::Sink sink;
  const api::Rulebook book = api::load_rulebook(argv[2], {}, sink);
  if (!book.model) return 1;
  const plan::Program program = plan::lower(*book.model, book.model->schema.season.to);
  facts::Options reading;
  if (const char* rows = std::getenv("BENCH_BATCH_ROWS")) reading.batch_rows = static_cast<std::size_t>(std::atoi(rows));
  const auto reader = facts::open(book.model->schema, {argv[3]}, reading, sink);
  std::vector<facts::Batch> batches;
  std::size_t units = 0;
  for (facts::Batch batch; reader->next(batch); units += batches.back().rows()) batches.push_back(std::move(batch));
  if (units == 0) return 1;
  exec::Evaluator evaluator(program, exec::Detail::unit);
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::uint64_t sum = 0;
  for (int pass = 0; pass < std::atoi(argv[1]); ++pass) {
    const std::int64_t start = processor_time();
    sum = 0;
    for (const facts::Batch& batch : batches) {
      const exec::Outcome outcome = evaluator.evaluate(batch);
      for (const auto& department : outcome.departments)
        for (const auto& target : department.targets) sum += static_cast<std::uint64_t>(target.status.front());
    }
    least = std::min(least, processor_time() - start);
  }
  std::printf("%.1f ns a unit (%zu units, %zu steps, checksum %llu)\n", static_cast<double>(least) / static_cast<double>(units), units, program.steps.size(),
              static_cast<unsigned long long>(sum));
  return 0;
}
