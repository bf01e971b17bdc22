#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Protects random release sets, attacks each with the separate attacker, then attacks weakened copies.

Usage: attack_thousand.py BIN_FOLDER [COUNT] [--from N] [--policy NAME] [--budget SECONDS] [--rule-blind] [--workers W]
       [--seconds SECONDS]
Goes on until COUNT sets were really published: what is refused does not count. Sets are linked tables, with levels,
some with an earlier release, with amounts or with derived figures.
The weakened copy of a set shows secondaries that the certificate's proofs use: one at first, which both
checkers must refuse, then all that the proof of one small number uses, then all. The attacker must have
broken it by the last, and must gain nothing from the release as it is. One process attacks, and one
checks; nothing runs beside another, unless --workers says how many such runs share COUNT, each with every W-th
number; their tallies are added up. What is not proven within the budget of 10 seconds a set is withheld.
After SECONDS (60) of processor time no further hidden number is tried by programmes, in either way of reasoning; "cut"
counts the sets in which that happened. --rule-blind does not count what only follows for a reader who knows that noughts are shown.
"""
import contextlib, csv, glob, io, json, os, random, resource, shutil, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import check_certificate


def option(name, usual):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else usual


BIN = sys.argv[1]
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 1000
SECONDS = option("--seconds", "60")
FIRST, POLICY = int(option("--from", "0")), option("--policy", None)
# The numbers of this run: every STEP-th from FIRST; with --part it is one of several side by side.
WORKERS, PART = int(option("--workers", "1")), option("--part", None)
STEP = WORKERS if PART else 1
START = FIRST + int(PART or 0)
GOAL = COUNT // STEP + (int(PART or 0) < COUNT % STEP)
BLIND = "--rule-blind" in sys.argv
POLICIES = os.path.join(HERE, "../../ReferenceData/disclosure-policies")


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
    lists = {"threshold": 5, "dims": dims, "tables": tables}
    with_pay = rng.random() < 0.2
    with open(os.path.join(folder, "micro.csv"), "w") as out:
        out.write(",".join(names) + ",pay" * with_pay + "\n")
        for _ in range(people):
            row = [rng.choices(l, w)[0] for l, w in zip(leaves, weights)]
            out.write(",".join(row + [str(int(rng.lognormvariate(10.2, 0.4)))] * with_pay) + "\n")
    if with_pay:
        lists["amounts"] = ["pay"]
        figures = [{"figure": "mean", "of": "pay", "table": tables[0]}, {"figure": "median", "of": "pay", "table": tables[0]},
                   {"figure": "percentage", "of": tables[0][0], "table": tables[0]}]
        json.dump({"figures": figures}, open(os.path.join(folder, "derived.json"), "w"))
    json.dump(lists, open(os.path.join(folder, "hierarchy.json"), "w"))
    return lists, rng.random() < 0.3


def earlier(source, out, lists, rng):
    """Publishes one other table first, as an earlier release that is then in previous/."""
    names = [d["name"] for d in lists["dims"]]
    table = sorted(rng.sample(names, rng.randint(1, min(2, len(names)))), key=names.index)
    first = {key: value for key, value in lists.items() if key != "amounts"} | {"tables": [table]}
    path = os.path.join(source, "hierarchy.json")
    json.dump(first, open(path, "w"))
    held = os.path.join(source, "derived.json")
    if os.path.exists(held):
        os.rename(held, held + ".kept")
    made = protect(source, out)
    json.dump(lists, open(path, "w"))
    if os.path.exists(held + ".kept"):
        os.rename(held + ".kept", held)
    if made.returncode == 0:
        shutil.copytree(out, os.path.join(source, "previous", "first"))
    shutil.rmtree(out, ignore_errors=True)
    return made.returncode == 0


def protect(source, out):
    # The seed is secret where people are protected; here every run must be the same.
    words = ["--seed", str(number), "--budget", option("--budget", "10")] + (["--policy", POLICY] if POLICY else [])
    return run(BIN + "/disclosure", "protect", source, "--out", out, "--json", *words)


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


def side_by_side():
    """Runs the parts beside one another, passes on what they print, and adds up their tallies."""
    def part(own):
        run = subprocess.Popen([sys.executable, "-u", os.path.abspath(__file__)] + sys.argv[1:] + ["--part", str(own)],
                               stdout=subprocess.PIPE, text=True)
        for line in run.stdout:
            print(f"[{own}]", line, end="", flush=True)
            if line.startswith("{"):
                tallies.append(json.loads(line))
        ends.append(run.wait())

    start, tallies, ends = time.time(), [], []
    parts = [threading.Thread(target=part, args=(own,)) for own in range(WORKERS)]
    for one in parts:
        one.start()
    for one in parts:
        one.join()
    print(json.dumps({name: sum(one[name] for one in tallies) for name in tallies[0]} if tallies else {}))
    print(f"{time.time() - start:.0f} s, {WORKERS} side by side")
    sys.exit(max(ends) if len(tallies) == WORKERS else 2)


if WORKERS > 1 and not PART:
    side_by_side()
attacker = subprocess.Popen([BIN + "/attacker", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def attack(out, enough=None):
    # What the earlier release hid is scored by its own inside pattern.
    earlier = glob.glob(f"{source}/previous/*/pattern.csv")
    attacker.stdin.write("\t".join([out, "--insiders", f"--micro={source}/micro.csv"]
                                   + ["--inside=" + path for path in earlier] + [f"--seconds={SECONDS}"]
                                   + ([f"--enough={enough}"] if enough else [])) + "\n")
    attacker.stdin.flush()
    found = json.loads(attacker.stdout.readline())
    if BLIND:
        found["gains"] -= found["ruleAwareGains"]
        found["insiderGains"] -= found["insiderRuleAwareGains"]
        found["broken"] = found["gains"] + found["insiderGains"] > 0 or found["contradiction"]
    return found


KNOWN = check_certificate.known_policies(POLICIES)


def python_status(out):
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return check_certificate.check_all(out, KNOWN)
        except check_certificate.Broken:
            return 1


def used_secondaries(out):
    """Secondary cells by the small number whose proof uses them: {cell: true count}, from the inside files.

    Only those of this release's own tables: what only an earlier release or a withheld table has cannot be shown.
    """
    with open(out + "/certificate.txt") as handle:
        lines = [line.split() for line in handle]
    variables = [[int(word) for word in words[4:]] for words in lines if words[0] == "variable"]
    moves = [[int(word.split(":")[0]) for word in words[2:]] for words in lines if words[0] == "move"]
    hidden, known, own = [], set(), set()
    totals = {}
    with open(out + "/published/hierarchy.csv", newline="") as handle:
        for row in csv.DictReader(handle):
            if not row["parent"]:
                totals[row["dimension"]] = row["code"]
    listed = sorted(" ".join(words[2:]) for words in lines if words[0] == "file")
    for name in listed:
        if name == "hierarchy.csv":
            continue
        with open(f"{out}/published/{name}", newline="") as handle:
            for row in csv.DictReader(handle):
                cell = frozenset((k, v) for k, v in row.items() if k in totals and totals[k] != v)
                if row["value_status"] in ("", "z"):
                    known.add(cell)
                hidden.append(cell)
                if "/" not in name:
                    own.add(cell)
    hidden = [cell for cell in dict.fromkeys(hidden) if cell not in known]
    pattern = {}
    with open(out + "/pattern.csv", newline="") as handle:
        for row in csv.DictReader(handle):
            pattern[frozenset((k, v) for k, v in row.items() if k in totals and totals[k] != v)] = row
    proofs = []
    for words in lines:
        if words[0] != "proof":
            continue
        cells = {hidden[index] for move in words[2:] for variable in moves[int(move)] for index in variables[variable]}
        secondary = {cell: pattern[cell]["n"] for cell in cells & own if pattern.get(cell, {}).get("status") == "S"}
        if secondary:
            proofs.append(secondary)
    return proofs, {cell: row["n"] for cell, row in pattern.items() if row["status"] == "S" and cell in own}, totals


def show(out, cells, totals):
    """Shows these cells in the published tables and their copies no more."""
    for name in os.listdir(out + "/published"):
        if not name.startswith("table") or not name.endswith(".csv"):
            if name.endswith((".html", ".json")):
                os.remove(f"{out}/published/{name}")
            continue
        path = f"{out}/published/{name}"
        rows = list(csv.reader(open(path, newline="")))
        for row in rows[1:]:
            cell = frozenset((k, v) for k, v in zip(rows[0], row) if k in totals and totals[k] != v)
            if cell in cells:
                row[-2], row[-1] = cells[cell], ""
        csv.writer(open(path, "w", newline=""), lineterminator="\n").writerows(rows)


tally = dict(protected=0, refused=0, withheld=0, earlier=0, amounts=0, derived=0, linked=0, cut=0, gains=0, insider_rule_aware=0,
             checkers_disagree=0, weakened=0, by_one=0, by_proof=0, by_all=0, weakened_broken=0, weakened_accepted=0)
seconds = dict(protect=0.0, check=0.0, attack=0.0, weaken=0.0)
work = tempfile.mkdtemp()
begun = time.time()


def timed(name, call, *words):
    start = time.time()
    result = call(*words)
    seconds[name] += time.time() - start
    return result


number = START - STEP
while tally["protected"] < GOAL:
    number += STEP
    if tally["refused"] > 50 and tally["refused"] > 2 * tally["protected"]:
        print("too many are refused to go on")
        break
    rng = random.Random(number)
    source, out = f"{work}/in", f"{work}/out"
    for path in (source, out):
        shutil.rmtree(path, ignore_errors=True)
    os.makedirs(source)
    lists, before = instance(source, rng)
    after_another = before and timed("protect", earlier, source, out, lists, rng)
    made = timed("protect", protect, source, out)
    if made.returncode != 0:
        tally["refused"] += 1
        if made.returncode != 1 or os.path.exists(out):
            print("odd refusal", number, made.returncode, made.stderr[:300])
        continue
    tally["protected"] += 1
    tally["earlier"] += after_another
    tally["linked"] += len(lists["tables"]) > 1
    tally["derived"] += os.path.exists(out + "/certificate-derived.txt")
    tally["amounts"] += "amounts" in lists
    tally["withheld"] += bool(json.loads(made.stdout)["withheldTables"])
    codes = [timed("check", run, BIN + "/disclosure", "check", out, "--policies", POLICIES).returncode,
             timed("check", python_status, out)]
    if codes != [0, 0]:
        tally["checkers_disagree"] += 1
        print("checkers", number, codes)
    found = timed("attack", attack, out)
    tally["cut"] += found["cut"]
    tally["insider_rule_aware"] += found["insiderRuleAwareGains"] > 0
    if found["broken"]:
        tally["gains"] += 1
        print("attack gained", number, found["gains"], found["insiderGains"], found["claims"][:2], flush=True)
    proofs, every, totals = used_secondaries(out)
    if proofs:
        tally["weakened"] += 1
        chosen = rng.choice(proofs)
        one = rng.choice(sorted(chosen, key=sorted))
        for stage, cells in [("by_one", {one: chosen[one]}), ("by_proof", chosen), ("by_all", every)]:
            timed("weaken", show, out, cells, totals)
            if stage == "by_one":
                # The Swift checker refuses a changed file by its digest alone: a test of the suite forges that.
                if timed("check", python_status, out) != 1:
                    tally["weakened_accepted"] += 1
                    print("weakened copy accepted", number, flush=True)
            after = timed("attack", attack, out, found["gains"] + found["insiderGains"] + 1)
            # What is shown now is no longer hidden: the copy is broken where more is gained than before.
            if after["contradiction"] or after["gains"] + after["insiderGains"] > found["gains"] + found["insiderGains"]:
                tally[stage] += 1
                tally["weakened_broken"] += 1
                break
        else:
            print("not broken", number, flush=True)
    if tally["protected"] % 50 == 0:
        print("to set", number, "so far:", json.dumps(tally), flush=True)
attacker.stdin.close()
attacker.wait()
print(json.dumps(tally))
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
processor = sum(one.ru_utime + one.ru_stime for one in used)
print(f"{time.time() - begun:.0f} s ({processor:.0f} s of processor time):", json.dumps({name: round(value, 1) for name, value in seconds.items()}))
shutil.rmtree(work)
bad = ["gains", "checkers_disagree", "weakened_accepted"]
is_whole = tally["protected"] == GOAL and tally["weakened"] == tally["weakened_broken"]
sys.exit(1 if any(tally[name] for name in bad) or not is_whole else 0)
