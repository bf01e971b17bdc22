#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Second, independent checker of disclosure certificates: plain Python, whole numbers only.

Usage: check_certificate.py DIR   (reads DIR/published and DIR/certificate.txt)
Ends with 0 when safe, 1 when broken, 2 when it cannot tell. docs/disclosure-certificate.md
describes the format; nothing here is shared with the Swift programme.
"""
import csv, hashlib, itertools, os, re, sys


class Broken(Exception):
    pass


class CannotTell(Exception):
    pass


def published_files(folder):
    found = []
    for base, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".csv"):
                path = os.path.join(base, name)
                found.append((os.path.relpath(path, folder).replace(os.sep, "/"), path))
    return sorted(found)


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


def check(folder):
    files = published_files(os.path.join(folder, "published"))
    try:
        certificate = open(os.path.join(folder, "certificate.txt"), encoding="utf-8").read().split("\n")
    except OSError:
        raise CannotTell("no certificate")
    lines = [line.split() for line in certificate if line]
    if not lines or lines[0] != "dueregard disclosure certificate 1".split() or lines[-1] != ["end"]:
        raise CannotTell("the certificate is not complete")
    paths = dict(files)
    if "hierarchy.csv" not in paths:
        raise CannotTell("no hierarchy.csv")
    listed = [(words[1], " ".join(words[2:])) for words in lines if words[0] == "file"]
    digests = [(hashlib.sha256(open(path, "rb").read()).hexdigest(), name) for name, path in files]
    if listed != digests:
        raise Broken("a published file is not the one the certificate was made for")
    lists = read_hierarchy(rows_of(paths["hierarchy.csv"]))

    known, before, hidden, tables = {}, set(), [], []
    seen = set()
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
            value, status = row[-2:]
            if status == "":
                count = whole(value, name)
                if known.setdefault(key, count) != count:
                    raise Broken(f"{name}: {row} differs elsewhere")
                if name.startswith("earlier/"):
                    before.add(key)
            else:
                if value != "":
                    raise Broken(f"{name}: {row} shows a hidden value")
                if key not in seen:
                    seen.add(key)
                    hidden.append(key)
        tables.append((name, dimensions, cells))
    hidden = [key for key in hidden if key not in known]

    floor = 0
    threshold, base, need, variable_of, moves, proofs = 0, [], [], {}, [], {}
    for words in lines[1:-1]:
        kind = words[0]
        if kind == "threshold":
            threshold = int(words[1])
        elif kind == "floor":
            floor = int(words[1])
        elif kind == "cells":
            if int(words[1]) != len(hidden):
                raise Broken("the number of hidden cells differs")
        elif kind == "variable":
            numbers = [int(word) for word in words[1:]]
            if numbers[0] < 0 or len(numbers) < 4:
                raise Broken("variable")
            for index in numbers[3:]:
                if index in variable_of or not 0 <= index < len(hidden):
                    raise Broken(f"cell {index}")
                variable_of[index] = len(base)
            base.append(numbers[0])
            need.append((numbers[1], numbers[2]))
        elif kind == "move":
            divisor = int(words[1])
            pairs = [tuple(int(x) for x in word.split(":")) for word in words[2:]]
            change = dict(pairs)
            if not 0 < divisor < 1000 or len(change) != len(pairs) or any(not 0 <= v < len(base) for v in change):
                raise Broken(f"move {len(moves)}")
            moves.append((divisor, change))
        elif kind == "proof":
            numbers = [int(word) for word in words[1:]]
            if any(not 0 <= m < len(moves) for m in numbers[1:]) or not 0 <= numbers[0] < len(base):
                raise Broken("proof")
            proofs[numbers[0]] = numbers[1:]
    if len(variable_of) != len(hidden):
        raise Broken("a hidden cell is in no variable")
    for key, count in known.items():
        if 0 < count < threshold and key not in before:
            raise Broken(f"{sorted(key)}: {count} is published although it is small")
    for index, count in enumerate(base):
        if 0 < count < threshold and need[index][0] <= 0:
            raise Broken(f"variable {index} is small and has no requirement")

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
                    for term, factor in terms:
                        if term not in present:
                            raise CannotTell(f"{name} lacks a row that a sum needs")
                        if term in known:
                            balance += factor * known[term]
                        else:
                            touching[place[term]].append((sums, factor))
                            balance += factor * base[place[term]]
                    if balance != 0:
                        raise Broken(f"{name}: a sum does not come out")
                    sums += 1
    for number, (divisor, change) in enumerate(moves):
        balance = {}
        for variable, step in change.items():
            if (base[variable] - min(base[variable], floor)) * divisor + step < 0:
                raise Broken(f"move {number} goes too low")
            for index, factor in touching[variable]:
                balance[index] = balance.get(index, 0) + factor * step
        if any(balance.values()):
            raise Broken(f"move {number} changes a published sum")

    def width(target, chosen):
        steps = [0]
        for number in chosen:
            divisor, change = moves[number]
            step = change.get(target, 0)
            steps.append(step // divisor if step > 0 else -(-step // divisor))
        return max(steps) - min(steps)

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
            lone = {o for m in chosen for o in moves[m][1] if o != variable and base[o] == 1}
            for other in lone:
                if width(variable, [m for m in chosen if other not in moves[m][1]]) < insider:
                    raise Broken(f"variable {variable} is given away by the person in {other}")
    return primaries


if __name__ == "__main__":
    try:
        print("safe:", check(sys.argv[1]), "hidden small numbers proven")
    except Broken as fault:
        print("broken:", fault)
        sys.exit(1)
    except (CannotTell, OSError, ValueError, KeyError, IndexError) as fault:
        print("cannot tell:", fault)
        sys.exit(2)
