// Times reading alone: all pieces of the files, on one thread. Prints nanoseconds of processor time a unit, the least of the passes: of the first look
// at the files and of reading them.

#include "clock.h"

#include "api/rulebook.h"
#include "facts/facts.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

int main(int argc, char** argv) {
  using namespace assay;
  using bench::processor_time;
  if (argc < 4) {
    std::fputs("usage: bench_read PASSES RULES FACTS…\n", stderr);
    return 2;
  }
  diagnostics::Sink sink;
  const api::Rulebook book = api::load_rulebook(argv[2], {}, sink);
  if (!book.model) return 1;
  facts::Options reading;
  reading.threads = 1;
  reading.digest = false;
  if (const char* rows = std::getenv("BENCH_BATCH_ROWS")) reading.batch_rows = static_cast<std::size_t>(std::atoi(rows));
  std::int64_t looking = std::numeric_limits<std::int64_t>::max();
  std::int64_t in_all = looking;
  std::size_t units = 0;
  for (int pass = 0; pass < std::atoi(argv[1]); ++pass) {
    const std::int64_t start = processor_time();
    const auto reader = facts::open(book.model->schema, {argv + 3, argv + argc}, reading, sink);
    looking = std::min(looking, processor_time() - start);
    units = 0;
    for (facts::Batch batch; reader->next(batch);) units += batch.rows();
    in_all = std::min(in_all, processor_time() - start);
  }
  if (units == 0) return 1;
  const auto each = [&](std::int64_t time) { return static_cast<double>(time) / static_cast<double>(units); };
  std::printf("%.1f ns a unit, %.1f of it before the first piece (%zu units)\n", each(in_all), each(looking), units);
  return 0;
}
