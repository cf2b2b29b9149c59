#!/usr/bin/env bash
# Measures text to SQL on EHRSQL with its full vocabulary, where it is found beside the project (LAMPLIGHT_SHARED, else ../shared).
#
# usage: reading.sh COMMAND BENCH      the built lamplight and lamplight-bench
set -euo pipefail
cd "$(dirname "$0")/.."
command=$1
bench=$2
shared=${LAMPLIGHT_SHARED:-../shared}
if [ ! -e "$shared/ehrsql/train.jsonl" ] || [ ! -e "$shared/ehrsql/mimic_iv.sqlite" ]; then
    printf '\n== Text to SQL on EHRSQL: skipped, there is no %s/ehrsql\n' "$shared"
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
printf '\n\033[1m== Text to SQL on EHRSQL, the whole vocabulary\033[0m\n'
"$command" init "$scratch/mimic" --database "$shared/ehrsql/mimic_iv.sqlite" --lexicon mimic-iv --policy closed --now "2100-12-31 23:59:00" >/dev/null
"$bench" reading --workspace "$scratch/mimic" --questions "$shared/ehrsql/train.jsonl"
