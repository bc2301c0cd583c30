// The loops over a file's bytes, in each version that this processor has. Rates are bytes of the file.
#include "rows.h"

#include <benchmark/benchmark.h>

#include <numeric>

namespace {

using assay::facts::csv::Kernels;

const bench::Rows& rows() {
  static const bench::Rows kMade;
  return kMade;
}
void count_bytes(benchmark::State& state) { state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * rows().text().size())); }

void survey(benchmark::State& state, const Kernels& kernels) {
  assay::facts::csv::Lines lines;
  lines.commas = bench::kColumns - 1;
  for (auto _ : state) {
    lines.ends.clear();
    kernels.survey(rows().text(), lines);
    benchmark::DoNotOptimize(lines.ends.data());
  }
  if (!lines.sound) state.SkipWithError("the rows are not sound");
  count_bytes(state);
}

void mark(benchmark::State& state, const Kernels& kernels) {
  std::vector<std::uint32_t> marks(bench::kRows * bench::kColumns + assay::facts::csv::kMoreMarks);
  std::size_t count = 0;
  for (auto _ : state) {
    count = kernels.mark(rows().text(), 0, marks.data());
    benchmark::DoNotOptimize(marks.data());
  }
  if (count != bench::kRows * bench::kColumns) state.SkipWithError("not a mark a cell");
  count_bytes(state);
}

void numbers(benchmark::State& state, const Kernels& kernels) {
  constexpr std::size_t kValues = bench::kColumns - 1;
  std::vector<std::uint32_t> marks(1 + bench::kRows * bench::kColumns + assay::facts::csv::kMoreMarks);
  marks.front() = static_cast<std::uint32_t>(-1);
  kernels.mark(rows().text(), 0, marks.data() + 1);
  std::vector<std::uint32_t> cells(kValues);
  std::iota(cells.begin(), cells.end(), 1U);
  std::vector<std::vector<std::int64_t>> data(kValues, std::vector<std::int64_t>(bench::kRows));
  std::vector<std::vector<std::uint64_t>> valid(kValues, std::vector<std::uint64_t>(bench::kRows / 64));
  std::vector<std::int64_t*> data_at;
  std::vector<std::uint64_t*> valid_at;
  for (std::vector<std::int64_t>& each : data) data_at.push_back(each.data());
  for (std::vector<std::uint64_t>& each : valid) valid_at.push_back(each.data());
  const std::vector<std::int64_t> filler(kValues, 0), decimals(kValues, 4);
  std::vector<std::int64_t> least(kValues, 0), most(kValues, 0);
  std::vector<assay::facts::csv::LeftNumber> left;
  for (auto _ : state) {
    left.clear();
    kernels.numbers(rows().text().data(), {marks.data() + 1, bench::kColumns, bench::kRows}, cells,
                    {data_at.data(), valid_at.data(), filler.data(), decimals.data(), least.data(), most.data()}, 0, left);
    benchmark::DoNotOptimize(data_at.data());
  }
  if (!left.empty()) state.SkipWithError("a number was left");
  count_bytes(state);
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const Kernels& kernels : assay::facts::csv::all_kernels()) {
    const std::string of = "/" + std::string(kernels.name);
    benchmark::RegisterBenchmark(("survey" + of).c_str(), [&kernels](benchmark::State& state) { survey(state, kernels); });
    benchmark::RegisterBenchmark(("mark" + of).c_str(), [&kernels](benchmark::State& state) { mark(state, kernels); });
    benchmark::RegisterBenchmark(("numbers" + of).c_str(), [&kernels](benchmark::State& state) { numbers(state, kernels); });
  }
  return true;
}();

}  // namespace
