#!/bin/sh
# Builds the fuzzers with clang and the sanitizers and runs each for FUZZ_SECONDS (60); fails on any crash, leak or hang.
#   BUILD=build-fuzz  JOBS=2  FUZZ_TARGETS="rules csv both"
# A crash's input is left in $BUILD/crashes; copy it to tests/fuzz/regressions/<target>/ with the repair.
set -eu
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build-fuzz}
JOBS=${JOBS:-$(nproc)}
FUZZ_SECONDS=${FUZZ_SECONDS:-60}
FUZZ_TARGETS=${FUZZ_TARGETS:-rules csv both}

# clang refuses Debian's ANTLR headers: the const vectors of Vocabulary.h have no initialiser. A copy with `{}` comes first on the path.
headers=
for folder in /usr/include/antlr4-runtime /usr/local/include/antlr4-runtime; do
  if [ -f "$folder/Vocabulary.h" ]; then headers=$folder; break; fi
done
if [ -z "$headers" ]; then
  echo "fuzz: the headers of antlr4-runtime were not found (make install-deps)" >&2
  exit 1
fi
mkdir -p "$BUILD"
BUILD=$(cd "$BUILD" && pwd)
[ -d "$BUILD/antlr4-runtime" ] || cp -r "$headers" "$BUILD/antlr4-runtime"
grep -q '_literalNames{}' "$BUILD/antlr4-runtime/Vocabulary.h" || sed -i -E 's/^([[:space:]]*(static )?(const )?std::vector<std::string> (const )?[A-Za-z_]+)([[:space:]]*;)/\1{}\5/' "$BUILD/antlr4-runtime/Vocabulary.h"

flags="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
cmake -S . -B "$BUILD" -G Ninja --log-level=WARNING \
  -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo -DASSAY_FUZZ=ON -DASSAY_WERROR=OFF \
  -DASSAY_ANTLR_HEADERS="$BUILD/antlr4-runtime" \
  -DCMAKE_CXX_FLAGS="$flags" -DCMAKE_EXE_LINKER_FLAGS="-fsanitize=address,undefined"
targets=
for target in $FUZZ_TARGETS; do targets="$targets fuzz_$target"; done
# shellcheck disable=SC2086
cmake --build "$BUILD" -j "$JOBS" --target $targets

tests/fuzz/words.sh engine/syntax/keywords.def > "$BUILD/words.dict"

# Seeds: every rulebook, golden case and CSV of the tree, and what was stored before.
for target in rules csv both; do mkdir -p "$BUILD/corpus/$target" "$BUILD/seeds/$target"; done
mkdir -p "$BUILD/crashes"
number=0
find rules examples tests/golden/cases -type f -size -64k \( -name '*.assay' -o -path '*/cases/*' \) 2>/dev/null | LC_ALL=C sort > "$BUILD/rules.list"
find examples -type f -name '*.csv' -size -256k 2>/dev/null | LC_ALL=C sort > "$BUILD/csv.list"
while IFS= read -r file; do
  number=$((number + 1))
  cp "$file" "$BUILD/seeds/rules/$number.assay"
done < "$BUILD/rules.list"
while IFS= read -r file; do
  number=$((number + 1))
  head -c 4096 "$file" > "$BUILD/seeds/csv/$number.csv"
done < "$BUILD/csv.list"
for target in rules csv both; do
  [ -d "tests/fuzz/regressions/$target" ] || continue
  for file in tests/fuzz/regressions/"$target"/*; do
    [ -f "$file" ] && cp "$file" "$BUILD/seeds/$target/stored_$(basename "$file")"
  done
done

failed=
for target in $FUZZ_TARGETS; do
  echo "fuzz: $target for $FUZZ_SECONDS s"
  log="$BUILD/$target.log"
  if UBSAN_OPTIONS=print_stacktrace=1 "$BUILD/tests/fuzz/fuzz_$target" -max_total_time="$FUZZ_SECONDS" -timeout=10 -rss_limit_mb=2048 -max_len=8192 \
      -dict="$BUILD/words.dict" -artifact_prefix="$BUILD/crashes/${target}_" -print_final_stats=1 "$BUILD/corpus/$target" "$BUILD/seeds/$target" > "$log" 2>&1; then
    grep -E 'number_of_executed_units|average_exec_per_sec' "$log" || true
  else
    tail -40 "$log"
    failed="$failed $target"
  fi
done
if [ -n "$failed" ]; then
  echo "fuzz: failed:$failed; the inputs are in $BUILD/crashes" >&2
  exit 1
fi
