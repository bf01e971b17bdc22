# SPDX-License-Identifier: Apache-2.0
"""Times the cross-tabulation of 10 million records over 4 of 9 characteristics beside DuckDB and pandas, in one run.

Usage: counting.py PROGRAM [RECORDS]; needs numpy, duckdb and pandas (from PyPI; `bench.sh` makes the environment).
PROGRAM is Benchmarks/Rules' `counting`. The four take turns, so that what else the machine does falls on all alike.
DuckDB has its columns as small numbers in memory and two threads and hands its counts over as arrays, pandas the
faster of small numbers and categories. All counts are compared before anything is printed.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb
import numpy
import pandas

# Age band, sex, ethnic group, religion, disability, sexual orientation, gender identity, partnership, ward; each with
# the answers that are no categories.
SIZES = [22, 6, 23, 13, 8, 9, 10, 9, 44]
POSITIONS = [0, 1, 2, 3]
ROUNDS = 9


def draw(records):
    """Skewed codes as people are: a few large categories, many small ones."""
    dice = numpy.random.Generator(numpy.random.PCG64(20260101))
    columns = []
    for size in SIZES:
        weights = 1.0 / numpy.arange(1, size + 1) ** 1.2
        columns.append(dice.choice(size, size=records, p=weights / weights.sum()).astype(numpy.uint8))
    return columns


def checksum(rows):
    total = 0
    for *codes, count in rows:
        number = 17
        for code in codes:
            number = (number * 31 + int(code)) % 1_000_003
        total = (total + int(count) * number) % 1_000_000_007
    return total


def timed(work):
    begun = time.perf_counter()
    result = work()
    return (time.perf_counter() - begun) * 1000, result


def main():
    program = sys.argv[1]
    records = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    columns = draw(records)
    names = [f"c{index}" for index in range(len(SIZES))]
    frame = pandas.DataFrame(dict(zip(names, columns)))
    categories = frame.astype("category")
    base = duckdb.connect()
    base.execute("SET threads = 2")
    base.execute("CREATE TABLE people AS SELECT * FROM frame")
    chosen = [names[position] for position in POSITIONS]
    query = f"SELECT {', '.join(chosen)}, count(*) FROM people GROUP BY {', '.join(chosen)}"
    works = {
        "DuckDB": lambda: base.execute(query).fetchnumpy(),
        "pandas": lambda: frame.groupby(chosen, sort=False).size(),
        "pandas, categories": lambda: categories.groupby(chosen, sort=False, observed=True).size(),
    }
    took = {name: [] for name in works}
    ours = {"two": [], "one": []}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "codes"
        with open(path, "wb") as file:
            for column in columns:
                file.write(column.tobytes())
        results = {}
        for _ in range(ROUNDS):
            answer = json.loads(subprocess.run(
                [program, ",".join(map(str, SIZES)), str(path), str(records), ",".join(map(str, POSITIONS)), "3"],
                check=True, capture_output=True, text=True).stdout)
            for key in ours:
                ours[key] += answer[key]
            for name, work in works.items():
                milliseconds, results[name] = timed(work)
                took[name].append(milliseconds)
    assert answer["total"] == records, answer
    rows = zip(*results["DuckDB"].values())
    assert checksum(rows) == answer["sum"], "DuckDB counted something else"
    for name in ("pandas", "pandas, categories"):
        rows = [(*key, count) for key, count in results[name].items() if count]
        assert checksum(rows) == answer["sum"], f"{name} counted something else"
    middle = statistics.median
    pandas_best = min(middle(took["pandas"]), middle(took["pandas, categories"]))
    two = middle(ours["two"])
    load = os.getloadavg()[0]
    print(f"{records:,} records, 4 of {len(SIZES)} columns, {answer['cells']:,} cells with somebody; load {load:.1f}; "
          f"medians of {ROUNDS} rounds, best in brackets")
    print("| | ms | times ours |\n|---|---|---|")
    print(f"| ours, two threads | {two:.1f} ({min(ours['two']):.1f}) | 1 |")
    print(f"| ours, one thread | {middle(ours['one']):.1f} ({min(ours['one']):.1f}) | {middle(ours['one']) / two:.1f} |")
    for name in works:
        print(f"| {name}{', two threads' if name == 'DuckDB' else ''} | {middle(took[name]):.0f} "
              f"({min(took[name]):.0f}) | {middle(took[name]) / two:.1f} |")
    print(f"| ours, every margin of that table | {answer['margins']:.1f} | |")
    print(f"| ours, all nine columns ({answer['allCells']:,} cells with somebody) | {answer['allColumns']:.0f} | |")
    print(f"| ours, reading and checking all chunks | {answer['reading']:.0f} | |")
    print(f"bound of 4 times DuckDB: {'met' if middle(took['DuckDB']) >= 4 * two else 'missed'}; "
          f"of 20 times pandas: {'met' if pandas_best >= 20 * two else 'missed'}")


if __name__ == "__main__":
    main()
