#!/usr/bin/env bash
# Builds the wheel and the npm package around a binary, installs each where nothing else is, without a network, and checks an
# article with it: packaging/try.sh BINARY
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 "$root/packaging/build.py" "$1" "$folder/dist"
printf 'The summit opened on Monday, July 3, 2024.\n' > "$folder/story.md"

try() { # NAME PROGRAM
  local found
  found="$(cd "$folder" && "$2" check --no-cache --format concise story.md || true)"
  case "$found" in
    *weekday-date*) echo "$1: $("$2" --version)" ;;
    *) echo "$1 does not find what is wrong with the story: $found" >&2; exit 1 ;;
  esac
}

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-index --disable-pip-version-check "$folder"/dist/*.whl
try "wheel" "$folder/venv/bin/factlint"
if command -v npm > /dev/null; then
  mkdir "$folder/npm"
  (cd "$folder/npm" && npm install --silent --offline --no-audit --no-fund "$folder"/dist/*.tgz > /dev/null)
  try "npm package" "$folder/npm/node_modules/.bin/factlint"
else
  echo "there is no npm here: the npm package is built and NOT tried"
fi
FACTLINT_SARIF="$folder/out.sarif" FACTLINT_ARGS="--no-cache $folder/story.md" \
  bash "$root/packaging/action.sh" "$1" > "$folder/action.txt" && exit 1
grep -q '^::error title=factlint (weekday-date)' "$folder/action.txt"
grep -q weekday-date "$folder/out.sarif"
echo "action: annotates, and writes SARIF"
