# Installs DuckDB for node into the build folder, once; needs npm and a network. Nothing of it is needed to build. Prints the folder, or nothing.
# Usage: install.sh FOLDER
version=1.5.6-r.1
if [ ! -d "$1/node_modules/@duckdb/node-api" ]; then
  command -v node >/dev/null && command -v npm >/dev/null || exit 0
  mkdir -p "$1"
  (cd "$1" && echo '{ "private": true }' > package.json && npm install --no-save --no-audit --no-fund "@duckdb/node-api@$version" >/dev/null 2>&1) || exit 0
fi
(cd "$1" && node -e "require('@duckdb/node-api')" 2>/dev/null) && echo "$1"
exit 0
