# SPDX-License-Identifier: Apache-2.0
"""What the second checker reads, before any of it is believed: published files and a certificate's lines.

docs/disclosure-certificate.md describes the format; nothing here is shared with the Swift programme.
"""
import csv, io, os, re

FAR = 1 << 40
KEPT = 4
ZEROS = ["publish", "hideTelling", "hide"]


class Broken(Exception):
    pass


class CannotTell(Exception):
    pass


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
        text = handle.read()
    if "\r" in text:
        raise Broken(f"{os.path.basename(path)} has carriage returns")
    return list(csv.reader(io.StringIO(text, newline="")))


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


def sensible(name, numbers):
    most = {"fewerThan": [1000], "dominance": [KEPT, 100], "closeGuess": [100], "closeGuessKnowing": [100, 100]}
    if name not in most or len(numbers) != len(most[name]):
        return False
    fits = all(1 <= given <= limit for given, limit in zip(numbers, most[name]))
    return fits and (name != "closeGuessKnowing" or numbers[0] <= numbers[1])


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
    once += ["measure"] if amounts else ["knowing", "zeros"]
    never = ["knowing", "zeros"] if amounts else ["measure", "rule", "holding"]
    if any(times.get(word, 0) != 1 for word in once) or any(word in times for word in never) or times.get("method", 0) > 1:
        raise Broken("a line is missing or stands where it does not belong")


class Published:
    """The tables: what is shown, what is hidden in the order in which it first stands, and code lists."""

    def __init__(self, files):
        paths = dict(files)
        if "hierarchy.csv" not in paths:
            raise CannotTell("no hierarchy.csv")
        lists = read_hierarchy(rows_of(paths["hierarchy.csv"]))
        known, before, hidden, tables = {}, set(), [], []
        seen = set()
        structural = set()
        ranges, methods = {}, set()
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
                    if not name.startswith("earlier/"):
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
        self.lists, self.known, self.before, self.hidden, self.tables = lists, known, before, hidden, tables
        self.structural, self.ranges, self.methods, self.order = structural, ranges, methods, order


class Claim:
    """A certificate's lines as values, for a release with so many hidden cells."""

    def __init__(self, lines, hidden, part):
        knowing = 0
        zeros = "publish"
        coalition, amounts, rules, holdings, method = 1, False, [], {}, None
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
            elif kind == "knowing":
                knowing = single(words)
                if knowing < 0:
                    raise Broken("knowing")
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
                if single(words) != hidden:
                    raise Broken("the number of hidden cells differs")
            elif kind == "variable":
                numbers = [read_number(word) for word in words[1:]]
                if len(numbers) < 4 or not 0 <= numbers[0] <= FAR:
                    raise Broken("variable")
                for index in numbers[3:]:
                    if index in variable_of or not 0 <= index < hidden:
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
        if knowing > asked[0]:
            raise Broken("knowing")
        self.knowing, self.zeros, self.coalition, self.amounts, self.rules = knowing, zeros, coalition, amounts, rules
        self.holdings, self.method, self.asked, self.named, self.threshold = holdings, method, asked, named, threshold
        self.base, self.need, self.variable_of, self.moves, self.proofs = base, need, variable_of, moves, proofs
