#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Second, independent checker of disclosure certificates: plain Python, whole numbers only.

Usage: check_certificate.py DIR [POLICIES]   (reads DIR/published and DIR/certificate.txt)
POLICIES is the folder of policies, ReferenceData/disclosure-policies unless told.
Ends with 0 when safe, 1 when broken, 2 when it cannot tell. docs/disclosure-certificate.md
describes the format; nothing here is shared with the Swift programme.
"""
import csv, hashlib, itertools, json, os, re, sys


FAR = 1 << 40
KEPT = 4
ZEROS = ["publish", "hideTelling", "hide"]
STANDARD = {"name": "standard", "threshold": 5, "need": 5, "insiderNeed": 1, "ruleAware": False}
OWN = "own"


class Broken(Exception):
    pass


class CannotTell(Exception):
    pass


def published_files(folder, place="", part="", found=None):
    """{set of amounts, or "": [(name, path)]}; whatever does not belong there breaks the release."""
    found = {"": []} if found is None else found
    if os.path.islink(folder):
        raise Broken(f"{folder} is a link")
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_file(follow_symlinks=False):
            found[part].append((place + entry.name, entry.path))
        elif entry.is_dir(follow_symlinks=False) and entry.name == "earlier" and not place:
            published_files(entry.path, "earlier/", part, found)
        elif entry.is_dir(follow_symlinks=False) and re.match("amounts-.", entry.name) and not place + part:
            found[entry.name[8:]] = []
            published_files(entry.path, "", entry.name[8:], found)
        else:
            raise Broken(f"{entry.path} does not belong to the release")
    return {name: sorted(files) for name, files in found.items()}


def known_policies(folder):
    known = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if name.endswith(".json"):
            with open(os.path.join(folder, name), encoding="utf-8") as handle:
                policy = json.load(handle)
            known[policy["name"]] = policy
    known["standard"] = STANDARD
    known.pop(OWN, None)
    return known


def read_number(text):
    if not re.fullmatch("[+-]?[0-9]{1,30}", text) or not -(1 << 63) <= int(text) < 1 << 63:
        raise Broken(f"{text!r} is not a number")
    return int(text)


def single(words):
    if len(words) != 2:
        raise Broken(words[0])
    return read_number(words[1])


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as handle:
        return list(csv.reader(handle))


def read_hierarchy(rows):
    """{dimension: (total, {(hierarchy, parent): [children]})}"""
    lists = {}
    for dimension, hierarchy, code, parent in rows[1:]:
        total, groups = lists.setdefault(dimension, [None, {}])
        if parent == "":
            if total is not None:
                raise Broken(f"{dimension} has two totals")
            lists[dimension][0] = code
        else:
            groups.setdefault((hierarchy, parent), []).append(code)
    return lists


def whole(text, what):
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise Broken(f"{what}: {text!r} is not a count")
    return int(text)


def range_of(kind, size, shown):
    """The true numbers that a rounded (r), controlled (q) or noisy (n) number may stand for."""
    if kind == "r":
        return max(0, shown - size // 2), shown + (size - 1) // 2
    reach = size - 1 if kind == "q" else size
    return max(0, shown - reach), shown + reach


def status_of(method):
    """A policy's method as the mark of its numbers; None where numbers are hidden."""
    (name, held), = method.items()
    letter = {"rounding": "r", "controlledRounding": "q", "noise": "n"}.get(name)
    return letter and letter + str(held["base" if letter in "rq" else "largest"])


def rule_of(entry):
    """A rule as a policy file states it, in the certificate's form."""
    (name, held), = entry.items()
    return (name, list(held.values()) if name != "closeGuessKnowing" else [held["percent"], held["knownPercent"]])


def sensible(name, numbers):
    most = {"fewerThan": [1000], "dominance": [KEPT, 100], "closeGuess": [100], "closeGuessKnowing": [100, 100]}
    if name not in most or len(numbers) != len(most[name]):
        return False
    fits = all(1 <= given <= limit for given, limit in zip(numbers, most[name]))
    return fits and (name != "closeGuessKnowing" or numbers[0] <= numbers[1])


