#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Protects the generated instances and prints our figures beside the best peer's recorded ones.

Usage: bench.py DISCLOSURE_COMMAND... -- INSTANCES_FOLDER [S A L ...]
for example: bench.py .build/release/dueregard disclosure -- /tmp/instances S A L
Instances come from gen_sdc.py. Median of three runs, of C and D one run with a budget of 270 and 880 seconds; wall
and processor seconds.
"""
import json, os, resource, statistics, subprocess, sys, tempfile, time

PEERS = {"S": "0.72 s, 140, 3 narrow", "A": "7.8 s, 808, 8 narrow", "L": "112 s, 2,958, 6 insider",
         "B": "186 s, 5,878, 211 insider, 431+ narrow", "C": "unfinished after 1,100 s", "D": "none"}
BUDGETS = {"C": 270, "D": 880}
split = sys.argv.index("--")
command, folder, names = sys.argv[1:split], sys.argv[split + 1], sys.argv[split + 2:] or ["S", "A", "L"]
print("| instance | cells / primaries | seconds (processor) | secondaries | exact, insider, narrow | withheld | check s | peak MB | best peer |")
print("|---|---|---|---|---|---|---|---|---|")
for name in names:
    runs = []
    budget = ["--budget", str(BUDGETS[name])] if name in BUDGETS else []
    for _ in range(1 if budget else 3):
        with tempfile.TemporaryDirectory() as work:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            made = subprocess.run(command + ["protect", os.path.join(folder, name), "--out", work + "/out", "--json"] + budget,
                                  capture_output=True, text=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if made.returncode:
                sys.exit(f"{name}: {made.stderr}")
            summary = json.loads(made.stdout)
            summary["cpu"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            runs.append(summary)
    middle = statistics.median
    last = runs[-1]
    print(f"| {name} | {last['cells']:,} / {last['primaries']:,} | {middle(r['seconds'] for r in runs):.2f} "
          f"({middle(r['cpu'] for r in runs):.2f}) | {last['secondaries']:,} | {last['exact']}, {last['insider']}, {last['narrow']} "
          f"| {last['withheldCells']} | {middle(r['checkSeconds'] for r in runs):.3f} | {middle(r['peakMB'] for r in runs):.0f} | {PEERS.get(name, '')} |", flush=True)
