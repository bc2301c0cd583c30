# The large workload in wide form: CSV to a result a unit in a file, beside the hand-written limit, DuckDB and `wc -l`; all in one run, in turn.
# The file is in memory where the machine has a place for that: no disk is measured.
. "$(dirname "$0")/../common.sh"
make_programs assay bench_generate bench_measure bench_limit bench_compare
units=${BENCH_UNITS:-100000}
file=$(data_of seventy "$units")
ours="$data/seventy-ours.csv"
limit="$programs/bench_limit"
run() { "$assay" run "$bench/rules/seventy" --facts "$1" --format csv --per unit --threads "${2:-2}"; }

"$programs/bench_generate" rules seventy | cmp - "$bench/rules/seventy/seventy.assay"
run "$file" > "$ours"
"$limit" "$file" | cmp - "$ours"
"$limit" --plain "$file" | cmp - "$ours"
echo "$(machine)"
echo "$units units, 140 facts, 70 targets, $(wc -c < "$file") bytes; the limit writes the same bytes as the engine"

peers=$(sh "$bench/peers/install.sh" "$data/peers")
theirs="$data/seventy-duckdb.csv"
set -- "$assay" run "$bench/rules/seventy" --facts "$file" --format csv --per unit --threads 2 \
  --and "$assay" run "$bench/rules/seventy" --facts "$file" --format csv --per unit --threads 1 \
  --and "$limit" --threads 2 "$file" --and "$limit" --threads 1 "$file" --and /usr/bin/wc -l "$file"
if [ -n "$peers" ]; then
  "$programs/bench_generate" duckdb "$file" > "$data/duckdb.sql"
  set -- "$@" --and /usr/bin/env -C "$peers" node "$bench/peers/duckdb.mjs" "$data/duckdb.sql" "$theirs" 2
fi
figures="$data/seventy-figures.txt"
results="$data/seventy-results.csv"
[ -w /dev/shm ] && results=$(mktemp -p /dev/shm)
"$programs/bench_measure" "$rounds" --to "$results" "$@" > "$figures"
wall() { sed -n "$1p" "$figures" | cut -d' ' -f1; }
cpu() { sed -n "$1p" "$figures" | cut -d' ' -f3; }
memory() { sed -n "$1p" "$figures" | cut -d' ' -f4; }
row() { # NAME LINE
  echo "| $1 | $(wall "$2") | $(cpu "$2") | $(ratio "$(wall "$2")" "$(wall 3)") | $(ratio "$(cpu "$2")" "$(cpu 3)") | $(memory "$2") |"
}
echo
echo "| | wall us | processor us | of the limit, wall | of the limit, processor | private KiB |"
echo "|---|---|---|---|---|---|"
row "ours, 2 threads" 1
row "ours, 1 thread" 2
row "limit, 2 threads" 3
row "limit, 1 thread" 4
row "wc -l" 5
if [ -n "$peers" ]; then row "DuckDB, 2 threads, DECIMAL" 6; else echo "| DuckDB | not installed | | | | |"; fi
echo
if [ -n "$peers" ]; then
  echo "ours / DuckDB: $(ratio "$(wall 1)" "$(wall 6)")"
  echo "DuckDB: $("$programs/bench_compare" "$ours" "$theirs")"
fi
set -- $("$limit" --judge "$file")
echo "judging alone, limit, 1 thread: $1 us of blocks just read, $2 us from memory"

if [ -n "${BENCH_SQLITE:-}" ] && command -v sqlite3 >/dev/null; then
  "$programs/bench_generate" sqlite "$file" > "$data/sqlite.sql"
  echo "SQLite: $(median 1 "$(command -v sqlite3)" :memory: ".read $data/sqlite.sql") us"
  sqlite3 :memory: ".read $data/sqlite.sql" > "$data/seventy-sqlite.csv"
  echo "SQLite: $("$programs/bench_compare" "$ours" "$data/seventy-sqlite.csv")"
fi

if [ -n "${BENCH_TEN:-}" ]; then
  ten=$(data_of seventy $((units * 10)))
  set -- $("$programs/bench_measure" 1 --to "$results" "$assay" run "$bench/rules/seventy" --facts "$ten" --format csv --per unit --threads 2 --and "$limit" --threads 2 "$ten" | tr '\n' ' ')
  echo "ten times the units: ours $(ratio "$1" "$(wall 1)") times, private $4 KiB, $(ratio "$1" "$5") of the limit; the limit $(ratio "$5" "$(wall 3)") times"
fi