def rule_says(rule, people, total, top):
    """Whether a rule hides a sum, and the room above it that it asks for."""
    name, numbers = rule
    two, rest = sum(top[:2]), total - sum(top[:2])
    if people == 0:
        return False, 0
    if name == "fewerThan":
        return people < numbers[0], max(1, -(-total * 10 // 100))
    if name == "dominance":
        count, percent = numbers
        most = sum(top[:count])
        return total > 0 and most * 100 > percent * total, max(1, -(-most * 100 // percent) - total)
    whole = 100 if name == "closeGuess" else numbers[1]
    if name not in ("closeGuess", "closeGuessKnowing"):
        raise Broken(f"rule {name}")
    return total > 0 and rest * whole < numbers[0] * top[0], max(1, -(-top[0] * numbers[0] // whole) - rest)


def check_amounts(order, known, before, place, base, need, asked, rules, holdings, tables, lists):
    """The variables that one person alone makes; every sum must keep every rule."""
    if not rules:
        raise Broken("no rule on amounts is stated")
    lone, behind = set(), {}
    for key, index in order.items():
        if index not in holdings:
            raise Broken(f"nothing says who is behind cell {index}")
        people, top = holdings[index]
        total = known[key] if key in known else base[place[key]]
        if top != sorted(top, reverse=True) or sum(top) > total or (people <= KEPT and sum(top) != total):
            raise Broken(f"the amounts behind cell {index} do not come to its sum")
        behind[key] = (people, top)
        for rule in rules:
            hides, room = rule_says(rule, people, total, top)
            if hides and key in known and key not in before:
                raise Broken(f"a sum is published that {rule} hides")
            if hides and key not in known:
                wide, insider = need[place[key]]
                if wide < room or (asked[1] > 0 and insider < room):
                    raise Broken(f"cell {index} is asked for less than {rule} says")
        if people == 1 and key not in known:
            lone.add(place[key])
    for name, dimensions, cells in tables:
        for axis, dimension in enumerate(dimensions):
            for (_, parent), children in lists[dimension][1].items():
                for codes, key in cells:
                    if codes[axis] != parent:
                        continue
                    rest = frozenset(pair for pair in key if pair[0] != dimension)
                    parts = [behind[rest | {(dimension, child)}] for child in children]
                    top = sorted((amount for part in parts for amount in part[1]), reverse=True)[:KEPT]
                    if behind[key] != (sum(part[0] for part in parts), top):
                        raise Broken(f"{name}: the people behind a sum do not add up")
    return lone


def certificate_lines(folder, part):
    with open(os.path.join(folder, f"certificate{'-' + part if part else ''}.txt"), "rb") as handle:
        held = handle.read()
    try:
        text = held.decode("utf-8")
    except UnicodeDecodeError:
        raise CannotTell("the certificate is not text")
    if "\r" in text:
        raise Broken("the certificate has carriage returns")
    lines = [[word for word in line.split(" ") if word] for line in text.split("\n")]
    lines = [words for words in lines if words]
    if not lines or lines[0] != "dueregard disclosure certificate 1".split() or lines[-1] != ["end"]:
        raise CannotTell("the certificate is not complete")
    return lines


def count_lines(lines, amounts):
    times = {}
    for words in lines[1:-1]:
        times[words[0]] = times.get(words[0], 0) + 1
    once = ["policy", "threshold", "need", "coalition", "cells"]
    once += ["measure"] if amounts else ["floor", "zeros"]
    never = ["floor", "zeros"] if amounts else ["measure", "rule", "holding"]
    if any(times.get(word, 0) != 1 for word in once) or any(word in times for word in never) or times.get("method", 0) > 1:
        raise Broken("a line is missing or stands where it does not belong")


def check(folder, files, policies, part=""):
    """`part` is the name of a set of amounts, which has a folder and a certificate of its own."""
    lines = certificate_lines(folder, part)
    paths = dict(files)
    if "hierarchy.csv" not in paths:
        raise CannotTell("no hierarchy.csv")
    listed = [(words[1], " ".join(words[2:])) for words in lines if words[0] == "file"]
    digests = [(hashlib.sha256(open(path, "rb").read()).hexdigest(), name) for name, path in files]
    if listed != digests:
        raise Broken("the published files are not those that the certificate was made for")
    lists = read_hierarchy(rows_of(paths["hierarchy.csv"]))

    known, before, hidden, tables = {}, set(), [], []
    seen = set()
    structural = set()
    ranges, methods, method = {}, set(), None
    order = {}
    for name, path in files:
        if name == "hierarchy.csv":
            continue
        rows = rows_of(path)
        heading = rows[0]
        if heading[-2:] != ["value", "value_status"]:
            raise Broken(f"{name} has no value and value_status")
        dimensions = heading[:-2]
        cells = []
        for row in rows[1:]:
            codes = row[:-2]
            key = frozenset((d, c) for d, c in zip(dimensions, codes) if c != lists[d][0])
            cells.append((codes, key))
            order.setdefault(key, len(order))
            value, status = row[-2:]
            change = re.fullmatch(r"([rqn])([0-9]{1,3})", status)
            if change:
                low, high = range_of(change[1], int(change[2]), whole(value, name))
                before_low, before_high = ranges.get(key, (0, FAR))
                ranges[key] = (max(low, before_low), min(high, before_high))
                methods.add(status)
            if status == "z" and value != "0":
                raise Broken(f"{name}: {row}: somebody is where nobody can be")
            if status in ("", "z"):
                if status == "z":
                    structural.add(key)
                count = whole(value, name)
                if known.setdefault(key, count) != count:
                    raise Broken(f"{name}: {row} differs elsewhere")
                if name.startswith("earlier/"):
                    before.add(key)
            else:
                if value != "" and not change:
                    raise Broken(f"{name}: {row} shows a hidden value")
                if key not in seen:
                    seen.add(key)
                    hidden.append(key)
        tables.append((name, dimensions, cells))
    hidden = [key for key in hidden if key not in known]

    floor = 0
    zeros = "publish"
    coalition, amounts, rules, holdings = 1, False, [], {}
    asked, named, measured = None, "", ""
    threshold, base, need, variable_of, moves, proofs = 0, [], [], {}, [], {}
    for words in lines[1:-1]:
        kind = words[0]
        if kind == "threshold":
            threshold = single(words)
        elif kind == "need":
            if len(words) != 4 or words[2] != "insider":
                raise Broken("need")
            asked = (read_number(words[1]), read_number(words[3]))
        elif kind == "floor":
            floor = single(words)
            if floor not in (0, 1):
                raise Broken("floor")
        elif kind == "policy":
            named = " ".join(words[1:])
        elif kind == "method":
            if len(words) != 2 or not re.fullmatch("[rqn][0-9]+", words[1]):
                raise Broken("method")
            method = words[1]
        elif kind == "coalition":
            coalition = single(words)
            if coalition not in (1, 2):
                raise Broken("coalition")
        elif kind == "measure":
            if len(words) != 3 or words[1] != "amounts":
                raise Broken("measure")
            amounts, measured = True, words[2]
        elif kind == "rule":
            rules.append((words[1], [read_number(word) for word in words[2:]]))
            if not sensible(*rules[-1]):
                raise Broken("rule")
        elif kind == "holding":
            numbers = [read_number(word) for word in words[1:]]
            if numbers[0] in holdings or min(numbers) < 0 or len(numbers) - 2 != min(numbers[1], KEPT):
                raise Broken("holding")
            holdings[numbers[0]] = (numbers[1], numbers[2:])
        elif kind == "zeros":
            zeros = words[1]
            if zeros not in ZEROS or len(words) != 2:
                raise Broken("zeros")
        elif kind == "cells":
            if single(words) != len(hidden):
                raise Broken("the number of hidden cells differs")
        elif kind == "variable":
            numbers = [read_number(word) for word in words[1:]]
            if len(numbers) < 4 or not 0 <= numbers[0] <= FAR:
                raise Broken("variable")
            for index in numbers[3:]:
                if index in variable_of or not 0 <= index < len(hidden):
                    raise Broken(f"cell {index}")
                variable_of[index] = len(base)
            base.append(numbers[0])
            need.append((numbers[1], numbers[2]))
        elif kind == "move":
            divisor = read_number(words[1])
            pairs = [tuple(read_number(x) for x in word.split(":")) for word in words[2:]]
            if any(len(pair) != 2 or abs(pair[1]) >= 1 << 30 for pair in pairs):
                raise Broken("move")
            change = dict(pairs)
            if not 0 < divisor < 1000 or len(change) != len(pairs) or any(not 0 <= v < len(base) for v in change):
                raise Broken(f"move {len(moves)}")
            moves.append((divisor, change))
        elif kind == "proof":
            numbers = [read_number(word) for word in words[1:]]
            if any(not 0 <= m < len(moves) for m in numbers[1:]) or not 0 <= numbers[0] < len(base) or numbers[0] in proofs:
                raise Broken("proof")
            proofs[numbers[0]] = numbers[1:]
        elif kind != "file":
            raise Broken(f"the certificate says {kind}, which means nothing")
    count_lines(lines, amounts)
    if asked is None or asked[0] <= 0 or asked[1] < 0 or threshold < 2:
        raise Broken("the certificate does not say what its policy asks")
    if not named or measured != part:
        raise Broken("the certificate names no policy, or is for another measure")
    policy = policies.get(named)
    if policy:
        stated = {"threshold": threshold, "need": asked[0], "insiderNeed": asked[1], "ruleAware": floor}
        if amounts:
            stated.pop("ruleAware")
            wanted = [("fewerThan", [policy["threshold"]])]
            wanted += [rule_of(rule) for rule in policy.get("amountRules", [])]
            most = max((held[0] for name, held in rules if name == "fewerThan"), default=0)
            if any(rule not in rules and (rule[0] != "fewerThan" or most < rule[1][0]) for rule in wanted):
                raise Broken("a rule of the policy is missing")
        if method != status_of(policy.get("method", {"suppression": {}})):
            raise Broken("the numbers are not treated as the policy says")
        if coalition < policy.get("coalition", 1):
            raise Broken("coalition")
        if not amounts and ZEROS.index(zeros) < ZEROS.index(policy.get("zeros", "publish")):
            raise Broken(f"zeros: {zeros} and the policy {policy['name']} asks for more")
        for name, value in stated.items():
            if value < policy[name]:
                raise Broken(f"{name} is {value} and the policy {policy['name']} asks for {policy[name]}")
        if threshold > policy["threshold"] and asked[0] < threshold and method is None and not amounts:
            raise Broken("the width is less than the threshold, which is above the policy's")
    if any(mark != method for mark in methods):
        raise Broken("a number is changed otherwise than the certificate says")
    limits = [(0, FAR)] * len(base)
    for index, key in enumerate(hidden):
        if key in ranges and index in variable_of:
            low, high = limits[variable_of[index]]
            limits[variable_of[index]] = (max(low, ranges[key][0]), min(high, ranges[key][1]))
    for index, count in enumerate(base):
        if not limits[index][0] <= count <= limits[index][1]:
            raise Broken(f"variable {index} is not what its shown numbers allow")
    if len(variable_of) != len(hidden):
        raise Broken("a hidden cell is in no variable")
    for key, count in known.items():
        if not amounts and 0 < count < threshold and key not in before:
            raise Broken(f"{sorted(key)} is published although it is small")
    if zeros == "hide" and any(c == 0 and k not in structural and k not in before for k, c in known.items()):
        raise Broken("a zero is published")
    for index, count in enumerate(base):
        if amounts:
            break
        if 0 < count < threshold and need[index][0] <= 0:
            raise Broken(f"variable {index} is small and has no requirement")
        if 0 < count < threshold and (any(n < min(a, limits[index][1] - limits[index][0]) for n, a in zip(need[index], asked))):
            raise Broken(f"variable {index} is asked for less than the policy says")

    place = {key: variable_of[index] for index, key in enumerate(hidden)}
    touching = [[] for _ in base]
    sums = 0
    for name, dimensions, cells in tables:
        present = {key for _, key in cells}
        for axis, dimension in enumerate(dimensions):
            total, groups = lists[dimension]
            under = {}
            for (_, parent), children in groups.items():
                under.setdefault(parent, []).append(children)
            for codes, key in cells:
                for children in under.get(codes[axis], []):
                    rest = frozenset(pair for pair in key if pair[0] != dimension)
                    terms = [(key, 1)] + [(rest | {(dimension, child)}, -1) for child in children]
                    balance = 0
                    counts, openings, proven = [], 0, 0
                    for term, factor in terms:
                        if term not in present:
                            raise CannotTell(f"{name} lacks a row that a sum needs")
                        count = known[term] if term in known else base[place[term]]
                        counts.append(count)
                        if factor < 0 and count == 0 and term not in structural and term not in before:
                            openings += 1
                            proven += term not in known and need[place[term]][0] >= asked[0]
                        if term in known:
                            balance += factor * known[term]
                        else:
                            touching[place[term]].append((sums, factor))
                            balance += factor * base[place[term]]
                    alike = counts[0] > 1 and sum(c > 0 for c in counts[1:]) == 1
                    if zeros != "publish" and alike and openings and not proven and not name.startswith("earlier/"):
                        raise Broken(f"{name}: a row shows that a whole group is in one column")
                    if balance != 0:
                        raise Broken(f"{name}: a sum does not come out")
                    sums += 1
    for number, (divisor, change) in enumerate(moves):
        balance = {}
        for variable, step in change.items():
            low, high = limits[variable]
            if not low * divisor <= base[variable] * divisor + step <= high * divisor:
                raise Broken(f"move {number} leaves what the shown numbers allow")
            if (base[variable] - min(base[variable], floor)) * divisor + step < 0:
                raise Broken(f"move {number} goes too low")
            for index, factor in touching[variable]:
                balance[index] = balance.get(index, 0) + factor * step
        if any(balance.values()):
            raise Broken(f"move {number} changes a published sum")

    lone_ones = {index for index, count in enumerate(base) if count == 1}
    if amounts:
        lone_ones = check_amounts(order, known, before, place, base, need, asked, rules, holdings, tables, lists)

    def width(target, chosen):
        steps = [0]
        for number in chosen:
            divisor, change = moves[number]
            step = change.get(target, 0)
            steps.append(step // divisor if step > 0 else -(-step // divisor))
        return max(steps) if amounts else max(steps) - min(steps)

    primaries = 0
    for variable, (wide, insider) in enumerate(need):
        if wide <= 0:
            continue
        if variable not in proofs:
            raise Broken(f"variable {variable} has no proof")
        primaries += 1
        chosen = proofs[variable]
        if width(variable, chosen) < wide:
            raise Broken(f"variable {variable} is not shown {wide} wide")
        if insider > 0:
            lone = {o for m in chosen for o in moves[m][1] if o != variable and o in lone_ones}
            for other in lone:
                if width(variable, [m for m in chosen if other not in moves[m][1]]) < insider:
                    raise Broken(f"variable {variable} is given away by the person in {other}")
            for pair in itertools.combinations(sorted(lone), 2) if coalition > 1 else []:
                if width(variable, [m for m in chosen if not moves[m][1].keys() & set(pair)]) < insider:
                    raise Broken(f"variable {variable} is given away by the people in {pair}")
    if not policy:
        raise CannotTell(f"the policy {named} is not known here; by themselves the proofs hold")
    return primaries


def check_all(folder, policies):
    """The status to end with: 1 where anything is broken, else 2 where anything cannot be told."""
    files = published_files(os.path.join(folder, "published"))
    for name in os.listdir(folder):
        if name.startswith("certificate-") and name.endswith(".txt"):
            files.setdefault(name[12:-4], [])
    status = set()
    for part in sorted(files):
        try:
            proven = check(folder, files[part], policies, part)
            print(f"safe: {proven} hidden {'sums of ' + part if part else 'small numbers'} proven")
            status.add(0)
        except (Broken, ValueError, KeyError, IndexError) as fault:
            print("broken:", fault)
            status.add(1)
        except (CannotTell, OSError) as fault:
            print("cannot tell:", fault)
            status.add(2)
    return 1 if 1 in status else max(status)


if __name__ == "__main__":
    usual = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../ReferenceData/disclosure-policies")
    try:
        sys.exit(check_all(sys.argv[1], known_policies(sys.argv[2] if len(sys.argv) > 2 else usual)))
    except Broken as fault:
        print("broken:", fault)
        sys.exit(1)
    except (CannotTell, OSError, ValueError, KeyError, IndexError) as fault:
        print("cannot tell:", fault)
        sys.exit(2)
