#!/bin/bash
# run.sh [NAME…]: breaks a copy of the sources on purpose, one mutant after another (all when none is named), and prints which tests notice.
# Fails when a mutant survives, or does not build. The copy is made in $MUTANTS_COPY, by default .build-mutants, whose objects are kept.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
copy=${MUTANTS_COPY:-$root/.build-mutants}
mutants=("$@")
if [ ${#mutants[@]} -eq 0 ]; then
    for path in "$root"/Tests/Mutants/*.mutant; do mutants+=("$(basename "$path" .mutant)"); done
fi

# The text of a section, without the newline at its end.
section() { # FILE NAME
    awk -v name="--- $2" '/^--- /{inside = $0 == name; next} inside' "$1"
}

mkdir -p "$copy"
for item in Package.swift Sources Tests Benchmarks Fuzzing Policies Lexicons Grammars; do
    rm -rf "${copy:?}/$item"
    cp -Rp "$root/$item" "$copy/"
done
cd "$copy"

# Of the test targets only those that are named by a mutant, so that little is built again after each break.
wanted=$(sed -n 's/^tests: //p' Tests/Mutants/*.mutant | tr '|' '\n' | sort -u | paste -sd ' ')
awk -v wanted=" $wanted " '
    /^        \.testTarget\(/ { entry = ""; inside = 1 }
    !inside { print; next }
    { entry = entry $0 "\n"; depth += gsub(/\(/, "(") - gsub(/\)/, ")") }
    depth == 0 {
        inside = 0
        match(entry, /name: "[^"]*"/)
        if (index(wanted, " " substr(entry, RSTART + 7, RLENGTH - 8) " ")) printf "%s", entry
    }
' "$root/Package.swift" >Package.swift
build() { swift build --product lamplightPackageTests >"$log" 2>&1; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT

echo "Building the unbroken sources…" >&2
build || { tail -20 "$log" >&2; exit 1; }

survivors=0
printf '| mutant | what it breaks | caught by |\n|---|---|---|\n'
for name in "${mutants[@]}"; do
    mutant=Tests/Mutants/$name.mutant
    [ -f "$mutant" ] || { echo "There is no mutant '$name'." >&2; exit 1; }
    what=$(head -1 "$mutant")
    file=$(sed -n 's/^file: //p' "$mutant")
    tests=$(sed -n 's/^tests: //p' "$mutant")
    find=$(section "$mutant" find)
    replace=$(section "$mutant" replace)
    original=$(cat "$file")
    printf '%s\n' "${original/"$find"/"$replace"}" >"$file"
    result=
    if ! build; then
        result="**does not build**: $(grep -m1 'error:' "$log" || true)"
        survivors=$((survivors + 1))
    elif timeout 900 swift test --skip-build --filter "$tests" --skip mutantsStillFit >"$log" 2>&1; then
        result="**nothing**"
        survivors=$((survivors + 1))
    else
        # Swift Testing names a test by its words or its function.
        result=$(sed -nE '/^✘ Test run /d; s/^✘ Test (.*) failed after .*/\1/p' "$log" | sed -E 's/ with [0-9]+ test cases?$//; s/^"(.*)"$/\1/' \
            | sort -u | head -4 | paste -sd ';' | sed 's/;/; /g')
        [ -n "$result" ] || result="the tests end early: $(tail -1 "$log")"
    fi
    printf '| %s | %s | %s |\n' "$name" "$what" "$result"
    printf '%s\n' "$original" >"$file"
done
[ "$survivors" -eq 0 ] || { echo "$survivors mutants were not caught." >&2; exit 1; }
