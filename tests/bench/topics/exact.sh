# Verdicts and scores of the units that stand on thresholds, recomputed in fractions by a program that shares nothing with the engine.
. "$(dirname "$0")/../common.sh"
make_programs assay bench_generate
if ! command -v python3 >/dev/null; then
  echo "not checked: no python3"
  exit 0
fi
file=$(data_of seventy 20000)
"$assay" run "$bench/rules/seventy" --facts "$file" --format csv --per unit > "$data/exact-ours.csv"
python3 "$bench/exact/check.py" "$bench/rules/seventy/seventy.assay" "$file" "$data/exact-ours.csv"
