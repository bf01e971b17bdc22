#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes an invented publication of ordinary size: a district's workforce and service users.

Usage: ordinary_publication.py OUT_FOLDER [SEED]
Twenty two- and three-way tables over 1,400 staff and 9,000 users of services, as an instance for
`dueregard disclosure protect`. The same seed gives the same people.
"""
import collections, csv, json, os, random, sys

out, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20260401
rng = random.Random(seed)
LEVELS = {
    "group": {"staff": [], "users": []},
    "ward": {f"area{a}": [f"ward{a}{w}" for w in range(6)] for a in range(4)},
    "age": {"under45": ["16-24", "25-34", "35-44"], "45up": ["45-54", "55-64", "65up"]},
    "sex": {"female": [], "male": []},
    "eth": {"asian": ["a1", "a2", "a3", "a4", "a5"], "black": ["b1", "b2", "b3"], "mixed": ["m1", "m2", "m3", "m4"],
            "white": ["w1", "w2", "w3", "w4", "w5"], "other": ["o1", "o2"]},
    "disabled": {"yes": [], "no": []},
    "service": {f"service{s}": [] for s in range(6)},
}
WEIGHTS = {
    "group": [1400, 9000], "ward": [rng.uniform(0.5, 2) for _ in range(24)], "age": [8, 16, 18, 21, 19, 18],
    "sex": [58, 42], "eth": [2, 1.2, 0.8, 1, 1, 2, 1.5, 0.4, 0.8, 0.3, 0.7, 0.5, 78, 1, 0.3, 0.2, 7, 0.4, 0.9],
    "disabled": [17, 83], "service": [30, 22, 18, 14, 10, 6],
}
TABLES = [
    "group ward", "group age", "group sex", "group eth", "group disabled", "group service", "ward sex", "age sex",
    "eth sex", "service eth", "group ward sex", "group age sex", "group eth sex", "group disabled age",
    "group service sex", "group service eth", "group ward disabled", "group age eth", "service age sex",
    "group service disabled",
]
dims, leaves = [], {}
for name, groups in LEVELS.items():
    nodes = [{"code": "Total", "parent": None}]
    leaves[name] = []
    for code, children in groups.items():
        nodes.append({"code": code, "parent": "Total"})
        nodes += [{"code": child, "parent": code} for child in children]
        leaves[name] += children or [code]
    dims.append({"name": name, "nodes": nodes})
people = collections.Counter(
    tuple(rng.choices(leaves[name], WEIGHTS[name])[0] for name in LEVELS) for _ in range(10400))
os.makedirs(out, exist_ok=True)
with open(os.path.join(out, "hierarchy.json"), "w", encoding="utf-8") as handle:
    json.dump({"threshold": 5, "dims": dims, "tables": [table.split() for table in TABLES]}, handle, indent=1)
with open(os.path.join(out, "atoms.csv"), "w", newline="", encoding="utf-8") as handle:
    rows = csv.writer(handle)
    rows.writerow(list(LEVELS) + ["n"])
    rows.writerows([*key, count] for key, count in sorted(people.items()))
