#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The one test command: units, storage on both engines, pages, the command, the browser.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

scripts/needs.sh test

tools=.test-tools
if [ "$(cat "$tools/installed" 2>/dev/null)" != "$(cat Tests/Browser/requirements.txt)" ]; then
    echo "Installing the browser tests' own tools into $tools"
    rm -rf "$tools"
    /usr/bin/python3 -m venv "$tools"
    # Only one file of the axe package is used, so what it depends on is left out.
    grep -v '^axe' Tests/Browser/requirements.txt \
        | "$tools/bin/pip" install --quiet --disable-pip-version-check -r /dev/stdin
    grep '^axe' Tests/Browser/requirements.txt \
        | "$tools/bin/pip" install --quiet --disable-pip-version-check --no-deps -r /dev/stdin
    cp Tests/Browser/requirements.txt "$tools/installed"
fi

echo "== format"
swift format lint --strict --recursive Sources Tests Package.swift

echo "== build"
swift build --build-tests

echo "== units, storage on SQLite and PostgreSQL, pages, command"
Tests/Support/with-postgresql.sh swift test --skip-build

echo "== pages in the browser"
"$tools/bin/python" Tests/Browser/run.py --program "$(swift build --show-bin-path)/dueregard"

echo "All tests passed."
