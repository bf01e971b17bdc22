# SPDX-License-Identifier: Apache-2.0
"""Compares the files with each other and with published totals."""

import csv
import hashlib
import itertools
import os

from . import check_places, plain_yaml
from .areas import BOTH, Areas, summed
from .expected import KNOWN, MARGINS
from .files import DIGESTS
from .schemes import all_schemes, mapping_problems


class Tables:
    """The tables as they stand in the files."""

    def __init__(self, root):
        self.root, self.problems = root, []
        self.about = {
            table["id"]: table for table in plain_yaml.read(os.path.join(root, "census", "tables.yaml"))
        }
        self.keys, self.rows = {}, {}
        for id, about in self.about.items():
            with open(os.path.join(root, "census", about["file"]), encoding="utf-8", newline="") as file:
                lines = list(csv.reader(file))
            self.keys[id] = [tuple(heading.split("|")) for heading in lines[0][2:]]
            self.rows[id] = {}
            for line in lines[1:]:
                if len(line) != len(lines[0]) or not all(cell.isdigit() for cell in line[2:]):
                    self.problems.append(f"{id}: {line[0]} has cells that are no counts")
                    continue
                if line[0] in self.rows[id]:
                    self.problems.append(f"{id}: {line[0]} comes twice")
                counts = dict(zip(self.keys[id], map(int, line[2:])))
                self.rows[id][line[0]] = (int(line[1]) if line[1] else None, counts)

    def total(self, id, area):
        return sum(self.rows[id][area][1].values())

    def over(self, id, area, places):
        """Counts over some dimensions only."""
        out = {}
        for key, count in self.rows[id][area][1].items():
            short = tuple(key[place] for place in places)
            out[short] = out.get(short, 0) + count
        return out


def problems(root):
    """Every problem found, after printing how far the figures are apart."""
    schemes, areas = all_schemes(root), Areas(root)
    out = [clash for scheme in schemes.values() for clash in scheme.clashes] + mapping_problems(root, schemes)
    out += ages_problems(schemes)
    tables = Tables(root)
    out += tables.problems + headings(tables, schemes) + known_areas(tables, areas, root)
    out += sums(tables, areas) + totals(tables) + categories(tables, schemes) + bases(tables)
    out += (
        margins(tables, root) + small_areas(tables, root) + check_places.problems(root, areas) + digests(root)
    )
    return out


def ages_problems(schemes):
    out = []
    for scheme in schemes.values():
        bands = [scheme.ages[code] for code in scheme.leaves if code in scheme.ages]
        for (_, oldest), (youngest, _) in zip(bands, bands[1:]):
            if youngest != (oldest or -2) + 1 and not (oldest == 0 and youngest == 1):
                out.append(f"{scheme.id}: ages do not follow each other at {youngest}")
    return out


def headings(tables, schemes):
    out = []
    for id, about in tables.about.items():
        if any(scheme not in schemes for scheme in about["schemes"]):
            out.append(f"{id}: unknown scheme")
            continue
        used = [schemes[scheme] for scheme in about["schemes"]]
        for key in tables.keys[id]:
            if len(key) != len(used) or any(code not in scheme.order for code, scheme in zip(key, used)):
                out.append(f"{id}: the heading {'|'.join(key)} is no leaf of its schemes")
        order = [
            key for key in itertools.product(*(scheme.order for scheme in used)) if key in tables.keys[id]
        ]
        if order != tables.keys[id]:
            out.append(f"{id}: the headings are not in the order of the schemes")
        if "base" in about and about["base"] not in tables.about:
            out.append(f"{id}: unknown base")
    return out


def known_areas(tables, areas, root):
    with open(os.path.join(root, "areas", "places.csv"), encoding="utf-8") as file:
        places = {row["code"] for row in csv.DictReader(file)}
    return [
        f"{id}: the area {area} is not known"
        for id, rows in tables.rows.items()
        for area in rows
        if area not in areas.order and area not in places
    ]


def sums(tables, areas):
    """Rows that were added up are the sums of their parts, to the last person."""
    out, seen = [], 0
    for id, rows in tables.rows.items():
        for vintage in (2021, 2024):
            for area, (number, counts) in summed(rows, areas.parts(vintage)).items():
                if area not in rows or rows[area][0] is None or (vintage == 2024) != (id in OF_2024):
                    continue
                seen += 1
                if rows[area] != (number, counts):
                    out.append(f"{id}: {area} is not the sum of its parts")
    print(f"{seen} rows are the sums of their parts")
    return out


OF_2024 = ("TS030", "TS038-2", "TS029", "TS039", "TS019")


def totals(tables):
    out = []
    for id, area, count, noise in KNOWN:
        away = tables.total(id, area) - count
        print(f"{id:16} {area} {tables.total(id, area):>11,} expected {count:>11,} {away:+}")
        if abs(away) > noise:
            out.append(f"{id}: {area} is {away:+} from the total in print")
    return out


