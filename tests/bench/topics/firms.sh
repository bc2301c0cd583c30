# Throughput of wide CSV through fifteen targets.
. "$(dirname "$0")/../common.sh"
make_programs assay bench_generate bench_measure
units=${BENCH_UNITS:-100000}
file=$(data_of firms "$units")
bytes=$(wc -c < "$file")
for threads in 1 2; do
  time=$(median 3 "$assay" run "$bench/rules/firms" --facts "$file" --format csv --per unit --threads $threads)
  echo "$units units x 15 facts through 15 targets, $threads thread(s): $time us, $((units * 15 * 1000 / (time / 1000 + 1))) cells/s, $((bytes / (time + 1))) MB/s"
done
echo "wc -l of the same file: $(median 3 /usr/bin/wc -l "$file") us"
