# SPDX-License-Identifier: Apache-2.0
"""Checks of boundaries, places, neighbours and deprivation."""

import csv
import os
import re

from . import plain_yaml
from .areas import KENT


def rows(root, path):
    with open(os.path.join(root, path), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def problems(root, areas):
    places = {row["code"]: row for row in rows(root, "areas/places.csv")}
    known = set(areas.order) | set(places)
    out = (
        boundaries(root, known)
        + of_places(places, areas)
        + neighbours(root, areas)
        + deprivation(root, known)
    )
    return out


def boundaries(root, known):
    out, shapes = [], {}
    for name in sorted(os.listdir(os.path.join(root, "boundaries"))):
        lines = rows(root, f"boundaries/{name}")
        for line in lines:
            shapes[line["code"]] = line
            if line["code"] not in known or (line["within"] and line["within"] not in known):
                out.append(f"{name}: {line['code']} or the area it is within is not known")
            if not re.fullmatch(r"(M\d+,\d+l(-?\d+,-?\d+ )*-?\d+,-?\d+z)+", line["path"]):
                out.append(f"{name}: the path of {line['code']} cannot be read")
            elif box(line["path"]) != [int(line[side]) for side in ("left", "top", "right", "bottom")]:
                out.append(f"{name}: the box of {line['code']} is not that of its path")
        print(f"{name}: {len(lines)} shapes, {sum(len(line['path']) for line in lines):,} characters")
    for code, line in shapes.items():
        if line["within"] in shapes and not inside(line, shapes[line["within"]]):
            out.append(f"{code} does not lie in {line['within']}")
    return out


def points(path):
    """Each ring of a path as points."""
    for piece in path.split("z")[:-1]:
        start, steps = piece[1:].split("l")
        x, y = map(int, start.split(","))
        ring = [(x, y)]
        for step in steps.split(" "):
            dx, dy = map(int, step.split(","))
            x, y = x + dx, y + dy
            ring.append((x, y))
        yield ring


def box(path):
    every = [point for ring in points(path) for point in ring]
    xs, ys = [x for x, _ in every], [y for _, y in every]
    return [min(xs), min(ys), max(xs), max(ys)]


def inside(one, other, play=150):
    """Whether one box lies in another; files of different makers may stand out a little."""
    return (
        int(one["left"]) >= int(other["left"]) - play
        and int(one["top"]) >= int(other["top"]) - play
        and int(one["right"]) <= int(other["right"]) + play
        and int(one["bottom"]) <= int(other["bottom"]) + play
    )


def of_places(places, areas):
    out = []
    for code, place in places.items():
        if place["district"] not in areas.order or any(
            place[kind] and places.get(place[kind], {}).get("kind") != kind for kind in ("ward", "msoa")
        ):
            out.append(f"places.csv: {code} belongs to an area that is not known")
        if (place["kind"] == "lsoa" and "2021" in place["vintage"]) != bool(place["ward"] and place["msoa"]):
            out.append(
                f"places.csv: {code} should have a ward and an MSOA if it is an LSOA of 2021, and only then"
            )
    for kind, year, number in (
        ("ward", "2022", 293),
        ("ward", "2024", 279),
        ("msoa", "2011", 220),
        ("msoa", "2021", 221),
        ("lsoa", "2011", 1065),
        ("lsoa", "2021", 1107),
    ):
        found = sum(place["kind"] == kind and year in place["vintage"] for place in places.values())
        if found != number:
            out.append(f"places.csv: {found} of kind {kind} of {year} instead of {number}")
    thanet = [place for place in places.values() if place["district"] == "E07000114"]
    if sum(place["kind"] == "ward" for place in thanet) != 23:
        out.append("places.csv: Thanet has 23 wards")
    return out


def neighbours(root, areas):
    around = {row["code"]: row["neighbours"].split() for row in rows(root, "areas/neighbours.csv")}
    out = [f"neighbours.csv: {code} is not known" for code in around if code not in areas.order]
    same = set(areas.of_2024)
    out += [
        f"neighbours.csv: {code} and {other} are not both neighbours of the other"
        for code in same
        for other in around[code]
        if other not in same or code not in around[other]
    ]
    if around["E07000114"] != ["E07000106", "E07000108"] or "E06000035" not in around[KENT]:
        out.append("neighbours.csv: the neighbours of Thanet or Kent are wrong")
    return out


def deprivation(root, known):
    out, found = [], {}
    for table in plain_yaml.read(os.path.join(root, "deprivation", "tables.yaml")):
        lines = rows(root, f"deprivation/{table['file']}")
        found[table["id"]] = lines
        if list(lines[0]) != ["area"] + list(table["columns"]):
            out.append(f"{table['id']}: the columns are not those described")
        out += [f"{table['id']}: {line['area']} is not known" for line in lines if line["area"] not in known]
    for id, column, expected in (
        ("imd2025-authorities", "score_rank", "26"),
        ("imd2019-authorities", "share", "0.2143"),
    ):
        if [line[column] for line in found[id] if line["area"] == "E07000114"] != [expected]:
            out.append(f"{id}: Thanet is not what was published")
    return out
