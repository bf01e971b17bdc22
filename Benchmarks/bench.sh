#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures a release build and prints a table. AGAINST=REVISION measures another commit in the same run, in turn.
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
