# What the topics share; each begins with `. "$(dirname "$0")/../common.sh"`. Needs BUILD, the folder of a release build.
set -eu
bench=$(cd "$(dirname "$0")/.." && pwd)
root=$(cd "$bench/../.." && pwd)
data="$BUILD/bench"
assay="$BUILD/engine/assay"
programs="$BUILD/tests/bench"
mkdir -p "$data"
cd "$root"

# make_programs TARGET…: builds them.
make_programs() { cmake --build "$BUILD" --target "$@" >/dev/null; }

# data_of WORKLOAD UNITS: prints the file, made if it is not there yet.
data_of() {
  file="$data/$1-$2.csv"
  if [ ! -s "$file" ]; then
    "$programs/bench_generate" "$1" "$2" > "$file.part"
    mv "$file.part" "$file"
  fi
  echo "$file"
}

# median TIMES COMMAND…: microseconds.
median() { "$programs/bench_measure" "$@" | cut -d' ' -f1; }

# ratio A B: A / B with two decimals.
ratio() { echo "$1 $2" | LC_ALL=C awk '{ if ($2 > 0) printf "%.2f", $1 / $2; else printf "-" }'; }

# machine: what to write beside figures.
machine() { echo "$(uname -m), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sed -n 1p), $(date -u +%Y-%m-%d), load $(cut -d' ' -f1 /proc/loadavg)"; }

rounds=${BENCH_ROUNDS:-3}
