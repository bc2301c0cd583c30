#!/bin/sh
# make bench: every topic in turn, one script each. Usage: run.sh BUILD-FOLDER [TOPIC…]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BUILD=$(cd "${1:-${BUILD:-build-release}}" && pwd)
[ $# -eq 0 ] || shift
export BUILD
if [ $# -eq 0 ]; then
  for script in "$here"/topics/*.sh; do set -- "$@" "$(basename "$script" .sh)"; done
fi
for topic in "$@"; do
  echo
  echo "== $topic"
  sh "$here/topics/$topic.sh"
done
