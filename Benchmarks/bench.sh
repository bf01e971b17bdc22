#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures a release build and prints a table. AGAINST=REVISION measures another commit in the same run, in turn.
# INSTANCES=FOLDER adds the instances of disclosure control that are there (S A L B C D; see
# Sources/DisclosureControl/README.md); NAMES="S A" takes only these. C and D run once, for minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/needs.sh bench
swift build --configuration release --product dueregard
program="$(swift build --configuration release --show-bin-path)/dueregard"
other=()
if [ -n "${AGAINST:-}" ]; then
    folder=.build/against
    git worktree remove --force "$folder" 2>/dev/null || true
    git worktree add --detach "$folder" "$AGAINST" >/dev/null
    trap 'git worktree remove --force "$folder"' EXIT
    (cd "$folder" && swift build --configuration release --product dueregard)
    other=(--against "$folder/.build/release/dueregard")
fi
python3 Benchmarks/bench.py --program "$program" "${other[@]}"

echo
echo "Dates, and plans of 10,000 rows in and out"
swift run --package-path Benchmarks/Rules --configuration release spreadsheets

echo
echo "A map of 300 areas, with its key, lists and table"
swift run --package-path Benchmarks/Rules --configuration release maps ReferenceData/boundaries

echo
echo "Monitoring records in, beside sqlite3 .import"
python3 Benchmarks/monitoring.py "$program"

echo
echo "A whole publication of equality information"
python3 Benchmarks/publication.py "$program"

echo
echo "Counting: 10 million records, 4 of 9 characteristics, beside DuckDB and pandas"
tools=.build/counting-tools
if [ "$(cat "$tools/installed" 2>/dev/null)" != "$(cat Benchmarks/counting-requirements.txt)" ]; then
    rm -rf "$tools"
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check -r Benchmarks/counting-requirements.txt
    cp Benchmarks/counting-requirements.txt "$tools/installed"
fi
swift build --package-path Benchmarks/Rules --configuration release --product counting
"$tools/bin/python" Benchmarks/counting.py \
    "$(swift build --package-path Benchmarks/Rules --configuration release --show-bin-path)/counting"

echo
echo "Disclosure control: a publication of ordinary size (twenty tables), then the instances given"
work="$(mktemp -d)"
python3 Tests/DisclosureControlTests/ordinary_publication.py "$work/ordinary"
names=()
if [ -n "${INSTANCES:-}" ]; then
    for name in ${NAMES:-S A L B C D}; do
        case "$name" in S | A | L | B | C | D) ;; *) echo "NAMES: take S, A, L, B, C or D, not $name" >&2; exit 2 ;; esac
        if [ -d "$INSTANCES/$name" ]; then
            ln -s "$(cd "$INSTANCES/$name" && pwd)" "$work/$name"
            names+=("$name")
        elif [ -n "${NAMES:-}" ]; then
            echo "NAMES: there is no $INSTANCES/$name" >&2
            exit 2
        fi
    done
fi
python3 Tests/DisclosureControlTests/bench.py "$program" disclosure -- "$work" ordinary "${names[@]}"
rm -rf "$work"
