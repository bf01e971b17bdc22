#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Shows a running council: installs what is missing, builds, opens the doors.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/needs.sh build
echo "Building DueRegard; the first time takes a few minutes."
swift build --configuration "${CONFIGURATION:-debug}" --product dueregard
exec "$(swift build --configuration "${CONFIGURATION:-debug}" --show-bin-path)/dueregard" demo --port "${PORT:-8080}" ${DATA:+--data "$DATA"}
