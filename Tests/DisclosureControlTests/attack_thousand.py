#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Protects random release sets, attacks each with the separate attacker, then attacks a weakened copy.

Usage: attack_thousand.py BIN_FOLDER [COUNT] [--policy NAME]
The weakened copy shows all secondary cells, as hand-starred tables do. Every safe release must
give the attacker nothing; every weakened one must be broken. Both checkers are run too.
"""
import csv, json, os, random, shutil, subprocess, sys, tempfile

BIN = sys.argv[1]
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 1000
POLICY = sys.argv[sys.argv.index("--policy") + 1] if "--policy" in sys.argv else None
RULE = ["--rule-aware"] if POLICY and "strict" in POLICY else []
HERE = os.path.dirname(os.path.abspath(__file__))


def instance(folder, rng):
    dims = []
    for name in ["area", "eth", "sex", "age"][: rng.choice([2, 3, 3, 4])]:
        nodes = [{"code": "Total", "parent": None}]
        for i in range(rng.randint(2, 4)):
            nodes.append({"code": f"{name}{i}", "parent": "Total"})
            if rng.random() < 0.35:
                nodes += [{"code": f"{name}{i}{c}", "parent": f"{name}{i}"} for c in "abc"[: rng.randint(2, 3)]]
        dims.append({"name": name, "nodes": nodes})
    names = [d["name"] for d in dims]
    tables = [names] if rng.random() < 0.4 else []
    while not tables or (len(tables) < 3 and rng.random() < 0.5):
        chosen = sorted(rng.sample(names, rng.randint(2, len(names))), key=names.index)
        if chosen not in tables:
            tables.append(chosen)
        elif len(names) == 2:
            break
    leaves = []
    for d in dims:
        inner = {n["parent"] for n in d["nodes"]}
        leaves.append([n["code"] for n in d["nodes"] if n["code"] not in inner])
    weights = [[rng.random() ** 2 + 0.02 for _ in l] for l in leaves]
    people = rng.choice([60, 200, 600, 2000])
    with open(os.path.join(folder, "micro.csv"), "w") as out:
        out.write(",".join(names) + "\n")
        for _ in range(people):
            out.write(",".join(rng.choices(l, w)[0] for l, w in zip(leaves, weights)) + "\n")
    json.dump({"threshold": 5, "dims": dims, "tables": tables}, open(os.path.join(folder, "hierarchy.json"), "w"))


def weaken(out):
    secondary = {}
    names = None
    with open(out + "/pattern.csv", newline="") as handle:
        for row in csv.DictReader(handle):
            names = [k for k in row if k not in ("n", "status")]
            if row["status"] == "S":
                secondary[tuple(row[n] for n in names)] = row["n"]
    for name in os.listdir(out + "/published"):
        if not name.startswith("table"):
            continue
        path = out + "/published/" + name
        rows = list(csv.reader(open(path, newline="")))
        for row in rows[1:]:
            place = dict(zip(rows[0], row))
            key = tuple(place.get(n, "Total") for n in names)
            if key in secondary:
                row[-2], row[-1] = secondary[key], ""
        csv.writer(open(path, "w", newline=""), lineterminator="\n").writerows(rows)
    return len(secondary)


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


tally = dict(protected=0, refused=0, withheld=0, gains=0, checkers_disagree=0, weakened=0, weakened_broken=0, weakened_accepted=0)
work = tempfile.mkdtemp()
for number in range(COUNT):
    rng = random.Random(number)
    source, out = f"{work}/in", f"{work}/out"
    for path in (source, out):
        shutil.rmtree(path, ignore_errors=True)
    os.makedirs(source)
    instance(source, rng)
    extra = ["--policy", POLICY] if POLICY else []
    made = run(BIN + "/disclosure", "protect", source, "--out", out, "--json", *extra)
    if made.returncode != 0:
        tally["refused"] += 1
        if made.returncode != 1 or os.path.exists(out):
            print("odd refusal", number, made.returncode, made.stderr[:300])
        continue
    tally["protected"] += 1
    tally["withheld"] += bool(json.loads(made.stdout)["withheldTables"])
    codes = [run(BIN + "/disclosure", "check", out).returncode, run("python3", HERE + "/check_certificate.py", out).returncode]
    if codes != [0, 0]:
        tally["checkers_disagree"] += 1
        print("checkers", number, codes)
    attack = run(BIN + "/attacker", out, "--insiders", "--json", *RULE)
    if attack.returncode != 0:
        tally["gains"] += 1
        print("attack gained", number, attack.stdout[:600])
    if weaken(out):
        tally["weakened"] += 1
        broken = run(BIN + "/attacker", out, "--insiders", "--json", *RULE)
        tally["weakened_broken"] += broken.returncode == 1
        tally["weakened_accepted"] += run(BIN + "/disclosure", "check", out).returncode == 0
    if number % 25 == 24:
        print(number + 1, "sets so far:", json.dumps(tally), flush=True)
print(json.dumps(tally))
shutil.rmtree(work)
sys.exit(1 if tally["gains"] or tally["checkers_disagree"] or tally["weakened_accepted"] or tally["weakened"] != tally["weakened_broken"] else 0)
