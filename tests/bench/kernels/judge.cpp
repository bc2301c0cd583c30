// The loops over columns of a batch, and how verdicts become letters. Rates are rows.
#include "exec/kernels.h"
#include "exec/outcome.h"
#include "report/verdict_letters.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace {

namespace kernels = assay::exec::kernels;
constexpr std::size_t kRows = 1024;

std::vector<std::int64_t> column(std::uint64_t seed) {
  std::vector<std::int64_t> out(kRows);
  for (std::int64_t& each : out) each = static_cast<std::int64_t>((seed = seed * 6364136223846793005ULL + 1442695040888963407ULL) >> 44U) + 1;
  return out;
}

// Runs f(out, bits) again and again.
template <class F>
void time(benchmark::State& state, const F& f) {
  std::vector<std::int64_t> out(kRows);
  std::vector<std::uint64_t> bits(kRows / 64);
  for (auto _ : state) {
    f(out.data(), bits.data());
    benchmark::DoNotOptimize(out.data());
    benchmark::DoNotOptimize(bits.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kRows));
}

void magnitude(benchmark::State& state) {
  const auto x = column(1);
  time(state, [&](auto* out, auto*) { *out = static_cast<std::int64_t>(kernels::magnitude(x.data(), kRows)); });
}
void sum(benchmark::State& state) {
  const auto x = column(1), y = column(2);
  time(state, [&](auto* out, auto*) { kernels::sum(x.data(), 10, y.data(), -1, kRows, out); });
}
void compare_constant(benchmark::State& state) {
  const auto x = column(1);
  time(state, [&](auto*, auto* bits) { kernels::compare(assay::plan::Compare::ge, x.data(), 500'000, kRows, bits); });
}
void compare_columns(benchmark::State& state) {
  const auto x = column(1), y = column(2);
  time(state, [&](auto*, auto* bits) { kernels::compare(assay::plan::Compare::ge, x.data(), 3, y.data(), 2, kRows, bits); });
}
void attained(benchmark::State& state) {
  const auto x = column(1);
  const auto share = kernels::share(700'000, 1, 700'000);
  if (!share) return state.SkipWithError("no such share");
  time(state, [&](auto* out, auto*) { kernels::attained(x.data(), *share, kRows, out); });
}
void ratio(benchmark::State& state) {
  const auto x = column(1), y = column(2);
  time(state, [&](auto* out, auto*) { kernels::ratio(x.data(), 1, y.data(), 1, 1'000'000'000, kRows, out); });
}
void weighed(benchmark::State& state) {
  const auto x = column(1);
  const auto by = kernels::divisor(100, std::uint64_t{1} << 30U);
  if (!by) return state.SkipWithError("no such divisor");
  time(state, [&](auto* out, auto*) { kernels::weighed(x.data(), 30, 50, *by, kRows, out); });
}
BENCHMARK(magnitude);
BENCHMARK(sum);
BENCHMARK(compare_constant);
BENCHMARK(compare_columns);
BENCHMARK(attained);
BENCHMARK(ratio);
BENCHMARK(weighed);

void letters(benchmark::State& state) {
  assay::exec::Outcome outcome;
  outcome.rows = kRows;
  outcome.departments.resize(1);
  outcome.departments.front().targets.resize(70);
  std::size_t n = 0;
  for (assay::exec::TargetOutcome& target : outcome.departments.front().targets)
    for (std::size_t row = 0; row < kRows; ++row) target.status.push_back(static_cast<assay::exec::Status>(n++ % 7 % 4));
  for (auto _ : state) {
    const assay::report::VerdictLetters made(outcome, std::nullopt);
    benchmark::DoNotOptimize(made.of(0).data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kRows));
}
BENCHMARK(letters);

}  // namespace

BENCHMARK_MAIN();
