# SPDX-License-Identifier: Apache-2.0
"""Readers of the forms in which the statistics came. Each gives code -> {labels: count}."""

import csv
import os
import re

NOT_PEOPLE = "Does not apply"


def table(folder, name):
    """The rows of a CSV file as maps."""
    with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def tidy(rows, code, keys, count="count"):
    """One row an observation."""
    out = {}
    for row in rows:
        out.setdefault(row[code], {})[tuple(row[key] for key in keys)] = int(row[count])
    return out


def nomis_wide(rows, pattern):
    """One column an observation; `pattern` finds the labels in a heading, and passes over totals."""
    columns = {}
    for heading in rows[0]:
        match = re.fullmatch(pattern + "; measures: Value", heading)
        if match and not any(is_total(label) for label in match.groups()):
            columns[heading] = match.groups()
    return {
        row["geography code"]: {labels: int(row[heading]) for heading, labels in columns.items()}
        for row in rows
    }


def is_total(label):
    """Whether a label of 2011 is one over others that are in the table too."""
    return label.startswith("All ") or label.endswith(": Total") or label in ("Mean Age", "Median Age")


def ons_long(rows):
    """The custom data sets of Census 2021: pairs of code and label, then the count."""
    names = [name for name in rows[0] if not name.endswith(" Code")][1:-1]
    kept = [row for row in rows if all(row[name] != NOT_PEOPLE for name in names)]
    dropped = sum(int(row["Observation"]) for row in rows) - sum(int(row["Observation"]) for row in kept)
    if dropped:
        raise SystemExit(f"{dropped} people under 'Does not apply'")
    return tidy(kept, "Lower tier local authorities Code", names, "Observation")


def stacked(folder, name):
    """The export of 2001: tables one below the other, each with its sex and religion above it."""
    out, sex, religion, ages = {}, "", "", []
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 2:
                continue
            if row[0].startswith("Sex "):
                sex = row[1]
            elif row[0].startswith("Religion "):
                religion = row[1]
            elif row[1] == "mnemonic":
                ages = row[2:]
            elif re.fullmatch(r"[EW]0\d{7}", row[1]):
                for age, count in zip(ages, row[2:], strict=True):
                    out.setdefault(row[1], {})[(religion, age, sex)] = int(count)
    return out


def margin(rows, places):
    """Counts over the labels at some places only."""
    out = {}
    for code, counts in rows.items():
        sums = out.setdefault(code, {})
        for labels, count in counts.items():
            key = tuple(labels[place] for place in places)
            sums[key] = sums.get(key, 0) + count
    return out
