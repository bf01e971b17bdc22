# SPDX-License-Identifier: Apache-2.0
"""Second, independent check of what lies beside the tables: pages, JSON, means, medians and percentages.

Used by check_certificate.py. docs/formats/published-tables.md describes the forms; nothing here is shared
with the Swift programme.
"""
import csv, hashlib, io, json, os, re

MEDIAN_BASE = 10
HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


class Wrong(Exception):
    pass


class Unknown(Exception):
    pass


def escaped(text):
    return "".join(HTML.get(letter, letter) for letter in text)


def quoted(text):
    plain = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 else "\\" + c if c in '"\\' else c for c in text)
    return f'"{plain}"'


def rows_of(path):
    with open(path, "rb") as handle:
        text = handle.read().decode("utf-8")
    if "\r" in text:
        raise Wrong(f"{os.path.basename(path)} has carriage returns")
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def title_of(part, name):
    words = os.path.basename(name).split("-")
    if words[0] == "derived":
        kinds = {"mean": "Mean ", "median": "Median ", "percentage": "Per cent of all, by "}
        return kinds[words[2]] + words[3] if len(words) > 3 and words[2] in kinds else "Derived figures"
    return "Total " + part if part else "Number of people"


def note(status):
    size = status[1:]
    rounded = f"Every number is rounded to the nearest {size} by itself, so totals may differ from their parts."
    noisy = (f"Every number is changed by at most {size}, always the same way for the same people, so "
             "totals may differ from their parts.")
    up = f"Every number is rounded up or down to a multiple of {size} so that totals add up."
    known = {"c": "[c]: hidden so that nobody can be identified.", "r": rounded, "q": up, "n": noisy,
             "z": "Some noughts stand where there can be nobody."}
    return known.get(status[:1], status)


def page(rows, title):
    heading, with_base = rows[0], rows[0][-3:-2] == ["base"]
    codes = len(heading) - (3 if with_base else 2)
    caption = escaped(", ".join([title] + [" by ".join(heading[:codes])] * (codes > 0)))
    lines = ["<!doctype html>", '<html lang="en">',
             '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
             f"<title>{caption}</title></head>", "<body>", "<main>", '<table aria-describedby="notes">',
             f"<caption>{caption}</caption>", "<thead>"]
    names = heading[:codes] + [title] + ["Number of people behind it"] * with_base
    lines += ["<tr>" + "".join(f'<th scope="col">{escaped(name)}</th>' for name in names) + "</tr>", "</thead>", "<tbody>"]
    for row in rows[1:]:
        cells = [f'<th scope="row">{escaped(code)}</th>' if at == 0 else f"<td>{escaped(code)}</td>"
                 for at, code in enumerate(row[:codes])]
        cells += [f"<td>{escaped(text) or '[c]'}</td>" for text in [row[-2]] + [row[codes]] * with_base]
        lines.append("<tr>" + "".join(cells) + "</tr>")
    lines += ["</tbody>", "</table>", '<div id="notes">']
    lines += [f"<p>{escaped(note(mark))}</p>" for mark in sorted({row[-1] for row in rows[1:]} - {""})]
    return "\n".join(lines + ["</div>", "</main>", "</body>", "</html>", ""])


def as_json(rows, title):
    heading, with_base = rows[0], rows[0][-3:-2] == ["base"]
    codes = len(heading) - (3 if with_base else 2)

    def listed(words):
        return "[" + ",".join(quoted(word) for word in words) + "]"

    cells = []
    for row in rows[1:]:
        base = f',"base":{row[codes] or "null"}' if with_base else ""
        cells.append(f'{{"codes":{listed(row[:codes])},"value":{row[-2] or "null"}{base},"value_status":{quoted(row[-1])}}}')
    start = f'{{"figures":{quoted(title)},"dimensions":{listed(heading[:codes])},"cells":[\n'
    return start + ",\n".join(cells) + ("\n" if cells else "") + "]}\n"


def tables_only(files, part):
    """The comma-separated files; whatever page or JSON says anything else breaks the release."""
    paths = dict(files)
    kept = []
    for name, path in files:
        if name.endswith(".csv"):
            kept.append((name, path))
            continue
        stem, _, kind = name.rpartition(".")
        table = stem + ".csv"
        if kind not in ("html", "json") or table not in paths or stem == "hierarchy" or stem.startswith("earlier/"):
            raise Wrong(f"{name} does not belong to the release")
        rows = rows_of(paths[table])
        if rows[0][-2:] != ["value", "value_status"]:
            raise Wrong(f"{table} has no value and value_status")
        with open(path, "rb") as handle:
            held = handle.read()
        if held != (page if kind == "html" else as_json)(rows, title_of(part, name)).encode("utf-8"):
            raise Wrong(f"{name} does not say what {table} says")
    return kept


