#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes sure that what a step needs is there: scripts/needs.sh build | test | bench
# Installs missing Debian packages where it may; otherwise says exactly what to install, and stops.
set -euo pipefail

step=${1:?say build, test or bench}

if ! command -v swift >/dev/null 2>&1; then
    echo "There is no Swift toolchain. DueRegard needs Swift 6.3 or newer:" >&2
    echo "  see https://www.swift.org/install/linux/debian/12/ and put its usr/bin into PATH" >&2
    exit 1
fi

version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
read -r major minor <<<"${version:-0 0}"
if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 3 ]; }; then
    echo "This Swift toolchain is $major.$minor; DueRegard needs 6.3 or newer:" >&2
    echo "  see https://www.swift.org/install/linux/debian/12/" >&2
    exit 1
fi

packages=(libsqlite3-dev libpq-dev coinor-libclp-dev libzip-dev libexpat1-dev libcurl4-openssl-dev)
case "$step" in
    build) ;;
    test) packages+=(postgresql-15 chromium chromium-driver fonts-open-sans python3 python3-venv sqlite3 openssl) ;;
    bench) packages+=(wrk python3 python3-venv sqlite3) ;;
    *) echo "scripts/needs.sh: unknown step $step" >&2; exit 1 ;;
esac

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

become=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        become="sudo -n"
    else
        echo "These Debian packages are missing. Install them, then run this again:" >&2
        echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
fi
echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
$become apt-get update -qq
$become apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
