# The large workload in its other forms: with the day of each row's report, long form, a dimension of 7 members, 8 quarters; each with about as many cells as
# the wide file has.
. "$(dirname "$0")/../common.sh"
make_programs assay bench_generate bench_measure
units=${BENCH_UNITS:-100000}
cells=$((units * 140))
wide=$(data_of seventy "$units")
grouped=$(data_of grouped "$units")
shuffled=$(data_of shuffled "$units")
members=$(data_of members $((units / 7)))
quarters=$(data_of quarters $((units / 8)))
dated="$data/dated-$units.csv"
[ -f "$dated" ] || awk '{ print $0 (NR == 1 ? ",reported_at" : ",2024-01-05") }' "$wide" > "$dated"
for kind in seventy members quarters; do "$programs/bench_generate" rules $kind | cmp - "$bench/rules/$kind/$kind.assay"; done

# Any order of the rows gives each unit the same result.
per_unit() { "$assay" run "$bench/rules/seventy" --facts "$1" --format csv --per unit | LC_ALL=C sort; }
per_unit "$wide" > "$data/forms-wide.csv"
for other in "$dated" "$grouped" "$shuffled"; do per_unit "$other" | cmp - "$data/forms-wide.csv"; done

echo "$(machine)"
figures="$data/forms-figures.txt"
"$programs/bench_measure" "$rounds" \
  "$assay" run "$bench/rules/seventy" --facts "$wide" --format csv --per unit --threads 2 \
  --and "$assay" run "$bench/rules/seventy" --facts "$grouped" --format csv --per unit --threads 2 \
  --and "$assay" run "$bench/rules/seventy" --facts "$shuffled" --format csv --per unit --threads 2 \
  --and "$assay" run "$bench/rules/members" --facts "$members" --format csv --per unit --threads 2 \
  --and "$assay" run "$bench/rules/quarters" --facts "$quarters" --format csv --per unit --threads 2 \
  --and "$assay" run "$bench/rules/seventy" --facts "$dated" --format csv --per unit --threads 2 > "$figures"
field() { sed -n "$1p" "$figures" | cut -d' ' -f"$2"; }
row() { # NAME LINE ROWS
  echo "| $1 | $(field "$2" 1) | $(field "$2" 3) | $(($3 * 1000 / ($(field "$2" 1) / 1000 + 1))) | $(ratio "$(field "$2" 1)" "$(field 1 1)") | $(field "$2" 4) |"
}
echo
echo "| $cells cells | wall us | processor us | rows/s | of wide, wall | private KiB |"
echo "|---|---|---|---|---|---|"
row "wide" 1 "$units"
row "wide, with days of report" 6 "$units"
row "long, grouped by unit" 2 "$(wc -l < "$grouped")"
row "long, in any order" 3 "$(wc -l < "$shuffled")"
row "7 members" 4 $((units / 7 * 7))
row "8 quarters" 5 $((units / 8 * 8))