class Groups:
    """The published counts and sums, by the codes that are not at the total."""

    def __init__(self, files, amounts):
        self.totals, self.parts = {}, {}
        for dimension, _, code, parent in rows_of(dict(files)["hierarchy.csv"])[1:]:
            self.parts.setdefault((dimension, code), [])
            if parent:
                self.parts.setdefault((dimension, parent), []).append(code)
            else:
                self.totals[dimension] = code
        self.counts = self.numbers(files)
        self.sums = {name: self.numbers(held) for name, held in amounts.items()}

    def key(self, dimensions, codes):
        return frozenset((d, c) for d, c in zip(dimensions, codes) if self.totals.get(d) != c)

    def numbers(self, files):
        found = {}
        for name, path in files:
            if name == "hierarchy.csv" or name.startswith("earlier/"):
                continue
            rows = rows_of(path)
            for row in rows[1:] if rows[0][-2:] == ["value", "value_status"] else []:
                if re.fullmatch("[0-9]{1,15}", row[-2]):
                    found[self.key(rows[0][:-2], row[:-2])] = int(row[-2])
        return found

    def leaves(self, dimension, code):
        under = self.parts.get((dimension, code))
        return {code} if not under else set().union(*(self.leaves(dimension, child) for child in under))

    def apart(self, one, other):
        """The fewest people by which two groups differ; None where they are the same people."""
        (first, base), (second, other_base) = one, other
        least = abs(base - other_base)
        if first == second:
            return least or None
        first_codes, second_codes, common, nested = dict(first), dict(second), set(), True
        for dimension, total in self.totals.items():
            codes = first_codes.get(dimension, total), second_codes.get(dimension, total)
            if any((dimension, code) not in self.parts for code in codes):
                return 0
            a, b = (self.leaves(dimension, code) for code in codes)
            if not a & b:
                return base + other_base
            if not (a <= b or b <= a):
                nested = False
                continue
            finer = codes[0] if a <= b else codes[1]
            if finer != total:
                common.add((dimension, finer))
        common = frozenset(common)
        if not nested:
            return least
        if common in (first, second):
            return least or None
        return max(0, base + other_base - 2 * self.counts[common]) if common in self.counts else least


def number(text, place):
    if not re.fullmatch("[0-9]{1,15}", text):
        raise Wrong(place)
    return int(text)


def check_derived(folder, derived, files, amounts, least_base):
    """How many means, medians and percentages are shown; each follows, or stands apart from others."""
    try:
        with open(os.path.join(folder, "certificate-derived.txt"), encoding="utf-8", newline="") as handle:
            lines = [line for line in handle.read().split("\n") if line]
    except (OSError, UnicodeDecodeError):
        raise Unknown("there is no certificate-derived.txt that can be read")
    if len(lines) < 3 or lines[0] != "dueregard disclosure derived figures 1" or lines[-1] != "end" \
            or not re.fullmatch("base [0-9]{1,15}", lines[1]):
        raise Unknown("certificate-derived.txt is not complete")
    digests = [f"file {hashlib.sha256(open(path, 'rb').read()).hexdigest()} {name}" for name, path in sorted(derived)]
    if lines[2:-1] != digests:
        raise Wrong("the derived figures are not those that their certificate was made for")
    if least_base is None:
        raise Unknown("the policy's minimum base is not known here")
    base = int(lines[1][5:])
    if base < least_base:
        raise Wrong("the minimum base is smaller than the policy's")
    groups = Groups(files, amounts)
    medians, shown = {}, 0
    for name, path in sorted(derived):
        words = os.path.basename(name).split("-")
        rows = rows_of(path)
        dimensions = rows[0][:-3]
        if len(words) < 4 or rows[0][-3:] != ["base", "value", "value_status"] or not set(dimensions) <= set(groups.totals):
            raise Wrong(f"{name} does not end with base, value and value_status")
        for row in rows[1:]:
            if row[-3:] == ["", "", "c"]:
                continue
            place = f"{name}: {row}"
            if len(row) != len(rows[0]) or row[-1]:
                raise Wrong(place)
            own, value, shown = number(row[-3], place), number(row[-2], place), shown + 1
            codes = groups.key(dimensions, row[:-3])
            if name.startswith("earlier/"):
                if words[2] != "median":
                    raise Wrong(place)
                medians.setdefault(words[3], []).append((codes, own, value, False))
                continue
            if own < base:
                raise Wrong(f"{place}: too few people")
            if words[2] == "percentage":
                named = [d for d in dimensions if re.sub("[^A-Za-z0-9]", "_", d) == words[3]]
                if len(named) != 1:
                    raise Unknown(f"{name} does not say of which dimension")
                whole = frozenset(pair for pair in codes if pair[0] != named[0])
                if groups.counts.get(whole) != own or codes not in groups.counts \
                        or value != (200 * groups.counts[codes] + own) // (2 * own):
                    raise Wrong(f"{place}: does not follow from the published numbers")
                continue
            total = groups.sums.get(words[3], {}).get(codes)
            if groups.counts.get(codes) != own or total is None:
                raise Wrong(f"{place}: its base or its sum is not published")
            if words[2] == "mean":
                if value != (2 * total + own) // (2 * own):
                    raise Wrong(f"{place}: does not follow from the published numbers")
            elif words[2] == "median":
                if own < MEDIAN_BASE:
                    raise Wrong(f"{place}: too few people")
                medians.setdefault(words[3], []).append((codes, own, value, True))
            else:
                raise Wrong(name)
    for listed in medians.values():
        for at, one in enumerate(listed):
            for other in listed[:at]:
                if not (one[3] or other[3]):
                    continue
                apart = groups.apart(one[:2], other[:2])
                if apart is not None and apart < MEDIAN_BASE:
                    raise Wrong(f"two medians are of groups that differ by fewer than {MEDIAN_BASE} people")
                if apart is None and one[2] != other[2]:
                    raise Wrong("two medians of the same people differ")
    return shown
