# SPDX-License-Identifier: Apache-2.0
"""Times a whole publication of equality information: twenty tables about a million invented people, with rare groups,
counted, protected, proven and rendered in every form.

Usage: publication.py PROGRAM [RECORDS]. Nothing is published, so that every round works out the same.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from monitoring import timed

ROUNDS = 3
CROSSINGS = ["age by sex", "race by sex", "age by disability", "religion by sex", "sexual orientation by sex",
             "gender identity by sex", "legal partnership status by sex", "race by disability", "religion by disability",
             "legal partnership status by disability", "sexual orientation by disability"]


def main():
    program, records = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1000000"
    maker = pathlib.Path(__file__).parent / "monitoring_file.py"
    with tempfile.TemporaryDirectory(prefix="dueregard-bench-") as folder:
        path, data = f"{folder}/people.csv", f"{folder}/data"
        subprocess.run([sys.executable, maker, path, records, "--rare"], check=True)
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([program, "init", "--area", "E07000114", "--name", "Bench Council", "--data", data], **quiet)
        subprocess.run([program, "import", "monitoring", path, "--mapping", "Bench", "--data-set", "Bench", "--period",
                        "2024/25", "--kind", "serviceUsers", "--purpose", "bench", "--retention", "a day", "--yes",
                        "--no-input", "--data", data], **quiet)
        command = [program, "publish", "equality-information", "--on", "2026-01-01", "--out", f"{folder}/out", "--dry-run",
                   "--json", "--data", data] + [word for pair in CROSSINGS for word in ("--crossing", pair)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["dataSets"][0]
        took = [timed(command) for _ in range(ROUNDS)]
        seconds = [one[0] for one in took]
        print(f"{int(records):,} people, {told['tables']} tables: {told['numbersShown']} numbers shown, "
              f"{told['numbersWithheld']} withheld")
        print(f"  worked out, protected, proven and rendered: {statistics.median(seconds):.2f} s (best {min(seconds):.2f}); "
              f"bound 10 for twenty tables; most memory {max(one[1] for one in took):.0f} MB")


if __name__ == "__main__":
    main()