def categories(tables, schemes):
    """England and Wales against each published category."""
    out, worst = [], {}
    with open(os.path.join(tables.root, "census", "published.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if not row["code"]:
            continue
        scheme, counts = schemes[row["scheme"]], tables.rows[row["table"]][BOTH][1]
        if row["code"] in scheme.ages and row["scheme"] not in tables.about[row["table"]]["schemes"]:
            low, high = scheme.ages[row["code"]]
            singles = schemes["age-single"].ages
            ours = sum(
                count
                for (code,), count in counts.items()
                if low <= singles[code][0] <= (high if high is not None else 999)
            )
        elif (row["code"],) in counts:
            ours = counts[(row["code"],)]
        else:
            continue
        away, about = ours - int(row["count"]), tables.about[row["table"]]
        worst[row["table"]] = max(worst.get(row["table"], (0, "")), (abs(away), row["code"]))
        if abs(away) > max(60, about["noise_of_sums"]):
            out.append(f"{row['table']}: {row['code']} is {away:+} from the published count")
    for id, (away, code) in sorted(worst.items()):
        print(f"{id:16} no category further than {away} from the published count ({code})")
    return out


def bases(tables):
    """Every area of 2021 against the people of these ages in TS007."""
    out = []
    for id, about in tables.about.items():
        whole = about["universe"].endswith(("residents", "over"))
        if about["dataset"] != "Census 2021" or id == "TS007" or "base" in about or not whole:
            continue
        worst = {}
        for area, (made_of, counts) in tables.rows[id].items():
            if area not in tables.rows["TS007"]:
                continue
            people = sum(
                count
                for (age,), count in tables.rows["TS007"][area][1].items()
                if int(age.split("-")[0]) >= about["ages"][0]
            )
            away = sum(counts.values()) - people
            kind = "noise" if made_of is None else "noise_of_sums"
            worst[kind] = max(worst.get(kind, 0), abs(away))
            if abs(away) > max(about[kind], about["noise"]):
                out.append(f"{id}: {area} is {away:+} from the people of these ages")
        if worst:
            print(
                f"{id:16} authorities within {worst.get('noise', 0)}, larger areas within "
                f"{worst.get('noise_of_sums', 0)} of TS007"
            )
    return out


def margins(tables, root):
    out = []
    for id, places, other, through in MARGINS:
        pairs = {}
        if through:
            name = f"{tables.about[other]['schemes'][0]}--{through}.yaml"
            pairs = plain_yaml.read(os.path.join(root, "category-schemes", "mappings", name))["pairs"]
        worst = 0
        for area in set(tables.rows[id]) & set(tables.rows[other]):
            there = {}
            for key, count in tables.rows[other][area][1].items():
                led = tuple(pairs.get(code, code) for code in key)
                there[led] = there.get(led, 0) + count
            here = tables.over(id, area, places)
            for key in set(here) & set(there):
                away = abs(here[key] - there[key])
                worst = max(worst, away)
                about = tables.about[id]
                single = tables.rows[id][area][0] is None
                if away > (about["noise"] if single else about["noise_of_sums"]):
                    out.append(f"{id}: {area} has {'|'.join(key)} {away} away from {other}")
        print(f"{id:16} within {worst} of {other}")
    return out


def small_areas(tables, root):
    """Small areas added up against their district."""
    with open(os.path.join(root, "areas", "places.csv"), encoding="utf-8") as file:
        districts = {row["code"]: (row["kind"], row["district"]) for row in csv.DictReader(file)}
    out = []
    for id, other in (
        ("TS021-small", "TS007"),
        ("TS030-small", "TS030"),
        ("TS038-2-small", "TS038-2"),
        ("TS077-small", "TS077"),
        ("TS029-small", "TS029"),
        ("TS039-small", "TS039"),
        ("TS019-small", "TS019"),
        ("KS102-small", "QS201"),
    ):
        people = {}
        for area in set(tables.rows[id]) & set(districts):
            people[districts[area]] = people.get(districts[area], 0) + tables.total(id, area)
        worst = max(abs(count - tables.total(other, district)) for (_, district), count in people.items())
        print(f"{id:16} added up within {worst} of {other}")
        if worst > 60:
            out.append(f"{id}: added up {worst} away from {other}")
    return out


def digests(root):
    """Every file is byte for byte as it was made."""
    out, listed = [], set()
    with open(os.path.join(root, DIGESTS), encoding="utf-8") as file:
        for line in file:
            digest, path = line.split()
            listed.add(path)
            with open(os.path.join(root, path), "rb") as made:
                if hashlib.sha256(made.read()).hexdigest() != digest:
                    out.append(f"{path} was changed since it was made")
    for folder in ("census", "boundaries", "deprivation"):
        out += [
            f"{folder}/{name} is not in the list of digests"
            for name in sorted(os.listdir(os.path.join(root, folder)))
            if name.endswith((".csv", ".yaml")) and f"{folder}/{name}" not in listed
        ]
    return out
