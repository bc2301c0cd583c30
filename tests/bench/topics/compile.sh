# Compiling 10,000 targets in 14 files.
. "$(dirname "$0")/../common.sh"
make_programs assay bench_generate_rules bench_measure
rules="$data/rules-10000"
[ -d "$rules" ] || "$programs/bench_generate_rules" "$rules" 10000
echo "check of 10,000 targets, $(cat "$rules"/*.assay | wc -c) bytes, median of 5: $(median 5 "$assay" check "$rules") us"
