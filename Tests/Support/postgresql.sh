#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL cluster in a folder of its own, reached over a unix socket in that folder.
#   postgresql.sh make DIR      makes and starts it, prints its address
#   postgresql.sh start DIR     starts it again
#   postgresql.sh stop DIR      stops it at once, as an outage would
#   postgresql.sh remove DIR    stops it and removes the folder
set -euo pipefail
act=${1:?make, start, stop or remove}
dir=${2:?a folder}
bin=${DUEREGARD_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}

if [ ! -x "$bin/initdb" ]; then
    echo "PostgreSQL 15 is not installed ($bin/initdb is missing). Run: apt-get install postgresql-15" >&2
    exit 1
fi

# PostgreSQL refuses to run as root; Debian's package brings a user for it.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# The server lives on: it must hold nothing open that whoever called waits for.
close_inherited() {
    local fd
    for fd in /proc/self/fd/*; do
        fd=${fd##*/}
        if [ "$fd" -gt 2 ]; then eval "exec $fd>&-" 2>/dev/null || true; fi
    done
}

start() (
    close_inherited
    as_postgres "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 \
        -o "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=100" start >/dev/null 2>&1
)

case $act in
make)
    mkdir -p "$dir"
    chmod 755 "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
    # Sorted as an English dictionary sorts, as on many servers: lists must come in the same order all the same.
    as_postgres "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
        --locale-provider=icu --icu-locale=en-GB >/dev/null
    printf 'fsync = on\nsynchronous_commit = on\nshared_buffers = 64MB\n' |
        as_postgres tee -a "$dir/data/postgresql.conf" >/dev/null
    start
    as_postgres "$bin/createdb" -h "$dir" -U postgres dueregard
    echo "postgresql:///dueregard?host=$dir&user=postgres"
    ;;
start) start ;;
stop) as_postgres "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null ;;
remove)
    if [ -d "$dir/data" ]; then as_postgres "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true; fi
    rm -rf "$dir"
    ;;
*)
    echo "make, start, stop or remove, not $act" >&2
    exit 64
    ;;
esac
