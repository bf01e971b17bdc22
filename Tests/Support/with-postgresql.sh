#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Runs a command while a private PostgreSQL cluster runs: with-postgresql.sh swift test
# The command finds its address in DUEREGARD_TEST_POSTGRES; the cluster is stopped and removed whatever happens.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -eq 0 ]; then
    echo "usage: with-postgresql.sh COMMAND [ARGUMENT …]" >&2
    exit 64
fi
dir=$(mktemp -d /tmp/dueregard-postgresql-XXXXXX)
trap '"$here/postgresql.sh" remove "$dir"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
DUEREGARD_TEST_POSTGRES=$("$here/postgresql.sh" make "$dir")
export DUEREGARD_TEST_POSTGRES
"$@"
