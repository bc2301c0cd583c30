# A new process for one unit's facts, warm page cache.
. "$(dirname "$0")/../common.sh"
make_programs assay bench_measure
echo "Huzhou rules, one unit, median of 20: $(median 20 "$assay" run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv --format json) us"
echo "the same as a table:                  $(median 20 "$assay" run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv --format table) us"
kept="$data/kept"
rm -rf "$kept"
"$assay" run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv --cache "$kept" >/dev/null 2>&1
echo "with kept rules, as JSON:             $(median 20 "$assay" run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv --cache "$kept" --format json) us"
echo "with kept rules, as a table:          $(median 20 "$assay" run rules/huzhou-2023 --facts examples/huzhou-2023/*.csv --cache "$kept" --format table) us"
echo "the process alone (assay version):    $(median 20 "$assay" version) us"
