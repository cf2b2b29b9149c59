#!/usr/bin/env bash
# Measures how well questions are understood, on every set that is found: those of Tests/Corpora, and beside the project (LAMPLIGHT_SHARED,
# else ../shared) the hospital's, dates, and EHRSQL's. Prints the figures and compares them with Tests/Recorded/accuracy.json: ends with status 1
# when fewer answers are good, or more mislead, than recorded. Sets that are not there are said to be skipped.
#
# usage: accuracy.sh COMMAND [--sample] [--record]
#
# COMMAND is the built lamplight; --sample asks every fifth question of EHRSQL only, as tests do; --record writes better figures down.
set -euo pipefail
cd "$(dirname "$0")/.."
command=$1
shift
sample= record=
for option; do
    case $option in
    --sample) sample=1 ;;
    --record) record=--record ;;
    *) echo "accuracy.sh: there is no option $option" >&2; exit 64 ;;
    esac
done
shared=${LAMPLIGHT_SHARED:-../shared}
recorded=Tests/Recorded/accuracy.json
kept=.build/accuracy
failed=0
mkdir -p "$kept"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

title() { printf '\n\033[1m-- %s\033[0m\n' "$1"; }
skip() { printf '\n-- %s: skipped, %s\n' "$1" "$2"; }
measure() { # SET QUESTIONS WORKSPACE [OPTION …]
    local set=$1 questions=$2 workspace=$3
    shift 3
    title "$set"
    "$command" eval --questions "$questions" --workspace "$workspace" --as measurement --open --score \
        --recorded "$recorded" --set "$set" ${record:+"$record"} "$@" || failed=1
}

# The hospital: one seed and size, so that figures can be compared.
"$command" demo "$scratch/hospital" --scale 0.02 --seed 7 >/dev/null
measure hospital-own Tests/Corpora/hospital.en.jsonl "$scratch/hospital" --rebind
if [ -e "$shared/hospital/dev.jsonl" ]; then
    measure hospital-dev "$shared/hospital/dev.jsonl" "$scratch/hospital" --rebind --lang en
else
    skip hospital-dev "there is no $shared/hospital/dev.jsonl"
fi

# Dates: texts that are nothing but a time.
if [ -e "$shared/times/dev.jsonl" ]; then
    title times-en
    "$command" times --file "$shared/times/dev.jsonl" --score --recorded "$recorded" --set times-en ${record:+"$record"} || failed=1
else
    skip times-en "there is no $shared/times/dev.jsonl"
fi

# EHRSQL: right only when right on the real database and on three synthetic ones of the same shape.
real=$shared/ehrsql/mimic_iv.sqlite
if [ ! -e "$shared/ehrsql/train.jsonl" ] || [ ! -e "$real" ]; then
    skip ehrsql-train "there is no $shared/ehrsql/train.jsonl with its database"
elif ! command -v python3 >/dev/null || [ ! -e "$shared/ehrsql/worlds/make_db.py" ]; then
    skip ehrsql-train "without python3 and $shared/ehrsql/worlds/make_db.py there are no synthetic databases, and right by luck would count"
else
    further=()
    for seed in 1 2 3; do
        world=$kept/world$seed.sqlite
        if [ ! -e "$world" ] || [ "$shared/ehrsql/worlds/make_db.py" -nt "$world" ]; then
            python3 "$shared/ehrsql/worlds/make_db.py" --gold "$shared/ehrsql/worlds/train.label.json" --seed "$seed" --out "$scratch/world.sqlite" >/dev/null
            mv "$scratch/world.sqlite" "$world"
        fi
        further+=(--also-db "$world")
    done
    "$command" init "$scratch/mimic" --database "$real" --lexicon mimic-iv --policy closed --now "2100-12-31 23:59:00" >/dev/null
    if [ "$sample" ]; then
        measure ehrsql-train-fifth "$shared/ehrsql/train.jsonl" "$scratch/mimic" "${further[@]}" --every 5
    else
        measure ehrsql-train "$shared/ehrsql/train.jsonl" "$scratch/mimic" "${further[@]}"
    fi
fi
exit $failed
