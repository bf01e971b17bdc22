# SPDX-License-Identifier: Apache-2.0
"""Times the import of person records x 9 characteristics beside a bare `sqlite3 .import` of the same file, in one run.

Usage: monitoring.py PROGRAM [RECORDS]. Both take turns, so that what else the machine does falls on both alike. A file
of a quarter of the records shows whether memory grows with the file.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 3


def timed(arguments, **more):
    """Seconds and the most memory in MB of one command."""
    begun = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == 0, (arguments, code)
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def taken(program, folder, path, more=()):
    """One import into a body of its own, mapping and validation included."""
    data = f"{folder}/data"
    shutil.rmtree(data, ignore_errors=True)
    subprocess.run([program, "init", "--area", "E07000114", "--name", "Bench Council", "--data", data], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return timed([program, "import", "monitoring", path, "--mapping", "Bench", "--data-set", "Bench", "--period",
                  "2025/26", "--kind", "serviceUsers", "--purpose", "bench", "--retention", "a day", "--yes",
                  "--no-input", "--data", data, *more])


def main():
    program, records = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    maker = pathlib.Path(__file__).parent / "monitoring_file.py"
    with tempfile.TemporaryDirectory(prefix="dueregard-bench-") as folder:
        whole, part = f"{folder}/whole.csv", f"{folder}/part.csv"
        subprocess.run([sys.executable, maker, whole, str(records)], check=True)
        subprocess.run([sys.executable, maker, part, str(records // 4)], check=True)
        own, memory, bare = [], [], []
        for _ in range(ROUNDS):
            seconds, megabytes = taken(program, folder, whole)
            own.append(seconds)
            memory.append(megabytes)
            pathlib.Path(f"{folder}/bare.sqlite").unlink(missing_ok=True)
            bare.append(timed(["sqlite3", f"{folder}/bare.sqlite", ".mode csv", f".import {whole} people"])[0])
        smaller = taken(program, folder, part)[1]
        megabytes = os.path.getsize(whole) / 1e6
        print(f"{records:,} records x 9 characteristics, {megabytes:.0f} MB of CSV")
        print(f"  import with mapping and validation: {statistics.median(own):.2f} s (best {min(own):.2f}); bound 6")
        print(f"  most memory: {max(memory):.0f} MB (a quarter of the records: {smaller:.0f}); bound 400")
        print(f"  bare sqlite3 .import of the same file: {statistics.median(bare):.2f} s (best {min(bare):.2f})")


if __name__ == "__main__":
    main()
