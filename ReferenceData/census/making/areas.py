# SPDX-License-Identifier: Apache-2.0
"""Which areas there are, and which are made of which."""

import csv
import os

REGIONS = {
    "North East": "E12000001",
    "North West": "E12000002",
    "Yorkshire and The Humber": "E12000003",
    "East Midlands": "E12000004",
    "West Midlands": "E12000005",
    "East of England": "E12000006",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}
ENGLAND, WALES, BOTH = "E92000001", "W92000004", "K04000001"
KENT, MEDWAY = "E10000016", "E06000035"


class Areas:
    """The authorities of `areas.csv` with the larger areas made of them."""

    def __init__(self, root):
        with open(os.path.join(root, "areas", "areas.csv"), encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["nation"] in ("england", "wales")]
        self.rows = {row["code"]: row for row in rows}
        successors = {code for row in rows for code in row["replaced_by"].split()}
        counted = [row for row in rows if row["population_2021"]]
        lower = [row for row in counted if row["kind"] != "county"]
        self.of_2021 = sorted(row["code"] for row in lower if row["code"] not in successors)
        new = sorted(row["code"] for row in lower if row["code"] in successors)
        self.parts_of_new = {
            code: [row["code"] for row in lower if code in row["replaced_by"].split()] for code in new
        }
        ended = {part for parts in self.parts_of_new.values() for part in parts}
        self.of_2024 = sorted((set(self.of_2021) - ended) | set(new))
        self.counties = sorted(row["code"] for row in counted if row["kind"] == "county")
        order = self.of_2021 + new + self.counties + sorted(REGIONS.values()) + [ENGLAND, WALES, BOTH]
        self.order = {code: place for place, code in enumerate(order)}

    def parts(self, vintage):
        """Each larger area with the authorities of that year that it is made of, smaller areas first."""
        base = self.of_2021 if vintage == 2021 else self.of_2024
        out = dict(self.parts_of_new) if vintage == 2021 else {}
        for county in self.counties:
            inside = [code for code in base if self.rows[code]["county_code"] == county]
            out[county] = inside or self.rows[county]["replaced_by"].split()
        for name, region in REGIONS.items():
            out[region] = [code for code in base if self.rows[code]["region"] == name]
        out[ENGLAND] = [code for code in base if code.startswith("E")]
        out[WALES] = [code for code in base if code.startswith("W")]
        out[BOTH] = base
        return out

    def place(self, code):
        """What rows are sorted by: authorities, larger areas, then small areas by kind and code."""
        kinds = {"E05": 1, "E02": 2, "E01": 3}
        return kinds.get(code[:3], 0), self.order.get(code, 0), code

    def regions_file(self):
        """The lines of `regions.csv`."""
        rows = [(code, name, "region", "england") for name, code in REGIONS.items()]
        rows += [
            (ENGLAND, "England", "country", "england"),
            (WALES, "Wales", "country", "wales"),
            (BOTH, "England and Wales", "countries", ""),
        ]
        return [("code", "name", "kind", "nation")] + rows


def summed(rows, parts):
    """Rows of larger areas added up from `rows`: code -> (number of rows, counts by key)."""
    out = {}
    for code, members in parts.items():
        if members and all(member in rows for member in members):
            total, number = {}, 0
            for member in members:
                made_of, counts = rows[member]
                number += made_of or 1
                for key, count in counts.items():
                    total[key] = total.get(key, 0) + count
            out[code] = (number, total)
    return out


def brought_to_2021(rows, changes):
    """Rows of older authorities under codes of 2021: merged ones added up, codes that are gone left out."""
    successor = {
        change["oldcd"]: change["newcd"]
        for change in changes
        if change["type"] == "merger" and int(change["start"]) <= 2021
    }
    members = {}
    for code in rows:
        now = code
        while now in successor:
            now = successor[now]
        members.setdefault(now, []).append(code)
    out = {now: rows[now] for now, codes in members.items() if codes == [now]}
    out.update(summed(rows, {now: codes for now, codes in members.items() if codes != [now]}))
    return out
