#!/bin/sh
# make bench: start-up on the Huzhou season, and throughput on 100,000 units. Usage: run.sh BUILD-FOLDER
set -eu
build=${1:-${BUILD:-build-release}}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
units=${BENCH_UNITS:-100000}
cmake --build "$build" --target assay bench_generate bench_measure >/dev/null
assay=$(find "$build" -name assay -type f -perm -u+x | head -1)
measure=$(find "$build" -name bench_measure -type f | head -1)
generate=$(find "$build" -name bench_generate -type f | head -1)
data="$build/bench"
mkdir -p "$data"
[ -s "$data/firms-$units.csv" ] || "$generate" "$units" > "$data/firms-$units.csv"

cd "$root"
set -- $("$measure" 20 "$assay" run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv --format json)
echo "Huzhou rules, one unit, new process, median of 20: $1 us (least $2 us)"
set -- $("$measure" 20 "$assay" version)
echo "the process alone (assay version):                 $1 us (least $2 us)"

bytes=$(wc -c < "$data/firms-$units.csv")
for threads in 1 2; do
  set -- $("$measure" 3 "$assay" run "$here/rules" --facts "$data/firms-$units.csv" --format csv --per unit --threads $threads)
  echo "$units units x 15 facts through 15 targets, $threads thread(s): $1 us, $((units * 15 * 1000 / ($1 / 1000 + 1))) cells/s, $((bytes / ($1 + 1))) MB/s"
done
set -- $("$measure" 3 /usr/bin/wc -l "$data/firms-$units.csv")
echo "wc -l of the same file:                            $1 us"
