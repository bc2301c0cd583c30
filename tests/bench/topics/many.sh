# Verdicts a second through 70 and through 7,000 targets: a hundredth of the units through a hundred times the targets. What is over after one unit's
# run, which is nearly all compiling, is judging and reading.
. "$(dirname "$0")/../common.sh"
make_programs assay bench_generate bench_measure
units=${BENCH_UNITS:-100000}
few=$((units / 100))
mkdir -p "$data/many"
"$programs/bench_generate" rules many > "$data/many/many.assay"
one=$(data_of seventy 1)
file=$(data_of seventy "$units")
part=$(data_of seventy "$few")
figures="$data/many-figures.txt"
"$programs/bench_measure" "$rounds" "$assay" run "$bench/rules/seventy" --facts "$one" --format csv --per unit --threads 1 \
  --and "$assay" run "$bench/rules/seventy" --facts "$file" --format csv --per unit --threads 1 \
  --and "$assay" run "$data/many" --facts "$one" --format csv --per unit --threads 1 \
  --and "$assay" run "$data/many" --facts "$part" --format csv --per unit --threads 1 > "$figures"
field() { sed -n "$1p" "$figures" | cut -d' ' -f"$2"; }
per_verdict() { echo "$1 $2 $3" | LC_ALL=C awk '{ printf "%.0f", ($1 - $2) * 1000 / $3 }'; }
verdicts=$((units * 70))
echo "$(machine)"
echo
echo "| $verdicts verdicts, 1 thread, processor time | one unit, us | all units, us | ns a verdict |"
echo "|---|---|---|---|"
echo "| 70 targets, $units units | $(field 1 3) | $(field 2 3) | $(per_verdict "$(field 2 3)" "$(field 1 3)" $verdicts) |"
echo "| 7,000 targets, $few units | $(field 3 3) | $(field 4 3) | $(per_verdict "$(field 4 3)" "$(field 3 3)" $verdicts) |"
