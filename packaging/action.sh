#!/usr/bin/env bash
# What the GitHub Action runs: the inputs come in variables, so that none of their text is read as a command.
set -euo pipefail
read -r -a arguments <<< "${FACTLINT_ARGS:-}"
if [ -n "${FACTLINT_SARIF:-}" ]; then
  arguments+=(--output "sarif=$FACTLINT_SARIF")
fi
exec "$1" check --format "${FACTLINT_FORMAT:-github}" ${arguments[@]+"${arguments[@]}"}
