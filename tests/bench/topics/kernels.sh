# The inner loops alone, with Google Benchmark; each version of the reading ones that the processor has.
. "$(dirname "$0")/../common.sh"
if ! make_programs bench_kernels 2>/dev/null; then
  echo "Google Benchmark is not installed"
  exit 0
fi
machine
"$programs/bench_kernels" --benchmark_min_time=0.05
